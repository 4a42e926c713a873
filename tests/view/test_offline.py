"""The pages in a real Chromium: nothing is asked of the network, and nothing hostile runs or breaks the layout."""

from __future__ import annotations

import pytest

from kg.model import Entity, Statement
from kg.view import render

selenium = pytest.importorskip("selenium", reason="selenium is not installed: the pages are not tried in a browser")


@pytest.mark.parametrize("name", ["plain", "hostile", "report", "hostile-report"])
def test_asks_for_nothing_but_itself_and_complains_of_nothing(browser, pages, name):
    browser.open(pages[name])
    if "report" not in name:
        browser.ready()
    assert set(browser.requests()) <= {pages[name].as_uri(), "data:,"}
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.complaints() == []


@pytest.mark.parametrize("name", ["framed", "framed-hostile"])
def test_works_in_a_sandboxed_frame(browser, pages, name, world, hostile):
    browser.open(pages[name])
    browser.driver.switch_to.frame(0)
    browser.ready()
    statements = world.statements if name == "framed" else hostile.statements
    assert browser.text("#count").split(" facts")[0].endswith(f"of {len(statements)}")
    browser.click(".most button")
    browser.wait(lambda: browser.text("#panel blockquote"))
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.run("return window.firedCount ?? 0") == 0
    browser.driver.switch_to.default_content()
    assert [url for url in browser.requests() if not url.startswith(("file:", "about:", "data:,"))] == []
    assert browser.complaints() == []


LAYOUT = """
  const { scrollWidth, scrollHeight } = document.documentElement;
  const ends = ["header", "#filters", "main", "#panel", "#timeline"].map((selector) => {
    const { left, right } = document.querySelector(selector).getBoundingClientRect();
    return [selector, Math.round(left), Math.round(right)];
  });
  return [scrollWidth - innerWidth, scrollHeight - innerHeight, document.querySelector("header").clientHeight, ends];
"""


def test_no_text_however_long_or_strange_breaks_the_layout(browser, pages, hostile):
    browser.open(pages["plain"])
    wanted = browser.ready().run(LAYOUT)
    browser.open(pages["hostile"])
    assert browser.ready().run(LAYOUT) == wanted
    for statement in hostile.statements[-16:]:
        label = statement.subject.label.encode("utf-8", "replace").decode()
        browser.run("location.hash = 'node=' + encodeURIComponent(arguments[0])", label)
        browser.wait(lambda label=label: browser.text("#panel h2.title") == label)
        assert browser.run(LAYOUT) == wanted
        inside = "const p = document.getElementById('panel'); return p.scrollWidth <= p.clientWidth"
        assert browser.run(inside), label[:40]
    browser.click("#table-button")
    assert browser.run("return document.getElementById('table').scrollWidth") <= 1400


def test_no_hostile_text_runs_in_the_engine_for_thousands(browser, hostile, tmp_path, key):
    others = [Entity(f"p{n:04}", f"Person {n}", "Person") for n in range(1500)]
    links = [Statement(one, "knows", others[0], ()) for one in others[1:]]
    path = tmp_path / "hostile-many.html"
    everything = [*hostile.statements, *links]
    text = render([*hostile.entities, *others], everything, hostile.articles, statement_id=key, title="{{7*7}}")
    path.write_text(text, encoding="utf-8", newline="\n")
    browser.open(path)
    browser.ready()
    assert browser.driver.title == "{{7*7}}"
    assert browser.text("#count").startswith(f"{len(everything)} of")
    for statement in hostile.statements[::4]:
        label = statement.subject.label.encode("utf-8", "replace").decode()
        browser.run("location.hash = 'node=' + encodeURIComponent(arguments[0])", label)
        browser.wait(lambda label=label: browser.text("#panel h2.title") == label)
    assert browser.run("return window.firedCount") == 0
    assert browser.count("img, iframe, base, object, embed, math") == 0
    drawing = ("swiftshader", "GL Driver")  # Chromium on how it draws without a graphics card
    assert [words for words in browser.complaints() if not any(name in words for name in drawing)] == []


def test_no_hostile_text_runs_wherever_it_is_shown(browser, pages, hostile):
    browser.open(pages["hostile"])
    browser.ready()
    browser.click("#table-button")
    assert browser.count("#table tbody tr") == len(hostile.statements)
    browser.click("#table-button")
    for statement in hostile.statements:
        label = statement.subject.label.encode("utf-8", "replace").decode()
        browser.run("location.hash = 'node=' + encodeURIComponent(arguments[0])", label)
        browser.wait(lambda label=label: browser.text("#panel h2.title") == label)
        browser.run("for (const part of document.querySelectorAll('#panel .anchor, #panel summary')) part.click()")
        browser.enter("#search", label)
        assert browser.count("#results [role=option]") > 0 or not label.strip()
    assert browser.run("return window.firedCount") == 0
    assert browser.count("script") == 3
    assert browser.count("img, iframe, base, object, embed, math") == 0
    links = browser.run("return [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))")
    assert [link for link in links if not link.startswith("#")] == []
    assert set(browser.requests()) <= {pages["hostile"].as_uri(), "data:,"}
    assert browser.complaints() == []
