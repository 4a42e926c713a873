"""The timeline of one actor, of a pair and of all facts, in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Status
from kg.view import render

if TYPE_CHECKING:
    from tests.view.browser import Browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory, world, hostile, key):
    folder = tmp_path_factory.mktemp("pages")
    for name, w, start in (
        ("plain", world, ""),
        ("hostile", hostile, ""),
        ("pair", world, "view=timeline&of=verana&of=solmark"),
    ):
        text = render(w.entities, w.statements, w.articles, statement_id=key, start=start)
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def open_at(browser, pages):
    def opened(fragment: str, name: str = "plain") -> Browser:
        browser.open(pages / f"{name}.html", fragment)
        return browser.ready()

    return opened


def told(page: Browser) -> set[str]:
    """What the bars, the marks and the list below tell: the ids of their facts."""
    ids = page.run("""
      const nodes = [...document.querySelectorAll("#chronicle [data-fact]")];
      const { id } = JSON.parse(document.getElementById("data").textContent).facts;
      return nodes.map((node) => id[node.dataset.fact]);
    """)
    assert len(ids) == len(set(ids))
    return set(ids)


def item(statement, key, page: Browser) -> str:
    data = "JSON.parse(document.getElementById('data').textContent)"
    index = page.run(f"return {data}.facts.id.indexOf(arguments[0])", key(statement))
    return f'g.item[data-fact="{index}"]'


def find(world, relation, subject, other):
    return next(s for s in world.statements if (s.relation, s.subject.id, s.object.id) == (relation, subject, other))


def drawn(page: Browser, selector: str, of: str) -> list[tuple[float, float]]:
    """From where to where the pieces are drawn, in pixels of the window."""
    boxes = page.run(
        """
        const boxes = [...document.querySelectorAll(arguments[0])].map((e) => e.getBoundingClientRect());
        return boxes.map((box) => [box.left, box.right]);
        """,
        f"{selector} {of}",
    )
    return [(left, right) for left, right in boxes]


# ------------------------------------------------------------------------------------------------ what is in it


@pytest.mark.parametrize("lanes", ["relation", "actor"])
def test_shows_every_fact_of_an_actor_once(open_at, world, key, lanes):
    page = open_at(f"#view=timeline&node=verana&lanes={lanes}")
    own = {
        key(s)
        for s in world.statements
        if "verana" in (s.subject.id, s.object.id) and s.attribution.status is not Status.NEGATED
    }
    assert told(page) == own
    titles = page.run("return [...document.querySelectorAll('#chronicle text.lane')].map((t) => t.firstChild.data)")
    assert len(titles) == len(set(titles))
    assert ("Strait League" if lanes == "actor" else "member of") in titles or "memberOf" in titles


def test_shows_all_facts_where_nothing_is_chosen(open_at, world, key):
    page = open_at("#view=timeline")
    assert told(page) == {key(s) for s in world.statements if s.attribution.status is not Status.NEGATED}


def test_shows_a_pair(open_at, world, key):
    page = open_at("", "pair")
    assert told(page) == {key(s) for s in world.statements if {s.subject.id, s.object.id} == {"verana", "solmark"}}
    assert page.text("#chronicle h2") == "Verana and Solmark"
    page.click("#network-button")
    page.driver.refresh()
    assert page.ready().count("#chronicle[hidden]") == 1  # the link to the network wins over the start of the page


def test_a_year_is_a_year_wide_and_a_day_is_a_mark(open_at, world, key):
    page = open_at("#view=timeline")
    whole = page.find("svg.lanes").size["width"]
    occupied = item(find(world, "occupies", "orvane", "cape-ondra"), key, page)
    pale, solid = drawn(page, occupied, ".vague"), drawn(page, occupied, ".sure")
    assert len(pale) == 2
    assert pale[0][1] == pytest.approx(solid[0][0], abs=1)
    assert solid[0][1] == pytest.approx(pale[1][0], abs=1)
    # 1998 and 2006 are a year each, what lies between are seven.
    assert solid[0][1] - solid[0][0] == pytest.approx(7 * (pale[0][1] - pale[0][0]), rel=0.15)
    assert 10 < pale[0][1] - pale[0][0] < whole / 10
    signed = item(find(world, "signed", "solmark", "tide-accord"), key, page)
    assert page.count(f"{signed} .event") == 1
    assert page.count(f"{signed} .told") == 1  # the day of the article


def test_what_has_no_end_fades_to_the_edge(open_at, world, key):
    page = open_at("#view=timeline&node=solmark")
    member = item(find(world, "memberOf", "solmark", "strait-league"), key, page)
    fading = page.run(
        f"return [...document.querySelectorAll('{member} .fade')].map((e) => Number(e.getAttribute('opacity')))"
    )
    assert fading == sorted(fading, reverse=True)
    edge = page.run("return document.querySelector('svg.lanes').getBoundingClientRect().right")
    assert drawn(page, member, ".fade")[-1][1] >= edge - 1


def test_status_is_in_the_line(open_at, world, key):
    page = open_at("#view=timeline")
    planned = item(find(world, "memberOf", "tessia", "strait-league"), key, page)
    assert page.run(f"return document.querySelector('{planned} .bar').getAttribute('stroke-dasharray')")
    held = item(find(world, "memberOf", "verana", "strait-league"), key, page)
    assert page.run(f"return document.querySelector('{held} .bar').getAttribute('stroke-dasharray')") is None


# ------------------------------------------------------------------------------------------------ how it is used


def test_a_click_shows_the_sentence_and_the_timeline_stays(open_at, world, key):
    page = open_at("#view=timeline&node=verana")
    before = told(page)
    statement = find(world, "memberOf", "verana", "strait-league")
    words = page.find(f"{item(statement, key, page)} .words")
    page.run("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", words)
    assert statement.evidence[0].text in page.text("#panel .card.chosen blockquote")
    assert told(page) == before
    address = page.address()
    page = open_at(address)
    assert (told(page), page.text("#chronicle h2")) == (before, "Verana")
    assert statement.evidence[0].text in page.text("#panel .card.chosen blockquote")
    page.press("\ue00c")  # Escape: back to the actor
    assert page.text("#panel h2.title") == "Verana"


def test_keys_walk_through_the_facts(open_at):
    page = open_at("#view=timeline&node=solmark")
    page.run("document.querySelector('g.item[tabindex=\"0\"]').focus()")
    walked = []
    for _ in range(30):
        walked.append(page.run("return document.activeElement.dataset.fact"))
        assert page.run("return document.getElementById('tip').hidden") is False
        page.press("\ue014")  # to the right
    assert set(walked) == set(page.run("return [...document.querySelectorAll('g.item')].map((g) => g.dataset.fact)"))
    page.press("\ue007")  # Enter
    assert page.run("return document.activeElement.dataset.fact") == walked[-1]
    assert page.count("#panel .card.chosen") == 1


def test_the_axis_goes_from_years_to_days(open_at):
    page = open_at("#view=timeline")
    ticks = "return [...document.querySelectorAll('svg.axis text')].map((t) => t.textContent)"
    years = page.run(ticks)
    assert all(len(year) == 4 for year in years)
    assert len(years) > 3
    open_at("#view=timeline&from=2021&to=2021")
    assert "Apr 2021" in page.run(ticks)
    for _ in range(9):
        page.click("#zoom-in")
    assert any(tick.startswith("Jul ") and tick.endswith(", 2021") for tick in page.run(ticks))
    assert "from=2021&to=2021" in page.address()
    page.click("#fit")
    assert page.run(ticks) == years


def test_the_window_of_years_moves_the_axis(open_at):
    page = open_at("#view=timeline")
    page.enter("#year-from", 2019)
    first = page.run("return document.querySelector('svg.axis text').textContent")
    assert first == "2020"
    told_when = page.run("return [...document.querySelectorAll('g.item')].map((g) => g.getAttribute('aria-label'))")
    assert not [words for words in told_when if words.endswith("2006")]


def test_is_safe_with_any_text(open_at, hostile):
    page = open_at("#view=timeline&lanes=actor", "hostile")
    assert len(told(page)) == len(hostile.statements)
    page.click("#chronicle .loose button")
    assert page.run("return window.firedCount") == 0
    assert page.complaints() == []


def test_fits_a_phone_and_paper(open_at, browser):
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        page = open_at("#view=timeline")
        assert page.run("return document.documentElement.scrollWidth") <= 390
        assert page.run("const c = document.getElementById('chronicle'); return c.scrollWidth <= c.clientWidth")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        page.wait(lambda: page.run("return document.querySelector('svg.lanes')?.checkVisibility()"))  # drawn anew
        assert not page.find("#canvas").is_displayed()
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_words_do_not_cross_in_a_lane(open_at):
    page = open_at("#view=timeline")
    crossing = page.run("""
      const words = [...document.querySelectorAll("g.item .words")];
      const boxes = words.map((element) => [element.textContent, element.getBoundingClientRect()]);
      const cross = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 4 && b.top < a.bottom - 4;
      const pairs = boxes.flatMap((one, i) => boxes.slice(i + 1).map((two) => [one, two]));
      return pairs.filter(([one, two]) => cross(one[1], two[1])).map(([one, two]) => [one[0], two[0]]);
    """)
    assert crossing == []
