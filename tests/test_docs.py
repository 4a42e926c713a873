"""README and docs/ cannot lie: their commands and Python run here, and their figures are those that are measured."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SET_UP = "python3 -m venv "
PAGES = ["building.md", "exports.md", "serve.md", "servers.md", "store.md"]
HOW = "python tests/quality.py --readme writes it anew"


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(root: Path, seeds_graph: Path, tmp_path: Path) -> Path:
    """What a reader has in front of them after the first command, with ``kg`` on the PATH."""
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    shutil.copytree(seeds_graph, tmp_path / "graph")
    shutil.copytree(root / "tests" / "gold" / "articles", tmp_path / "articles")
    (tmp_path / "more").mkdir()
    page = "<html><body><p>Norway joined NATO in 1949.</p><p>Norway borders Sweden and praised it.</p></body></html>"
    (tmp_path / "more" / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "today.txt").write_text(
        "Finland joined NATO in April 2023. Finland borders Norway.", encoding="utf-8"
    )
    (tmp_path / "bin").mkdir()
    command = f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m kg "$@"\n'
    (tmp_path / "bin" / "kg").write_text(command, encoding="utf-8")
    (tmp_path / "bin" / "kg").chmod(0o755)
    return tmp_path


def run(command: list[str], checkout: Path, root: Path) -> subprocess.CompletedProcess[str]:
    path = f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(root)}
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=600)


def test_the_first_command_stands_in_the_first_lines(readme: str) -> None:
    assert any(line.startswith(SET_UP) for line in readme.splitlines()[:9])


def test_two_commands_do_all_the_set_up(readme: str) -> None:
    first, second = [line for line in readme.splitlines() if line.startswith(SET_UP)]
    assert first.endswith("kg build seeds --out graph")
    assert second.endswith("pytest")


def all_run(text: str, checkout: Path, root: Path) -> int:
    """Runs every command of a page that is no part of the set-up; gives their number."""
    commands = [
        line for block in blocks(text, "sh") for line in block.splitlines() if line and not line.startswith(SET_UP)
    ]
    for command in commands:
        done = run(["sh", "-c", command], checkout, root)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    return len(commands)


def test_every_command_runs(readme: str, checkout: Path, root: Path) -> None:
    assert all_run(readme, checkout, root) >= 10
    assert (checkout / "graph.graphml").stat().st_size
    assert (checkout / "graph.ttl").stat().st_size


def test_every_command_of_the_other_pages_runs(checkout: Path, root: Path) -> None:
    assert sorted(path.name for path in (root / "docs").glob("*.md")) == PAGES
    texts = [(root / "docs" / page).read_text(encoding="utf-8") for page in PAGES]
    assert sum(all_run(text, checkout, root) for text in texts) >= 5
    assert sorted(path.name for path in (checkout / "import").iterdir()) == ["nodes.csv", "relationships.csv"]
    assert (checkout / "graph2" / "kg-graph.json").is_file()


def test_its_python_runs_in_at_most_eight_lines(readme: str, checkout: Path, root: Path) -> None:
    (program,) = blocks(readme, "python")
    assert len([line for line in program.splitlines() if line]) <= 8
    done = run([sys.executable, "-W", "error", "-c", program], checkout, root)
    assert done.returncode == 0, done.stderr
    assert "[Azerbaijan] *joined* " in done.stdout
    assert (checkout / "network.html").stat().st_size


def test_its_figures_are_those_that_are_measured(readme: str, root: Path, gold_graphs: dict[str, Path]) -> None:
    command = [sys.executable, root / "tests" / "quality.py", *gold_graphs.values()]
    measured = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    written = readme.partition("<!-- quality -->\n")[2].partition("<!-- /quality -->")[0]
    words, figures = r"[a-zA-Z|\s-]+", r"\d[.\d]*"
    assert re.findall(words, written) == re.findall(words, measured), HOW
    # The model rounds a little differently on processors of another family, and a score may move by a statement.
    close = pytest.approx([float(figure) for figure in re.findall(figures, measured)], abs=0.03)
    assert [float(figure) for figure in re.findall(figures, written)] == close, HOW


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *(f"docs/{page}" for page in PAGES)])
def test_every_file_that_it_names_is_there(page: str, root: Path) -> None:
    text = (root / page).read_text(encoding="utf-8")
    linked = {(root / page).parent / name.partition("#")[0] for name in re.findall(r"\]\(([^):]+)\)", text)}
    named = {root / name for name in re.findall(r"`(?:python )?((?:kg|ontologies|tests|notebooks)/[\w./]*)`", text)}
    assert [path for path in sorted(linked | named) if not path.exists()] == []


def test_the_changelog_tells_of_this_version(root: Path) -> None:
    version = re.search(r'^version = "(.+)"$', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert f"## {version[1]}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
