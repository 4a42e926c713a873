"""What a notebook shows of each value: everything of the text escaped, on whatever ground."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from kg import graph
from kg.api import Graph, Shown
from kg.model import Article, Entity, Evidence, Extraction, Statement, TextSpan
from kg.model.shown import headline, quoted
from tests.build import entity, evidence, statement
from tests.strategies import statements

BAD = '<script>alert(1)</script><img src=x onerror="alert(1)">&amp;'


class Read(HTMLParser):
    """The elements of a piece of HTML, what stands in them, and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def hostile() -> Graph:
    """A graph in which every name and every sentence would like to be HTML."""
    text = f"{BAD} joined {BAD} here."
    end = len(BAD)
    said = evidence(text, source=f"{BAD}.txt").source
    one = Entity("one", BAD, "Country", (f"also {BAD}",), because=BAD)
    other = Entity("other", f"The {BAD}", "InternationalOrganization", wikidata="Q7184")
    spans = TextSpan(0, end), TextSpan(end + 8, end + 8 + end), TextSpan(end + 1, end + 7)
    piece = Evidence(said, TextSpan(0, len(text)), text, *spans, BAD, BAD, "by/hand", 0.9)
    found = Statement(one, "memberOf", other, (piece,), role=BAD)
    paper = Article(said, text, "0" * 64, (TextSpan(0, len(text)),), title=BAD, publisher=BAD)
    return Graph(graph.memory([Extraction(paper, (found,), ())]))


NAMES = (
    *("statement", "statements", "entity", "entities", "articles", "actor", "why", "path", "answer"),
    *("difference", "report"),
)


def shown(world: Graph) -> dict[str, object]:
    empty = Graph(graph.memory([]))
    return {
        "statement": world.statements()[0],
        "statements": world.statements(),
        "entity": Entity("one", BAD, "Country", (BAD,), wikidata=BAD, because=BAD),
        "entities": world.entities(),
        "articles": world.articles(),
        "actor": world.entity("one"),
        "why": world.why("one", "memberOf", "other"),
        "path": world.paths("one", "other"),
        "answer": world.query("SELECT ?name ?text { ?one skos:prefLabel ?name ; skos:altLabel ?text }"),
        "difference": empty.diff(world),
        "report": world.report,
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_text_stay_words(hostile: Graph, name: str) -> None:
    read = Read(shown(hostile)[name]._repr_html_())  # type: ignore[attr-defined]
    assert read.tags
    assert not read.tags & {"script", "img", "style", "link", "iframe"}
    assert not [attribute for attribute in read.attributes if attribute.startswith("on")]
    if name != "report":  # it has figures alone
        assert BAD in read.text


def test_no_colour_hides_the_words_on_a_dark_ground(hostile: Graph) -> None:
    for name, value in shown(hostile).items():
        html = value._repr_html_()  # type: ignore[attr-defined]
        colours = re.findall(r"(?<![-\w])(?:color|background)\s*:\s*([^;\"]+)", html)
        assert all(one in ("inherit", "none") or re.fullmatch(r"rgba\([\d, ]+,\.\d+\)", one) for one in colours), name


@given(statements())
def test_a_marked_sentence_has_the_words_of_the_sentence(said: Statement) -> None:
    for piece in said.evidence:
        assert Read(str(quoted(said, piece))).text == piece.text


def test_a_statement_alone_tells_itself_and_its_sentences() -> None:
    said = statement()
    read = Read(said._repr_html_())
    assert headline(said) in read.text
    assert said.evidence[0].text in read.text
    many = replace(said, evidence=tuple(evidence(source=f"{number}.txt") for number in range(13)))
    assert "… and 3 more sentences" in Read(many._repr_html_()).text


def test_only_an_item_of_wikidata_becomes_a_link() -> None:
    assert 'href="https://www.wikidata.org/wiki/Q7184"' in entity("NATO", wikidata="Q7184")._repr_html_()
    assert "href" not in entity("NATO", wikidata='Q1" onclick="x')._repr_html_()


def test_a_slice_shows_itself_as_the_whole_does(hostile: Graph) -> None:
    for whole in (hostile.statements(), hostile.entities(), hostile.articles()):
        assert type(whole[:1]) is type(whole)
        assert len(whole[:1].to_pandas()) == 1
        assert isinstance(whole[0], (Statement, Entity, Article))


def test_of_many_the_first_are_shown() -> None:
    many = Shown([statement()] * 23)
    assert "… and 3 more" in many._repr_html_()
    assert repr(many).splitlines()[-1] == "… and 3 more"
    assert (repr(Shown([])), Shown([])._repr_html_()) == ("<none>", "none")
