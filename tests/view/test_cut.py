"""What of a graph a page shows: surroundings, years, relations, confidence."""

from __future__ import annotations

import networkx
import pytest

from kg.view import Cut, cut


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_surroundings_are_those_of_networkx(world, steps):
    graph = networkx.Graph((s.subject.id, s.object.id) for s in world.statements)
    near = networkx.ego_graph(graph, "kelmoor", steps)
    found = cut(world.statements, Cut(actor="kelmoor", steps=steps))
    assert found == [s for s in world.statements if {s.subject.id, s.object.id} <= set(near)]
    assert bool(found) == bool(steps)


@pytest.mark.parametrize(
    ("years", "relation", "subject"),
    [
        ((2000, 2000), "occupies", "orvane"),  # 1998 to 2006
        ((2006, None), "occupies", "orvane"),
        ((None, 1998), "occupies", "orvane"),
        ((1993, 1993), "memberOf", "solmark"),  # since 1992
        ((None, 2000), "memberOf", "kelmoor"),  # until 2015
        ((2021, 2021), "signed", "verana"),
    ],
)
def test_what_holds_in_the_years_is_kept(world, years, relation, subject):
    found = cut(world.statements, Cut(first=years[0], last=years[1]))
    assert (relation, subject) in {(s.relation, s.subject.id) for s in found}


def test_what_does_not_hold_then_and_what_has_no_date_is_left_out(world):
    found = cut(world.statements, Cut(first=2007, last=2010))
    assert ("occupies", "orvane") not in {(s.relation, s.subject.id) for s in found}
    assert all(s.interval.start or s.interval.end or s.interval.at for s in found)


def test_relations_and_confidence(world):
    found = cut(world.statements, Cut(relations={"memberOf", "signed"}, confidence=0.8))
    assert {s.relation for s in found} == {"memberOf", "signed"}
    assert min(max(piece.confidence for piece in s.evidence) for s in found) >= 0.8
    assert cut(world.statements, Cut()) == world.statements
