"""Dates moved by units, and put together from the words that tell their parts."""

from __future__ import annotations

from datetime import date, timedelta
from re import Match

from kg.annotate.words import time_words
from kg.model import PartialDate


def date_of(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """A date of these parts; None where there is no such day."""
    known = (part for part in (month, day) if part is not None)
    try:
        return PartialDate("-".join((f"{year:04}", *(f"{part:02}" for part in known))))
    except ValueError:
        return None


def day_from(moment: date, shift: int) -> PartialDate | None:
    """The day so many days away; None beyond the calendar."""
    try:
        return PartialDate((moment + timedelta(days=shift)).isoformat())
    except OverflowError:
        return None


def number(figures: str | None) -> int | None:
    return int(figures) if figures else None


def month_of(name: str | None) -> int | None:
    """The number of a month by its name or abbreviation."""
    if name is None:
        return None
    short = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(time_words().months, 1) if month.startswith(short))


def count_of(word: str) -> int:
    return int(word) if word.isdigit() else time_words().numbers[word.lower()]


def is_rough(match: Match[str]) -> bool:
    """A number of years that is no exact one: "more than | ten years ago", "two or | three years ago"."""
    before = match.string[: match.start()].rstrip().rsplit(maxsplit=1)
    return bool(before) and before[-1].lower() in time_words().rough


def week_from(moment: PartialDate, shift: int) -> PartialDate | None:
    """The month that holds the whole of the week so many weeks away; None where two months share it."""
    if moment.precision != "day":
        return None
    try:
        monday = moment.earliest + timedelta(days=7 * shift - moment.earliest.weekday())
        sunday = monday + timedelta(days=6)
    except OverflowError:
        return None
    return date_of(monday.year, monday.month) if monday.month == sunday.month else None


def shifted(moment: PartialDate, unit: str, shift: int) -> PartialDate | None:
    """``moment`` moved by so many units, as precise as the unit and the moment allow; None where neither is."""
    start = moment.earliest
    if unit in ("year", "decade"):
        return date_of(start.year + shift * (10 if unit == "decade" else 1))
    if unit == "month":
        if moment.precision == "year":
            return None
        months = start.year * 12 + start.month - 1 + shift
        return date_of(months // 12, months % 12 + 1)
    if moment.precision != "day":
        return None
    if unit == "week":
        return None if shift else moment  # "three weeks later": the day is anybody's guess
    return day_from(start, shift)
