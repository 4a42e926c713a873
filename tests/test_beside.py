"""The files beside a store follow each change of a small graph; of a large one they are known to be old."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

import kg
from kg import beside, graph, making, outputs
from kg.cli import main
from kg.doctor import State, examine
from kg.errors import GraphError, UsageError
from kg.model import Refused, Skipped
from tests.benchmarks.generated import extractions

FIRST = "news/000/000000.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph of three articles with its files."""
    with graph.write(tmp_path / "graph") as store:
        store.load(extractions(30))
    making.settle(tmp_path / "graph").close()
    return tmp_path / "graph"


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in outputs.FILES}


def test_files_follow_a_change_of_a_small_graph(folder: Path) -> None:
    old = written(folder)
    kg.remove(FIRST, folder).close()
    assert not beside.are_old(folder)
    assert all(written(folder)[name] != content for name, content in old.items())


def test_files_of_a_large_graph_stay_and_are_known_to_be_old_until_they_are_written(folder: Path, capsys) -> None:
    old = written(folder)
    with mock.patch.object(beside, "MOST", 10):
        assert main(["remove", FIRST, str(folder)]) == 0
        assert (
            "statements.jsonl, graph.html, report.html, report.json: of before this change" in capsys.readouterr().out
        )
        assert written(folder) == old
        assert beside.are_old(folder)
        assert "its files" in {one.what for one in examine(folder) if one.state is State.MISSING}
        with pytest.raises(GraphError, match="not of the graph as it is"):
            outputs.before(folder)
        assert main(["files", str(folder)]) == 0
    assert str(folder / "graph.trig") in capsys.readouterr().out
    assert not beside.are_old(folder)
    whole = written(folder)
    outputs.before(folder)
    (folder / "graph.trig").unlink()
    making.write_files(folder)
    assert written(folder) == whole


def test_a_change_that_changes_nothing_leaves_current_files_current(folder: Path) -> None:
    making.settle(folder, files="never").close()
    assert not beside.are_old(folder)
    with pytest.raises(UsageError):
        kg.remove("none.txt", folder, files="never")
    assert not beside.are_old(folder)


def test_old_files_become_current_with_the_next_change_that_writes_them(folder: Path) -> None:
    kg.remove(FIRST, folder, files="never").close()
    making.settle(folder, files="never").close()
    assert beside.are_old(folder)
    making.settle(folder).close()
    assert not beside.are_old(folder)
    assert FIRST not in (folder / "statements.jsonl").read_text(encoding="utf-8")


def test_who_is_killed_on_the_way_leaves_them_marked(folder: Path) -> None:
    with mock.patch("kg.identity.settle", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        kg.remove(FIRST, folder)
    assert beside.are_old(folder)
    making.settle(folder).close()
    assert not beside.are_old(folder)


def test_what_a_build_left_out_is_kept_where_no_report_is_written(tmp_path: Path) -> None:
    left_out = (Skipped("a.pdf", "no text"),), (Refused("b.txt", "no such relation", 2),)
    with graph.write(tmp_path / "graph") as store, outputs.following(store, tmp_path / "graph", "never") as told:
        told.skipped, told.refused = left_out
    assert not (tmp_path / "graph" / "report.json").exists()
    making.settle(tmp_path / "graph").close()
    assert (beside.skipped(tmp_path / "graph"), beside.refused(tmp_path / "graph")) == left_out
    assert "no such relation" in (tmp_path / "graph" / "report.json").read_text(encoding="utf-8")


def test_another_choice_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="auto, always, never"):
        kg.build(tmp_path / "nothing", tmp_path / "graph", files="sometimes")
    assert not (tmp_path / "graph").exists()


def test_the_summary_counts_what_the_report_reads(folder: Path) -> None:
    with kg.open(folder) as held:
        assert str(held.summary) == str(held.report)
        assert held.summary.counts == held.report.summary.counts
