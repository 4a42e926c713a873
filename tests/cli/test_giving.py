"""Giving: what the command writes of a graph, where, and its exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main


def test_the_page_is_written_where_one_says(seeds_graph: Path, tmp_path: Path, printed) -> None:
    assert printed("view", seeds_graph, "-o", tmp_path / "page.html").strip() == str(tmp_path / "page.html")
    whole = (seeds_graph / "graph.html").read_bytes()
    assert (tmp_path / "page.html").read_bytes() == whole.replace(b'"report":"report.html"', b'"report":""')
    shutil.copy(seeds_graph / "report.html", tmp_path)  # a report beside the page is linked to
    printed("view", seeds_graph, "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == whole


def test_a_page_of_a_part_does_not_replace_the_whole(seeds_graph: Path, tmp_path: Path, printed) -> None:
    folder = shutil.copytree(seeds_graph, tmp_path / "graph")
    whole = (folder / "graph.html").read_bytes()
    told = printed("view", folder, "--timeline", "Azerbaijan", "NATO", "--year", "1994", "--min-confidence", ".2")
    assert told.strip() == str(folder / "view.html")
    assert b"view=timeline" in (folder / "view.html").read_bytes()
    assert len((folder / "view.html").read_bytes()) < len(whole) == len((folder / "graph.html").read_bytes())


def test_an_export_to_stdout_is_that_of_the_file(seeds_graph: Path, tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", seeds_graph, "--format", "jsonl"]
    piped = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    assert piped == (seeds_graph / "statements.jsonl").read_bytes()
    assert main([*map(str, command[3:]), "-o", str(tmp_path / "x.jsonl")]) == 0
    assert (tmp_path / "x.jsonl").read_bytes() == piped


def test_tables_go_into_a_folder_that_is_made(seeds_graph: Path, tmp_path: Path, printed) -> None:
    assert printed("export", seeds_graph, "--format", "csv", "-o", f"{tmp_path}/tables/") == ""
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]


def test_a_reader_that_has_seen_enough_is_no_error(seeds_graph: Path, root: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", str(seeds_graph), "--format", "trig"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_example_keeps_to_the_shapes(seeds_graph: Path, printed) -> None:
    assert "nothing wrong" in printed("check", seeds_graph)


def test_the_report_tells_what_may_be_missing_and_why(seeds_graph: Path, printed) -> None:
    told = json.loads(printed("report", seeds_graph, "--json"))
    assert told == json.loads((seeds_graph / "report.json").read_text(encoding="utf-8"))
    sentences = told["missed"]["sentences"]
    assert sentences["count"] == sum(article["gaps"] for article in told["articles"])
    assert all(len(gap["actors"]) >= 2 for gap in sentences["listed"])
    shown = printed("report", seeds_graph, "--limit", "3")
    assert f"(3 of {sentences['count']} shown)" in shown
    assert f"of {told['missed']['patterns']['count']} patterns are behind no statement" in shown
    page = (seeds_graph / "report.html").read_text(encoding="utf-8")
    assert "Mentions that found no entity" in page
    assert "Patterns that found nothing" in page


@pytest.mark.parametrize("limit", ["-1", "few"])
def test_a_limit_is_a_count(limit: str, seeds_graph: Path) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["report", str(seeds_graph), "--limit", limit])
    assert leaving.value.code == 2
