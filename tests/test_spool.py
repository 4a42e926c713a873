"""A new graph: what was read waits in a file, survives whatever happens, and is stored decided."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings

import kg
from kg import graph, identity, packing, spool
from kg.cli import main
from kg.errors import GraphError
from kg.graph import Names
from kg.graph.canonical import canonical
from kg.graph.document import encode
from kg.graph.place import identity_file, spool_file
from kg.model import Article, Extraction, Read, Skipped
from kg.packing import Packed, pack
from kg.spool import Spool
from kg.storing import Shelf
from tests.benchmarks.generated import altered, news
from tests.benchmarks.works import made
from tests.strategies import extractions

EVERY = list(news(12))
NAMES = Names("https://kg.example/")


def packed(one: Extraction) -> Packed:
    return pack(Read(one), NAMES, "mark")


def sources(every: list[Extraction] = EVERY) -> list[str]:
    return sorted(one.article.source for one in every)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with all articles."""
    with Spool(tmp_path / "spool") as waiting:
        assert all(waiting.add(packed(one)) for one in EVERY)
    return tmp_path / "spool"


def test_what_waits_is_there_again_by_source(path: Path) -> None:
    with Spool(path) as waiting:
        found = list(waiting.incoming())
        assert waiting.sources() == sources() == [one.source for one in found]
        assert {one.source: one.extraction for one in found} == {one.article.source: one for one in EVERY}
        assert all(one.note == waiting.note(one.source) != None for one in found)  # noqa: E711
        told = dict(waiting.tellings())
    for one in EVERY:
        assert told[one.article.source] == identity.tellings(canonical(one), kg.ontology.load())


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(extractions())
def test_whatever_an_article_says_is_unpacked_as_it_was(one: Extraction) -> None:
    with mock.patch("kg.graph.putting.validate"):  # random values need not make sense
        there = packed(one)
    found = packing.incoming(there.head, there.body)
    assert (found.extraction, found.ready) == (one, encode(one, NAMES))
    assert packing.head(there.head).source == one.article.source


def test_of_an_article_that_comes_again_the_last_counts_and_one_that_goes_is_gone(path: Path) -> None:
    again, gone = altered(EVERY[0]), EVERY[1].article.source
    failed = pack(Read(EVERY[2], (Skipped(EVERY[2].article.source, "no"),)), NAMES, "mark")
    with Spool(path) as waiting:
        assert waiting.add(packed(again))
        assert not waiting.add(failed)
        waiting.remove(gone)
        assert not waiting.holds(gone)
        assert waiting.note(gone) is None
    with Spool(path) as waiting:
        assert waiting.sources() == sources(EVERY[:1] + EVERY[2:])
        found = {one.source: one for one in waiting.incoming()}
    assert found[again.article.source].extraction == again
    assert found[EVERY[2].article.source].note is not None


def test_a_torn_end_is_cut_off_and_what_comes_next_stands_after_it(path: Path) -> None:
    content, whole = path.read_bytes(), sources(EVERY[:-1])
    with Spool(path) as waiting:
        waiting.remove(EVERY[-1].article.source)
        start = waiting._at[EVERY[-2].article.source]
    last = content.index(packed(EVERY[-1]).head) - 12
    assert start < last
    for end in (last + 1, last + 11, last + 13, last + 900, len(content) - 1):
        path.write_bytes(content[:end])
        with Spool(path) as waiting:
            assert waiting.sources() == whole
            waiting.add(packed(EVERY[-1]))
        with Spool(path) as waiting:
            assert waiting.sources() == sources()
            assert {one.source: one.extraction for one in waiting.incoming()}[EVERY[-1].article.source] == EVERY[-1]


def test_what_a_disk_has_changed_is_cut_off(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-50] ^= 1
    path.write_bytes(content)
    with Spool(path) as waiting:
        assert waiting.sources() == sources(EVERY[:-1])


def test_what_another_program_has_read_is_read_again_or_refused(path: Path) -> None:
    with mock.patch("kg.fingerprint.own", return_value="another"):
        with pytest.raises(GraphError, match="by another version; run it again"):
            Spool(path, anew=False)
        with Spool(path) as waiting:
            assert waiting.sources() == []


class Evil:
    """Pickled, it is a call."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.trace),)


def test_nothing_but_the_values_of_an_article_is_made_of_what_stands_there(path: Path, tmp_path: Path) -> None:
    trace, one = tmp_path / "trace", packed(EVERY[0])
    with Spool(path) as waiting:
        for body in (pickle.dumps(Evil(trace)), pickle.dumps((EVERY[0], Evil(trace))), b"no pickle", pickle.dumps(3)):
            waiting.add(Packed(one.source, (), False, one.head, body))
            with pytest.raises(GraphError, match=r"spool: damaged .*; delete it, and build the graph again"):
                list(waiting.incoming())
    assert not trace.exists()


# ------------------------------------------------------------------------------------------------ a new graph


def as_stored_one_after_the_other(folder: Path, every: list[Extraction] = EVERY) -> bytes:
    """The graph that the other way gives."""
    with graph.write(folder) as store:
        with Shelf(store, "mark", lambda source, result: None) as shelf:
            for one in every:
                shelf.add(Read(one))
        identity.settle(store)
        return graph.trig(store)


def trig(folder: Path) -> bytes:
    with graph.read(folder) as store:
        return graph.trig(store)


def wait(folder: Path, every: list[Extraction] = EVERY) -> None:
    """As a build leaves it that was killed before it stored anything."""
    with graph.write(folder) as store, Spool(spool_file(folder)) as waiting:
        assert store.session is not None
        for one in every:
            waiting.add(packed(one))


def finish(folder: Path) -> None:
    with graph.write(folder) as store:
        spool.finish(store, ())
        identity.settle(store)


def test_the_graph_is_the_same_either_way(tmp_path: Path) -> None:
    every = list(news(60))
    wait(tmp_path / "graph", every)
    finish(tmp_path / "graph")
    assert not spool_file(tmp_path / "graph").exists()
    assert trig(tmp_path / "graph") == as_stored_one_after_the_other(tmp_path / "other", every)
    with graph.write(tmp_path / "graph") as store, graph.write(tmp_path / "other") as other:
        assert graph.check(store) == []
        assert store.identities.split  # else nothing was decided that changes an article
        assert store.sources() == sources(every)
        assert [store.note(source) for source in store.sources()] == [
            other.note(source) for source in other.sources()
        ]
        assert store.counts() == other.counts()
        with mock.patch("kg.identity.follow._told", side_effect=AssertionError("decided again")):
            assert identity.settle(store) == []


def test_a_graph_that_holds_something_does_not_wait(tmp_path: Path) -> None:
    with graph.write(tmp_path / "graph") as store:
        store.put(EVERY[0])
        with spool.spooled(store, ()) as waiting:
            assert waiting is None
    with graph.memory() as store, spool.spooled(store, ()) as waiting:
        assert waiting is None


def test_where_reading_is_stopped_what_was_read_waits_for_whoever_comes_next(tmp_path: Path, capsys: Any) -> None:
    folder = tmp_path / "graph"

    def stopped() -> None:
        with graph.write(folder) as store, spool.spooled(store, ()) as waiting:
            assert waiting is not None
            waiting.add(packed(EVERY[0]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert main(["query", str(folder), "most-related"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"kg: {folder}: its build was stopped; run it again, it goes on after what was read, or ")
    assert main(told.rstrip().rpartition(": kg ")[2].split()) == 0
    with graph.read(folder) as store:
        assert store.sources() == sources(EVERY[:1])
    assert (folder / "graph.html").exists()


@pytest.mark.parametrize("when", ["kg.graph.actors.identity_triples", "kg.identity.index.Index.know"])
def test_who_is_stopped_while_it_is_stored_does_it_again(tmp_path: Path, when: str) -> None:
    folder = tmp_path / "graph"
    wait(folder)
    killed = mock.patch("kg.graph.engine.Embedded.update")  # so nothing is cleared up
    with killed, mock.patch(when, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        finish(folder)
    with pytest.raises(GraphError, match="its build was stopped; run it again"):
        graph.read(folder)
    finish(folder)
    assert trig(folder) == as_stored_one_after_the_other(tmp_path / "other")


def test_where_the_index_fails_all_is_decided_from_the_whole(tmp_path: Path) -> None:
    wait(tmp_path / "graph")
    with mock.patch("kg.identity.index.Index.tell", side_effect=sqlite3.OperationalError("disk is full")):
        finish(tmp_path / "graph")
    assert not identity_file(tmp_path / "graph").exists()
    assert trig(tmp_path / "graph") == as_stored_one_after_the_other(tmp_path / "other")


def test_the_next_build_goes_on_and_leaves_out_what_is_gone(tmp_path: Path) -> None:
    """Of articles that wait one is gone from the input now, and one has changed."""
    folder, read = tmp_path / "graph", list[str]()
    first, now = EVERY[:6], [*EVERY[1:5], altered(EVERY[5]), *EVERY[6:]]
    with mock.patch("kg.identity.settle_new", side_effect=SystemExit), pytest.raises(SystemExit):
        made(folder, first, keep=False)
    assert spool.waits(folder)
    made(folder, now, keep=False, tell_read=read.append)
    made(tmp_path / "whole", now, keep=False)
    assert read == [one.article.source for one in now[4:]]
    for name in ("graph.trig", "graph.html", "report.json"):
        assert (folder / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_a_full_disk_is_told_and_what_waits_is_kept(path: Path) -> None:
    """The file may take no more bytes, from anybody."""
    size = path.stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    full, ignored = packed(altered(EVERY[0])), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, before[1]))
        told = r"spool: cannot be written \(File too large; .*; what it holds is kept"
        with pytest.raises(GraphError, match=told), Spool(path) as waiting:
            waiting.add(full)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.stat().st_size == size
    with Spool(path) as waiting:
        assert [one.extraction for one in waiting.incoming()] == sorted(EVERY, key=lambda one: one.article.source)


def test_whoever_changes_the_graph_first_stores_what_waits(tmp_path: Path) -> None:
    folder, gone = tmp_path / "graph", EVERY[3].article.source
    wait(folder)
    with kg.remove(gone, folder) as held:
        assert [one.source for one in held.articles()] == sources(EVERY[:3] + EVERY[4:])


def read_wrongly(articles: Iterator[Article]) -> Iterator[Read]:
    for article, one in zip(articles, EVERY, strict=False):
        yield Read(Extraction(article, one.statements, ()))


def test_what_the_shapes_refuse_is_told_and_does_not_wait() -> None:
    wrong = next(packing.packer(lambda: read_wrongly, NAMES, None)(iter([EVERY[1].article])))
    assert wrong.wrong
    assert not wrong.body
