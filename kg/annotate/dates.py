"""What words that tell when mean: each function here resolves one way of writing a date.

A date is never more precise than its words; None where the words and what they count from do not settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from re import Match

from kg.annotate.arithmetic import count_of, date_of, day_from, is_rough, month_of, number, shifted, week_from
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
    perfect: bool = False
    """The clause tells what is so since then: "has led"."""

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


_FINE = {
    "day": ("day",),
    "week": ("day",),
    "month": ("month", "day"),
    "year": ("year", "month", "day"),
    "decade": ("year", "month", "day"),
}
"""Unit -> the precisions of a date from which it can be counted."""


Resolver = Callable[[Match[str], Anchor], PartialDate | None]
"""Groups of the match: ``year``, ``month`` (a name), ``day``, ``weekday``, ``direction``, ``count``, ``unit``, ..."""


# --------------------------------------------------------------------------------------------- dates as written


def absolute(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """A year, with or without month and day."""
    parts = match.groupdict()
    return date_of(int(parts["year"]), month_of(parts.get("month")), number(parts.get("day")))


def iso(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """2021-05-31"""
    return date_of(int(match["year"]), int(match["number"]), int(match["day"]))


def numeric(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """31.05.2021; None for 03.04.2021, which may be read either way."""
    day, month, year = (int(match[name]) for name in ("first", "second", "year"))
    return date_of(year, month, day) if day > 12 or day == month else None


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
    return date_of(int(match["first_year"]), int(match["last_year"]))


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
    month, day, year = month_of(parts["month"]), number(parts.get("day")), published.earliest.year
    if direction := parts.get("direction"):
        return date_of(year + time_words().directions[direction.lower()], month, day)
    nearest = [date_of(year + shift, month, day) for shift in (-1, 0, 1)]
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
    parts, lists = match.groupdict(), time_words()
    named = parts.get("side") or parts.get("direction")
    shift = {**lists.directions, **lists.sides}.get((named or "").lower(), 0)
    if shift > 0 or (anchor.future and shift == 0):
        return day_from(today, (wanted - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - wanted) % 7
    if anchor.present and back and not named:
        return None
    return day_from(today, -(back or 7 if shift < 0 else back))


def season(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """The year of a season that is told without one: "last autumn", "in the spring"."""
    published, lists = anchor.published, time_words()
    parts = match.groupdict()
    if published is None or published.precision == "year":
        return None
    middle = lists.season_months[(parts["season"] or parts["coming"]).lower()]
    year, apart = published.earliest.year, published.earliest.month - middle
    shift = lists.directions[parts["direction"].lower()] if parts["direction"] else None
    if shift == 0:
        return date_of(year)
    if abs(apart) <= 1 and shift is None:
        return date_of(year)
    if shift is not None and abs(apart) <= 2:
        return date_of(year + shift)
    ahead = shift > 0 if shift is not None else anchor.future or anchor.present
    return date_of(year + (apart > 0) if ahead else year - (apart < 0))


def near_day(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Yesterday, today, tomorrow."""
    if anchor.published is None or anchor.published.precision != "day":
        return None
    return day_from(anchor.published.earliest, time_words().near_days[match[0].lower()])


def calendar(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Last, this, next year, month or week (then the month that holds all of it). A day has no such name: None."""
    unit, shift = match["unit"].lower(), time_words().directions[match["direction"].lower()]
    if anchor.published is None or unit == "day":
        return None
    if unit == "decade":
        return None
    return week_from(anchor.published, shift) if unit == "week" else shifted(anchor.published, unit, shift)


def in_the_unit(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """ "Earlier in the day": the day told last, else the article's; of what is longer the article's own."""
    unit, published = match["unit"].lower(), anchor.published
    if unit == "day" and anchor.told:
        return anchor.latest("day")
    if published is None or unit == "decade":
        return None
    return week_from(published, 0) if unit == "week" else shifted(published, unit, 0)


def ago(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """So many units before the article's date."""
    unit, count = match["unit"].lower(), count_of(match["count"])
    if anchor.published is None or is_rough(match):
        return None
    return week_from(anchor.published, -count) if unit == "week" else shifted(anchor.published, unit, -count)


def lasting(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """ "For three years": since so many years before the article's date, where it still is so."""
    unit = match["unit"].lower()
    if anchor.published is None or unit not in ("year", "decade") or not anchor.perfect or is_rough(match):
        return None
    return shifted(anchor.published, unit, -count_of(match["count"]))


def so_long_before(match: Match[str], moment: PartialDate) -> PartialDate | None:
    """When what lasted so long began, by its end: "for three years until 2004", "in the nine years to 2020"."""
    unit = match["unit"].lower()
    return shifted(moment, unit, -count_of(match["count"])) if unit in ("year", "decade", "month") else None
