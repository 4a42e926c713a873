"""The pages in a real Chromium: nothing is asked of the network, nothing hostile runs, everything can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Entity, Statement
from kg.view import render

selenium = pytest.importorskip("selenium", reason="selenium is not installed: the pages are not tried in a browser")
from selenium.webdriver.common.keys import Keys  # noqa: E402

# ---------------------------------------------------------------------------------------------- use


def test_start_shows_all_but_the_negated(page, world):
    negated = sum(statement.status == "negated" for statement in world.statements)
    assert negated == 3
    assert page.text("#count") == f"{len(world.statements) - 3} of {len(world.statements)} facts · 26 of 26 entities"
    page.label("status", "negated")
    assert page.shown() == len(world.statements)


def test_start_view_has_every_label_and_none_clipped_or_overlapping(page, world):
    labels = page.run("return document.getElementById('canvas').labels")
    width, height = page.run("const c = document.getElementById('canvas'); return [c.clientWidth, c.clientHeight]")
    assert {label["text"] for label in labels} == {entity.label for entity in world.entities}
    for label in labels:
        left, top, right, bottom = label["box"]
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
        for other in labels:
            a, b, c, d = other["box"]
            assert other is label or right <= a or c <= left or bottom <= b or d <= top


def test_parallel_facts_are_drawn_apart(browser, tmp_path, key):
    one, two = Entity("one", "One", "Person"), Entity("two", "Two", "Person")
    ways = [(one, two), (two, one), (one, two), (two, one), (one, two)]
    facts = [Statement(a, f"knows{number}", b, ()) for number, (a, b) in enumerate(ways)]
    path = tmp_path / "parallel.html"
    path.write_text(render([one, two], facts, [], statement_id=key), encoding="utf-8")
    browser.open(path)
    browser.ready()
    lines_across_the_middle = """
      const canvas = document.querySelector("#canvas canvas");
      const { data } = canvas.getContext("2d").getImageData(canvas.width / 2, 0, 1, canvas.height);
      let lines = 0;
      for (let y = 1; y < canvas.height; y += 1) if (data[4 * y + 3] > 60 && data[4 * y - 1] <= 60) lines += 1;
      return lines;
    """
    browser.wait(lambda: browser.run(lines_across_the_middle) == len(facts))


def test_filters_take_away_and_give_back(page, world):
    everything = page.shown()
    page.label("relation", "member of")
    members = sum(s.relation == "memberOf" and s.status != "negated" for s in world.statements)
    assert page.shown() == everything - members
    page.click("#reset")
    page.label("entity type", "person")
    people = sum("Person" in (s.subject.type, s.object.type) and s.status != "negated" for s in world.statements)
    assert page.shown() == everything - people
    page.click("#reset")
    page.enter("#confidence", 0.9)
    sure = sum(max(e.confidence for e in s.evidence) >= 0.9 and s.status != "negated" for s in world.statements)
    assert page.shown() == sure
    page.click("#reset")
    assert page.shown() == everything


def test_article_filter_keeps_facts_of_other_articles(page, world):
    for article in world.articles[:3]:
        page.label("article", f"{article.publisher} – {article.title}")
    assert page.shown() == sum(
        any(e.source == "notes.txt" for e in s.evidence) for s in world.statements if s.status != "negated"
    )


def test_year_slider_shows_what_holds_or_happens_then(page, world):
    page.click("#undated")
    page.enter("#year-to", 1995)

    def in_1995(when):
        begins = when.at or when.start
        return begins and begins.earliest.year <= 1995

    wanted = [s for s in world.statements if s.status != "negated" and in_1995(s.interval)]
    assert page.shown() == len(wanted) == 2
    assert page.text("#years") == "1992 – 1995"
    page.click("#undated")
    undated = sum(
        not (s.interval.at or s.interval.start or s.interval.end) and s.status != "negated" for s in world.statements
    )
    assert page.shown() == len(wanted) + undated


def test_play_walks_through_the_years_and_stops(page):
    page.click("#play")
    assert page.text("#years") == "1992"
    page.wait(lambda: page.text("#years") == "1993")
    page.click("#play")
    assert "Play" in page.text("#play")


def test_search_by_keyboard_leads_to_the_sentence(page):
    page.find("body").send_keys("/")
    page.press("kingdom of")
    assert page.text("#results [role=option] .name") == "Solmark"
    page.press(Keys.ENTER)
    assert page.text("#panel h2.title") == "Solmark"
    assert "Kingdom of Solmark" in page.text("#panel")
    assert "“Solmark joined the Strait League in 1992.”" in page.text("#panel")
    assert (
        page.run("return [...document.querySelectorAll('#panel mark.trigger')].map(m => m.textContent)")[0]
        == "joined"
    )


def test_search_finds_sentences_and_moves_by_arrows(page):
    page.find("#search").send_keys("return to the talks")
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert "Ilse Maren called on Orvane" in page.text("#panel .chosen h3")


def test_node_panel_tells_all_of_each_fact(page, world):
    page.run("location.hash = 'node=strait-league'")
    page.wait(lambda: page.text("#panel h2.title") == "Strait League")
    panel = page.text("#panel")
    mine = [s for s in world.statements if "strait-league" in (s.subject.id, s.object.id) and s.status != "negated"]
    assert f"{len(mine)} facts in the current filter" in panel
    for statement in mine:
        [piece] = statement.evidence
        for words in (piece.text, piece.rule, f"confidence {piece.confidence:.2f}", statement.status):
            assert words in panel
    assert "said by Oriel Hask" in panel
    assert "2021-03-17" in panel
    assert "“League” is Strait League" in panel  # words that are not a name of it are explained
    assert "“Strait League” is" not in panel
    links = page.run("return [...document.querySelectorAll('#panel a[target]')].map(a => a.href)")
    assert "https://news.example/1" in links


def test_pair_panel_shows_all_facts_of_the_pair(page, world, key):
    pair = [s for s in world.statements if {s.subject.id, s.object.id} == {"verana", "solmark"}]
    page.run("location.hash = 'fact=' + arguments[0]", key(pair[0]))
    page.wait(lambda: page.run("return document.querySelectorAll('#panel .card').length") == len(pair))
    assert page.run("return document.querySelectorAll('#panel .chosen').length") == 1


def test_deep_link_brings_back_the_whole_state(page, pages, key, world):
    page.label("relation", "member of")
    page.label("status", "negated")
    page.enter("#year-from", 2000)
    page.enter("#confidence", 0.6)
    page.find("#search").send_keys("verana", Keys.ENTER)
    address, count, panel = page.address(), page.text("#count"), page.text("#panel")
    assert "node=verana" in address
    page.open(pages["plain"], address)
    page.ready()
    assert (page.address(), page.text("#count"), page.text("#panel")) == (address, count, panel)


def test_a_link_to_a_hidden_fact_shows_it(page, pages, world, key):
    negated = next(s for s in world.statements if s.status == "negated")
    page.open(pages["plain"], f"#fact={key(negated)}")
    page.ready()
    assert negated.evidence[0].text in page.text("#panel .chosen")


@pytest.mark.parametrize(
    "fragment", ["#node=nobody", "#fact=", "#from=x&to=-5&confidence=9", "#%", "#__proto__=1&no-type=__proto__"]
)
def test_a_broken_link_shows_the_page(browser, pages, fragment):
    browser.open(pages["plain"], fragment)
    browser.ready()
    assert browser.complaints() == []


def test_keyboard_walks_the_network_and_escape_leaves(page):
    page.run("document.getElementById('canvas').focus()")
    page.press(Keys.ARROW_RIGHT)
    assert page.text("#panel h2.title") == "Verana"  # the most connected one to begin with
    page.press(Keys.ARROW_RIGHT)
    assert page.text("#panel h2.title") != "Verana"
    assert "selected" in page.text("#said")
    page.press(Keys.ESCAPE)
    assert page.text("#panel h2.title") == "Overview"


def test_table_lists_every_fact_shown(page, world):
    page.click("#table-button")
    rows = page.run("return [...document.querySelectorAll('#table tbody tr')].map(r => r.textContent)")
    assert len(rows) == page.shown()
    assert any("Ravi Kest" in row and "Orvane threatened Solmark with a blockade." in row for row in rows)


def test_a_click_on_a_node_opens_it(page):
    frame = page.find("#canvas").rect
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    seen = set()
    for dx in range(-260, 261, 52):
        for dy in range(-260, 261, 52):
            for kind in ("mousePressed", "mouseReleased"):
                event = {"type": kind, "x": x + dx, "y": y + dy, "button": "left", "clickCount": 1}
                page.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)
            seen.add(page.text("#panel h2.title"))
    assert len(seen - {"Overview"}) > 3


def test_png_is_a_picture(page, tmp_path):
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page.click("#png")
    page.wait(lambda: (tmp_path / "network.png").is_file())
    content = (tmp_path / "network.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 20_000


def test_print_has_picture_and_table(page):
    pdf = page.driver.execute_cdp_cmd("Page.printToPDF", {"landscape": True})["data"]
    assert len(pdf) > 50_000


def test_theme_button_turns_the_colours(page):
    before = page.run("return getComputedStyle(document.documentElement).backgroundColor")
    page.click("#theme")
    assert page.run("return getComputedStyle(document.documentElement).backgroundColor") != before


def test_fits_a_phone(browser, pages):
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        browser.open(pages["plain"])
        browser.ready()
        assert browser.run("return document.documentElement.scrollWidth") <= 390
        assert browser.run("return document.getElementById('canvas').clientHeight") > 400
        browser.click("#filters-button")
        assert browser.find("#filters").is_displayed()
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(browser, pages, scheme):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        browser.open(pages["plain"], "#node=solmark")
        browser.ready()
        assert browser.run(Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")) == []
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_every_control_has_a_name(page):
    unnamed = page.run("""
      const text = (e) => e?.textContent.trim();
      const name = (e) => e.getAttribute("aria-label") || text(e) || text(e.labels?.[0]) || e.title;
      return [...document.querySelectorAll("button, input, a[href]")].filter((e) => !name(e)).map((e) => e.outerHTML);
    """)
    assert unnamed == []
