"""Who says it, through the whole pipeline: sayers in front, behind, in between, and in other sentences."""

from __future__ import annotations

import pytest

from kg import pipeline
from tests.build import article

SENTENCES = [
    ("Norway, Anna Berg said, attacked Chad in May.", "Anna Berg"),
    ("Norway, says Anna Berg, attacked Chad.", "Anna Berg"),
    ('"Norway," said Anna Berg, "has attacked Chad and it must withdraw."', "Anna Berg"),
    ("Norway attacked Chad: Anna Berg", "Anna Berg"),
    ("Norway has attacked Chad, the head of Siemens, Anna Berg, said.", "Anna Berg"),
    ("The foreign ministry in Lima said Norway had attacked Chad.", "Peru"),
    ('"Norway attacked Chad," Interfax quoted Anna Berg as saying.', "Anna Berg"),
    ("Norway attacked Chad, or so Anna Berg claims.", "Anna Berg"),
    ("It was Anna Berg who said that Norway attacked Chad.", "Anna Berg"),
    ("Anna Berg posted on Telegram: Norway has attacked Chad.", "Anna Berg"),
    ("Anna Berg made it clear that Norway attacked Chad.", "Anna Berg"),
    ("Anna Berg was convinced that Norway attacked Chad.", "Anna Berg"),
    ("Anna Berg is certain Norway attacked Chad.", "Anna Berg"),
    ("A study by the World Bank found that Norway attacked Chad.", "World Bank"),
    ("A report published by Amnesty International says Norway attacked Chad.", "Amnesty International"),
    ("Analysts at Goldman Sachs say Norway attacked Chad.", "Goldman Sachs"),
    ("Peru condemned Norway, which it said had attacked Chad.", "Peru"),
    ("Norway, which Peru says attacked Chad, left.", "Peru"),
    ("Anna Berg wrote in her memoirs that Norway attacked Chad.", "Anna Berg"),
    ('Anna Berg did not mince her words: "Norway attacked Chad and must withdraw."', "Anna Berg"),
    ("Norway, Anna Berg told reporters, attacked Chad.", "Anna Berg"),
]


@pytest.fixture(scope="module")
def using():
    return pipeline.tools()


@pytest.mark.parametrize(("sentence", "speaker"), SENTENCES)
def test_speaker(using, sentence, speaker):
    (extraction,) = pipeline.extract([article(sentence)], using)
    found = [one for one in extraction.statements if one.relation == "attacked"]
    assert [one.attribution.by.label for one in found if one.attribution.by] == [speaker]
    assert [one.attribution.status.value for one in found] == ["reported"]


def test_what_somebody_is_held_to_be_is_so_as_the_holder_says(using):
    (extraction,) = pipeline.extract([article("Iran sees Norway as an ally of Chad.")], using)
    (found,) = [one for one in extraction.statements if one.relation == "alliedWith"]
    assert {found.subject.label, found.object.label} == {"Norway", "Chad"}
    assert found.attribution.by.label == "Iran"
    assert not [one for one in extraction.statements if one.relation == "praised"]


def test_a_president_has_a_country(using):
    text = "Togo's president, Kofi Mensah, has denied that his country supplies weapons to Mali."
    (extraction,) = pipeline.extract([article(text)], using)
    (found,) = [one for one in extraction.statements if one.relation == "suppliesTo"]
    assert (found.subject.label, found.object.label, found.attribution.status.value) == ("Togo", "Mali", "negated")
