"""Where thousands stand: circles of actors who have much to do with each other, each a disc of its own.

Forces between all of them would end in one ball of yarn. Here the circles are found first (Louvain's method), laid
out as if each were one node, pushed apart until none covers another, and filled with their members.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["Circles", "Crowds", "circles", "crowds", "known_circles"]

Floats = NDArray[np.float64]
Pairs = NDArray[np.intp]
_LEVELS, _PASSES = 4, 8
_STRONGEST = 3  # so many of a circle's links to other circles decide where it stands
_FILLED = 0.94  # of a disc's radius: its members keep off its rim


@dataclass(frozen=True, slots=True)
class Circles:
    """Which circle each node is of, and how large they are: with members, perhaps, that are none of the nodes.

    ``links`` are pairs of circles, sorted; ``strength`` says of each how many edges link the two.
    """

    of: Pairs
    sizes: Pairs
    links: Pairs
    strength: Pairs


@dataclass(frozen=True, slots=True)
class Crowds:
    """A place for each node, and the disc of each circle: ``centres`` and ``radii``."""

    points: Floats
    centres: Floats
    radii: Floats


def crowds(found: Circles, pairs: Pairs, layout: Callable[[int, Pairs], Floats]) -> Crowds:
    """Where they stand, at unit spacing; ``pairs`` are linked nodes, ``layout`` gives that of a smaller graph."""
    group = found.of
    radii = np.sqrt(found.sizes) + 0.6  # with a margin
    spacing = 2.2 * sqrt(float((radii**2).mean()))
    centres = _packed(spacing * layout(len(found.sizes), _strongest(found)), radii)
    points = np.zeros((len(group), 2))
    own = pairs[group[pairs[:, 0]] == group[pairs[:, 1]]]
    inside = _by_circle(own, group[own[:, 0]], found)
    place = np.empty(len(group), dtype=np.intp)
    for number, members in enumerate(_by_circle(np.arange(len(group)), group, found)):
        if not len(members):
            continue
        place[members] = np.arange(len(members))
        fill = _FILLED * sqrt(found.sizes[number] / len(members))
        points[members] = centres[number] + fill * _disc(layout(len(members), place[inside[number]]))
    return Crowds(points, centres, radii)


def known_circles(count: int, edges: Pairs) -> Circles:
    """The circles of ``count`` nodes with these edges, parallel ones among them."""
    ends = np.sort(edges, axis=1)
    of = circles(count, np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0))
    sizes = np.bincount(of)
    of = np.argsort(np.argsort(-sizes, kind="stable"), kind="stable")[of]  # the largest first
    between = np.sort(of[ends], axis=1)
    links, strength = np.unique(between[between[:, 0] != between[:, 1]], axis=0, return_counts=True)
    return Circles(of, np.bincount(of), links, strength)


def _by_circle(things: Pairs, group: Pairs, found: Circles) -> list[Pairs]:
    """The things of each circle, in their order; ``group`` says which each is of."""
    counts = np.bincount(group, minlength=len(found.sizes))
    return np.split(things[np.argsort(group, kind="stable")], np.cumsum(counts)[:-1])


def circles(count: int, pairs: Pairs) -> Pairs:
    """The number of each node's circle, by Louvain's method; those of the lowest nodes first. No chance in it."""
    found = np.arange(count)
    links: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b in pairs.tolist():
        links[a][b] = links[b][a] = 1.0
    weights = [float(len(own)) for own in links]
    for _ in range(_LEVELS):
        moved = _moved(links, weights)
        _, smaller = np.unique(moved, return_inverse=True)
        found = smaller[found]
        if len(links) == smaller.max() + 1:
            break
        links, weights = _merged(links, weights, smaller.tolist())
    _, first, smaller = np.unique(found, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first, kind="stable"), kind="stable")[smaller]


def _moved(links: list[dict[int, float]], weights: list[float]) -> list[int]:
    """Each node to the neighbouring circle where modularity gains most, until hardly any moves."""
    total = sum(weights) or 1.0
    circle, weight = list(range(len(links))), list(weights)
    for _ in range(_PASSES):
        moves = 0
        for node, own in enumerate(links):
            toward: dict[int, float] = {}
            for other, strength in own.items():
                if other != node:
                    toward[circle[other]] = toward.get(circle[other], 0.0) + strength
            here = circle[node]
            weight[here] -= weights[node]
            gain = {there: w - weights[node] * weight[there] / total for there, w in toward.items()}
            best = min(gain, key=lambda there: (-gain[there], there), default=here)
            if gain.get(best, 0.0) > gain.get(here, -weights[node] * weight[here] / total) + 1e-9:
                circle[node] = best
                moves += 1
            weight[circle[node]] += weights[node]
        if moves <= len(links) // 200:
            break
    return circle


def _merged(
    links: list[dict[int, float]], weights: list[float], circle: list[int]
) -> tuple[list[dict[int, float]], list[float]]:
    """The graph of the circles: their links added up."""
    count = max(circle) + 1
    merged: list[dict[int, float]] = [{} for _ in range(count)]
    total = [0.0] * count
    for node, own in enumerate(links):
        target = merged[circle[node]]
        total[circle[node]] += weights[node]
        for other, strength in own.items():
            target[circle[other]] = target.get(circle[other], 0.0) + strength
    return merged, total


def _strongest(found: Circles) -> Pairs:
    """Of the links between circles the strongest of each circle, as pairs of circles."""
    kept: set[tuple[int, int]] = set()
    for circle in range(len(found.sizes)):
        mine = np.flatnonzero((found.links == circle).any(axis=1))
        best = mine[np.argsort(-found.strength[mine], kind="stable")[:_STRONGEST]]
        kept.update((int(a), int(b)) for a, b in found.links[best])
    return np.array(sorted(kept), dtype=np.intp).reshape(-1, 2)


def _packed(centres: Floats, radii: Floats) -> Floats:
    """Discs pushed apart, and drawn to the middle of a frame that is wider than high."""
    reach = radii[:, None] + radii[None, :]
    for step in range(300):
        gap = centres[:, None, :] - centres[None, :, :]
        distance = np.maximum(np.hypot(gap[:, :, 0], gap[:, :, 1]), 1e-6)
        np.fill_diagonal(distance, np.inf)
        over = np.maximum(0, reach - distance) / distance
        push = 0.35 * (gap * over[:, :, None]).sum(axis=1)
        pull = 0.02 * (1 - step / 300) * centres * np.array([0.75, 1.0])
        centres = centres + push - pull
    return centres


def _disc(points: Floats) -> Floats:
    """Members spread over a disc whose area is their number: halfway to even, so that none is crushed."""
    count = len(points)
    if count == 1:
        return np.zeros((1, 2))
    points = points - points.mean(axis=0)
    distance = np.maximum(np.hypot(points[:, 0], points[:, 1]), 1e-9)
    rank = np.empty(count)
    rank[np.argsort(distance, kind="stable")] = np.arange(count)
    even = np.sqrt((rank + 0.5) / count)
    wanted = 0.5 * (even + distance / distance.max()) * sqrt(count)
    result: Floats = np.round(points * (wanted / distance)[:, None], 6)
    return result
