"""The store on disk: what stays, what goes, who may write."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import graph
from kg.errors import GraphError, UsageError
from kg.model import Interval, PartialDate

ROOT = Path(__file__).parents[2]
TRIPLE = "ASK { id:norway kg:memberOf id:atlantic-alliance }"


def plain(held) -> bool:
    return bool(graph.select(held, TRIPLE))


def test_a_graph_is_kept_on_disk(tmp_path, world):
    with graph.write(tmp_path / "g") as held:
        assert held.put(world.extraction("a.txt"))
        assert not held.put(world.extraction("a.txt"))
    with graph.read(tmp_path / "g") as held:
        assert held.sources() == ["a.txt"]
        assert [one.relation for one in held.statements()] == ["memberOf"]
        assert [one.label for one in held.entities()] == ["Atlantic Alliance", "Norway"]
        assert held.articles() == [world.article()]


def test_what_was_stored_does_not_stay_in_memory(tmp_path, world, monkeypatch):
    monkeypatch.setattr("kg.graph.engine._UNFLUSHED", 1)
    with graph.write(tmp_path / "g") as held:
        for source in ("a.txt", "b.txt"):
            held.put(world.extraction(source))
            assert any((tmp_path / "g" / "store").glob("*.sst"))
        assert held.sources() == ["a.txt", "b.txt"]


def test_a_second_article_adds_evidence_not_a_statement(world):
    held = graph.memory([world.extraction("a.txt"), world.extraction("b.txt")])
    (statement,) = held.statements()
    assert [piece.source for piece in statement.evidence] == ["a.txt", "b.txt"]


def test_a_statement_stays_while_another_article_supports_it(world):
    held = graph.memory([world.extraction("a.txt"), world.extraction("b.txt")])
    held.remove("a.txt")
    assert len(held.statements()) == 1
    assert plain(held)
    held.remove("b.txt")
    assert held.statements() == []
    assert not plain(held)
    assert len(held.store) == 0


@pytest.mark.parametrize("first", ["asserted", "reported"])
def test_a_plain_triple_stays_while_another_statement_makes_it_true(world, first):
    second = {"asserted": "reported", "reported": "asserted"}[first]
    held = graph.memory([world.extraction("a.txt", {"status": first}), world.extraction("b.txt", {"status": second})])
    held.remove("a.txt")
    assert plain(held)


def test_a_plain_triple_survives_the_change_of_its_statement(world):
    held = graph.memory([world.extraction("a.txt", {"status": "asserted"})])
    held.put(world.extraction("a.txt", {"status": "reported"}))
    assert plain(held)


def test_a_plain_triple_goes_when_only_statements_of_other_kinds_are_left(world):
    left = world.extraction("b.txt", {"status": "negated"}, {"when": {"end": "1999"}}, {"relation": "supports"})
    held = graph.memory([world.extraction("a.txt"), left])
    held.remove("a.txt")
    assert not plain(held)
    assert len(held.statements()) == 3


@pytest.mark.parametrize(
    "qualified",
    [
        {"status": "planned"},
        {"status": "possible"},
        {"status": "negated"},
        {"when": {"end": "1999"}},
        {"interval": Interval(ended=True)},
    ],
)
def test_what_is_not_so_is_no_plain_triple(world, qualified):
    held = graph.memory([world.extraction("a.txt", qualified)])
    assert not plain(held)
    assert len(held.statements()) == 1


def test_dates_are_kept_as_written_with_bounds_for_filters(world):
    held = graph.memory([world.extraction("a.txt", {"when": {"start": "1992-02"}})])
    answer = graph.select(
        held, "SELECT ?start ?from ?to { ?s kg:start ?start ; kg:startEarliest ?from ; kg:startLatest ?to }"
    )
    assert answer.rows() == [("1992-02", "1992-02-01", "1992-02-29")]
    assert held.statements()[0].interval.start == PartialDate("1992-02")


def test_names_are_forgotten_with_the_last_article_that_used_them(world):
    used = [world.extraction("a.txt", names=("Norway", "Kingdom")), world.extraction("b.txt", names=("Norway",))]
    held = graph.memory(used)
    assert held.entities()[1].aliases == ("Kingdom", "Norge")
    held.remove("a.txt")
    assert held.entities()[1].aliases == ("Norge",)


def test_a_changed_text_leaves_nothing_of_the_old_one(world):
    held = graph.memory([world.extraction("a.txt")])
    other = world.extraction("a.txt", text="Norway left the Atlantic Alliance, it said in 1949.")
    held.put(other)
    assert set(held.store) == set(graph.memory([other]).store)


def test_the_base_of_names_is_a_choice(tmp_path, world):
    with graph.write(tmp_path / "g", base="https://news.example/") as held:
        held.put(world.extraction())
        assert held.names.entity("norway") == ox.NamedNode("https://news.example/id/norway")
        assert plain(held)
    with pytest.raises(GraphError, match=r"names begin with https://news\.example/"):
        graph.write(tmp_path / "g", base="https://other.example/")
    with pytest.raises(UsageError, match="must end in"):
        graph.Names("https://news.example")
    with pytest.raises(UsageError, match="absolute IRI"):
        graph.Names("news/")


def test_one_writer_at_a_time_in_a_process(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.graph.place.PATIENCE", 0.05)
    with graph.write(tmp_path / "g"):
        with pytest.raises(GraphError, match="being written"):
            graph.write(tmp_path / "g")
        with pytest.raises(GraphError, match="being written"):
            graph.read(tmp_path / "g")
    graph.write(tmp_path / "g").close()


def _hold(folder, ready, done) -> None:
    with graph.write(folder):
        ready.set()
        done.wait(20)


def test_one_writer_at_a_time_across_processes(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.graph.place.PATIENCE", 0.05)
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path / "g", ready, done))
    other.start()
    try:
        assert ready.wait(20)
        with pytest.raises(GraphError, match="being written"):
            graph.write(tmp_path / "g")
    finally:
        done.set()
        other.join()
    graph.write(tmp_path / "g").close()


def _die(folder, extraction) -> None:
    held = graph.write(folder)
    held.put(extraction)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_writer_leaves_what_it_wrote_and_no_lock(tmp_path, world):
    context = multiprocessing.get_context("spawn")
    other = context.Process(target=_die, args=(tmp_path / "g", world.extraction()))
    other.start()
    other.join()
    with graph.read(tmp_path / "g") as held:
        assert held.sources() == ["a.txt"]
    with graph.write(tmp_path / "g") as held:
        assert not held.put(world.extraction())


def test_the_tables_that_a_killed_writer_did_not_hand_over_are_cleared(tmp_path, world):
    with graph.write(tmp_path) as held:
        held.put(world.extraction())
    left = tmp_path / "store" / "bulk-123.sst"
    left.write_bytes(b"half a table")
    with graph.write(tmp_path) as held:
        assert not left.exists()
        assert held.sources() == ["a.txt"]


def test_a_reader_sees_its_snapshot_while_a_writer_goes_on(tmp_path, world):
    with graph.write(tmp_path / "g") as held:
        held.put(world.extraction("a.txt"))
    with graph.read(tmp_path / "g") as reader:
        with graph.write(tmp_path / "g") as writer:
            writer.put(world.extraction("b.txt"))
        assert reader.sources() == ["a.txt"]
    with pytest.raises(GraphError, match="closed"):
        reader.sources()


# As root, who may write everywhere, it first becomes nobody; only then, since nobody may not be able to import.
ASKING = """
import fcntl, os, sys, tempfile
from pathlib import Path
from kg import graph
from kg.errors import GraphError
if os.getuid() == 0:
    os.seteuid(65534)
with graph.read(Path(sys.argv[1])) as held:
    print(held.sources())
print([name for name in os.listdir(tempfile.gettempdir()) if "kg-" in name])
try:
    graph.write(Path(sys.argv[1]))
except GraphError as error:
    print(error)
"""


def test_a_graph_that_may_only_be_read_is_read(world):
    with tempfile.TemporaryDirectory() as name:
        root, folder = Path(name), Path(name, "g")
        with graph.write(folder) as held:
            held.put(world.extraction("a.txt"))
        (root / "tmp").mkdir()
        (root / "tmp").chmod(0o1777)
        root.chmod(0o755)
        closed = [folder, *folder.rglob("*")]
        for path in closed:
            path.chmod(0o555 if path.is_dir() else 0o444)
        run = subprocess.run(
            [sys.executable, "-c", ASKING, folder],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(root / "tmp")},
        )
        for path in closed:
            path.chmod(0o755)
    assert run.stderr == ""
    told = f"{folder}: cannot be locked (Permission denied; get the right to write there, or take another place)"
    assert run.stdout.splitlines() == ["['a.txt']", "[]", told]


def test_other_folders_are_no_graphs(tmp_path):
    with pytest.raises(GraphError, match="is no graph"):
        graph.read(tmp_path / "none")
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(GraphError, match="holds files and is no graph"):
        graph.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_other_versions_and_damage_are_told(tmp_path):
    graph.write(tmp_path / "g").close()
    marker = tmp_path / "g" / "kg-graph.json"
    marker.write_text(marker.read_text().replace('"format": 1', '"format": 99'))
    with pytest.raises(GraphError, match=r"format 99.*kg backup .* with the program that made it, then `kg restore"):
        graph.read(tmp_path / "g")
    marker.write_text("{")
    with pytest.raises(GraphError, match="damaged"):
        graph.write(tmp_path / "g")


def test_a_full_graph_is_not_loaded_again(world):
    held = graph.memory([world.extraction()])
    with pytest.raises(GraphError, match="only an empty graph"):
        held.load([])


def test_one_sentence_supports_a_statement_once(world):
    one = world.extraction()
    article = one.article
    both = (world.evidence(article, confidence=0.5), world.evidence(article, confidence=0.8, rule="memberOf/other"))
    held = graph.memory([replace(one, statements=(world.statement(article, evidence=both),))])
    (statement,) = held.statements()
    assert [piece.confidence for piece in statement.evidence] == [0.8]
