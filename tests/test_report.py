"""What a graph may have missed, and why: counted over all, listed in part, in an order that input cannot change."""

from __future__ import annotations

import json
import random

import pytest

from kg.missed import LISTED, missed, patterns
from kg.model import Article, Entity, Evidence, Extraction, Gap, Statement, TextSpan, Unresolved
from kg.relate import read
from kg.report import Report
from tests.relate.world import ONTOLOGY

RULES = ("metWith/met", "metWith/talks", "memberOf/joined")
VERANA, SOLMARK = Entity("verana", "Verana", "Country"), Entity("solmark", "Solmark", "Country")


def made(source: str, gaps: int, *, actors: tuple[str, ...] = ("Solmark", "Verana"), found: str = "") -> Extraction:
    span = TextSpan(0, 6)
    article = Article(source, "Verana and Solmark ...", "0" * 64, (span,))
    piece = Evidence(source, span, "Verana", span, span, span, "Verana", "Verana", rule=found, confidence=0.9)
    return Extraction(
        article,
        (Statement(VERANA, "metWith", SOLMARK, (piece,)),) if found else (),
        gaps=tuple(
            Gap(
                TextSpan(10 * n, 10 * n + 6), f"{source} {n}", actors, ("metWith/talks",) if n % 2 else (), ("nudge",)
            )
            for n in range(gaps)
        ),
        unresolved=(Unresolved(span, "the Forum", "name", "ORG"),),
    )


def test_pairs_verbs_and_words_come_by_number() -> None:
    found = missed([made("a", 3), made("b", 2, actors=("Kelmoor", "Solmark", "Verana"))], RULES)
    assert [(pair.actors, pair.sentences) for pair in found.pairs] == [
        (("Solmark", "Verana"), 5),
        (("Kelmoor", "Solmark"), 2),
        (("Kelmoor", "Verana"), 2),
    ]
    assert found.verbs == (("nudge", 5),)
    assert [(words.text, words.times, words.source) for words in found.lost] == [("the Forum", 2, "a")]
    assert found.unknown == 3


def test_a_pair_that_another_sentence_links_is_told_apart() -> None:
    assert [pair.linked for pair in missed([made("a", 1)], RULES).pairs] == [False]
    assert [pair.linked for pair in missed([made("a", 1), made("b", 0, found="metWith/met")], RULES).pairs] == [True]


def test_patterns_that_found_nothing_are_named_by_relation() -> None:
    found = missed([made("a", 0, found="metWith/met")], RULES)
    assert [(silent.relation, silent.patterns, silent.of) for silent in found.silent] == [
        ("memberOf", ("joined",), 1),
        ("metWith", ("talks",), 2),
    ]
    assert (found.fired, found.rules) == (1, 3)


def test_the_patterns_are_those_of_the_book() -> None:
    book = read(ONTOLOGY)
    assert sorted(patterns()) == sorted(pattern.rule for file in book.files for pattern in file.patterns)


@pytest.mark.parametrize("limit", [0, 1, 4, 7, 1000])
def test_a_short_list_has_some_sentences_of_every_article(limit: int) -> None:
    found = missed([made("a", 9), made("b", 2), made("c", 1)], RULES)
    shown = [(source, gap.span.start) for source, gap in found.sentences(limit)]
    assert len(shown) == min(limit, 12)
    assert shown == sorted(shown)
    assert {source for source, _ in shown} == set("abc"[:limit])


def test_the_files_stay_short_and_count_all() -> None:
    many = Report((made("a", LISTED), made("b", LISTED)), 2)
    told = json.loads(many.json())["missed"]
    assert told["sentences"]["count"] == 2 * LISTED
    assert len(told["sentences"]["listed"]) == LISTED
    assert set(told["sentences"]["listed"][0]) == {"source", "start", "end", "text", "actors", "tried", "verbs"}
    shown = many.text(5)
    assert f"{2 * LISTED} sentences with two actors and no statement (5 of {2 * LISTED} shown)" in shown
    assert shown.count("verbs that no pattern knows: nudge") == 5


def test_the_order_of_the_articles_does_not_matter() -> None:
    several = [made(name, 3, found="metWith/met") for name in "abcdef"]
    first = missed(several, RULES)
    random.Random(3).shuffle(several)
    assert missed(several, RULES) == first


def test_the_text_says_why() -> None:
    shown = Report((made("a", 2),), 2).text()
    assert "no pattern has words for 1; for 1 one has, with nobody where it looks" in shown
    assert "words of metWith/talks, and nobody where they look" in shown
    assert "Solmark – Verana: 2 sentences, nothing links them" in shown
    assert "“the Forum” (name ORG): 1 ×, first a:0-6" in shown
    assert "memberOf (none of its " in shown


def test_nothing_missed_is_told_as_such() -> None:
    shown = Report((), 0).text()
    assert "0 sentences with two actors and no statement" in shown
    assert "0 mentions that found no entity" in shown
