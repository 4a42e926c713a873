"""The ways of writing a date: a table of patterns, most specific first, each with what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from re import Match

from kg.annotate import dates, told
from kg.annotate.dates import Resolver
from kg.annotate.words import TimeWords, time_words


def matches(text: str) -> Iterator[tuple[Match[str], Resolver]]:
    """The matches of all rules in order of place; where two overlap, the earlier rule of the table wins."""
    taken: list[tuple[Match[str], Resolver]] = []
    for pattern, resolver in _rules():
        for match in pattern.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for other, _ in taken):
                taken.append((match, resolver))
    yield from sorted(taken, key=lambda entry: entry[0].start())


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    lists = time_words()
    months = rf"{one_of(lists.months)}|(?:{one_of(lists.month_abbreviations)})\.?"
    month = rf"(?P<month>{months})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    years = r"(?:1[5-9]\d\d|20\d\d)"
    year = rf"(?P<year>{years})"
    weekday = rf"(?P<weekday>{one_of(lists.weekdays)})"
    count = rf"(?P<count>\d{{1,3}}|{one_of(lists.numbers)})"
    one = rf"(?P<unit>{one_of(lists.units)})"
    unit = rf"{one}s?"
    direction = rf"(?P<direction>{one_of(lists.directions)})"
    lead, tail = rf"(?:{weekday},?\s+(?P<bracket>\()?)?", r"(?(bracket)\)?)"  # "Monday (3 May 2021)"
    beside = rf"(?:that|(?:the|that)\s+(?:very\s+)?(?P<sequence>{one_of(lists.sequences)}))"
    name = rf"(?-i:(?P<month>{one_of(word.capitalize() for word in lists.months)}))"  # "may" is a verb
    season = rf"(?P<season>{one_of(lists.season_months)})"
    near = one_of(lists.decade_parts)  # "mid-2022"
    table = (
        (rf"(?:(?:{one_of(lists.decade_parts)})[- ]|the )*{year}s", dates.unknown),
        (
            rf"(?P<first_year>{years})\s?[-–—]\s?(?P<last_year>{years}|\d\d(?!\s+(?:{months})))(?![-\d])",
            dates.year_and_number,
        ),
        (rf"{lead}{day}\s+(?:of\s+)?{month},?\s+{year}{tail}", dates.absolute),
        (rf"{lead}{month}\s+{day},?\s+{year}{tail}", dates.absolute),
        (r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})", dates.iso),
        (rf"(?P<first>\d{{1,2}})[./](?P<second>\d{{1,2}})[./]{year}", dates.numeric),
        (rf"{month},?\s+(?:of\s+)?{year}", dates.absolute),
        (rf"{day}\s+(?:of\s+)?{month}(?:,|\s+of)?\s+{beside}\s+year", told.of_told_year),
        (rf"{month}\s+{day}(?:,|\s+of)?\s+{beside}\s+year", told.of_told_year),
        (rf"{month}(?:,|\s+of)?\s+{beside}\s+year", told.of_told_year),
        (rf"{beside}\s+{name}", told.of_told_year),
        (rf"{beside}\s+{season}", told.of_told_year),
        (rf"{lead}{day}\s+(?:of\s+)?{month}(?:\s+{direction}\s+year)?{tail}", dates.without_year),
        (rf"{lead}{month}\s+{day}(?!\d)(?:\s+{direction}\s+year)?{tail}", dates.without_year),
        (rf"{_behind(lists)}{name}", dates.without_year),
        (rf"(?:{one_of(lists.month_prepositions)})\s+{month}(?:\s+{direction}\s+year)?", dates.without_year),
        (rf"{month}\s+{direction}\s+year", dates.without_year),
        (rf"{direction}\s+{month}", dates.without_year),
        (rf"{direction}\s+{season}|in\s+the\s+(?P<coming>{one_of(lists.season_months)})(?!\s+of)", dates.season),
        (rf"{beside}\s+{weekday}", told.told_weekday),
        (rf"(?:(?:this\s+)?(?P<side>{one_of(lists.sides)})\s+){weekday}", dates.weekday),
        (rf"(?:{direction}\s+)?{weekday}", dates.weekday),
        (r"(?:since\s+then|ever\s+since)", told.since_then),
        (rf"(?:for|in|over)\s+(?:the\s+)?(?:(?:past|last)\s+)?{count}\s+{unit}(?!\s+(?:ago|later))", dates.lasting),
        (rf"(?:earlier|later)\s+in\s+the\s+{one}", dates.in_the_unit),
        (rf"{count}\s+{unit}\s+ago", dates.ago),
        (rf"{count}\s+{unit}\s+(?P<distance>{one_of(lists.alone_later)})(?=\s+\w)(?!\s+that\b)", told.distance),
        (rf"the\s+(?:{one_of(lists.day_parts)})\s+before(?=\s*(?:[,.;:)]|$))", told.eve),
        (rf"{count}\s+{unit}\s+(?P<later>{one_of(lists.later)})(?!\s+than)", told.later),
        (rf"(?:{count}|the)\s+{unit}\s+(?P<later>{one_of(lists.alone_later)})(?=\s*(?:[,.;:)]|$))", told.later),
        (rf"(?:the|that)\s+(?:very\s+)?(?P<sequence>{one_of(lists.sequences)})\s+{one}", told.following),
        (rf"that\s+{one}", told.following),
        (rf"{direction}\s+{unit}", dates.calendar),
        (one_of(lists.near_days), dates.near_day),
        (rf"{year}(?![,.]\d|\s*(?:{one_of(lists.measures)}))", dates.absolute),
    )
    return tuple(
        (re.compile(rf"(?<![\w.,-])(?:(?:{near})-)?(?:{pattern})(?![\w])", re.IGNORECASE), resolver)
        for pattern, resolver in table
    )


def _behind(lists: TimeWords) -> str:
    """What stands before a month alone makes it one: "early March", "the end of March"."""
    words = (*lists.near_parts, *(f"{part} of" for part in lists.parts))
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)}[ -])" for word in words) + ")"


def one_of(words: Iterable[str]) -> str:
    """The pattern of any one of these words."""
    return "|".join(map(re.escape, words))
