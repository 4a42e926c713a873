"""What each verb loads: who only asks does not wait for what reads articles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

READING = {"spacy", "thinc", "torch", "onnxruntime", "lxml", "trafilatura"}
"""What reads articles, or could."""
PROGRAM = """
import sys

from kg.cli import main

if __name__ == "__main__":
    code = main(sys.argv[1:])
    print(*sorted(sys.modules), file=sys.stderr)
    raise SystemExit(code)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules that are there when a command is done, in the process of the command."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, program, *words],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[:500]
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words",
    [
        ["query", "GRAPH", "SELECT ?o { id:azerbaijan kg:memberOf ?o }"],
        ["query", "GRAPH", "members-with-dates", "-p", "actor=Azerbaijan"],
        ["why", "GRAPH", "Azerbaijan", "NATO"],
        ["view", "GRAPH", "-o", "TMP/page.html"],
        ["export", "GRAPH", "--format", "csv", "-o", "TMP/out.zip"],
        ["report", "GRAPH"],
        ["check", "GRAPH"],
        ["diff", "GRAPH", "GRAPH"],
    ],
    ids=lambda words: words[0],
)
def test_who_asks_loads_nothing_that_reads(words: list[str], seeds_graph: Path, tmp_path: Path) -> None:
    given = [word.replace("GRAPH", str(seeds_graph)).replace("TMP", str(tmp_path)) for word in words]
    assert loaded(tmp_path, *given) & READING == set()


def test_a_build_loads_of_spacy_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway joined NATO in 1949.", encoding="utf-8")
    modules = loaded(tmp_path, "build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "graph"), "--jobs", "1")
    assert "spacy" in modules
    assert {"torch", "spacy.cli", "typer"} & modules == set()


def test_who_has_others_read_loads_nothing_that_parses(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Norway joined NATO in 1949.", encoding="utf-8")
    given = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--out", str(tmp_path / "graph")]
    assert loaded(tmp_path, "build", *given, "--jobs", "2") & {"spacy", "thinc", "onnxruntime"} == set()
    assert loaded(tmp_path, "build", *given, "--jobs", "1") & {"spacy", "thinc", "onnxruntime"} == set()  # all known
