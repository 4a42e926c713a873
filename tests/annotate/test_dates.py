"""Ways of writing a date that look like another: lives in brackets, months in figures, capitals in a headline."""

from __future__ import annotations

import pytest

from kg.annotate.times import times
from kg.model import PartialDate
from tests.build import plain


def told(text, published="2024-06-12"):
    """(words, role, date) of each expression of a text."""
    found = times(plain(text), PartialDate(published))
    return [(time.text, time.role, time.date and time.date.value) for time in found]


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_a_life_in_brackets_begins_and_ends(dash):
    assert told(f"Ilse Maren (6 March 1841 {dash} 29 May 1902) was a painter.") == [
        ("6 March 1841", "start", "1841-03-06"),
        ("29 May 1902", "until", "1902-05-29"),
    ]


def test_a_life_in_american_dates():
    assert told("Ilse Maren (March 6, 1841 – May 29, 1902) was a painter.") == [
        ("March 6, 1841", "start", "1841-03-06"),
        ("May 29, 1902", "until", "1902-05-29"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2024-03", [("in 2024-03", "at", "2024-03")]),
        ("2019-11", [("in 2019-11", "at", "2019-11")]),
        ("2024-13", [("in 2024-13", "at", None)]),
    ],
)
def test_a_year_and_a_number_that_is_no_later_year_is_a_month(words, expected):
    assert told(f"They met in {words}.") == expected


def test_a_year_and_the_last_figures_of_a_later_one_bound_a_period():
    assert [(role, date) for _, role, date in told("They met in 1995-99.")] == [("start", "1995"), ("until", "1999")]


@pytest.mark.parametrize("words", ["three years ago", "Three Years Ago", "THREE YEARS AGO"])
def test_a_headlines_capitals_change_nothing(words):
    assert told(f"They met {words}.") == [(words, "at", "2021")]


@pytest.mark.parametrize(
    ("words", "told_last"),
    [("Two Days Later", "2021-05-05"), ("The Following Month", "2021-06"), ("Two Weeks Later", None)],
)
def test_capitals_in_what_is_counted_from_another_date(words, told_last):
    assert told(f"They met on 3 May 2021. {words} they parted.")[1:] == [(words, "at", told_last)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The pact (3 May 2021) holds.", "3 May 2021"),
        ("The pact (of 3 May 2021) holds.", "of 3 May 2021"),
        ("The pact (Monday, 3 May 2021) holds.", "Monday, 3 May 2021"),
        ("The pact (May 3, 2021) holds.", "May 3, 2021"),
        ("The pact (2021-05-03) holds.", "2021-05-03"),
        ("The pact was made on Monday (3 May 2021) here.", "on Monday (3 May 2021)"),
    ],
)
def test_a_bracket_belongs_to_a_date_only_where_it_was_opened_in_it(text, words):
    assert told(text) == [(words, "at", "2021-05-03")]
