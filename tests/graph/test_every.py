"""Everything read at once is what reading it one by one gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import Graph, memory, read, write
from kg.graph.lookup import entity_in, statement_in
from kg.model import Identities
from tests.benchmarks.generated import extractions as generated
from tests.strategies import extractions


@pytest.fixture(autouse=True, scope="module")
def _whatever_the_shapes_say():
    """Random values need not make sense here; ``test_validate.py`` is about what does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.putting.validate", lambda *_: None)
        yield


def assert_same(graph: Graph) -> None:
    entities, statements, articles = graph.entities(), graph.statements(), graph.articles()
    names = graph.names
    assert entities == [entity_in(graph.store, names, names.entity(one.id)) for one in entities]
    assert statements == [statement_in(graph.store, names, names.statement(one)) for one in statements]
    assert articles == [one.article for one in graph.extractions()]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(extractions(), max_size=3, unique_by=lambda one: one.article.source))
def test_all_at_once_is_what_one_by_one_gives(said):
    graph = memory(base="https://news.example/")
    for one in said:
        graph.put(one)
    assert_same(graph)
    assert {one.article.source for one in said} == {one.source for one in graph.articles()}
    ids = {entity.id for entity in graph.entities()}
    assert ids == {one.entity.id for source in graph.sources() for one in graph.extraction(source).appearances}


def test_on_disk_as_in_memory_also_where_actors_were_joined(tmp_path):
    with write(tmp_path) as held:
        held.load(generated(60))
        first, second, *_ = held.entities()
        held.identify(Identities({first.id: second.id}))
    with read(tmp_path) as graph:
        assert first.id not in {one.id for one in graph.entities()}
        assert len(graph.statements()) > 40
        assert_same(graph)
        alike = memory(graph.readings())
        alike.identify(graph.identities)
        assert alike.statements() == graph.statements()
