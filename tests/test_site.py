"""The documentation as pages: it builds without a warning, every relation has its page, and no link leads nowhere."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

import kg
from kg import ontology
from kg.cli.verbs import parser
from tests.pages import blocks

pytest.importorskip("sphinx", reason="the documentation needs pip install -e '.[docs]'")

LINKS = {
    "a": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "form": "action",
}


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages. A warning fails the build."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", folder / "trees", "docs", folder / "html"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return folder / "html"


@functools.cache
def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def links(site: Path) -> Iterator[tuple[Path, str, str]]:
    """(page, element, target) of every link and of everything that a page loads."""
    for path in sorted(site.rglob("*.html")):
        for element in page(path).iter(*LINKS):
            target = element.get(LINKS[element.tag])
            if target is not None:
                yield path, element.tag, target


def test_no_link_leads_nowhere(site: Path) -> None:
    broken, others = set(), set()
    for path, _, target in links(site):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            others.add(target)
            continue
        file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        anchored = parts.fragment and file.suffix == ".html"
        if not file.is_file() or (anchored and not _anchor(file, unquote(parts.fragment))):
            broken.add(f"{path.relative_to(site)}: {target}")
    assert sorted(broken) == []
    print(*sorted(others), sep="\n")  # what is elsewhere is listed and not asked for


def _anchor(file: Path, name: str) -> bool:
    return name == "top" or bool(page(file).xpath("//*[@id=$name]", name=name))


def test_a_page_loads_nothing_from_elsewhere(site: Path) -> None:
    loaded = [(str(path), target) for path, tag, target in links(site) if tag != "a" and urlsplit(target).netloc]
    assert loaded == []
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)\s]+", styles) == []


def test_every_relation_type_and_verb_has_its_place(site: Path) -> None:
    known = ontology.load()
    for folder, names in (("relations", known.relations), ("types", known.classes)):
        there = {path.stem for path in (site / "reference" / "ontology" / folder).glob("*.html")}
        assert there == set(names)
    (verbs,) = [action.choices for action in parser()._actions if isinstance(action.choices, dict)]
    commands = site / "reference" / "commands.html"
    assert [verb for verb in verbs if not _anchor(commands, f"kg-{verb}")] == []


def test_every_query_of_a_made_page_can_be_asked(site: Path, root: Path, seeds_graph: Path) -> None:
    """The commands of ``queries.md`` are the examples of the files, which tests/graph/test_asked.py runs."""
    asked = 0
    with kg.open(seeds_graph) as graph:
        for path in [*(root / "docs/reference/ontology").rglob("*.md"), root / "docs/reference/queries.md"]:
            for block in blocks(path.read_text(encoding="utf-8")):
                if block.language == "sparql":
                    graph.query(block.text)
                    asked += 1
    assert asked > 100
