"""What is broken is not written, and found where it is stored (``test_shapes.py``: each constraint by itself)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import graph
from kg.errors import ShapeError
from kg.model import Appearance, Decision, Entity, Identities, Verdict


def test_what_is_well_formed_is_written(world):
    held = graph.memory(
        [world.extraction("a.txt", {"when": {"start": "1949"}}, {"by": world.envoy, "status": "reported"})]
    )
    assert graph.check(held) == []


def test_a_broken_article_is_not_written_and_the_rest_stays(world):
    held = graph.memory([world.extraction("a.txt")])
    before = set(held.store)
    with pytest.raises(ShapeError, match=r"a\.txt: not written.*\n.*its relation is not one of kg\.ttl"):
        held.put(world.extraction("a.txt", {"relation": "admires"}))
    assert set(held.store) == before


def test_evidence_must_be_what_stands_in_the_article(world):
    article = world.article()
    for wrong in ({"text": "Something else."}, {"source": "b.txt"}):
        piece = world.evidence(article, **wrong)
        with pytest.raises(ShapeError, match="evidence"):
            graph.memory([world.extraction("a.txt", {"evidence": (piece,)})])


def test_a_statement_needs_evidence_and_an_entity_a_label(world):
    with pytest.raises(ShapeError, match="has no evidence"):
        graph.memory([world.extraction("a.txt", {"evidence": ()})])
    one = world.extraction()
    nameless = replace(one, appearances=(*one.appearances, Appearance(Entity("x", "", "Person"), ())))
    with pytest.raises(ShapeError, match="needs one label"):
        graph.memory([nameless])


def test_a_decision_without_a_reason_is_not_written(world):
    held = graph.memory([world.extraction()])
    with pytest.raises(ShapeError, match="who is one actor: not written"):
        held.identify(Identities(decisions=(Decision("norge", "norway", Verdict.SAME, ""),)))
    assert held.identities == Identities()


def test_check_finds_what_no_article_explains(world):
    held = graph.memory([world.extraction()])
    held.store.update("INSERT DATA { GRAPH graph:facts { id:norway kg:owns id:moon } }", prefixes=held.names.prefixes)
    assert ["id:norway: stored, but no article explains it" in one for one in graph.check(held)] == [True]
