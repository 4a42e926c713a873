"""What words that tell when mean: each function here resolves one way of writing a date.

A date is never more precise than its words; None where the words and what they count from do not settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from kg.annotate.words import time_words
from kg.model import PartialDate


@dataclass(slots=True)
class Anchor:
    """What relative words count from: the article's date, and the date told last in the text. None: unknown."""

    published: PartialDate | None
    latest: PartialDate | None
    future: bool = False
    """The clause speaks of what is to come."""


Resolver = Callable[[Match[str], Anchor], PartialDate | None]
"""Groups of the match: ``year``, ``month`` (a name), ``day``, ``weekday``, ``direction``, ``count``, ``unit``, ..."""


# --------------------------------------------------------------------------------------------- dates as written


def absolute(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """A year, with or without month and day."""
    parts = match.groupdict()
    return _date(int(parts["year"]), _month(parts.get("month")), _number(parts.get("day")))


def iso(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """2021-05-31"""
    return _date(int(match["year"]), int(match["number"]), int(match["day"]))


def numeric(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """31.05.2021; None for 03.04.2021, which may be read either way."""
    day, month, year = (int(match[name]) for name in ("first", "second", "year"))
    return _date(year, month, day) if day > 12 or day == month else None


def two_years(match: Match[str]) -> tuple[PartialDate, PartialDate] | None:
    """Both bounds of "1995-2004" or "1995-99"; None for other matches, and where the second lies before the first."""
    parts = match.groupdict()
    first, last = parts.get("first_year"), parts.get("last_year")
    if first is None or last is None:
        return None
    last = last if len(last) == 4 else first[:2] + last
    return (PartialDate(first), PartialDate(last)) if first <= last else None


def year_and_number(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """A year and a number after it that bound no time: 2021-05 is a month."""
    return _date(int(match["first_year"]), int(match["last_year"]))


def unknown(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Words that no date of ours is as vague as: a decade."""
    return None


# --------------------------------------------------------------------------------- counted from the article's date


def without_year(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """A day and month, or a month, of a year that is not told: the nearest one that fits the tense."""
    published = anchor.published
    if published is None:
        return None
    parts = match.groupdict()
    month, day, year = _month(parts["month"]), _number(parts.get("day")), published.earliest.year
    if direction := parts.get("direction"):
        return _date(year + time_words().directions[direction.lower()], month, day)
    nearest = [_date(year + shift, month, day) for shift in (-1, 0, 1)]
    fitting = [moment for moment in nearest if moment and _fits_tense(moment, published, anchor.future)]
    return min(fitting, key=lambda moment: abs((moment.earliest - published.earliest).days), default=None)


def _fits_tense(moment: PartialDate, published: PartialDate, future: bool) -> bool:
    return moment.latest >= published.earliest if future else moment.earliest <= published.latest


def weekday(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """The nearest such day: the article's own or before it, after it where the clause speaks of the future."""
    if anchor.published is None or anchor.published.precision != "day":
        return None
    today = anchor.published.earliest
    wanted = time_words().weekdays.index(match["weekday"].lower())
    direction = (match["direction"] or "").lower()
    if direction == "next" or (anchor.future and direction != "last"):
        return _day(today, (wanted - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - wanted) % 7
    return _day(today, -(back or 7 if direction == "last" else back))


def near_day(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Yesterday, today, tomorrow."""
    if anchor.published is None or anchor.published.precision != "day":
        return None
    return _day(anchor.published.earliest, time_words().near_days[match[0].lower()])


def calendar(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Last, this, next year or month. A day or week has no such name: None."""
    unit = match["unit"].lower()
    if anchor.published is None or unit not in ("year", "month"):
        return None
    return _shifted(anchor.published, unit, time_words().directions[match["direction"].lower()])


def ago(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """So many units before the article's date."""
    return _shifted(anchor.published, match["unit"].lower(), -_count(match["count"])) if anchor.published else None


# ---------------------------------------------------------------------------------- counted from the date told last


def later(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """So many units after the date told last."""
    return _shifted(anchor.latest, match["unit"].lower(), _count(match["count"])) if anchor.latest else None


def following(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """The same or the following unit."""
    shift = time_words().sequences[match["sequence"].lower()]
    return _shifted(anchor.latest, match["unit"].lower(), shift) if anchor.latest else None


# ------------------------------------------------------------------------------------------------- arithmetic


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """A date of these parts; None where there is no such day."""
    known = (part for part in (month, day) if part is not None)
    try:
        return PartialDate("-".join((f"{year:04}", *(f"{part:02}" for part in known))))
    except ValueError:
        return None


def _day(moment: date, shift: int) -> PartialDate | None:
    """The day so many days away; None beyond the calendar."""
    try:
        return PartialDate((moment + timedelta(days=shift)).isoformat())
    except OverflowError:
        return None


def _number(figures: str | None) -> int | None:
    return int(figures) if figures else None


def _month(name: str | None) -> int | None:
    """The number of a month by its name or abbreviation."""
    if name is None:
        return None
    short = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(time_words().months, 1) if month.startswith(short))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else time_words().numbers[word.lower()]


def _shifted(moment: PartialDate, unit: str, shift: int) -> PartialDate | None:
    """``moment`` moved by so many units, as precise as the unit and the moment allow; None where neither is."""
    start = moment.earliest
    if unit == "year":
        return _date(start.year + shift)
    if unit == "month":
        if moment.precision == "year":
            return None
        months = start.year * 12 + start.month - 1 + shift
        return _date(months // 12, months % 12 + 1)
    if moment.precision != "day":
        return None
    if unit == "week":
        return None if shift else moment  # "three weeks later": the day is anybody's guess
    return _day(start, shift)
