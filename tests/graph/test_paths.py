"""Paths between two actors: the shortest chains, with a sentence for each step."""

from __future__ import annotations

import pytest

from kg import graph
from kg.errors import QueryError
from kg.model import Entity, Evidence


def linked(world, *pairs):
    """An article for each pair of names, with a statement about them."""
    return [
        (f"{number}.txt", {}, {"subject": actor(one), "relation": "supports", "object": actor(other), **values})
        for number, (one, other, values) in enumerate(pairs)
    ]


def actor(name):
    return Entity(name.lower(), name, "Country")


def test_paths_are_the_shortest_chains_with_a_sentence_for_each_step(ask, world):
    links = [("A", "B", {}), ("C", "B", {}), ("C", "D", {}), ("A", "E", {}), ("E", "F", {}), ("F", "C", {})]
    rows = ask("paths", linked(world, *links), **{"from": "A", "to": "D"})
    assert [row[:5] for row in rows] == [
        ("1", "1", "A", "supports", "B"),
        ("1", "2", "C", "supports", "B"),
        ("1", "3", "C", "supports", "D"),
    ]
    assert all(row[9] and row[10] for row in rows)


def test_all_shortest_paths_are_told_up_to_the_limit(ask, world):
    links = [("A", "B", {}), ("B", "D", {}), ("A", "C", {}), ("C", "D", {}), ("B", "C", {})]
    ways = ask("paths", linked(world, *links), **{"from": "A", "to": "D"})
    assert [(row[0], row[2], row[4]) for row in ways] == [
        ("1", "A", "B"),
        ("1", "B", "D"),
        ("2", "A", "C"),
        ("2", "C", "D"),
    ]
    assert len(ask("paths", linked(world, *links), **{"from": "A", "to": "D", "limit": "1"})) == 2


def test_paths_follow_neither_denials_nor_plans_and_stop_after_so_many_steps(ask, world):
    links = [("A", "B", {}), ("B", "C", {}), ("A", "C", {"status": "negated"}), ("C", "A", {"status": "planned"})]
    assert len(ask("paths", linked(world, *links), **{"from": "A", "to": "C"})) == 2
    assert ask("paths", linked(world, *links), **{"from": "A", "to": "C", "steps": "1"}) == []
    assert ask("paths", linked(world, *links, ("X", "Y", {})), **{"from": "A", "to": "X", "steps": "6"}) == []


def test_a_step_with_several_statements_shows_the_surest(world):
    article = world.article()
    sure: Evidence = world.evidence(article, confidence=0.99)
    held = graph.memory([world.extraction("a.txt", {}, {"relation": "supports", "evidence": (sure,)})])
    (row,) = graph.ask_saved(held, "paths", {"from": "Norway", "to": "Atlantic Alliance"}).rows()
    assert row[2:5] == ("Norway", "supports", "Atlantic Alliance")
    assert row[8] == "1"


@pytest.mark.parametrize(
    ("more", "message"),
    [({"steps": "9"}, "number from 1 to 6"), ({"steps": "two"}, "give a number"), ({"to": "Norway"}, "same actor")],
)
def test_paths_asked_wrongly(more, message, ask):
    with pytest.raises(QueryError, match=message):
        ask("paths", [("a.txt", {}, {})], **({"from": "Norway", "to": "Atlantic Alliance"} | more))
