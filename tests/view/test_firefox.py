"""The page in a real Firefox, from the folder it was made in and from another one, as on a stick."""

from __future__ import annotations

import shutil

import pytest

from tests.view.firefox import FIREFOX, Firefox


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    if not FIREFOX:
        pytest.skip("no Firefox found: apt-get install firefox-esr")
    found = Firefox(tmp_path_factory.mktemp("firefox"))
    yield found
    found.close()


@pytest.fixture(params=["where it was made", "USB stick"])
def copy(request, pages, tmp_path):
    if request.param == "where it was made":
        return pages["plain"]
    (tmp_path / request.param).mkdir()
    return shutil.copy(pages["plain"], tmp_path / request.param / "copy of the page.html")


def test_the_page_works_and_asks_for_nothing(firefox, copy, world):
    before = len(firefox.asked()), len(firefox.complaints())
    firefox.open(copy)
    firefox.wait(lambda: firefox.run("return document.body.dataset.ready") == "yes")
    shown = firefox.run("return document.getElementById('count').textContent")
    assert shown.startswith(f"{len(world.statements) - 3} of")
    firefox.run("document.querySelector('.most [data-node]').click()")
    firefox.run("document.querySelector('#panel .anchor').click()")
    chosen = firefox.run("return document.querySelector('#panel .chosen').textContent")
    assert any(piece.text in chosen for statement in world.statements for piece in statement.evidence)
    assert firefox.run("return document.getElementById('canvas').labels.length") > 1
    assert firefox.asked()[before[0] :] == []
    assert firefox.complaints()[before[1] :] == []


def test_what_a_page_asks_for_would_be_seen(firefox, tmp_path):
    page = tmp_path / "asking.html"
    page.write_text("<!doctype html><title>t</title><img src=https://news.example/x.png><script>nope()</script>")
    firefox.open(page)
    firefox.wait(lambda: "https://news.example/x.png" in firefox.asked())
    firefox.wait(lambda: any("nope" in complaint for complaint in firefox.complaints()))


def test_hostile_text_does_not_run(firefox, pages):
    firefox.open(pages["hostile"])
    firefox.wait(lambda: firefox.run("return document.body.dataset.ready") == "yes")
    firefox.run("document.getElementById('table-button').click()")
    assert firefox.run("return document.querySelectorAll('script').length") == 3
    assert firefox.run("return document.querySelectorAll('img, iframe, base, object, embed, math').length") == 0
    assert not [complaint for complaint in firefox.complaints() if "fired" in complaint]
