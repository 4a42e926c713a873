"""Words that tell when: as precise as they are and no more, counted from the article's date."""

from __future__ import annotations

import pytest

from kg.annotate.times import times
from kg.model import PartialDate
from tests.build import plain, tree

WEDNESDAY = "2024-06-12"


def told(text, published=WEDNESDAY):
    """(words, role, date) of each expression of a text."""
    found = times(plain(text), PartialDate(published) if published else None)
    for time in found:
        assert text[time.span.start : time.span.end] == time.text
    return [(time.text, time.role, time.date and time.date.value) for time in found]


def moments(text, published=WEDNESDAY):
    return [moment for _, _, moment in told(text, published)]


# ------------------------------------------------------------------------------------------- dates as written


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("They met in 1994.", "1994"),
        ("They met in March 1994.", "1994-03"),
        ("They met in Sept. 1994.", "1994-09"),
        ("They met in March of 1994.", "1994-03"),
        ("They met on 3 March 1994.", "1994-03-03"),
        ("They met on March 3, 1994.", "1994-03-03"),
        ("They met on the 3rd of March 1994.", "1994-03-03"),
        ("They met on Thursday, 3 March 1994.", "1994-03-03"),
        ("They met on Thursday (March 3, 1994).", "1994-03-03"),
        ("They met on 1994-03-03.", "1994-03-03"),
        ("They met on 23.04.2020.", "2020-04-23"),
        ("They met on 23/04/2020.", "2020-04-23"),
        ("They met on 04.04.2020.", "2020-04-04"),
        ("They met on 29 February 2024.", "2024-02-29"),
    ],
)
@pytest.mark.parametrize("published", [WEDNESDAY, None])
def test_a_whole_date_needs_no_other(text, moment, published):
    assert moments(text, published) == [moment]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 03.04.2020.",
        "They met on 31 February 2024.",
        "They met on 29 February 2023.",
        "They met on 2024-13-01.",
        "They met on 45.04.2020.",
    ],
)
def test_a_date_that_may_be_two_or_is_none_gives_none(text):
    assert not any(moments(text))


@pytest.mark.parametrize(
    "text",
    [
        "They met in the 1990s.",
        "They met in the early 1990s.",
        "They met in the mid-1990s.",
        "They met two weeks ago.",
        "They met a few days ago.",
        "They met recently.",
    ],
)
def test_words_vaguer_than_a_year_or_of_no_iso_precision_give_none(text):
    assert not any(moments(text))


@pytest.mark.parametrize(
    "text",
    [
        "The 2,000 soldiers came.",
        "The 1994 percent rise came.",
        "The 1994 km came.",
        "A bill of 1,994.50 came.",
        "Some 1999.5 tonnes came.",
        "Article A1994 came.",
        "Room 12345 is big.",
        "Item 3/4 came.",
    ],
)
def test_numbers_that_are_no_years(text):
    assert not any(moments(text))


# ----------------------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ran from 1995 to 2004.", [("from 1995", "start", "1995"), ("to 2004", "until", "2004")]),
        (
            "It ran from March 1995 until May 2004.",
            [("from March 1995", "start", "1995-03"), ("until May 2004", "until", "2004-05")],
        ),
        ("It ran between 1995 and 2004.", [("1995", "start", "1995"), ("2004", "until", "2004")]),
        ("They have been partners since early 1995.", [("since early 1995", "start", "1995")]),
        ("They met in the spring of 1995.", [("in the spring of 1995", "at", "1995")]),
        (
            "It ran from November until May 2014.",
            [("from November", "start", "2013-11"), ("until May 2014", "until", "2014-05")],
        ),
        ("It ran from May to July 2014.", [("from May", "start", "2014-05"), ("to July 2014", "until", "2014-07")]),
        ("They have been partners since 1995.", [("since 1995", "start", "1995")]),
        ("It ran until 2004.", [("until 2004", "until", "2004")]),
        ("It ran until its end in 2021.", [("in 2021", "until", "2021")]),
        (
            "It ran from 2002 to the end of the mission in 2014.",
            [("from 2002", "start", "2002"), ("in 2014", "until", "2014")],
        ),
        ("Their friendship dates back to 1999.", [("to 1999", "start", "1999")]),
        ("Their friendship dates from May 1999.", [("from May 1999", "start", "1999-05")]),
        ("It is law as of 2020.", [("of 2020", "start", "2020")]),
        ("They met in 1995 and 2004.", [("in 1995", "at", "1995"), ("2004", "at", "2004")]),
        ("They met during 1995.", [("during 1995", "at", "1995")]),
    ],
)
def test_what_words_bound(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("dash", ["–", "-", "—", " – "])
def test_a_dash_between_two_years_bounds_them(dash):
    bounds = [(role, moment) for _, role, moment in told(f"Ilse Maren (1937{dash}2025) wrote it.")]
    assert bounds == [("start", "1937"), ("until", "2025")]


@pytest.mark.parametrize("word", ["before", "after", "by", "following"])
def test_a_time_that_only_lies_before_or_after_neither_starts_nor_ends_anything(word):
    assert told(f"They met {word} 1995.") == [(f"{word} 1995", "near", "1995")]


def test_to_bounds_nothing_where_nothing_began():
    assert told("They looked forward to 2025.")[0][1] not in ("start", "until", "at")


# ------------------------------------------------------------------------------------------- days of the week

PAST = "Verana|PROPN|nsubj>2 spoke=speak|VERB|root {0} ~.|PUNCT|punct>2"
FUTURE = "Verana|PROPN|nsubj>3 {1}|AUX|aux>3 speak|VERB.VB|root {0} ~.|PUNCT|punct>3"


@pytest.mark.parametrize(
    ("day", "before", "to_come"),
    [
        ("Monday", "2024-06-10", "2024-06-17"),
        ("Tuesday", "2024-06-11", "2024-06-18"),
        ("Wednesday", "2024-06-12", "2024-06-19"),
        ("Thursday", "2024-06-06", "2024-06-13"),
        ("Sunday", "2024-06-09", "2024-06-16"),
    ],
)
def test_a_weekday_is_the_nearest_that_fits_the_tense(day, before, to_come):
    published = PartialDate(WEDNESDAY)
    (past,) = times(tree(PAST.format(f"on|ADP|case>4 {day}|PROPN|obl>2")), published)
    (future,) = times(tree(FUTURE.format(f"on|ADP|case>5 {day}|PROPN|obl>3", "will")), published)
    assert (past.date, past.text) == (PartialDate(before), f"on {day}")
    assert future.date == PartialDate(to_come)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("They met last Wednesday.", "2024-06-05"),
        ("They met last Monday.", "2024-06-10"),
        ("They meet next Wednesday.", "2024-06-19"),
        ("They meet next Thursday.", "2024-06-13"),
        ("They met yesterday.", "2024-06-11"),
        ("They met today.", "2024-06-12"),
        ("They meet tomorrow.", "2024-06-13"),
        ("They met three days ago.", "2024-06-09"),
        ("They met two months ago.", "2024-04"),
        ("They met six months ago.", "2023-12"),
        ("They met 10 years ago.", "2014"),
        ("They met a year ago.", "2023"),
        ("They met last week.", "2024-06"),
        ("They met this week.", "2024-06"),
        ("They met last year.", "2023"),
        ("They met this year.", "2024"),
        ("They meet next year.", "2025"),
        ("They met last month.", "2024-05"),
        ("They met this month.", "2024-06"),
        ("They met in May.", "2024-05"),
        ("They met in June.", "2024-06"),
        ("They met in December.", "2023-12"),
        ("They met on 3 May.", "2024-05-03"),
        ("They met on May 3.", "2024-05-03"),
        ("They met on 13 June.", "2023-06-13"),
        ("They met on 29 February.", "2024-02-29"),
        ("They met in March last year.", "2023-03"),
        ("They met last March.", "2023-03"),
        ("They meet next March.", "2025-03"),
    ],
)
def test_relative_words_count_from_the_articles_date(text, moment):
    assert moments(text) == [moment]
    assert not any(moments(text, None)), "without the article's date nobody knows"


def test_what_is_to_be_or_is_expected_lies_ahead():
    plan = tree(
        "Verana|PROPN|nsubj>3 is=be|AUX|aux:pass>3 expected=expect|VERB.VBN|root to|PART|mark>5 speak|VERB.VB|xcomp>3"
        " on|ADP|case>7 Monday|PROPN|obl>5"
    )
    (planned,) = times(plan, PartialDate(WEDNESDAY))
    assert planned.date == PartialDate("2024-06-17")


def test_a_weekday_in_the_present_tense_is_anybodys_guess():
    (time,) = times(
        tree("Verana|PROPN|nsubj>2 votes=vote|VERB.VBZ|root on|ADP|case>4 Monday|PROPN|obl>2"), PartialDate(WEDNESDAY)
    )
    assert time.date is None


def test_a_month_without_a_year_lies_ahead_where_the_clause_speaks_of_the_future():
    (time,) = times(tree(FUTURE.format("in|ADP|case>5 March|PROPN|obl>3", "will")), PartialDate(WEDNESDAY))
    assert time.date == PartialDate("2025-03")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("They met on Sunday.", "2024-06", None),
        ("They met yesterday.", "2024", None),
        ("They met last month.", "2024", None),
        ("They met last month.", "2024-01", "2023-12"),
        ("They met two months ago.", "2024", None),
        ("They met three days ago.", "2024-06", None),
        ("They met last year.", "2024", "2023"),
        ("They met ten years ago.", "2024-06", "2014"),
        ("They met this year.", "2024-06", "2024"),
    ],
)
def test_a_vague_article_date_gives_no_sharper_one(text, published, expected):
    assert moments(text, published) == [expected]


# ---------------------------------------------------------------------------------------- counted from the text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 3 May 2021. Three days later they parted.", ["2021-05-03", "2021-05-06"]),
        ("They met on 30 May 2021. Two days later they parted.", ["2021-05-30", "2021-06-01"]),
        ("They met in November 2021. Two months later they parted.", ["2021-11", "2022-01"]),
        ("They met in 2021. Two months later they parted.", ["2021", None]),
        ("They met in May 2021. Three days later they parted.", ["2021-05", None]),
        ("They met in May 2021. Ten years later they parted.", ["2021-05", "2031"]),
        ("They met in May 2021 and parted the same year.", ["2021-05", "2021"]),
        ("They met in May 2021 and parted the following year.", ["2021-05", "2022"]),
        ("They met in May 2021 and parted the following month.", ["2021-05", "2021-06"]),
        ("They met on 3 May 2021 and parted the same day.", ["2021-05-03", "2021-05-03"]),
        ("They met in May 2021 and parted the same day.", ["2021-05", None]),
        ("They met on 3 May 2021 and had parted the day before.", ["2021-05-03", "2021-05-02"]),
        ("They met on 3 May 2021. The next day they parted.", ["2021-05-03", "2021-05-04"]),
        ("They met on 3 May 2021 and had parted two years earlier.", ["2021-05-03", "2019"]),
        ("They met on 3 May 2021, first since 1999. The same day they parted.", ["2021-05-03", "1999", "2021-05-03"]),
        ("They met on 3 May 2021, again in 2022. The same day they parted.", ["2021-05-03", "2022", None]),
        ("They met in 2021. That year they parted.", ["2021", "2021"]),
        ("They met in 2021. A year later, on 3 May, they parted.", ["2021", "2022", "2022-05-03"]),
        ("They met on 3 May 2021, two days after they had parted.", ["2021-05-03"]),
        ("They parted three days later.", [None]),
        ("They parted the same year.", [None]),
    ],
)
def test_later_and_the_same_count_from_the_date_told_last(text, expected):
    assert moments(text) == expected
