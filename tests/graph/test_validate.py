"""Every shape refuses what it is there to refuse."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg import graph, ontology
from kg.errors import ShapeError
from kg.graph.validate import broken
from kg.model import Appearance, Decision, Dropped, Entity, Identities, TextSpan, Verdict


def test_what_is_well_formed_is_written(world):
    held = graph.memory(
        [world.extraction("a.txt", {"when": {"start": "1949"}}, {"by": world.envoy, "status": "reported"})]
    )
    assert graph.check(held) == []


# One planted fault a line: what is deleted (a SPARQL pattern of ?s), what is inserted instead, what is said of it.
FAULTS = [
    ("?s kg:subject ?x", "", "needs one subject"),
    ("?s kg:object ?x", "", "needs one object"),
    ("?s kg:predicate ?x", "", "needs one relation"),
    ("?s kg:predicate ?x", "?s kg:predicate kg:admires", "its relation is not one of kg.ttl"),
    ("?s kg:status ?x", "", "needs one status of the five"),
    ("?s kg:status ?x", "?s kg:status kg:rumoured", "needs one status of the five"),
    ("?s kg:status ?x", "?s kg:status ?x ; kg:statedBy id:a, id:b", "more than one speaker"),
    ("?e kg:evidenceFor ?x", "", "has no evidence"),
    ("?e kg:evidenceFor ?x", "", "supports no statement"),
    ("?s kg:subject ?x", "?s kg:subject id:nobody", "its subject is no entity"),
    ("?s kg:object ?x", "?s kg:object id:nobody", "its object is no entity"),
    ("?s kg:endLatest ?x", '?s kg:endLatest "1900-01-01"^^xsd:date', "ends before it starts"),
    ("?s kg:status ?x", '?s kg:status ?x ; kg:role "a", "b"', "more than one role"),
    ("?s kg:status ?x", '?s kg:status ?x ; kg:predicateText "like", "hate"', "more than one verb phrase"),
    ("?s kg:status ?x", '?s kg:status ?x ; kg:predicateText "like"', "for relatedTo only"),
    ("?s kg:start ?x", '?s kg:start "soon"', "its start is no date"),
    ("?s kg:end ?x", '?s kg:end "soon"', "its end is no date"),
    ("?s kg:start ?x", '?s kg:at "soon"', "its time is no date"),
    ("?e kg:evidenceFor ?s ; oa:hasSource ?x", "?e kg:evidenceFor ?s", "is from no article"),
    ("?e kg:evidenceFor ?s ; oa:exact ?x", "?e kg:evidenceFor ?s", "has no sentence"),
    ("?e kg:evidenceFor ?s ; oa:start ?x", "?e kg:evidenceFor ?s ; oa:start 999", "no stretch of text"),
    ("?e kg:evidenceFor ?s ; oa:end ?x", "?e kg:evidenceFor ?s", "has no end"),
    ("?e kg:confidence ?x", "?e kg:confidence 1.5", "not between 0 and 1"),
    ("?e kg:rule ?x", "", "names no rule"),
    ("?e kg:subjectMention ?x", "", "does not show its subject"),
    ("?e kg:objectMention ?x", "", "does not show its object"),
    ("id:norway a ?x", "", "needs one type"),
    ("id:norway a ?x", "id:norway a kg:Planet", "its type is not one of kg.ttl"),
    ("id:norway skos:prefLabel ?x", "", "needs one label"),
    ("id:norway rdfs:label ?x", 'id:norway rdfs:label "Sweden"', "needs the same label twice"),
    ("id:norway skos:exactMatch ?x", "id:norway skos:exactMatch <http://x.example/Q1>", "no Wikidata item"),
    ("?d dct:identifier ?x", "", "needs one source"),
    ("?d kg:text ?x", "", "needs its text"),
    ("?d kg:sha256 ?x", '?d kg:sha256 "short"', "needs the SHA-256"),
    ("?d kg:digest ?x", "", "needs a digest"),
    ("?d dct:title ?x", '?d dct:title "one", "two"', "more than one title"),
    ("?d dct:issued ?x", '?d dct:issued "soon"', "day of publication is no date"),
    ("?a kg:entity ?x", "", "needs one entity"),
    ("?a kg:entityLabel ?x", "", "needs the label of its entity"),
    ("?a kg:entityType ?x", "", "needs the type of its entity"),
    ("?a kg:entity ?s ; oa:hasSource ?x", "?a kg:entity ?s", "is in no article"),
    ("?g a kg:Gap ; oa:exact ?x", "?g a kg:Gap", "has no sentence"),
    ("?g kg:names ?x", "", "names no actor"),
    ("?u a kg:Unresolved ; oa:exact ?x", "?u a kg:Unresolved", "has no words"),
    ("?p kg:reason ?x", "", "gives no reason"),
    ("?i kg:one ?x", "", "decides about nobody"),
    ("?i kg:other ?x", "", "decides about one alone"),
    ("?i kg:verdict ?x", "?i kg:verdict kg:planned", "needs one verdict"),
    ("?i a kg:Decision ; kg:because ?x", "?i a kg:Decision", "gives no reason for its verdict"),
]


@pytest.fixture
def whole(world):
    """A graph in which every shape has something to look at."""
    one = world.extraction("a.txt", {"when": {"start": "1949", "end": "1999"}})
    article = replace(one.article, dropped=(Dropped(TextSpan(0, 6), "teaser"),))
    held = graph.memory([replace(one, article=article)])
    held.identify(Identities(decisions=(Decision("norge", "norway", Verdict.UNDECIDED, "alike", 0.7),)))
    return held


@pytest.mark.parametrize(("pattern", "instead", "message"), FAULTS)
def test_a_planted_fault_is_found(whole, pattern, instead, message):
    copy = ox.Store()
    copy.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in whole.store)
    copy.update(f"DELETE {{ {pattern} }} INSERT {{ {instead} }} WHERE {{ {pattern} }}", prefixes=whole.names.prefixes)
    found = list(broken((quad.triple for quad in copy), whole.names))
    assert any(message in one for one in found), found


def test_every_message_of_the_shapes_is_planted():
    text = (ontology.folder() / "shapes.ttl").read_text(encoding="utf-8")
    messages = set(re.findall(r'sh:message "([^"]+)"', text))
    assert {message for message in messages if not any(planted in message for _, _, planted in FAULTS)} == set()


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


def test_check_finds_what_no_article_explains(world):
    held = graph.memory([world.extraction()])
    held.store.update("INSERT DATA { GRAPH graph:facts { id:norway kg:owns id:moon } }", prefixes=held.names.prefixes)
    assert ["id:norway: stored, but no article explains it" in one for one in graph.check(held)] == [True]
