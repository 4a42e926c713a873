"""The notebooks run from a clean kernel, show what their words say, and open in a browser offline."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from nbclient import NotebookClient

from tests.view.browser import CHROMIUM, DRIVER, Browser

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
# The words between the cells speak of these outputs.
TOLD = {
    "01-articles-to-graph": (
        "Azerbaijan memberOf Partnership for Peace · since 1994 · asserted",
        "Bilateral cooperation began when Azerbaijan joined the Partnership for Peace",
        "2024-03-17 · rule memberOf/joined",
    ),
    "02-asking-with-sparql": (
        "D-8 Organization for Economic Cooperation",
        "Armenia kg:metWith Jens Stoltenberg kg:planned",
        "id:azerbaijan kg:memberOf id:central-asia-consultative-forum",
    ),
    "03-networks": (
        "1985 Bulgaria, Czechoslovakia, East Germany, Hungary, Poland, Romania, Soviet Union, Warsaw Pact",
        "Bulgaria – Council of Europe – Belgium",
        "Switzerland – Council of Europe – Armenia – Collective Security Treaty Organization – Kazakhstan",
        "United Kingdom memberOf European Union since 1973 · until 2020",
    ),
    "04-who-said-what": (
        "Azerbaijan partnerOf NATO · reported by Ilham Aliyev",
        "Azerbaijan partnerOf NATO · reported by Jens Stoltenberg",
        "possible by",
    ),
    "05-your-own": (
        "Coventry twinnedWith Dresden since 1959 · asserted",
        "Coventry twinnedWith Rostock negated",
        "Volgograd 1944 Dresden 1959 Kiel 1967",
    ),
}
# As nbconvert makes it, without the scripts for formulas and widgets that it would fetch.
OFFLINE = (
    "{% extends 'lab/index.html.j2' %}{% block html_head_js %}{% endblock %}"
    "{% block html_head_js_mathjax %}{% endblock %}{% block html_head_js_mermaidjs %}{% endblock %}"
)


def test_there_are_words_to_check_for_every_notebook() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(TOLD)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_committed_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert cells
    assert not [cell for cell in cells if cell.outputs or cell.execution_count]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def ran(request: pytest.FixtureRequest, root: Path) -> tuple[str, nbformat.NotebookNode]:
    """A notebook with what it shows, run where it lies."""
    book = nbformat.read(request.param, as_version=4)
    where = {"metadata": {"path": str(request.param.parent)}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(root))
        NotebookClient(book, timeout=300, kernel_name="python3", resources=where).execute()
    return request.param.stem, book


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the kernel's own libraries
def test_it_shows_what_its_words_say(ran: tuple[str, nbformat.NotebookNode]) -> None:
    name, book = ran
    outputs, shown = _outputs(book), _shown(book)
    assert not [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"]
    assert any("<iframe" in html and "sandbox=" in html for html in shown) or name.startswith("02")
    words = " ".join([*map(_words, shown), *(output.get("text", "") for output in outputs)])
    assert [told for told in TOLD[name] if told not in words] == []


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium and its driver")
@pytest.mark.filterwarnings("ignore")  # of the exporter's own libraries
def test_its_export_opens_offline(ran: tuple[str, nbformat.NotebookNode], tmp_path: Path) -> None:
    from jinja2 import DictLoader
    from nbconvert import HTMLExporter

    name, book = ran
    exporter = HTMLExporter(extra_loaders=[DictLoader({"offline.html.j2": OFFLINE})], template_file="offline.html.j2")
    page = tmp_path / f"{name}.html"
    page.write_text(exporter.from_notebook_node(book)[0], encoding="utf-8")
    browser = Browser(tmp_path / "profile")
    try:
        browser.open(page)
        frames = browser.driver.find_elements("tag name", "iframe")
        assert len(frames) == sum(html.count("<iframe ") for html in _shown(book))
        for frame in frames:
            browser.driver.switch_to.frame(frame)
            assert " facts" in browser.ready().text("#count")
            browser.driver.switch_to.default_content()
        assert browser.complaints() == []
        assert {urlsplit(url).scheme for url in browser.requests()} <= {"file", "about", "data", "blob"}
    finally:
        browser.driver.quit()


def _outputs(book: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in book.cells for output in cell.get("outputs", [])]


def _shown(book: nbformat.NotebookNode) -> list[str]:
    return [html for output in _outputs(book) if (html := output.get("data", {}).get("text/html"))]


def _words(html: str) -> str:
    """The text of a piece of HTML, with one blank between cells and no page of a network in it."""
    flat = re.sub(r"<iframe.*?</iframe>", "", html, flags=re.DOTALL)
    flat = re.sub(r"</t[dhr]>|<br>", " ", flat)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", flat)).split())
