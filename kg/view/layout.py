"""Where the nodes stand: a force layout that fills its frame and keeps labels apart; the same every time.

Positions are pixels of a frame of ``WIDTH`` by ``HEIGHT``, so that at the start view a label of constant size
covers about what was reserved for it here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.view.crowds import Circles, crowds, known_circles

__all__ = ["HEIGHT", "WIDTH", "Box", "Disc", "Placement", "positions"]

Floats = NDArray[np.float64]
Pairs = NDArray[np.intp]
Box = tuple[float, float]

WIDTH, HEIGHT = 900.0, 680.0
_SEED = 7
_ALL_PAIRS = 200  # up to here every node repels every other; beyond, a drawn sample stands for them
_SAMPLE = 80
_CROWD = 600  # beyond, circles of nodes are placed instead of nodes
_LINKS = 8  # of those of a circle to others, the strongest that are told


@dataclass(frozen=True, slots=True)
class Disc:
    """Where a circle of actors stands: an ellipse round its middle.

    ``members`` are all that it has; ``links`` its strongest: another circle's number, how many edges lead there.
    """

    x: float
    y: float
    rx: float
    ry: float
    members: int
    links: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Placement:
    """A place (x, y) for each node, in pixels, one decimal; of many nodes also the circles that they fall into.

    ``circle`` says of each node which one it is of; None for a node without an edge. Few nodes: no discs, all None.
    """

    places: list[Box]
    discs: list[Disc]
    circle: list[int | None]


def positions(
    boxes: Sequence[Box], radii: Sequence[float], edges: Sequence[tuple[int, int]], known: Circles | None = None
) -> Placement:
    """Where each node stands.

    ``boxes`` are the nodes with their labels (width, height), ``radii`` the nodes alone; ``edges`` are pairs of
    indices. Nodes without an edge stand in rows below the frame, where they disturb nobody. ``known``: the circles
    of a larger graph that these nodes, each with an edge, are a part of.
    """
    linked = sorted({end for a, b in edges if a != b for end in (a, b)})
    place = {node: index for index, node in enumerate(linked)}
    ends = np.array([(place[a], place[b]) for a, b in edges if a != b], dtype=np.intp).reshape(-1, 2)
    if len(linked) > _CROWD or known:
        circles = replace(known, of=known.of[linked]) if known else known_circles(len(linked), ends)
        pairs = np.unique(np.sort(ends, axis=1), axis=0)
        points, discs = _crowded(circles, pairs)
        if known:
            _spread_inside(points, discs, circles.of, [(boxes[node], radii[node]) for node in linked], pairs)
        circle = circles.of.tolist()
    else:
        points, discs, circle = _spread(boxes, radii, linked, np.unique(np.sort(ends, axis=1), axis=0)), [], []
    found = _rows([node for node in range(len(boxes)) if node not in place], boxes)
    found.update({node: (float(points[i, 0]), float(points[i, 1])) for node, i in place.items()})
    return Placement(
        [(round(found[node][0], 1), round(found[node][1], 1)) for node in range(len(boxes))],
        discs,
        [circle[place[node]] if circle and node in place else None for node in range(len(boxes))],
    )


def _spread(boxes: Sequence[Box], radii: Sequence[float], linked: Sequence[int], pairs: Pairs) -> Floats:
    if not linked:
        return np.zeros((0, 2))
    points = _fill(_forces(_spiral(len(linked), pairs), pairs))
    own_boxes = np.array([boxes[node] for node in linked], dtype=np.float64).reshape(-1, 2)
    return _apart(points, own_boxes, np.array([radii[node] for node in linked], dtype=np.float64), pairs)


def _crowded(circles: Circles, pairs: Pairs) -> tuple[Floats, list[Disc]]:
    """The nodes in the discs of their circles, which fill the whole frame."""
    stand = crowds(circles, pairs, lambda some, their: _forces(_spiral(some, their), their, most=80))
    reach = stand.radii[:, None]
    low, high = (stand.centres - reach).min(axis=0), (stand.centres + reach).max(axis=0)
    scale = np.array([WIDTH, HEIGHT]) / np.maximum(high - low, 1e-9)
    centres, sizes = (stand.centres - (low + high) / 2) * scale, reach * scale
    links: list[list[tuple[int, int]]] = [[] for _ in circles.sizes]
    for at in np.argsort(-circles.strength, kind="stable"):
        for one, other in (circles.links[at], circles.links[at][::-1]):
            if len(links[one]) < _LINKS:
                links[one].append((int(other), int(circles.strength[at])))
    frames = np.round(np.hstack([centres, sizes]), 1).tolist()
    discs = [
        Disc(x, y, rx, ry, int(members), own)
        for (x, y, rx, ry), members, own in zip(frames, circles.sizes, links, strict=True)
    ]
    return (stand.points - (low + high) / 2) * scale, discs


def _spread_inside(
    points: Floats, discs: Sequence[Disc], of: Pairs, nodes: Sequence[tuple[Box, float]], pairs: Pairs
) -> None:
    """Puts the nodes of each disc where there is room for their labels once the disc alone fills the screen."""
    for number, disc in enumerate(discs):
        members = np.flatnonzero(of == number)
        place = {int(node): index for index, node in enumerate(members)}
        own = [(place[a], place[b]) for a, b in pairs[(of[pairs] == number).all(axis=1)].tolist()]
        larger = WIDTH / (2.1 * disc.rx)
        grown = [2 * nodes[node][1] * (larger - 1) for node in place]
        boxes = [
            (nodes[node][0][0] + more, nodes[node][0][1] + more) for node, more in zip(place, grown, strict=True)
        ]
        own_pairs = np.array(own, dtype=np.intp).reshape(-1, 2)
        frame = _fill(_forces(_spiral(len(place), own_pairs), own_pairs, most=80))
        frame = _apart(frame, np.array(boxes), np.zeros(len(place)), own_pairs[:0], most=30)
        unit = frame / np.array([WIDTH / 2, HEIGHT / 2])
        round_ = unit * np.sqrt(1 - unit[:, ::-1] ** 2 / 2)  # the square as a circle
        points[members] = [disc.x, disc.y] + round_ * [0.97 * disc.rx, 0.97 * disc.ry]


def _spiral(count: int, pairs: Pairs) -> Floats:
    """A start without chance: sunflower seeds, the best connected in the middle."""
    degree = np.bincount(pairs.ravel(), minlength=count)
    rank = np.empty(count)
    rank[np.argsort(-degree, kind="stable")] = np.arange(count)
    radius, angle = np.sqrt(rank + 0.5), rank * (np.pi * (3 - sqrt(5)))
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _forces(points: Floats, pairs: Pairs, most: int = 300) -> Floats:
    """Fruchterman and Reingold's springs and charges, at unit spacing, with a pull to the centre."""
    count = len(points)
    rounds = max(60, min(most, 12_000_000 // (count * min(count, _SAMPLE))))
    chance = np.random.default_rng(_SEED)
    degree = np.maximum(1, np.bincount(pairs.ravel(), minlength=count))
    # A spring between two hubs is weaker: what holds their own circles together must not pile them up.
    strength = 1 / np.sqrt(np.minimum(degree[pairs[:, 0]], degree[pairs[:, 1]]))
    for step in range(rounds):
        move = _repulsion(points, chance) - 0.06 * points
        along = points[pairs[:, 1]] - points[pairs[:, 0]]
        pull = along * (np.hypot(along[:, 0], along[:, 1]) * strength)[:, None]
        for axis in (0, 1):
            move[:, axis] += np.bincount(pairs[:, 0], pull[:, axis], count)
            move[:, axis] -= np.bincount(pairs[:, 1], pull[:, axis], count)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        limit = 0.1 * sqrt(count) * (1 - step / rounds) + 0.01
        points = points + move * (np.minimum(length, limit) / length)[:, None]
    return points


def _repulsion(points: Floats, chance: np.random.Generator) -> Floats:
    count = len(points)
    if count <= _ALL_PAIRS:
        others, weight = points, 1.0
    else:
        others, weight = points[chance.integers(0, count, _SAMPLE)], count / _SAMPLE
    # One array for each axis, a row for each of the others: the sums then run along memory.
    across, down = (points[None, :, axis] - others[:, axis, None] for axis in (0, 1))
    square = np.maximum(across * across + down * down, 0.02)
    return weight * np.stack([(across / square).sum(axis=0), (down / square).sum(axis=0)], axis=1)


def _fill(points: Floats) -> Floats:
    """Turn the longest way across, then use the whole frame: half as it lies, half evenly by rank."""
    points = points - points.mean(axis=0)
    spread = points.T @ points
    angle = 0.5 * np.arctan2(2 * spread[0, 1], spread[0, 0] - spread[1, 1])
    turn: Any = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = np.round(points @ turn, 6)
    result = np.empty_like(points)
    for axis, size in ((0, WIDTH), (1, HEIGHT)):
        values = points[:, axis]
        low, high = values.min(), values.max()
        lies = (values - low) / (high - low) if high > low else np.full(len(values), 0.5)
        rank = np.empty(len(values))
        rank[np.argsort(values, kind="stable")] = np.arange(len(values))
        even = (rank + 0.5) / len(values)
        result[:, axis] = ((lies + even) / 2 - 0.5) * size
    return result


def _apart(points: Floats, boxes: Floats, radii: Floats, pairs: Pairs, most: int = 240) -> Floats:
    """Push overlapping boxes apart, and nodes off the edges of others, inside the frame.

    Where all labels cannot fit, all boxes shrink alike.
    """
    count = len(points)
    boxes = boxes * min(1.0, sqrt(0.6 * WIDTH * HEIGHT / float((boxes[:, 0] * boxes[:, 1]).sum())))
    frame = np.array([WIDTH, HEIGHT])
    rounds = 240 if count <= 60 else 100 if count <= 120 else 40 if count <= 300 else 6 if count <= 2500 else 0
    rounds = min(rounds, most)
    for step in range(rounds):
        move = _off_boxes(points, boxes)
        # The last rounds are for the boxes alone: labels apart matter more than edges free.
        if len(pairs) and step < 0.85 * rounds and count * len(pairs) <= 60_000:
            move = move + 0.8 * _off_edges(points, radii, pairs)
        if not move.any():
            break
        points = np.clip(points + 0.7 * move, (boxes - frame) / 2, (frame - boxes) / 2)
    return points


def _off_boxes(points: Floats, boxes: Floats) -> Floats:
    """Half the overlap of each two boxes, along the shorter way; two at the same place part by their order."""
    first, second = _neighbours(points[:, 0], float(boxes[:, 0].max()))
    gap = points[first] - points[second]
    excess = (boxes[first] + boxes[second]) / 2 - np.abs(gap)
    clash = (excess > 0).all(axis=1)
    first, second, gap, excess = first[clash], second[clash], gap[clash], excess[clash]
    sign = np.where(gap == 0, np.sign(first - second)[:, None], np.sign(gap))
    across = excess[:, 0] < excess[:, 1]
    push = sign * excess * np.stack([across, ~across], axis=1) * 0.5
    both, pushes = np.concatenate([first, second]), np.concatenate([push, -push])
    total = [np.bincount(both, pushes[:, axis], len(points)) for axis in (0, 1)]
    return np.stack(total, axis=1)


def _neighbours(x: Floats, reach: float) -> tuple[Pairs, Pairs]:
    """Each two of these numbers, by their indices, that are less than ``reach`` apart."""
    order = np.argsort(x, kind="stable")
    along = x[order]
    count = np.searchsorted(along, along + reach) - np.arange(1, len(x) + 1)  # how many follow that closely
    count = np.maximum(count, 0)
    begins = np.repeat(np.cumsum(count) - count, count)
    first = np.repeat(np.arange(len(x)), count)
    second = first + 1 + np.arange(count.sum()) - begins
    return order[first], order[second]


def _off_edges(points: Floats, radii: Floats, pairs: Pairs) -> Floats:
    """How far each node must go to clear the straight lines between two others; those ends go half as far back."""
    begin, along = points[pairs[:, 0]], points[pairs[:, 1]] - points[pairs[:, 0]]
    square = np.maximum((along**2).sum(axis=1), 1.0)
    away = points[None, :, :] - begin[:, None, :]
    part = (away * along[:, None, :]).sum(axis=2) / square[:, None]
    off = away - np.clip(part, 0, 1)[:, :, None] * along[:, None, :]
    distance = np.maximum(np.hypot(off[:, :, 0], off[:, :, 1]), 1e-6)
    lack = np.maximum(0, radii[None, :] + 14 - distance) * ((part > 0) & (part < 1))
    edge = np.arange(len(pairs))
    lack[edge, pairs[:, 0]] = lack[edge, pairs[:, 1]] = 0
    push = off / distance[:, :, None] * lack[:, :, None]
    move: Floats = push.sum(axis=0)
    back = push.sum(axis=1) / 4
    for end in (0, 1):
        for axis in (0, 1):
            move[:, axis] -= np.bincount(pairs[:, end], back[:, axis], len(points))
    return move


def _rows(lonely: Sequence[int], boxes: Sequence[Box]) -> dict[int, Box]:
    """Rows of nodes without edges, below the frame."""
    found: dict[int, Box] = {}
    x, y = -WIDTH / 2, HEIGHT / 2 + 80
    for node in lonely:
        width = boxes[node][0]
        if x + width > WIDTH / 2 and x > -WIDTH / 2:
            x, y = -WIDTH / 2, y + 60
        found[node] = (x + width / 2, y)
        x += width + 12
    return found
