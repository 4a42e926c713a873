"""Words that tell when by what was told before, or only in part: months, seasons, lengths, distances."""

from __future__ import annotations

import pytest

from kg.annotate.times import times
from kg.model import PartialDate
from tests.build import plain, tree


def moments(text, published="2024-06-12"):
    found = times(plain(text), PartialDate(published) if published else None)
    return [(time.role, time.date and time.date.value) for time in found]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("They met in early March.", ("at", "2024-03")),
        ("They met at the end of April.", ("at", "2024-04")),
        ("They met in mid-2022.", ("at", "2022")),
        ("They have met since mid-May.", ("start", "2024-05")),
        ("They have met since at least 2015.", ("start", "2015")),
        ("They met a decade ago.", ("at", "2014")),
        ("They met last autumn.", ("at", "2023")),
        ("They met this summer.", ("at", "2024")),
        ("They met this past Friday.", ("at", "2024-06-07")),
        ("They meet this coming Friday.", ("at", "2024-06-14")),
        ("They met last night.", ("at", "2024-06-11")),
        ("They met earlier in the day.", ("at", "2024-06-12")),
        ("They met on Monday, 3 June.", ("at", "2024-06-03")),
    ],
)
def test_a_part_of_a_time_is_no_more_precise_than_its_words(text, moment):
    assert moments(text) == [moment]


@pytest.mark.parametrize(
    "text", ["They met more than a decade ago.", "They met some ten years ago.", "They met two or three years ago."]
)
def test_a_vague_count_is_no_date(text):
    assert [moment for _, moment in moments(text)] == [None]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("They met in April 2023. Verana left that May.", ("at", "2023-05")),
        ("They met in 2004. Verana left in May that year.", ("at", "2004-05")),
        ("They met in 2004. Verana left in June of the following year.", ("at", "2005-06")),
        ("They met in October 2004. Verana left the following May.", ("at", "2005-05")),
        ("They met in 2004. Two years on, they parted.", ("at", "2006")),
        ("They met in 2004 and have ever since agreed.", ("start", "2004")),
        ("They met on 3 May 2024. The following Monday they parted.", ("at", "2024-05-06")),
        ("They met on 3 May 2024 and had talked the evening before.", ("at", "2024-05-02")),
    ],
)
def test_what_was_told_before_tells_the_rest(text, moment):
    assert moments(text)[-1] == moment


def test_how_long_it_was_tells_when_it_began():
    assert moments("Maren led it for two years until 2017.") == [("start", "2015"), ("until", "2017")]
    assert moments("In the nine years to 2020 Maren led it.") == [("start", "2011"), ("until", "2020")]
    assert moments("Maren was minister 1998 to 2003.") == [("start", "1998"), ("until", "2003")]


def test_a_clause_is_so_long_apart_from_the_one_above_it():
    doc = tree(
        "Verana|PROPN|nsubj>2 joined=join|VERB|root in|ADP|case>4 2010|NUM|obl>2 ~,|PUNCT|punct>10"
        " three|NUM|nummod>7 years=year|NOUN|obl:unmarked>10 after|SCONJ|mark>10 Solmark|PROPN|nsubj>10"
        " left=leave|VERB|advcl>2 ~.|PUNCT|punct>2"
    )
    found = times(doc, PartialDate("2024-06-12"))
    assert [(time.text, time.date and time.date.value) for time in found] == [
        ("in 2010", "2010"),
        ("three years after", "2007"),
    ]
