"""A page of 2,000 entities in a real Chromium: with WebGL all are drawn, without it those with the most facts."""

from __future__ import annotations

import pytest

from kg.model import merged
from kg.view import render
from kg.view.data import LARGE
from tests.benchmarks.generated import extractions

pytest.importorskip("selenium", reason="selenium is not installed: the pages are not tried in a browser")
from selenium.webdriver.common.keys import Keys

from tests.view.browser import CHROMIUM, DRIVER, Browser

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium with chromedriver found: apt-get install chromium chromium-driver"
)
ACTORS = 2_000
WEBGL = "Boolean(document.createElement('canvas').getContext('webgl2'))"


@pytest.fixture(scope="module")
def world():
    found = list(extractions(5_000, actors=ACTORS, circles=40))
    statements = merged(statement for extraction in found for statement in extraction.statements)
    actors = {end.id: end for s in statements for end in (s.subject, s.object)}
    return list(actors.values()), statements, [extraction.article for extraction in found]


@pytest.fixture(scope="module")
def path(world, key, tmp_path_factory):
    made = tmp_path_factory.mktemp("large") / "large.html"
    made.write_text(render(*world, statement_id=key, title="Large"), encoding="utf-8", newline="\n")
    return made


@pytest.fixture(scope="module", params=[True, False], ids=["webgl", "without"])
def browser(request, tmp_path_factory):
    found = Browser(tmp_path_factory.mktemp("profile"), webgl=request.param)
    if request.param and not found.run(f"return {WEBGL}"):
        found.driver.quit()
        pytest.skip("this Chromium has no SwiftShader")
    yield found
    found.driver.quit()


def shown_of(statements):
    return [s for s in statements if s.status != "negated"]


def test_draws_and_complains_of_nothing(browser, path, world):
    browser.open(path)
    browser.ready()
    _, statements, _ = world
    assert set(browser.requests()) <= {path.as_uri(), "data:,"}
    assert browser.complaints() == []
    assert browser.text("#count").startswith(f"{len(shown_of(statements))} of {len(statements)} facts")
    assert len(browser.run("return document.getElementById('canvas').labels")) > 20
    if browser.run(f"return {WEBGL}"):
        assert browser.count("#partly") == 0
        assert browser.count("#canvas canvas") > 2
    else:
        assert f"Drawn are the {LARGE} of " in browser.text("#partly")


@pytest.mark.parametrize("browser", [True], indirect=True)
def test_a_click_opens_an_actor_and_a_link_brings_it_back(browser, path, world):
    browser.open(path)
    browser.ready()
    browser.click(".most button")
    name = browser.text("#panel h2.title")
    facts = [s for s in shown_of(world[1]) if name in (s.subject.label, s.object.label)]
    assert f"{len(facts)} facts in the current filter" in browser.text("#panel")
    assert browser.text("#panel blockquote")
    address = browser.address()
    browser.open(path, address)
    browser.ready()
    assert browser.text("#panel h2.title") == name
    # The chosen one is where its ring says; a click there, after a click elsewhere, chooses it again.
    browser.run("document.getElementById('canvas').focus()")
    browser.press(Keys.ARROW_RIGHT)
    assert browser.text("#panel h2.title") != name
    browser.press(Keys.ESCAPE)
    assert browser.text("#panel h2.title") == "Overview"
    label = next(one for one in browser.run("return document.getElementById('canvas').labels") if one["text"] == name)
    frame = browser.find("#canvas").rect
    x, y = (label["box"][0] + label["box"][2]) / 2, label["box"][1]
    for up in range(30, 0, -3):  # the actor is above, below or beside its name
        for kind in ("mousePressed", "mouseReleased"):
            event = {
                "type": kind,
                "x": frame["x"] + x,
                "y": frame["y"] + y - up + 12,
                "button": "left",
                "clickCount": 1,
            }
            browser.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)
        if browser.text("#panel h2.title") != "Overview":
            break
    assert browser.text("#panel h2.title") != "Overview"


@pytest.mark.parametrize("browser", [True], indirect=True)
def test_articles_are_found_and_filtered(browser, path, world):
    browser.open(path)
    browser.ready()
    _, statements, articles = world
    assert browser.count("[data-kind=source] .row") == 40
    wanted = articles[7]
    browser.enter("[data-kind=source] .find", wanted.source)
    assert browser.count("[data-kind=source] .row") == 1
    browser.click("[data-kind=source] .only")
    mine = [s for s in shown_of(statements) if wanted.source in {piece.source for piece in s.evidence}]
    assert browser.shown() == len(mine)
    address = browser.address()
    assert len(address) < 100
    browser.open(path, address)
    browser.ready()
    assert browser.shown() == len(mine)
    assert browser.complaints() == []
