"""A few things found by index are those that are found among all; and all is not read for them."""

from __future__ import annotations

import pytest

import kg
from kg import graph
from kg.model import Identities
from tests.benchmarks.generated import extractions, news


@pytest.fixture(scope="module")
def held():
    return graph.memory([*news(3), *extractions(100)])


def test_what_links_two_is_what_it_is_among_all(held):
    every = held.statements()
    pairs = {(one.subject.id, one.object.id) for one in every[:40]}
    for one, other in pairs:
        assert graph.between(held, one, other) == [
            said for said in every if {said.subject.id, said.object.id} == {one, other}
        ]
    assert graph.between(held, "norway", "nobody") == []


def test_articles_and_entities_are_those_among_all(held):
    for article in held.articles():
        assert graph.article_of(held, article.source) == article
    assert graph.article_of(held, "none.txt") is None
    entities = held.entities()
    labels = [one.label for one in entities]
    for one in entities[:20]:
        assert graph.entity_of(held, f"id:{one.id}") == one
        assert graph.entity_of(held, one.label) == (one if labels.count(one.label) == 1 else None)
    assert graph.entity_of(held, "Nobody at all") is None


def test_an_id_that_another_stands_for_means_that(held):
    store = graph.memory(news(2))
    one, other = [entity.id for entity in store.entities() if entity.type == "Person"][:2]
    store.identify(Identities({other: one}))
    found = graph.entity_of(store, f"id:{other}")
    assert found
    assert found.id == one


def test_why_reads_no_more_than_it_tells(tmp_path, monkeypatch):
    with graph.write(tmp_path) as store:
        for one in news(3):
            store.put(one)
    with kg.open(tmp_path) as whole:
        said = whole.statements()[0]
        wanted = said.subject.label, said.relation, said.object.label
        expected = whole.why(*wanted), whole.records(whole.why(*wanted)), whole.why(wanted[0], None, wanted[2])
    for reads_all in ("statements", "articles", "entities", "identities"):
        monkeypatch.setattr(graph.Graph, reads_all, property(lambda self: pytest.fail("all is read")))
    with kg.open(tmp_path) as held:
        found = held.why(*wanted)
        assert (found, held.records(found), held.why(wanted[0], None, wanted[2])) == expected
        assert found
