"""Whom people mean: looked up by name where the index is of the graph as it is, and the same as from all articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import graph, identity, making
from kg.errors import UsageError
from kg.graph import Graph
from kg.graph.place import identity_file
from tests.benchmarks.generated import news


@pytest.fixture
def folder(tmp_path) -> Path:
    with graph.write(tmp_path) as store:
        for one in news(4):
            store.put(one)
        identity.settle(store)
    return tmp_path


def refused(*_: object) -> None:
    raise AssertionError("all articles are gone through")


def names(folder: Path) -> list[str]:
    with graph.read(folder) as held:
        return [held.entities()[at].label for at in (0, 3, 5)]


def test_a_name_is_looked_up(folder, monkeypatch):
    wanted = names(folder)
    with graph.write(folder) as store:  # a look is no change: what was decided holds on
        looked_up = identity.meant(store, [*wanted, *(name.upper() for name in wanted)])
        identity_file(folder).unlink()
        assert identity.meant(store, wanted) * 2 == looked_up  # of all articles
    monkeypatch.setattr(Graph, "outlines", refused)
    with graph.write(folder) as store, pytest.raises(AssertionError, match="all articles"):
        identity.meant(store, wanted)


def test_a_judgement_goes_through_no_articles(folder, monkeypatch):
    one, other, _ = names(folder)
    monkeypatch.setattr(Graph, "outlines", refused)
    with graph.write(folder):
        pass
    making.judge(one, other, "different", folder, files="never").close()
    with pytest.raises(UsageError, match=f"did you mean .*{one}"):
        making.judge(f"{one}x", other, "different", folder, files="never")
    with making.judge(one, other, None, folder, files="never") as held:
        assert not [decision for decision in held.identities.decisions if decision.score is None]


def test_what_came_since_the_last_decisions_is_not_missed(folder):
    (*_, more) = news(6)
    with graph.write(folder) as store:
        identity.settle(store)
        store.put(more)
    label = more.statements[0].subject.label
    with graph.write(folder) as store:
        assert identity.meant(store, [label]) == [more.statements[0].subject.id]
        identity.settle(store)
        assert identity.meant(store, [label]) == [more.statements[0].subject.id]
