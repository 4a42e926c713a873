"""What is one source and what is two, told from articles and from what is stored of them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kg import api, graph
from kg.graph.asking.origins import Origin, independent, origin
from kg.ingest import article_from_text
from kg.model import Extraction, TextSpan

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length)).capitalize() + "."


def article(source: str, words: str, **values):
    return article_from_text(words, source=source, **values)


@pytest.fixture
def groups(world):
    """The sources of each group, told in both ways: from the values, and by the saved query from what is stored."""

    def grouped(*articles) -> list[list[str]]:
        pieces = [replace(world.evidence(one), text=sentence, source=one.source) for one, sentence in articles]
        origins = {one.source: origin(one) for one, _ in articles}
        found = [[piece.source for piece in group] for group in independent(pieces, origins)]
        held = graph.memory(Extraction(one, (_statement(world, one, sentence),)) for one, sentence in articles)
        (row,) = list(graph.ask_saved(held, "statements-of", {"actor": "Norway"}))
        assert row["independent"] == str(len(found))
        (said,) = held.statements()
        assert len(api.Graph(held).independent(said)) == len(found)
        return found

    return grouped


def _statement(world, one, sentence):
    start = one.text.index(sentence)
    piece = world.evidence(one, text=sentence, span=TextSpan(start, start + len(sentence)))
    return world.statement(one, evidence=(piece,))


def first(one):
    """An article with its first five words as the sentence: unlike those of every other."""
    return one, " ".join(one.text.split()[:5])


def test_two_publishers_are_two_sources(groups):
    one, other = article("a", text(1), publisher="Daily"), article("b", text(2), publisher="Weekly")
    assert groups(first(one), first(other)) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("mine", "yours", "together"),
    [
        ({"publisher": "The Daily"}, {"publisher": "daily "}, True),
        ({"publisher": "AP"}, {"publisher": "The Associated Press"}, True),
        ({"url": "https://www.daily.example/1"}, {"url": "https://daily.example/2"}, True),
        ({"url": "https://portal.example/1", "publisher": "Daily"}, {"url": "https://portal.example/2"}, False),
        ({}, {}, False),
    ],
)
def test_articles_of_one_publisher_are_one_source(mine, yours, together, groups):
    one, other = article("a", text(1), **mine), article("b", text(2), **yours)
    assert (len(groups(first(one), first(other))) == 1) is together


def test_articles_that_credit_one_agency_are_one_source(groups):
    one = article("a", f"OSLO, March 3 (Reuters) - {text(1)}", publisher="Daily")
    other = article("b", f"{text(2)}\n\nSource: Reuters", publisher="Weekly")
    agency = article("c", text(3), publisher="Reuters")
    assert groups(first(one), first(other), first(agency)) == [["a", "b", "c"]]


def test_the_same_sentence_is_one_source_whatever_its_case_and_punctuation(groups):
    one = article("a", f"Norway joined, at last. {text(1)}", publisher="Daily")
    other = article("b", f"{text(2)} NORWAY joined at last!", publisher="Weekly")
    assert groups((one, "Norway joined, at last."), (other, "NORWAY joined at last!")) == [["a", "b"]]


def test_near_copies_are_one_source_and_texts_with_little_in_common_are_not(groups):
    wire = text(1, 200)
    copy = article("b", f"Our own opening words are these. {wire} {text(5, 60)}", publisher="Weekly")
    quoting = article("c", f"Quite another story is this. {text(7, 300)} {wire[:300]}", publisher="Monthly")
    one = article("a", wire, publisher="Daily")
    assert groups(first(one), first(copy), first(quoting)) == [["a", "b"], ["c"]]


def test_one_with_another_makes_one_source(groups):
    one = article("a", text(1), publisher="Daily")
    between = article("b", f"{text(1)} {text(9, 20)}\n\nSource: TASS", publisher="Weekly")
    other = article("c", f"{text(3)}\n\nSource: TASS", publisher="Monthly")
    middle = between, " ".join(between.text.split()[60:65])  # not the sentence of the first
    assert groups(first(one), first(other)) == [["a"], ["c"]]
    assert groups(first(one), first(other), middle) == [["a", "c", "b"]]


def test_short_texts_have_no_sketch():
    assert origin(article("a", text(1, 39))).sketch == frozenset()
    assert len(origin(article("a", text(1, 40))).sketch) == 32
    assert not Origin(frozenset(), frozenset()).copies(Origin(frozenset(), frozenset()))


def test_what_is_stored_depends_on_the_article_alone(world):
    one, other = world.extraction("a.txt", {}), world.extraction("b.txt", {}, text="Norway left. " + text(4))
    alone = graph.memory([other])
    both = graph.memory([one])
    both.put(other)
    both.remove("a.txt")
    assert set(both.store) == set(alone.store)
    assert graph.select(alone, "ASK { ?article kg:sketch ?sketch }")
