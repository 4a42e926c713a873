"""README and docs/ cannot lie: what stands in them as code runs here, and prints what they show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from tests.graph.servers import free_port, running
from tests.pages import SET_UP, Block, blocks, differs, own_copy, without_set_up

ROOT = Path(__file__).parent.parent
MADE = ("docs/reference/commands.md", "docs/reference/queries.md", "docs/reference/ontology/")
"""Pages that docs/generate writes; tests/test_site.py looks at them."""
WRITTEN = (path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
PAGES = ["README.md", *sorted(page for page in WRITTEN if not page.startswith(MADE))]
RUN = {"sh", "console", "python", "sparql"}
SHOWN = {"text", "shell", "{toctree}", "{include}", "{literalinclude}", "{eval-rst}"}
"""Blocks that are no code of ours; ``shell`` is code that is not run, and says why."""
SCHEDULER = "8786"
"""The port of a scheduler that a page starts; here one that is free."""
HOW = "python tests/quality.py --readme writes it anew"


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def of(page: str) -> list[Block]:
    return blocks((ROOT / page).read_text(encoding="utf-8"))


def having(language: str) -> list[str]:
    return [page for page in PAGES if any(block.language == language for block in of(page))]


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
    (tmp_path / "bin" / "kg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    (tmp_path / "bin" / "kg").chmod(0o755)
    (tmp_path / "bin" / ".curlrc").write_text("fail\n", encoding="utf-8")  # an answer that is an error is one
    return tmp_path


def surroundings(checkout: Path, root: Path) -> dict[str, str]:
    path = os.pathsep.join((str(checkout / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**os.environ, "PATH": path, "PYTHONPATH": str(root), "CURL_HOME": str(checkout / "bin")}


def run(command: list[str], checkout: Path, root: Path) -> subprocess.CompletedProcess[str]:
    environment = surroundings(checkout, root)
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=600)


# ---------------------------------------------------------------------------------------------- what is run


@pytest.mark.parametrize("page", having("sh"))
def test_every_command_runs_and_prints_what_is_shown(page: str, checkout: Path, root: Path) -> None:
    found = [block for block in of(page) if block.language == "sh"]
    if any(">> ontologies/" in block.text for block in found):
        own_copy(root, checkout)
        root = checkout
    for block in found:
        text = block.text.replace(SCHEDULER, str(free_port()))
        done = run(["sh", "-ec", without_set_up(text)], checkout, root)
        assert done.returncode == 0, (block.text, done.stdout, done.stderr)
        assert block.prints is None or not differs(done.stdout, block.prints), block.text


@pytest.mark.parametrize("page", having("console"))
def test_every_command_that_needs_a_server_runs(page: str, checkout: Path, root: Path) -> None:
    """The first line starts the server, on a port that is free here."""
    for block in (block for block in of(page) if block.language == "console"):
        port = free_port()
        text = re.sub(r"\b(7878|8000)\b", str(port), block.text)
        server, *rest = text.splitlines()
        if server.startswith("kg serve"):
            server += f" --port {port}"
        with running(server.split(), checkout, f"http://127.0.0.1:{port}/", surroundings(checkout, root)):
            done = run(["sh", "-ec", "\n".join(rest)], checkout, root)
        assert done.returncode == 0, (text, done.stdout, done.stderr)
        assert done.stdout


@pytest.mark.parametrize("page", having("python"))
def test_its_python_runs_and_prints_what_is_shown(page: str, checkout: Path, root: Path) -> None:
    found = [block for block in of(page) if block.language == "python"]
    program = "\nprint('\\0')\n".join(block.text for block in found)
    done = run([sys.executable, "-W", "error", "-c", program], checkout, root)
    assert done.returncode == 0, done.stderr
    for block, printed in zip(found, done.stdout.split("\0\n"), strict=True):
        assert block.prints is None or not differs(printed, block.prints), block.text


@pytest.fixture(scope="module")
def seeds(seeds_graph: Path) -> Iterator[kg.Graph]:
    with kg.open(seeds_graph) as graph:
        yield graph


@pytest.mark.parametrize("page", having("sparql"))
def test_every_query_has_an_answer(page: str, seeds: kg.Graph) -> None:
    for block in (block for block in of(page) if block.language == "sparql"):
        assert list(seeds.query(block.text)), block.text


@pytest.mark.parametrize("page", PAGES)
def test_what_is_not_run_says_why(page: str) -> None:
    for block in of(page):
        assert block.language in RUN | SHOWN
        assert block.language != "shell" or block.before.startswith("Not run by our tests, for "), block.text


# ---------------------------------------------------------------------------------------------- the README


def test_the_first_command_stands_in_the_first_lines(readme: str) -> None:
    assert any(line.startswith(SET_UP) for line in readme.splitlines()[:9])


def test_two_commands_do_all_the_set_up(readme: str) -> None:
    first, second = [line for line in readme.splitlines() if line.startswith(SET_UP)]
    assert first.endswith("kg build seeds --out graph")
    assert second.endswith("pytest -n 2 --dist loadfile")
    assert first in (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8").splitlines()


def test_its_figures_are_those_that_are_measured(readme: str, root: Path, gold_graphs: dict[str, Path]) -> None:
    command = [sys.executable, root / "tests" / "quality.py", *gold_graphs.values()]
    measured = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    written = readme.partition("<!-- quality -->\n")[2].partition("<!-- /quality -->")[0]
    words, figures = r"[a-zA-Z|\s-]+", r"\d[.\d]*"
    assert re.findall(words, written) == re.findall(words, measured), HOW
    # The model rounds a little differently on processors of another family, and a score may move by a statement.
    close = pytest.approx([float(figure) for figure in re.findall(figures, measured)], abs=0.03)
    assert [float(figure) for figure in re.findall(figures, written)] == close, HOW


# ---------------------------------------------------------------------------------------------- what they name


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_every_file_that_it_names_is_there(page: str, root: Path) -> None:
    text = (root / page).read_text(encoding="utf-8")
    linked = {(root / page).parent / name.partition("#")[0] for name in re.findall(r"\]\(([^):]+)\)", text)}
    linked = {path for path in linked if not os.path.relpath(path, root).startswith(MADE)}
    named = {root / name for name in re.findall(r"`(?:python )?((?:kg|ontologies|tests|notebooks)/[\w./]*)`", text)}
    assert [path for path in sorted(linked | named) if not path.exists()] == []


def test_every_variable_that_is_read_is_told_of(root: Path) -> None:
    read = {
        name
        for path in (root / "kg").rglob("*.py")
        for name in re.findall(r"\bKG_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    told = (root / "docs" / "reference" / "configuration.md").read_text(encoding="utf-8")
    assert sorted(name for name in read if f"`{name}`" not in told) == []


def test_the_changelog_tells_of_this_version(root: Path) -> None:
    version = re.search(r'^version = "(.+)"$', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert f"## {version[1]}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
