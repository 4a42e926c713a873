"""What words that tell when mean: each function here resolves one way of writing a date.

A date is never more precise than its words; None where the words and what they count from do not settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from re import Match

from kg.annotate.words import time_words
from kg.model import PartialDate


@dataclass(slots=True)
class Anchor:
    """What relative words count from: the article's date (None: unknown), and the dates told before in the text."""

    published: PartialDate | None
    told: list[PartialDate] = field(default_factory=list)
    future: bool = False
    """The clause speaks of what is to come."""
    present: bool = False
    """The clause is in the present tense: of what is to come, or of what a headline tells."""

    def latest(self, unit: str) -> PartialDate | None:
        """The date told last that is precise enough to count such units from.

        What is told since then may lie before it ("on 3 May ..., the first since 1999. The same day") or be still to
        come, but not in between.
        """
        fine = _FINE[unit]
        for position in reversed(range(len(self.told))):
            moment = self.told[position]
            if moment.precision in fine:
                others = (other.earliest for other in self.told[position + 1 :])
                now = self.published.latest if self.published else moment.latest
                return moment if all(start <= moment.latest or start > now for start in others) else None
        return None


_FINE = {"day": ("day",), "week": ("day",), "month": ("month", "day"), "year": ("year", "month", "day")}
"""Unit -> the precisions of a date from which it can be counted."""


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
    future = anchor.future or anchor.present
    fitting = [moment for moment in nearest if moment and _fits_tense(moment, published, future)]
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
    if anchor.present and back and not direction:
        return None
    return _day(today, -(back or 7 if direction == "last" else back))


def near_day(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Yesterday, today, tomorrow."""
    if anchor.published is None or anchor.published.precision != "day":
        return None
    return _day(anchor.published.earliest, time_words().near_days[match[0].lower()])


def calendar(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Last, this, next year, month or week (then the month that holds all of it). A day has no such name: None."""
    unit, shift = match["unit"].lower(), time_words().directions[match["direction"].lower()]
    if anchor.published is None or unit == "day":
        return None
    return _week(anchor.published, shift) if unit == "week" else _shifted(anchor.published, unit, shift)


def ago(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """So many units before the article's date."""
    unit, count = match["unit"].lower(), _count(match["count"])
    if anchor.published is None:
        return None
    return _week(anchor.published, -count) if unit == "week" else _shifted(anchor.published, unit, -count)


# ---------------------------------------------------------------------------------- counted from the date told last


def later(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """So many units after or before the date told last."""
    unit, lists = match["unit"].lower(), time_words()
    count = _count(match["count"]) if match["count"] else 1
    sign = {**lists.later, **lists.alone_later}[match["later"].lower()]
    latest = anchor.latest(unit)
    return _shifted(latest, unit, sign * count) if latest else None


def following(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """That, the same, the following or the previous unit."""
    shift = time_words().sequences[match.groupdict().get("sequence", "same").lower()]
    unit = match["unit"].lower()
    latest = anchor.latest(unit)
    return _shifted(latest, unit, shift) if latest else None


# --------------------------------------------------------------------------------------- told by the date beside


def in_year_of(moment: PartialDate, other: PartialDate, *, before: bool = False) -> PartialDate | None:
    """A day or month in the year of another date; ``before``: in the year before where it would lie behind it."""
    found = _in_year(moment, other.earliest.year)
    if before and found and found.earliest > other.latest:
        return _in_year(moment, other.earliest.year - 1)
    return found


def _in_year(moment: PartialDate, year: int) -> PartialDate | None:
    day = moment.earliest.day if moment.precision == "day" else None
    return _date(year, moment.earliest.month, day)


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


def _week(moment: PartialDate, shift: int) -> PartialDate | None:
    """The month that holds the whole of the week so many weeks away; None where two months share it."""
    if moment.precision != "day":
        return None
    try:
        monday = moment.earliest + timedelta(days=7 * shift - moment.earliest.weekday())
        sunday = monday + timedelta(days=6)
    except OverflowError:
        return None
    return _date(monday.year, monday.month) if monday.month == sunday.month else None


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
