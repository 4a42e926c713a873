"""The report beside the network page: links from one to the other, and both in another language."""

from __future__ import annotations

import re

import pytest

from kg.labels import labels
from kg.model import Entity
from kg.view import render, report
from kg.view.links import links


@pytest.fixture(scope="module")
def beside(tmp_path_factory, world, key):
    """A folder as a build leaves it."""
    folder = tmp_path_factory.mktemp("beside")
    told = report(world.extractions, labels=labels(), network="graph.html", entities=world.entities)
    page = render(
        world.entities, world.statements, world.articles, statement_id=key, labels=labels(), report="report.html"
    )
    (folder / "report.html").write_text(told, encoding="utf-8", newline="\n")
    (folder / "graph.html").write_text(page, encoding="utf-8", newline="\n")
    return folder


def test_a_report_alone_links_nowhere(world):
    hrefs = re.findall(r'href="([^"]*)"', report(world.extractions))
    assert all(href.startswith(("#", "https://news.example/", "data:")) for href in hrefs)


def test_the_numbers_of_the_report_open_those_facts(browser, beside, world):
    browser.open(beside / "report.html")
    links = "return [...document.querySelectorAll('td.number a')].map((a) => [a.getAttribute('href'), a.textContent])"
    told = browser.run(links)
    assert len(told) > len(world.articles)
    for href, number in (told[0], told[-1], next(one for one in told if "negated" in one[0].partition("only")[2])):
        file, _, state = href.partition("#")
        browser.open(beside / file, f"#{state}")
        browser.ready()
        assert browser.count("#table tbody tr") == int(number), href


def test_a_name_in_the_report_opens_the_actor_and_the_page_leads_back(browser, beside):
    browser.open(beside / "report.html")
    browser.click("#gaps ~ details bdi a")
    assert browser.ready().text("#panel .title") in {"Verana", "Kelmoor"}
    browser.click("#panel .close")
    link = browser.find("#panel a[href='report.html']")
    assert "report.html" in link.get_attribute("title")
    link.click()
    browser.wait(lambda: browser.count("body.report"))


def test_names_that_are_not_one_actors_alone_lead_nowhere():
    one, other = Entity("a", "Lind", "Person", ("L",)), Entity("b", "Lind", "City")
    to = links("my graph.html", [one, other])
    assert to.actor("Lind") == to.actor("nobody") == ""
    assert to.actor("L") == to.actor("a") == "my%20graph.html#node=a"
    assert links("", [one]).actor("L") == ""


def test_a_report_speaks_german(world):
    told = report(world.extractions, labels=labels("de"), language="de")
    assert '<html lang="de">' in told
    assert "ist Mitglied von" in told
    assert "berichtet" in told
    words = re.sub(r"<(style|blockquote|td|summary).*?</\1>|<[^>]*>", " ", told, flags=re.DOTALL)
    assert not re.search(r"\b(the|and|of|facts|articles|reported)\b", words)


def test_a_network_page_speaks_german(browser, tmp_path, world, key):
    page = tmp_path / "graph.html"
    text = render(
        world.entities, world.statements, world.articles, statement_id=key, labels=labels("de"), language="de"
    )
    page.write_text(text, encoding="utf-8", newline="\n")
    browser.open(page, "#view=table&status=negated")
    table = browser.ready().text("#table tbody")
    assert "ist Mitglied von" in table
    assert "berichtet" in table
    assert "verneint" in table
    seen = browser.text("#filters") + browser.text("#panel")
    assert not re.search(r"\b(asserted|reported|planned|possible|negated|member of|person|country)\b", seen)
