"""What is noted of an article lasts as long as the article stands as it was put, and is no part of the graph."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from kg import graph
from kg.model import Decision, Identities, Verdict
from tests.benchmarks.generated import altered, extractions
from tests.graph import servers

FIRST, SECOND, *_ = extractions(30)
SOURCE = FIRST.article.source


@pytest.fixture(params=["disk", "server"])
def where(request, tmp_path: Path):
    """A folder, and a server."""
    with contextlib.ExitStack() as held:
        yield tmp_path / "g" if request.param == "disk" else held.enter_context(servers.oxigraph(tmp_path))


def test_a_note_comes_back_and_is_no_part_of_the_graph(where):
    with graph.write(where) as held:
        assert held.note(SOURCE) is None
        held.put(FIRST)
        without = graph.trig(held)
        assert not held.put(FIRST, note='a "note"\nof two lines')
    with graph.write(where) as held:
        assert held.note(SOURCE) == 'a "note"\nof two lines'
        assert graph.trig(held) == without
        assert graph.check(held) == []
        assert not held.put(FIRST, note="another")
        assert held.note(SOURCE) == "another"


@pytest.mark.parametrize("change", ["put", "renamed", "removed"])
def test_it_goes_with_what_it_is_about(where, change):
    with graph.write(where) as held:
        held.put(FIRST, note="1")
        held.put(SECOND, note="2")
        if change == "put":
            held.put(altered(FIRST))
        elif change == "renamed":
            held.put(replace(altered(FIRST), article=replace(FIRST.article, sha256="0" * 64)))
        else:
            held.remove(SOURCE)
            held.put(FIRST)
        assert held.note(SOURCE) is None
        assert held.note(SECOND.article.source) == "2"


def test_it_stays_where_only_who_is_who_changes(where):
    ids = sorted(appearance.entity.id for appearance in FIRST.appearances)
    merged = Identities({ids[1]: ids[0]}, decisions=(Decision(ids[0], ids[1], Verdict.SAME, "one"),))
    with graph.write(where) as held:
        held.put(FIRST, note="1")
        assert SOURCE in held.identify(merged)
        assert held.note(SOURCE) == "1"


def test_it_is_forgotten_where_the_graph_came_to_hold_something_else_unseen(tmp_path: Path):
    notes = tmp_path / "g" / "kg-graph.notes"
    with graph.write(tmp_path / "g") as held:
        held.put(FIRST, note="1")
    old = notes.read_bytes()
    with graph.write(tmp_path / "g") as held:
        held.put(altered(FIRST), note="2")
    notes.write_bytes(old)  # as if killed between the two
    with graph.write(tmp_path / "g") as held:
        assert held.note(SOURCE) is None


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_a_file_that_is_lost_or_damaged_is_forgotten_and_made_anew(tmp_path: Path, content):
    notes = tmp_path / "g" / "kg-graph.notes"
    with graph.write(tmp_path / "g") as held:
        held.put(FIRST, note="1")
    notes.unlink()
    if content is not None:
        notes.write_bytes(content)
    with graph.write(tmp_path / "g") as held:
        assert held.note(SOURCE) is None
        held.put(FIRST, note="2")
        held.put(FIRST, note="3")
        assert held.note(SOURCE) == "3"


def test_a_graph_in_memory_has_none():
    with graph.memory() as held:
        held.put(FIRST, note="1")
        assert held.note(SOURCE) is None
