"""What is kept of an article when it comes is what would be read back of it."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings

from kg import graph, identity, ontology
from kg.graph.canonical import canonical
from kg.graph.place import identity_file
from kg.identity.tellings import tellings
from kg.model import Extraction
from tests.benchmarks.generated import altered, news
from tests.strategies import extractions

EVERY = list(news(12))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(extractions().filter(lambda one: all(said.evidence for said in one.statements)))
def test_an_article_tells_before_it_is_stored_what_it_tells_as_it_is_stored(one: Extraction) -> None:
    with mock.patch("kg.graph.putting.validate"):  # random values need not make sense
        stored = graph.memory([one])
    (outline,) = stored.outlines()
    assert tellings(canonical(one), ontology.load()) == tellings(outline, ontology.load())


def settled(folder: Path, remembered: list[Extraction], *, read: int) -> None:
    """Stores all articles, of which some are remembered; ``read`` of them are read back to decide."""
    with graph.write(folder) as store:
        for one in EVERY:
            store.put(one)
        identity.remember(store, remembered)
        with mock.patch("kg.identity.settling.outline_of", side_effect=graph.lookup.outline_of) as back:
            identity.settle(store)
        assert back.call_count == read
        assert store.identities == identity.identify(EVERY, ontology.load())


@pytest.mark.parametrize("count", [0, 7, 12])
def test_what_was_remembered_is_not_read_back(tmp_path: Path, count: int) -> None:
    settled(tmp_path / "graph", EVERY[:count], read=len(EVERY) - count)


def test_what_was_remembered_of_another_state_counts_for_nothing(tmp_path: Path) -> None:
    with graph.write(tmp_path / "graph") as store:
        store.put(altered(EVERY[0]))
        identity.remember(store, [altered(EVERY[0])])
    settled(tmp_path / "graph", EVERY[1:], read=1)


def test_a_file_that_is_none_of_ours_is_replaced(tmp_path: Path) -> None:
    graph.write(tmp_path / "graph").close()
    identity_file(tmp_path / "graph").write_bytes(b"no database at all" * 100)
    settled(tmp_path / "graph", EVERY, read=0)


def test_without_a_folder_nothing_is_remembered() -> None:
    store = graph.memory(EVERY)
    identity.remember(store, EVERY)
    assert identity.settle(store) == []
