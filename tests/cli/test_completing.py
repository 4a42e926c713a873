"""Completion: what a shell is answered at each TAB, and the scripts that make it ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main


def offered(line: str, root: Path, folder: Path) -> set[str]:
    """What the program answers to a bash whose cursor is at the end of the line."""
    answer = folder / "answer"
    asking = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "_ARGCOMPLETE_STDOUT_FILENAME": str(answer)}
    asking |= {"COMP_LINE": line, "COMP_POINT": str(len(line)), "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "kg"]
    subprocess.run(command, cwd=folder, env={**os.environ, **asking}, check=True, capture_output=True, timeout=120)
    return {word.strip() for word in answer.read_text(encoding="utf-8").split("\n")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("kg qu", {"query"}),
        ("kg query gra", {"graph/"}),
        ("kg query graph mem", {"members-with-dates"}),
        ("kg query graph cou", {"count.rq", "counts-by-relation", "counts-by-year"}),
        ("kg query graph members-with-dates -p ac", {"actor="}),
        ("kg query graph x --format j", {"json", "jsonld"}),
        ("kg query graph --li", {"--list"}),
        ("kg why graph Norway memberO", {"memberOf"}),
        ("kg export graph --format gra", {"graphml"}),
        ("kg build new", {"news.txt"}),
        ("kg authority a", {"add"}),
    ],
)
def test_what_may_come_next(line: str, expected: set[str], root: Path, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    for name in ("news.txt", "count.rq"):
        (tmp_path / name).touch()
    assert offered(line, root, tmp_path) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_one_that_it_reads(shell: str, tmp_path: Path, capsys) -> None:
    assert main(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    assert "kg" in script.read_text(encoding="utf-8")
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    subprocess.run([shell, "-n", script], check=True, capture_output=True)
