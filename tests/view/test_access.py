"""The pages for everybody: what axe-core finds, what a keyboard reaches, what a screen reader hears."""

from __future__ import annotations

import hashlib
import tomllib
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="selenium is not installed: the pages are not tried in a browser")
from selenium.webdriver.common.keys import Keys

AXE = Path(__file__).parent / "vendor" / "axe-core"
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}

STATES = {
    "start": "",
    "node": "location.hash = 'node=verana'",
    "fact": "document.querySelector('.most button').click(); document.querySelector('#panel .anchor').click()",
    "table": "document.getElementById('table-button').click()",
    "search": "const s = document.getElementById('search'); s.value = 'ver'; s.dispatchEvent(new Event('input'))",
    "path": "location.hash = 'path=verana..petra-solheim'",
    "no path": "location.hash = 'path=verana..cape-ondra&confidence=1'",
    "timeline": "document.getElementById('timeline-button').click()",
    "its timeline": "location.hash = 'view=timeline&of=verana&lanes=actor'",
    "communities": "document.getElementById('communities-button').click()",
    "around": "location.hash = 'node=verana&around=verana&steps=1&layout=rings&hide=tessia'",
    "nothing": "for (const box of document.querySelectorAll('[data-kind=relation] input')) box.click()",
}

ON_PHONES = {
    "phone": "",
    "phone, filters": "document.getElementById('filters-button').click()",
    "phone, communities": STATES["communities"] + "; document.getElementById('filters-button').click()",
    "phone, node": STATES["node"],
    "phone, path": STATES["path"],
    "phone, timeline": STATES["timeline"],
    "phone, its timeline": STATES["its timeline"],
    "phone, table": STATES["table"],
}

FINDINGS = """
const done = arguments[arguments.length - 1];
const rules = { "target-size": { enabled: true } };
axe.run(document, { rules }).then(({ violations }) => done(violations.map(({ id, impact, nodes }) =>
  `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)));
"""


@contextmanager
def emulated(browser, *, phone=False, **media):
    """The page as with these media features (``scheme`` for the colours), on a phone or not."""
    names = {"scheme": "prefers-color-scheme", "motion": "prefers-reduced-motion", "forced": "forced-colors"}
    features = [{"name": names[name], "value": value} for name, value in media.items()]
    cdp = browser.driver.execute_cdp_cmd
    cdp("Emulation.setEmulatedMedia", {"features": features})
    if phone:
        cdp("Emulation.setDeviceMetricsOverride", PHONE)
    try:
        yield
    finally:
        cdp("Emulation.setEmulatedMedia", {"features": []})
        cdp("Emulation.clearDeviceMetricsOverride", {})


def findings(browser) -> list[str]:
    """All that axe-core has against the page as it stands, best practices included."""
    cdp = browser.driver.execute_cdp_cmd
    cdp("Runtime.evaluate", {"expression": (AXE / "axe.min.js").read_text(encoding="utf-8")})
    return browser.driver.execute_async_script(FINDINGS)


def test_axe_is_the_recorded_one():
    record = tomllib.loads((AXE / "vendor.toml").read_text(encoding="utf-8"))
    code = (AXE / record["file"]).read_bytes()
    assert hashlib.sha256(code).hexdigest() == record["sha256"]
    assert f"axe v{record['version']}".encode() in code[:40]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, pages, scheme):
    found = {}
    with emulated(browser, scheme=scheme):
        for name, script in STATES.items():
            browser.open(pages["plain"])
            browser.ready().run(script)
            found[name] = findings(browser)
        browser.open(pages["report"])
        found["report"] = findings(browser)
    with emulated(browser, scheme=scheme, phone=True):
        for name, script in ON_PHONES.items():
            browser.open(pages["plain"])
            browser.ready().run(script)
            found[name] = findings(browser)
        browser.open(pages["report"])
        found["phone, report"] = findings(browser)
    assert found == {name: [] for name in found}


# ---------------------------------------------------------------------------------------------- keyboard

FOCUSED = """
const e = document.activeElement;
if (e === document.body) return "body";
return e.id || e.getAttribute("data-node") && "node" || e.className.split(" ")[0] || e.tagName.toLowerCase();
"""


def told(statement) -> tuple[str, ...]:
    """What a reader must be able to check of a fact."""
    return statement.subject.label, statement.object.label, statement.evidence[0].text


def test_every_fact_is_read_after_two_presses_of_a_key(page, world):
    """Tab to the first link of the page, Enter: all that is on show, each with its sentence, article and date."""
    page.press(Keys.TAB)
    assert page.run(FOCUSED) == "skip"
    page.press(Keys.ENTER)
    rows = page.run("return [...document.querySelectorAll('#table tbody tr')].map((row) => row.textContent)")
    named = {article.source: (article.title, str(article.published or "")) for article in world.articles}
    for statement in world.statements:
        if statement.status != "negated":
            title, date = named[statement.evidence[0].source]
            wanted = (*told(statement), title or statement.evidence[0].source, date)
            assert any(all(words in row for words in wanted) for row in rows), wanted


def test_every_fact_is_read_after_two_clicks(page, world):
    page.click("#table-button")
    for number in range(page.count("#table tbody tr")):
        row = page.run("return document.querySelectorAll('#table tbody tr')[arguments[0]].textContent", number)
        page.run(
            "document.querySelectorAll('#table tbody tr')[arguments[0]].querySelector('td + td button').click()",
            number,
        )
        card = page.text("#panel .chosen")
        [found] = {s.evidence[0].text for s in world.statements if all(words in row for words in told(s))}
        assert found in card
        assert "confidence" in card
        assert page.count("#panel .chosen .evidence .meta .part") >= 4


def test_the_keyboard_goes_through_the_page_in_its_order_and_is_always_seen(page):
    seen, unseen = [], []
    for _ in range(200):
        page.press(Keys.TAB)
        where = page.run(FOCUSED)
        if where == "body":
            break
        seen.append(where)
        if not page.run("""
          const style = getComputedStyle(document.activeElement);
          return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;"""):
            unseen.append(where)
    stops = ["skip", "search", "table-button", "png", "confidence", "canvas", "fit", "node", "play", "year-from"]
    assert [seen.index(stop) for stop in stops] == sorted(seen.index(stop) for stop in stops)
    assert unseen == []


@pytest.mark.parametrize("start", ["#canvas", ".most [data-node]"])
def test_escape_goes_back_to_where_the_keyboard_was(page, start):
    page.run("document.querySelector(arguments[0]).focus()", start)
    place = page.run("return document.activeElement.textContent")
    page.press(Keys.ENTER if "node" in start else Keys.ARROW_RIGHT)
    assert page.run("return document.body.classList.contains('selected')")
    assert page.run(FOCUSED) != "body"
    page.press(Keys.ESCAPE)
    assert not page.run("return document.body.classList.contains('selected')")
    assert page.run("return document.activeElement.matches(arguments[0])", start)
    assert page.run("return document.activeElement.textContent") == place


def test_a_fact_found_by_search_is_where_the_keyboard_goes_on(page):
    page.find("#search").send_keys("return to the talks", Keys.ENTER)
    assert page.run("return document.activeElement.matches('#panel .chosen')")
    page.press(Keys.ESCAPE)
    assert page.run(FOCUSED) == "search"


def test_filters_on_a_phone_open_with_the_keyboard_inside_and_give_it_back(browser, pages):
    with emulated(browser, phone=True):
        browser.open(pages["plain"])
        browser.ready()
        browser.find("#filters-button").click()
        assert browser.run(FOCUSED) == "confidence"
        header, filters = browser.find("header").rect, browser.find("#filters").rect
        assert filters["y"] >= header["y"] + header["height"] - 1
        browser.press(Keys.ESCAPE)
        assert browser.run(FOCUSED) == "filters-button"
        assert not browser.find("#filters").is_displayed()


def test_selections_and_filters_are_told_to_screen_readers(page):
    page.run("location.hash = ''")
    page.click(".most [data-node]")
    said = page.text("#said")
    assert "selected" in said
    assert f"{page.count('#panel .card')} fact" in said
    assert page.run("return document.getElementById('said').getAttribute('aria-live')") == "polite"
    before = page.text("#count")
    page.label("relation", "member of")
    assert page.text("#count") != before
    assert page.run("return document.getElementById('count').getAttribute('role')") == "status"


def test_nothing_moves_by_itself(browser, pages):
    with emulated(browser, motion="reduce"):
        browser.open(pages["plain"])
        browser.ready().click(".most [data-node]")
        assert browser.run("return document.getAnimations().length") == 0


def test_names_and_bars_are_seen_in_the_readers_own_colours(browser, pages):
    with emulated(browser, forced="active", scheme="dark"):
        browser.open(pages["plain"], "#node=verana")
        browser.ready()
        colour = "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor"
        assert browser.run(colour, ".bar i") != browser.run(colour, "#timeline")
        assert browser.run("return getComputedStyle(document.querySelector('mark.trigger')).color") != "rgb(0, 0, 0)"
        seen = browser.run("""
          const layer = document.querySelector(".overlay"), label = document.getElementById("canvas").labels[0].box;
          const [x, y, right, bottom] = label.map((value) => Math.round(value * devicePixelRatio));
          const { data } = layer.getContext("2d").getImageData(x, y, right - x, bottom - y);
          return [...new Set(data.filter((_, i) => i % 4 === 0))];
        """)
        assert min(seen) < 60  # the rim around the letters
        assert max(seen) > 200  # the letters
