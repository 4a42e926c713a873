"""How much a graph holds: kept with each change, and counted only where nobody kept it."""

from __future__ import annotations

import json
from pathlib import Path

from kg import graph
from kg.graph.counts import Counts, counted
from kg.graph.place import state_file
from tests.benchmarks.generated import altered, extractions


def agree(folder: Path) -> Counts:
    """What is kept, which is what counting finds."""
    with graph.read(folder) as held:
        kept = held.counts()
        assert json.loads(state_file(folder).read_text())["counts"]["articles"] == kept.articles
        assert kept == Counts.of(counted(held.store, held.names))
    return kept


def test_what_is_kept_is_what_counting_finds(tmp_path):
    some = list(extractions(60))
    with graph.write(tmp_path) as held:
        for one in some[:4]:
            held.put(one)
    assert agree(tmp_path).articles == 4
    with graph.write(tmp_path) as held:
        held.put(altered(some[0]))
        held.remove(some[1].article.source)
        held.put(some[4])
    assert agree(tmp_path).articles == 4
    with graph.write(tmp_path):  # only to hold it
        pass
    assert agree(tmp_path).gaps > 0


def test_what_was_loaded_is_counted_once(tmp_path):
    with graph.write(tmp_path) as held:
        held.load(extractions(40))
    assert agree(tmp_path).articles == 4


def test_nothing_is_counted_where_the_number_is_kept(tmp_path):
    with graph.write(tmp_path) as held:
        held.load(extractions(20))
    file = state_file(tmp_path)
    told = json.loads(file.read_text())
    file.write_text(json.dumps(told | {"counts": {"articles": 7}}))
    with graph.read(tmp_path) as held:
        assert held.counts().articles == 7
    for damage in (json.dumps(told | {"generation": "of another"}), "[]", '{"generation": 1', '{"articles": "x"}'):
        file.write_text(damage)
        with graph.read(tmp_path) as held:
            assert held.counts().articles == 2
    with graph.write(tmp_path):
        pass
    assert agree(tmp_path).articles == 2
