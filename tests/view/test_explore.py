"""What an analyst does with the picture: paths, layouts, pins, what is hidden, surroundings, communities."""

from __future__ import annotations

from itertools import pairwise

import networkx
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from kg.model import Entity, Evidence, Statement, TextSpan
from kg.view import render

STILL = [{"name": "prefers-reduced-motion", "value": "reduce"}]


@pytest.fixture(autouse=True)
def still(browser):
    """Nothing walks: where it is going to stand, it stands."""
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": STILL})
    yield
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def at(page, fragment):
    page.run("location.hash = arguments[0]", fragment)
    page.wait(lambda: page.run("return document.body.dataset.ready") == "yes")


def labels(page):
    return page.run("return document.getElementById('canvas').labels")


def place(page, words):
    """Middle of the label of an entity on the screen."""
    left, top, right, bottom = next(label["box"] for label in labels(page) if label["text"] == words)
    return (left + right) / 2, (top + bottom) / 2


def counted(page):
    """How many entities are on show."""
    return int(page.text("#count").split(" · ")[1].split()[0])


def drag(page, start, end):
    frame = page.find("#canvas").rect
    for kind, (x, y) in (("mousePressed", start), ("mouseMoved", end), ("mouseMoved", end), ("mouseReleased", end)):
        event = {"type": kind, "x": frame["x"] + x, "y": frame["y"] + y, "button": "left", "clickCount": 1}
        page.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)


def steps(page):
    ends = "step => [...step.querySelectorAll('bdi')].map(name => name.textContent)"
    return page.run(f"return [...document.querySelectorAll('#panel .step')].map({ends})")


# ---------------------------------------------------------------------------------------------- paths


def network(statements):
    found = networkx.Graph()
    found.add_edges_from((s.subject.label, s.object.label) for s in statements if s.status != "negated")
    return found


@pytest.mark.parametrize(
    ("one", "other"), [("jun-aldane", "north-cable"), ("tomas-veld", "watchful-gull"), ("ravi-kest", "port-lise")]
)
def test_a_path_is_a_shortest_one_and_each_step_has_its_sentence(page, world, one, other):
    names = {entity.id: entity.label for entity in world.entities}
    graph = network(world.statements)
    at(page, f"#path={one}..{other}")
    shortest = networkx.shortest_path_length(graph, names[one], names[other])
    page.wait(lambda: page.count("#panel .step") == shortest)
    found = steps(page)
    assert [found[0][0], found[-1][1]] == [names[one], names[other]]
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert all(graph.has_edge(*step) for step in found)
    assert page.count("#panel .card blockquote") >= shortest


def statement(subject, relation, other, confidence):
    span, text = TextSpan(0, 1), f"{subject.label} {relation} {other.label}."
    piece = Evidence("a.txt", span, text, span, span, span, subject.label, other.label, "rule", confidence)
    return Statement(subject, relation, other, (piece,))


@pytest.fixture(scope="module")
def ways(tmp_path_factory, key):
    """From A to D: over B (0.5), over C (0.9), over C and B, and not at all to X and Y."""
    a, b, c, d, x, y = (Entity(f"id..{n}", n, "Person") for n in "ABCDXY")
    facts = [
        statement(a, "knows", b, 0.5),
        statement(b, "knows", d, 1.0),
        statement(c, "helps", a, 0.9),
        statement(c, "knows", d, 1.0),
        statement(c, "doubts", d, 0.6),
        statement(b, "knows", c, 0.9),
        statement(x, "knows", y, 0.9),
    ]
    path = tmp_path_factory.mktemp("ways") / "ways.html"
    path.write_text(render([a, b, c, d, x, y], facts, [], statement_id=key), encoding="utf-8")
    return path


def test_the_surest_of_the_shortest_comes_first_and_the_next_by_a_button(browser, ways):
    browser.open(ways, "#path=id..A..id..D")
    browser.ready()
    assert steps(browser) == [["A", "C"], ["C", "D"]]
    assert browser.text("#way") == "Path 1 of 4: 2 steps"
    assert "1 more fact between the two" in browser.text("#panel")
    seen = []
    for _ in range(3):
        browser.click("#way-next")
        seen.append(["".join(step) for step in steps(browser)])
    assert seen == [["AB", "BD"], ["AC", "CB", "BD"], ["AB", "BC", "CD"]]
    assert "way=4" in browser.address()
    browser.click("#way-next")
    assert browser.text("#way") == "Path 1 of 4: 2 steps"
    browser.click("#way-before")
    assert browser.text("#way") == "Path 4 of 4: 3 steps"
    address = browser.address()
    browser.open(ways, address)
    browser.ready()
    assert browser.text("#way") == "Path 4 of 4: 3 steps"
    assert browser.complaints() == []


def test_no_path_is_told_and_all_facts_are_offered(browser, ways):
    browser.open(ways, "#path=id..A..id..D&confidence=0.95")
    browser.ready()
    assert "No path of up to 6" in browser.text("#panel .none")
    assert browser.shown() == 2
    browser.click("#path-all")
    assert steps(browser) == [["A", "C"], ["C", "D"]]
    assert browser.shown() == 3
    browser.click("#path-all")
    assert browser.shown() == 2
    browser.open(ways, "#path=id..A..id..X&all=1")
    browser.ready()
    assert "Not even among all facts" in browser.text("#panel .none")


def test_the_other_end_is_chosen_by_search_with_the_keyboard(page):
    at(page, "#node=tomas-veld")
    page.wait(lambda: page.count("#linked"))
    page.find("#linked").send_keys("orvanian")
    page.wait(lambda: page.count("#linked-list [role=option]") == 1)
    page.press(Keys.ENTER)
    assert page.text("#panel h2.title") == "How is Tomas Veld linked to Orvane?"
    assert "path=tomas-veld..orvane" in page.address()
    assert page.text("#said").startswith("Path 1 of")
    lit = {label["text"] for label in labels(page)}
    assert {"Tomas Veld", "Orvane"} <= lit
    page.press(Keys.ESCAPE)
    assert page.text("#panel h2.title") == "Overview"


# ---------------------------------------------------------------------------------------------- layouts


@pytest.mark.parametrize("layout", ["types", "years", "rings"])
def test_every_layout_shows_all_labels_none_over_another(page, world, layout):
    page.run(
        "const menu = document.getElementById('layout'); menu.value = arguments[0];"
        "menu.dispatchEvent(new Event('change'))",
        layout,
    )
    assert f"layout={layout}" in page.address()
    page.wait(lambda: len(labels(page)) >= len(world.entities) - 2)
    width, height = page.run("const c = document.getElementById('canvas'); return [c.clientWidth, c.clientHeight]")
    boxes = [label["box"] for label in labels(page)]
    for index, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        for a, b, c, d in boxes[:index]:
            assert right <= a or c <= left or bottom <= b or d <= top
    before = boxes
    address = page.address()
    at(page, "#")
    at(page, address)
    page.wait(lambda: [label["box"] for label in labels(page)] == before)


def test_years_go_from_left_to_right(page):
    at(page, "#layout=years")
    page.wait(lambda: place(page, "Solmark")[0] < place(page, "Tide Accord")[0] - 50)
    assert place(page, "Tide Accord")[0] < place(page, "Operation Watchful Gull")[0]


def test_rings_have_the_selected_actor_in_the_middle(page):
    at(page, "#layout=rings&centre=strait-league")
    width, height = page.run("const c = document.getElementById('canvas'); return [c.clientWidth, c.clientHeight]")

    def off():
        x, y = place(page, "Strait League")
        return abs(x - width / 2) + abs(y - height / 2)

    page.wait(lambda: off() < 0.2 * width)
    page.find("#search").send_keys("orvane", Keys.ENTER)
    assert "centre=orvane" in page.address()
    page.wait(lambda: abs(place(page, "Orvane")[0] - width / 2) < 0.2 * width)


def test_a_change_of_layout_walks_where_motion_is_welcome(page):
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    page.run("document.getElementById('canvas').focus()")
    page.press("l")
    assert page.run("return document.getElementById('canvas').dataset.moving") == "yes"
    page.wait(lambda: page.run("return document.getElementById('canvas').dataset.moving ?? ''") == "")
    assert "layout=types" in page.address()


# -------------------------------------------------------------------------------------------- pin, hide, surroundings


def test_a_dragged_node_is_pinned_where_it_was_put(page, pages):
    at(page, "#node=kelmoor")
    page.wait(lambda: page.text("#panel h2.title") == "Kelmoor")
    page.click("#panel .close")
    before = place(page, "Kelmoor")
    spot = (before[0], before[1] - 22)
    drag(page, spot, (spot[0] + 60, spot[1] + 35))
    page.wait(lambda: "pin=kelmoor" in page.address())
    assert page.text("#unpin") == "1 pinned"
    address = page.address()
    page.open(pages["plain"], address)
    page.ready()
    assert page.address() == address
    page.click("#unpin")
    assert "pin" not in page.address()


def test_a_node_is_moved_by_keyboard(page):
    page.run("document.getElementById('canvas').focus()")
    page.press(Keys.ARROW_RIGHT)
    before = place(page, "Verana")
    for _ in range(3):
        ActionChains(page.driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_DOWN).key_up(Keys.SHIFT).perform()
    page.wait(lambda: place(page, "Verana")[1] > before[1] + 30)
    assert "pin=verana" in page.address()
    page.press("p")
    assert "pin=" not in page.address()


def test_an_actor_is_hidden_and_brought_back(page, world):
    everything = page.shown()
    at(page, "#node=strait-league")
    page.wait(lambda: page.text("#panel h2.title") == "Strait League")
    page.click("#hide")
    mine = [s for s in world.statements if "strait-league" in (s.subject.id, s.object.id) and s.status != "negated"]
    assert page.shown() == everything - len(mine)
    assert page.text("#said") == "Strait League is hidden"
    assert "hide=strait-league" in page.address()
    page.click("#unhide")
    assert page.shown() == everything
    page.run("document.getElementById('canvas').focus()")
    page.press(Keys.ARROW_RIGHT, "h")
    assert page.shown() < everything
    page.press("u")
    assert page.shown() == everything


@pytest.mark.parametrize("most", [1, 2, 3])
def test_surroundings_are_what_is_so_near(page, world, most):
    graph = network(world.statements)
    near = networkx.single_source_shortest_path_length(graph, "Orvane", cutoff=most)
    at(page, "#node=orvane")
    page.wait(lambda: page.text("#panel h2.title") == "Orvane")
    page.click(f"#panel [data-steps='{most}']")
    assert counted(page) == len(near)
    among = [s for s in world.statements if {s.subject.label, s.object.label} <= near.keys()]
    assert page.shown() == sum(s.status != "negated" for s in among)
    assert f"around=orvane&steps={most}" in page.address()
    page.click("#unbound")
    page.run("document.getElementById('canvas').focus()")
    page.press(str(most))
    assert counted(page) == len(near)
    page.press("0")
    assert "around" not in page.address()


# ---------------------------------------------------------------------------------------------- communities


def test_communities_have_titles_and_can_be_taken_away(page, pages):
    everything = counted(page)
    page.click("#communities-button")
    names = page.run(
        "return [...document.querySelectorAll('#communities .row')].map(r => [r.querySelector('.name').textContent,"
        "Number(r.querySelector('.number').textContent)])"
    )
    assert 2 <= len(names) < 10
    assert sum(count for _, count in names) == everything
    assert any(title.startswith(("Verana", "Solmark")) for title, _ in names)
    page.label("community", names[0][0])
    assert counted(page) <= everything - names[0][1]
    address, count = page.address(), page.text("#count")
    assert "communities=1" in address
    assert "no-community=" in address
    page.open(pages["plain"], address)
    page.ready()
    assert (page.address(), page.text("#count")) == (address, count)
    page.click("#communities-button")
    assert counted(page) == everything


@pytest.mark.parametrize(
    "fragment",
    [
        "#path=..&way=-3&all=x",
        "#path=verana..verana",
        "#path=verana..solmark&way=1e9",
        "#layout=__proto__&centre=nobody",
        "#layout=rings&around=verana&steps=99&hide=nobody&hide=verana",
        "#pin=verana@9,x&pin=nobody@1,1&pin=verana@99999,-99999",
        "#communities=1&no-community=nobody&no-community=__proto__",
        "#around=verana&steps=1&hide=verana",
    ],
)
def test_a_broken_link_shows_the_page(browser, pages, fragment):
    browser.open(pages["plain"], fragment)
    browser.ready()
    assert browser.complaints() == []
