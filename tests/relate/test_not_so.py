"""Sentences of news that deny, doubt, plan or imagine, through the whole pipeline: none of it is a fact."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Statement
from tests.build import article

SENTENCES = {
    "memberOf": [
        "Uruguay is far from joining the African Union.",
        "Uruguay stopped short of joining the African Union.",
        "Malta shied away from joining NATO.",
        "Bosnia is an aspiring member of NATO.",
        "Bolivia's application to join BRICS was turned down.",
        "Hungary's reluctance to join the African Union is well known.",
        "Kosovo was unable to join the United Nations.",
        "Greece vetoed Macedonia's accession to NATO.",
        "Poland supports Ukraine's accession to NATO.",
        "Germany is against Georgia joining NATO.",
        "The idea of Scotland joining the European Union is popular.",
        "Moldova has set its sights on joining the European Union.",
        "Moldova began negotiations on joining the European Union.",
        "Turkey's accession to the European Union is off the table.",
        "Imagine that Canada joined the European Union.",
    ],
    "owns": [
        "The European Commission blocked Siemens from buying Alstom.",
        "Volkswagen came within a whisker of buying Chrysler.",
        "Volkswagen was in the running to buy Chrysler.",
        "Volkswagen expressed interest in buying Chrysler.",
        "Donald Trump mused about buying Greenland from Denmark.",
    ],
    "supports": [
        "A forged letter claimed that Rwanda supports Uganda.",
        "Few countries in the region support Uganda.",
    ],
    "cooperatesWith": [
        "The absence of relations between Taiwan and Brazil hampers trade.",
        "There is little cooperation between Oman and Yemen.",
    ],
    "agreedWith": [
        "Reports of a ceasefire between Chad and Libya were premature.",
        "A trade agreement between India and Canada remains elusive.",
    ],
    "attacked": [
        "In case Iran attacks Iraq, Jordan will close its airspace.",
        "In the novel, Germany invades Switzerland.",
        "Fears of an attack by Iran on Iraq have grown.",
    ],
    "ledBy": [
        "Peter Moss has been nominated to lead Interpol.",
        "Peter Moss withdrew from the race to lead the Labour Party.",
    ],
    "holdsPositionIn": [
        "Anna Berg was tipped to succeed Peter Moss as head of the World Bank.",
        "Anna Berg, a candidate for president of Malta, met Peter Moss.",
        "Would-be president of Kenya Anna Berg spoke in Nairobi.",
    ],
}


@pytest.fixture(scope="module")
def using():
    return pipeline.tools()


def _plain(sentence: str, relation: str, using: object) -> list[Statement]:
    (extraction,) = pipeline.extract([article(sentence)], using)
    return [one for one in extraction.statements if one.relation == relation and one.plain]


@pytest.mark.parametrize(
    ("relation", "sentence"), [(relation, one) for relation, all_ in SENTENCES.items() for one in all_]
)
def test_no_fact(using, relation, sentence):
    assert not _plain(sentence, relation, using)


@pytest.mark.parametrize(
    ("relation", "sentence"),
    [
        ("memberOf", "Finland managed to join NATO."),
        ("suppliesTo", "Norway began to supply gas to Poland."),
        ("suppliesTo", "Norway profits from supplying gas to Poland."),
        ("supports", "Kenya continued to support Somalia."),
        ("assists", "Kenya sent troops to help Somalia."),
    ],
)
def test_a_fact_for_all_that(using, relation, sentence):
    assert _plain(sentence, relation, using)
