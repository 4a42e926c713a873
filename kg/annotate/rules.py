"""The ways of writing a date: a table of patterns, most specific first, each with what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from re import Match
from string import Formatter
from typing import Final

from kg.annotate import dates, told
from kg.annotate.dates import Resolver
from kg.annotate.words import TimeWords, time_words

_TABLE: Final = (
    (r"(?:(?:{near})[- ]|the )*{year}s", dates.unknown),
    (
        r"(?P<first_year>{years})\s?[-–—]\s?(?P<last_year>{years}|\d\d(?!\s+(?:{months})))(?![-\d])",
        dates.year_and_number,
    ),
    (r"{lead}{day}\s+(?:of\s+)?{month},?\s+{year}{tail}", dates.absolute),
    (r"{lead}{month}\s+{day},?\s+{year}{tail}", dates.absolute),
    (r"(?P<year>{figures})-(?P<number>\d{{2}})-(?P<day>\d{{2}})", dates.iso),
    (r"(?P<first>\d{{1,2}})[./](?P<second>\d{{1,2}})[./]{year}", dates.numeric),
    (r"{month},?\s+(?:of\s+)?{year}", dates.absolute),
    (r"{day}\s+(?:of\s+)?{month}(?:,|\s+of)?\s+{beside}\s+year", told.of_told_year),
    (r"{month}\s+{day}(?:,|\s+of)?\s+{beside}\s+year", told.of_told_year),
    (r"{month}(?:,|\s+of)?\s+{beside}\s+year", told.of_told_year),
    (r"{beside}\s+{name}", told.of_told_year),
    (r"{beside}\s+{season}", told.of_told_year),
    (r"{lead}{day}\s+(?:of\s+)?{month}(?:\s+{direction}\s+year)?{tail}", dates.without_year),
    (r"{lead}{month}\s+{day}(?!\d)(?:\s+{direction}\s+year)?{tail}", dates.without_year),
    (r"{behind}{name}", dates.without_year),
    (r"(?:{prepositions})\s+{month}(?:\s+{direction}\s+year)?", dates.without_year),
    (r"{month}\s+{direction}\s+year", dates.without_year),
    (r"{direction}\s+{month}", dates.without_year),
    (r"{direction}\s+{season}|in\s+the\s+(?P<coming>{seasons})(?!\s+of)", dates.season),
    (r"{beside}\s+{weekday}", told.told_weekday),
    (r"(?:(?:this\s+)?(?P<side>{sides})\s+){weekday}", dates.weekday),
    (r"(?:{direction}\s+)?{weekday}", dates.weekday),
    (r"(?:{since}\s+then|ever\s+{since})", told.since_then),
    (r"(?:for|in|over)\s+(?:the\s+)?(?:(?:past|last)\s+)?{count}\s+{unit}(?!\s+(?:ago|later))", dates.lasting),
    (r"(?:earlier|later)\s+in\s+the\s+{one}", dates.in_the_unit),
    (r"{count}\s+{unit}\s+ago", dates.ago),
    (r"{count}\s+{unit}\s+(?P<distance>{alone_later})(?=\s+\w)(?!\s+that\b)", told.distance),
    (r"the\s+(?:{day_parts})\s+before(?=\s*(?:[,.;:)]|$))", told.eve),
    (r"{count}\s+{unit}\s+(?P<later>{later})(?!\s+than)", told.later),
    (r"(?:{count}|the)\s+{unit}\s+(?P<later>{alone_later})(?=\s*(?:[,.;:)]|$))", told.later),
    (r"(?:the|that)\s+(?:very\s+)?(?P<sequence>{sequences})\s+{one}", told.following),
    (r"that\s+{one}", told.following),
    (r"{direction}\s+{unit}", dates.calendar),
    (r"{near_days}", dates.near_day),
    (r"{year}(?![,.]\d|\s*(?:{measures}))", dates.absolute),
)
"""Most specific first; what stands in braces is a piece of ``_pieces``."""

_CUES: Final = {
    "month": "months",
    "name": "months",
    "season": "seasons",
    "weekday": "weekdays",
    "one": "units",
    "unit": "units",
    "day_parts": "day_parts",
    "near_days": "near_days",
    "since": "since",
    "year": "years",
    "years": "years",
    "figures": "years",
}
"""Pieces that each match of a pattern with them has as words of their own: cues, which a sentence is looked through
for first. Most sentences have none, or few, and every pattern has a piece that is one."""

_WORD: Final = re.compile(r"\w+")


def matches(text: str) -> Iterator[tuple[Match[str], Resolver]]:
    """The matches of all rules in order of place; where two overlap, the earlier rule of the table wins."""
    taken: list[tuple[Match[str], Resolver]] = []
    for pattern, resolver in _rules_for(_cues_in(text)):
        for match in pattern.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for other, _ in taken):
                taken.append((match, resolver))
    yield from sorted(taken, key=lambda entry: entry[0].start())


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Resolver, frozenset[str]], ...]:
    """The table with the cues that a sentence must have for each pattern."""
    pieces = _pieces(time_words())
    around = rf"(?<![\w.,-])(?:(?:{pieces['near']})-)?(?:{{}})(?![\w])"  # "mid-2022"
    return tuple(
        (re.compile(around.format(pattern.format(**pieces)), re.IGNORECASE), resolver, _needed(pattern))
        for pattern, resolver in _TABLE
    )


def _needed(pattern: str) -> frozenset[str]:
    return frozenset(_CUES[name] for _, name, _, _ in Formatter().parse(pattern) if name in _CUES)


@cache
def _rules_for(cues: frozenset[str]) -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    """The rules of which a sentence with these cues can have a match."""
    return tuple((pattern, resolver) for pattern, resolver, needed in _rules() if needed <= cues)


def _cues_in(text: str) -> frozenset[str]:
    known, found = _cues(), set[str]()
    for word in _WORD.findall(text.lower()):
        if word in known:
            found |= known[word]
        elif word[:4].isdecimal() and len(word) > 3:
            found.add("years")
    return frozenset(found)


@cache
def _cues() -> Mapping[str, set[str]]:
    """Words that are cues, in lower case, with what they are cues of."""
    lists = time_words()
    told = {
        "months": (*lists.months, *lists.month_abbreviations),
        "seasons": lists.season_months,
        "weekdays": lists.weekdays,
        "units": [unit + end for unit in lists.units for end in ("", "s")],
        "day_parts": lists.day_parts,
        "near_days": lists.near_days,
        "since": ("since",),
    }
    cues: dict[str, set[str]] = {}
    for cue, phrases in told.items():
        for phrase in phrases:
            cues.setdefault(_WORD.findall(phrase.lower())[-1], set()).add(cue)
    return cues


def _pieces(lists: TimeWords) -> dict[str, str]:
    """Of what the patterns of the table are made; groups have the names that resolvers look for."""
    months = rf"{one_of(lists.months)}|(?:{one_of(lists.month_abbreviations)})\.?"
    weekday = rf"(?P<weekday>{one_of(lists.weekdays)})"
    years = r"(?:1[5-9]\d\d|20\d\d)"
    one = rf"(?P<unit>{one_of(lists.units)})"
    return {
        "day": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?",
        "weekday": weekday,
        "lead": rf"(?:{weekday},?\s+(?P<bracket>\()?)?",  # "Monday (3 May 2021)"
        "tail": r"(?(bracket)\)?)",
        "months": months,
        "month": rf"(?P<month>{months})",
        "name": rf"(?-i:(?P<month>{one_of(word.capitalize() for word in lists.months)}))",  # "may" is a verb
        "behind": _behind(lists),
        "prepositions": one_of(lists.month_prepositions),
        "season": rf"(?P<season>{one_of(lists.season_months)})",
        "seasons": one_of(lists.season_months),
        "years": years,
        "figures": r"\d{4}",
        "since": "since",
        "year": rf"(?P<year>{years})",
        "near": one_of(lists.decade_parts),
        "measures": one_of(lists.measures),
        "count": rf"(?P<count>\d{{1,3}}|{one_of(lists.numbers)})",
        "one": one,
        "unit": rf"{one}s?",
        "direction": rf"(?P<direction>{one_of(lists.directions)})",
        "sides": one_of(lists.sides),
        "beside": rf"(?:that|(?:the|that)\s+(?:very\s+)?(?P<sequence>{one_of(lists.sequences)}))",
        "sequences": one_of(lists.sequences),
        "later": one_of(lists.later),
        "alone_later": one_of(lists.alone_later),
        "near_days": one_of(lists.near_days),
        "day_parts": one_of(lists.day_parts),
    }


def _behind(lists: TimeWords) -> str:
    """What stands before a month alone makes it one: "early March", "the end of March"."""
    words = (*lists.near_parts, *(f"{part} of" for part in lists.parts))
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)}[ -])" for word in words) + ")"


def one_of(words: Iterable[str]) -> str:
    """The pattern of any one of these words."""
    return "|".join(map(re.escape, words))
