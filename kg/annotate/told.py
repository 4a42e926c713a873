"""Words that tell when by the date told last: "two years later", "that May", "the following Monday", "since then"."""

from __future__ import annotations

from re import Match

from kg.annotate.arithmetic import count_of, date_of, day_from, is_rough, month_of, number, shifted, week_from
from kg.annotate.dates import Anchor
from kg.annotate.words import time_words
from kg.model import PartialDate

# ---------------------------------------------------------------------------------- counted from the date told last


def later(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """So many units after or before the date told last."""
    unit, lists = match["unit"].lower(), time_words()
    count = count_of(match["count"]) if match["count"] else 1
    sign = {**lists.later, **lists.alone_later}[match["later"].lower()]
    latest = anchor.latest(unit)
    return shifted(latest, unit, sign * count) if latest and not is_rough(match) else None


def following(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """That, the same, the following or the previous unit."""
    shift = _sequence(match)
    unit = match["unit"].lower()
    latest = anchor.latest(unit)
    return shifted(latest, unit, shift) if latest and unit != "decade" else None


def of_told_year(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """A day, month or season of the year told last, or of the one beside it: "in May that year", "that autumn"."""
    parts, lists = match.groupdict(), time_words()
    shift = _sequence(match)
    month, day = month_of(parts.get("month")), number(parts.get("day"))
    latest = anchor.latest("year")
    if latest is None:
        return None
    year, middle = latest.earliest.year, month or lists.season_months.get((parts.get("season") or "").lower(), 0)
    if shift and "year" not in match[0].lower():  # "the following May": the next one, be it in the same year
        if latest.precision == "year":
            return None
        beyond = (middle - latest.earliest.month) * shift > 0
        shift = 0 if beyond else shift
    return date_of(year + shift, month, day)


def told_weekday(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """ "The following Monday": counted from the day told last."""
    latest, shift = anchor.latest("day"), _sequence(match)
    if latest is None:
        return None
    wanted = time_words().weekdays.index(match["weekday"].lower()) - latest.earliest.weekday()
    if shift > 0:
        return day_from(latest.earliest, (wanted - 1) % 7 + 1)
    return day_from(latest.earliest, -((-wanted - 1) % 7 + 1) if shift else wanted)


def _sequence(match: Match[str]) -> int:
    return time_words().sequences[(match.groupdict().get("sequence") or "same").lower()]


def eve(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """ "The evening before": of the day told last."""
    latest = anchor.latest("day")
    return day_from(latest.earliest, -1) if latest else None


def distance(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """ "Two years after ...": not known before what stands on either side of it is."""
    return None


def at_distance(match: Match[str], moment: PartialDate) -> PartialDate | None:
    """When it was what the other one came so long after, or before."""
    unit, sign = match["unit"].lower(), time_words().alone_later[match["distance"].lower()]
    count = -sign * count_of(match["count"])
    if is_rough(match):
        return None
    return week_from(moment, count) if unit == "week" else shifted(moment, unit, count)


def since_then(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """The date told last, whatever it tells."""
    return anchor.latest("year")


# --------------------------------------------------------------------------------------- told by the date beside


def in_year_of(moment: PartialDate, other: PartialDate, *, before: bool = False) -> PartialDate | None:
    """A day or month in the year of another date; ``before``: in the year before where it would lie behind it."""
    found = _in_year(moment, other.earliest.year)
    if before and found and found.earliest > other.latest:
        return _in_year(moment, other.earliest.year - 1)
    return found


def _in_year(moment: PartialDate, year: int) -> PartialDate | None:
    day = moment.earliest.day if moment.precision == "day" else None
    return date_of(year, moment.earliest.month, day)
