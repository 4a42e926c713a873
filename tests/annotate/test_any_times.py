"""Whatever words say when: no date is finer than they are, and none ends the reading."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.times import times
from kg.model import PartialDate
from tests import strategies
from tests.annotate.test_times import WEDNESDAY, moments
from tests.build import plain

_UNITS = st.sampled_from(["day", "week", "month", "year"])
_DIRECTIONS = st.sampled_from(["last", "this", "next"])
_COUNTS = st.sampled_from(["a", "two", "12", "400", "999"])
_MONTHS = st.sampled_from(list(calendar.month_name)[1:])
_ORDER = ["year", "month", "day"]
_PUBLISHED = st.none() | strategies.dates.filter(lambda moment: 1500 < moment.earliest.year < 2900)
_CARRIED = st.one_of(
    st.tuples(st.builds("{} {}".format, _DIRECTIONS, _UNITS), st.just(None)),
    st.tuples(st.builds("{} {}s ago".format, _COUNTS, _UNITS), st.just(None)),
    st.tuples(st.builds("{} {}s later".format, _COUNTS, _UNITS), st.just(None)),
    st.tuples(st.builds("the {} {}".format, st.sampled_from(["same", "following"]), _UNITS), st.just(None)),
    st.tuples(st.builds("in {}".format, _MONTHS), st.just("month")),
    st.tuples(st.builds("{} {}".format, _DIRECTIONS, _MONTHS), st.just("month")),
    st.tuples(st.builds("in {} {} year".format, _MONTHS, _DIRECTIONS), st.just("month")),
    st.tuples(st.builds("in {} {}".format, _MONTHS, st.integers(1500, 2099)), st.just("month")),
    st.tuples(st.integers(1500, 2099).map("in {}".format), st.just("year")),
    st.tuples(st.builds("on {} {}".format, st.integers(1, 31), _MONTHS), st.just("day")),
)


def _unit(words):
    return next(
        (unit for unit in ("day", "week", "month", "year") if unit in words.split()[-1] or f"{unit}s" in words), None
    )


@settings(deadline=None)
@given(st.lists(_CARRIED, min_size=1, max_size=3), _PUBLISHED)
def test_a_date_is_never_finer_than_its_words(said, published):
    """Nor, where the words count from a date, finer than the unit that they count in."""
    text = "".join(f"They met {words}.\n" for words, _ in said)
    found = times(plain(text), published)
    assert len(found) == len(said)
    for (words, precision), time in zip(said, found, strict=True):
        finest = precision or _unit(words)
        if finest == "week":
            finest = "day"
        if time.date is not None:
            assert _ORDER.index(time.date.precision) <= _ORDER.index(finest), (words, time)


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["31", "May", "2024", "to", "-", "last", "Friday", "(", "."])).map(" ".join)
)
def test_any_text_is_read_without_harm_and_in_order(text):
    found = times(plain(text), PartialDate(WEDNESDAY))
    assert [time.span for time in found] == sorted(time.span for time in found)
    assert all(text[time.span.start : time.span.end] == time.text for time in found)


@pytest.mark.parametrize(
    "text",
    ["They met on 9999-12-31. Three days later they parted.", "They met on 9999-12-31 and parted the following day."],
)
def test_a_text_that_counts_beyond_the_calendar_gives_no_date_and_no_error(text):
    assert moments(text) == ["9999-12-31", None]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "0001", "9999"])
@pytest.mark.parametrize(
    "words",
    [
        "yesterday",
        "tomorrow",
        "last year",
        "next year",
        "999 years ago",
        "on Sunday",
        "next Sunday",
        "in May",
        "400 days ago",
        "next month",
        "last month",
    ],
)
def test_the_ends_of_the_calendar_give_no_date_and_no_error(words, published):
    for moment in moments(f"They met {words}.", published):
        assert moment is None or date.min <= PartialDate(moment).earliest <= date.max
