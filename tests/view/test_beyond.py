"""A graph too large for one page: the page holds a part, says so, and shows it as a map of communities."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from kg.model import merged
from kg.view import data, render
from kg.view.beyond import Budget, part_of
from tests.benchmarks.generated import extractions
from tests.view.tables import unpacked

ACTORS, LIMIT = 240, 200
BUDGET = Budget(actors=60, each=12, central=5, communities=6, facts=150, sentences=200)


@pytest.fixture(scope="module")
def world():
    found = list(extractions(900, actors=ACTORS, circles=8))
    statements = merged(statement for extraction in found for statement in extraction.statements)
    actors = {end.id: end for s in statements for end in (s.subject, s.object)}
    return [actors[id] for id in sorted(actors)], statements, [extraction.article for extraction in found]


@pytest.fixture(scope="module")
def path(world, key, tmp_path_factory):
    made = tmp_path_factory.mktemp("beyond") / "beyond.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "LIMIT", LIMIT)
        patch.setattr(data, "BUDGET", BUDGET)
        made.write_text(render(*world, statement_id=key, title="Beyond"), encoding="utf-8", newline="\n")
    return made


def keyed(statements, key):
    return sorted(((key(s), s) for s in statements), key=lambda fact: fact[0])


def test_takes_the_most_central_of_each_community(world, key):
    entities, statements, _ = world
    part = part_of(entities, keyed(statements, key), BUDGET)
    assert (part.all_entities, part.all_facts) == (len(entities), len(statements))
    degree = Counter(end for s in statements for end in {s.subject.id, s.object.id})
    assert part.degree == degree
    shown = set(part.circle)
    assert 2 <= len(part.circles.sizes) <= BUDGET.communities
    assert list(part.circles.sizes) == sorted(part.circles.sizes, reverse=True)
    # Whoever is central overall is there, and their facts with each other.
    best = sorted(degree, key=lambda id: (-degree[id], id))[: BUDGET.central]
    largest = {id for id in best if id in shown}
    assert len(largest) >= BUDGET.central - 2  # unless of a community that the map has no room for
    assert max(Counter(part.circle.values()).values()) <= BUDGET.each + BUDGET.central


def test_holds_whole_facts_within_its_budget_and_the_same_every_time(world, key):
    entities, statements, _ = world
    facts = keyed(statements, key)
    part = part_of(entities, facts, BUDGET)
    assert 0 < len(part.facts) <= BUDGET.facts
    assert sum(len(s.evidence) for _, s in part.facts) <= BUDGET.sentences
    assert set(part.facts) <= set(facts)
    assert [name for name, _ in part.facts] == sorted(name for name, _ in part.facts)
    assert {e.id for e in part.entities} >= {end.id for _, s in part.facts for end in (s.subject, s.object)}
    assert {end.id for _, s in part.facts for end in (s.subject, s.object)} == set(part.circle)
    again = part_of(entities, facts, BUDGET)
    assert (again.facts, again.circle) == (part.facts, part.circle)
    small = part_of(entities, facts, Budget(sentences=1))
    assert len(small.facts) == 1


def test_tells_what_it_leaves_out(path, world, key):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "LIMIT", LIMIT)
        patch.setattr(data, "BUDGET", BUDGET)
        german = render(*world, statement_id=key, language="de")
    assert re.match(r"Zeigt \d+ von \d+ Akteuren und \d+ von \d+ Aussagen", german.left_out)
    assert render(*world, statement_id=key).left_out == ""


def test_a_graph_within_the_limit_is_whole(world, key):
    entities, statements, articles = world
    page = data.page_data("t", entities, keyed(statements, key), articles, labels={}, symmetric=())
    assert page["whole"] is None
    assert len(page["facts"]) == len(statements)


@pytest.fixture
def page(browser, path):
    browser.open(path)
    return browser.ready()


def clicked(browser, x, y):
    frame = browser.find("#canvas").rect
    for kind in ("mousePressed", "mouseReleased"):
        event = {"type": kind, "x": frame["x"] + x, "y": frame["y"] + y, "button": "left", "clickCount": 1}
        browser.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)


def labels(browser):
    return browser.run("return document.getElementById('canvas').labels")


def test_says_what_it_leaves_out(page, world, path):
    entities, statements, _ = world
    told = page.text("#part")
    shown, everybody, facts, all_facts = map(int, re.findall(r"\d+", told))
    assert (everybody, all_facts) == (len(entities), len(statements))
    assert shown < everybody
    assert facts <= BUDGET.facts
    assert "kg view GRAPH --actor NAME" in told
    assert told in page.text("#panel")
    assert f"of {facts} facts · " in page.text("#count")
    page.enter("#search", "zzz")
    assert f"of {everybody} actors" in page.text("#results")
    assert page.complaints() == []


def test_a_click_opens_a_community_and_another_closes_it(page):
    [disc, *_] = [label for label in labels(page) if re.search(r"\d+ actors$", label["text"])]
    left, top, right, bottom = disc["box"]
    clicked(page, (left + right) / 2, (top + bottom) / 2)
    page.wait(lambda: page.count("#open-community") == 1)
    members = page.run("return [...document.querySelectorAll('#panel [data-node]')].map((one) => one.textContent)")
    assert len(members) >= 3
    drawn = {label["text"] for label in labels(page)}
    assert len(drawn & set(members)) >= 3
    assert page.find("#open-community").get_attribute("aria-expanded") == "true"
    page.click("#panel [data-node]")
    assert page.text("#panel blockquote").startswith("“")
    assert re.search(r"\d+ of the \d+ facts about this actor are in this page", page.text("#panel"))
    address = page.address()
    assert "open=" in address
    page.click("#close-open")
    page.press("\ue00c")  # Escape: nobody is selected
    assert not {label["text"] for label in labels(page)} & set(members)
    assert page.complaints() == []


def test_the_keyboard_opens_a_community_and_reads_a_sentence(page):
    from selenium.webdriver.common.keys import Keys

    page.run("document.getElementById('canvas').focus()")
    page.press(Keys.ARROW_RIGHT)
    assert page.count("#open-community") == 1
    assert page.find("#open-community").get_attribute("aria-expanded") == "false"
    title = page.text("#panel h2.title")
    page.press(Keys.ENTER)
    assert page.find("#open-community").get_attribute("aria-expanded") == "true"
    assert page.text("#said").startswith(f"{title} opened")
    page.press(Keys.ENTER)  # into the panel: the button that closes, then the members
    page.press(Keys.TAB, Keys.TAB)
    page.press(Keys.ENTER)
    assert page.text("#panel blockquote").startswith("“")
    assert page.complaints() == []


def test_a_link_brings_the_open_community_back(browser, page, path):
    page.click("[data-disc='1']")
    title, address = page.text("#panel h2.title"), page.address()
    browser.open(path, address)
    browser.ready()
    assert browser.text("#panel h2.title") == title
    assert browser.find("#open-community").get_attribute("aria-expanded") == "true"
    assert browser.text("#close-open").startswith("1 open")


def test_a_link_to_what_is_not_here_says_so(browser, page, path):
    browser.open(path, "#node=nobody")
    browser.ready()
    assert "kg view GRAPH --actor NAME" in browser.text("#lost")


def test_facts_in_the_page_are_those_that_it_claims(page, world, key):
    told = unpacked(json.loads(page.text("#data")))
    _, statements, _ = world
    among = {key(s): s for s in statements}
    for fact in told["facts"]:
        s = among[fact["id"]]
        assert (told["entities"][fact["s"]]["id"], told["entities"][fact["o"]]["id"]) == (s.subject.id, s.object.id)
        assert len(fact["evidence"]) == len(s.evidence)
    cited = {piece.source for fact in told["facts"] for piece in among[fact["id"]].evidence}
    assert {article["source"] for article in told["articles"]} == cited
