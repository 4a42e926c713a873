"""Where nodes stand."""

from __future__ import annotations

import numpy as np
import pytest

from kg.view.crowds import circles
from kg.view.layout import HEIGHT, WIDTH, positions


def ring(count):
    return [(110.0, 50.0)] * count, [10.0] * count, [(i, (i + 1) % count) for i in range(count)]


def overlaps(places, boxes):
    # A long chain of boxes keeps a pixel or two; the boxes have a margin of 14.
    return [
        (a, b)
        for a in range(len(places))
        for b in range(a)
        if abs(places[a][0] - places[b][0]) < (boxes[a][0] + boxes[b][0]) / 2 - 4
        and abs(places[a][1] - places[b][1]) < (boxes[a][1] + boxes[b][1]) / 2 - 4
    ]


@pytest.mark.parametrize("count", [2, 12, 24])
def test_labels_do_not_overlap_where_they_fit(count):
    boxes, radii, edges = ring(count)
    assert overlaps(positions(boxes, radii, edges).places, boxes) == []


@pytest.mark.parametrize("count", [12, 40, 400, 900])
def test_fills_the_frame_and_stays_inside(count):
    boxes, radii, edges = ring(count)
    places = positions(boxes, radii, edges).places
    xs, ys = [x for x, _ in places], [y for _, y in places]
    assert max(map(abs, xs)) <= WIDTH / 2
    assert max(map(abs, ys)) <= HEIGHT / 2
    assert max(xs) - min(xs) > 0.7 * WIDTH
    assert max(ys) - min(ys) > 0.7 * HEIGHT


def test_same_every_time_and_whatever_the_order_of_edges():
    boxes, radii, edges = ring(30)
    turned = [(b, a) for a, b in reversed(edges)]
    assert positions(boxes, radii, edges) == positions(boxes, radii, turned)


def test_nodes_without_edges_stand_below_and_apart():
    boxes, radii, edges = ring(5)
    places = positions(boxes + [(100.0, 40.0)] * 20, radii + [8.0] * 20, edges).places
    assert all(y > HEIGHT / 2 for _, y in places[5:])
    assert overlaps(places[5:], [(100.0, 40.0)] * 20) == []


def test_odd_graphs():
    assert positions([], [], []).places == []
    assert len(positions([(9.0, 9.0)], [3.0], [(0, 0)]).places) == 1
    assert len(positions([(9.0, 9.0)] * 2, [3.0] * 2, [(0, 1), (1, 0), (0, 1), (1, 1)]).places) == 2


def clans(count, size):
    """Circles of ``size`` nodes, each linked to its next four and to one of the next circle."""
    inside = [
        (c * size + a, c * size + (a + step) % size)
        for c in range(count)
        for a in range(size)
        for step in range(1, 5)
    ]
    return inside + [(c * size, (c + 1) % count * size) for c in range(count)]


def test_circles_are_found():
    found = circles(600, np.array(clans(30, 20)))
    assert [len(set(found[c * 20 : c * 20 + 20])) for c in range(30)] == [1] * 30
    assert len(set(found)) >= 15  # neighbouring ones may count as one


def test_of_a_thousand_each_circle_stands_by_itself():
    edges, count = clans(50, 20), 1000
    found = positions([(60.0, 20.0)] * count, [3.0] * count, edges)
    places = np.array(found.places)
    assert (np.abs(places).max(axis=0) <= [WIDTH / 2, HEIGHT / 2]).all()
    assert (np.abs(places).max(axis=0) > [0.85 * WIDTH / 2, 0.85 * HEIGHT / 2]).all()
    inside = np.mean([np.hypot(*(places[a] - places[b])) for a, b in edges])
    anywhere = np.mean([np.hypot(*(places[a] - places[a - 500])) for a in range(count)])
    assert inside < anywhere / 5
    assert positions([(60.0, 20.0)] * count, [3.0] * count, edges[::-1]) == found


def test_each_of_a_thousand_stands_in_the_disc_of_its_circle():
    found = positions([(60.0, 20.0)] * 1001, [3.0] * 1001, clans(50, 20))
    assert found.circle[1000] is None  # it has no edge
    assert sum(disc.members for disc in found.discs) == 1000
    for (x, y), circle in zip(found.places[:1000], found.circle[:1000], strict=True):
        disc = found.discs[circle]
        assert ((x - disc.x) / disc.rx) ** 2 + ((y - disc.y) / disc.ry) ** 2 <= 1.01
    # Neighbours of the ring of circles are linked once, each from both sides.
    links = {(a, b): many for a, disc in enumerate(found.discs) for b, many in disc.links}
    assert all(links[b, a] == many for (a, b), many in links.items())
