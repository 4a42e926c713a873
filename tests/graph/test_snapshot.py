"""What a reader reads costs next to nothing and leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from pathlib import Path

import pytest

from kg import graph
from kg.graph.snapshot import snapshot


@pytest.fixture
def folder(tmp_path, world) -> Path:
    with graph.write(tmp_path / "g") as held:
        held.put(world.extraction("a.txt"))
    return tmp_path / "g"


def left_by_readers(*folders: Path) -> list[str]:
    return [path.name for folder in folders for path in folder.glob("*kg-*") if "snapshot" in path.name]


def test_tables_are_linked_not_copied(folder):
    tables = {path.stat().st_ino for path in (folder / "store").glob("*.sst")}
    assert tables
    with snapshot(folder) as copy:
        assert {path.stat().st_ino for path in copy.glob("*.sst")} == tables
        assert not (copy / "LOG").exists()
    assert left_by_readers(folder) == []


def test_each_reader_has_its_own_and_takes_it_away(folder, world):
    with graph.read(folder) as one, graph.read(folder) as other:
        assert len(left_by_readers(folder)) == 2
        with graph.write(folder) as writer:
            writer.remove("a.txt")
        assert one.sources() == other.sources() == ["a.txt"]
    assert left_by_readers(folder) == []
    with graph.read(folder) as later:
        assert later.sources() == []


def _read_and_die(folder) -> None:
    held = graph.read(folder)
    assert held.sources() == ["a.txt"]
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_next_reader_clears_up_after_one_that_was_killed(folder):
    other = multiprocessing.get_context("spawn").Process(target=_read_and_die, args=(folder,))
    with graph.read(folder) as living:
        other.start()
        other.join()
        assert other.exitcode == -signal.SIGKILL
        assert len(left_by_readers(folder)) == 2
        with graph.read(folder):
            assert len(left_by_readers(folder)) == 2  # the living one's and this one's
        assert living.sources() == ["a.txt"]
    assert left_by_readers(folder) == []


def test_a_graph_whose_making_was_killed_at_once_is_empty(tmp_path):
    graph.write(tmp_path / "g").close()
    for path in (tmp_path / "g" / "store").iterdir():
        path.unlink()
    with graph.read(tmp_path / "g") as held:
        assert held.sources() == []
    (tmp_path / "g" / "store").rmdir()
    with graph.read(tmp_path / "g") as held:
        assert held.statements() == []
    graph.write(tmp_path / "g").close()


def test_without_links_the_files_are_copied(folder, tmp_path, monkeypatch):
    def no_links(source, target):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    with graph.read(folder) as held:
        assert held.sources() == ["a.txt"]
    assert left_by_readers(folder, elsewhere) == []
