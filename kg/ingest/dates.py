"""Dates as header lines write them: found, and read as precisely as their words allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.ingest import cues
from kg.model import PartialDate, TextSpan

__all__ = ["CLOCK", "FoundDate", "body_date", "date_expression", "dates_in", "read_date"]

CLOCK: Final = (
    r"(?:\bat\s+|T)?(?<![\d:])(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s*(?:hrs|hours|h)\b)?"
    r"(?:\s*\(?(?:(?:UTC|GMT)(?:\s*[+−-]\s*\d{1,2}(?::?\d{2})?)?|[+−-]\d{2}:?\d{2}|[A-Z]{1,3}[SD]T\b|[CEW]ES?T\b|IST\b|Z\b)\)?)?"
)
"""A time of day with its zone, for use inside a larger regular expression."""

LEAP_YEAR: Final = 2024  # of an unknown year, 29 February may be right
_DIGIT: Final = re.compile(r"\d")
_BRACKETED: Final = re.compile(r"\([^()]*\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``span`` of a text; ``date`` is None where it has no year ("March 3").

    All are None for what looks like a date and cannot be read as one: 31 April, or 3/4/2024, which is two days.
    """

    span: TextSpan
    date: PartialDate | None
    month: int | None
    day: int | None

    def in_year_of(self, other: PartialDate | None) -> PartialDate | None:
        """The whole date: its own, or day and month in the year that another date gives."""
        if self.date or other is None or self.month is None or self.day is None:
            return self.date
        return _partial(other.earliest.year, self.month, self.day)


@cache
def date_expression() -> str:
    """A regular expression for one date, without groups of its own that somebody else would have to count."""
    weekday = rf"(?:\b(?:{'|'.join(cues.load().weekdays)})\b\.?,?\s+)?"
    month = rf"\b(?:{_months()})\b\.?"
    day = r"\b\d{1,2}(?:st|nd|rd|th)?\b"
    return (
        r"(?:\b\d{4}-\d{2}-\d{2}(?!\d)|\b\d{4}/\d{2}/\d{2}\b"
        r"|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{1,2}-\d{1,2}-\d{4}\b"
        rf"|{weekday}{day}\s+(?:of\s+)?{month}(?:,?\s+\d{{4}}\b)?"
        rf"|{weekday}{month}\s+{day}(?!:)(?:,?\s+\d{{4}}\b(?!:))?"
        rf"|{month},?\s+\d{{4}}\b)"
    )


def dates_in(text: str) -> Iterator[FoundDate]:
    """Everything in a header line that looks like a date, in order."""
    if not _DIGIT.search(text):  # most have none, and no date is without
        return
    for match in _compiled().finditer(text):
        yield _read(match.group(), TextSpan(match.start(), match.end()))


def read_date(value: str) -> PartialDate | None:
    """The date that a field of metadata holds (``2024-03-01T16:47:00Z``, ``1 March 2024``, ``2024``), or None."""
    bare = value.strip()
    if re.fullmatch(r"\d{4}(-\d{2})?", bare):
        return _partial(*(int(number) for number in bare.split("-")))
    compact = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(T?\d{6}Z?)?", bare)
    if compact:
        return _partial(*(int(number) for number in compact.groups()[:3]))
    return next((found.date for found in dates_in(bare) if found.date), None)


def body_date(text: str) -> PartialDate | None:
    """The date in brackets after a weekday ("on Sunday (17 March 2024)"), if the text has exactly one such.

    Press offices write so on the day itself, and only for that day; any other date of a body is one that the
    article tells about, never the one on which it was written.
    """
    if not _BRACKETED.search(text):
        return None
    found = {read_date(match.group(1)) for match in _bracketed().finditer(text)}
    whole = [date for date in found if date and date.precision == "day"]
    return whole[0] if len(whole) == len(found) == 1 else None


@cache
def _bracketed() -> re.Pattern[str]:
    weekdays = "|".join(cues.load().weekdays)
    return re.compile(rf"\b(?:{weekdays})\s+\(({date_expression()})\)", re.IGNORECASE)


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile(date_expression(), re.IGNORECASE)


@cache
def _months() -> str:
    return "|".join(sorted(cues.load().months, key=lambda name: (-len(name), name)))


def _read(words: str, span: TextSpan) -> FoundDate:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    name = re.search(rf"\b(?:{_months()})\b", words, re.IGNORECASE)
    year: int | None
    if name:
        month = cues.load().months[name.group().casefold()]
        year = next((number for number in numbers if number > 31), None)
        day = next((number for number in numbers if number <= 31), None)
    else:
        order = _numeric(numbers, words)
        if order is None:
            return FoundDate(span, None, None, None)
        year, month, day = order
    date = _partial(year or LEAP_YEAR, month, day)
    if date is None:
        return FoundDate(span, None, None, None)
    return FoundDate(span, date if year else None, month, day)


def _numeric(numbers: list[int], words: str) -> tuple[int, int, int] | None:
    first, second, third = numbers
    if first > 31:
        return first, second, third
    if "." in words or first > 12 or first == second:  # nobody writes the month first with full stops
        return third, second, first
    return (third, first, second) if second > 12 else None


def _partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    value = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    try:
        return PartialDate(value)
    except ValueError:
        return None
