"""Words that tell when, resolved against the article's date: "in 1994", "since last year", "on Sunday".

A date is never more precise than its words; where the words and the article's date do not settle it, the
expression is kept with no date. A rule stands for a way of writing dates; ``RULES`` lists them, most specific first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from spacy.tokens import Doc, Span, Token

from kg.annotate.words import words
from kg.model import PartialDate, TextSpan, TimeExpression

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_MONTH = rf"(?P<month>{_MONTHS}|(?:{_SHORT})\.?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CENTURIES = r"(?:1[5-9]\d\d|20\d\d)"
_YEAR = rf"(?P<year>{_CENTURIES})"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_DIRECTION = r"(?P<direction>last|this|next)"
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})


@dataclass(slots=True)
class Anchor:
    """What relative words count from: the article's date, and the date told last in the text. None: unknown."""

    published: PartialDate | None
    latest: PartialDate | None
    future: bool = False
    """The clause speaks of what is to come."""


Resolver = Callable[[Match[str], Anchor], PartialDate | None]


def times(doc: Doc, published: PartialDate | None) -> tuple[TimeExpression, ...]:
    """Every time expression of a document, in order."""
    anchor = Anchor(published, None)
    found: list[TimeExpression] = []
    for sentence in doc.sents:
        for match, resolver in _matches(sentence.text):
            span = doc.char_span(
                sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand"
            )
            if span is None:
                continue
            if "last_year" in match.re.groupindex:
                found += _years(span, match)
                continue
            anchor.future = _is_future(span)
            moment = resolver(match, anchor)
            anchor.latest = moment or anchor.latest
            found.append(_expression(span, moment))
    return tuple(_paired(found, doc))


def _years(span: Span, match: Match[str]) -> list[TimeExpression]:
    """ "1995-2004", one word to the tokenizer: both bounds."""
    last = match["last_year"]
    bounds = {"start": match["first_year"], "until": last if len(last) == 4 else match["first_year"][:2] + last}
    place = TextSpan(span.start_char, span.end_char)
    return [
        TimeExpression(place, span.start, span.end, span.text, role, _date(int(year), None, None))
        for role, year in bounds.items()
    ]


def _matches(text: str) -> Iterator[tuple[Match[str], Resolver]]:
    """The matches of all rules in order of place; where two overlap, the earlier rule of the table wins."""
    taken: list[tuple[int, Match[str], Resolver]] = []
    for pattern, resolver in RULES:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for _, other, _ in taken):
                taken.append((match.start(), match, resolver))
    for _, match, resolver in sorted(taken, key=lambda entry: entry[0]):
        yield match, resolver


# ------------------------------------------------------------------------------------------ what words mean


def _absolute(match: Match[str], anchor: Anchor) -> PartialDate | None:
    parts = match.groupdict()
    return _date(int(parts["year"]), _month(parts.get("month")), int(parts["day"]) if parts.get("day") else None)


def _numeric(match: Match[str], anchor: Anchor) -> PartialDate | None:
    day, month, year = (int(match[name]) for name in ("first", "second", "year"))
    return _date(year, month, day) if day > 12 or day == month else None  # 03.04.2020 may be read either way


def _without_year(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """A day and month, or a month, of a year that is not told: the nearest one that fits the tense."""
    if anchor.published is None:
        return None
    month, day = _month(match["month"]), match.groupdict().get("day")
    if direction := match.groupdict().get("direction"):
        year = anchor.published.earliest.year + {"last": -1, "this": 0, "next": 1}[direction.lower()]
        return _date(year, month, int(day) if day else None)
    nearest = [
        _date(anchor.published.earliest.year + shift, month, int(day) if day else None) for shift in (-1, 0, 1)
    ]
    fitting = [moment for moment in nearest if moment and _fits_tense(moment, anchor.published, anchor.future)]
    if not fitting:
        return None
    return min(fitting, key=lambda moment: abs((moment.earliest - _of(anchor.published)).days))


def _fits_tense(moment: PartialDate, published: PartialDate, future: bool) -> bool:
    return moment.latest >= published.earliest if future else moment.earliest <= published.latest


def _weekday(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """The nearest such day: the article's own or before it, after it where the clause speaks of the future."""
    if anchor.published is None or anchor.published.precision != "day":
        return None
    today = anchor.published.earliest
    wanted = words().weekdays.index(match["weekday"].lower())
    direction = (match.groupdict().get("direction") or "").lower()
    if direction == "next" or (anchor.future and direction != "last"):
        return _day(today, (wanted - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - wanted) % 7
    return _day(today, -(back or 7 if direction == "last" else back))


def _calendar(match: Match[str], anchor: Anchor) -> PartialDate | None:
    """Last, this, next year or month. A week has no name in ISO dates of our precisions: None."""
    if anchor.published is None or match["unit"] not in ("year", "month"):
        return None
    shift = {"last": -1, "this": 0, "next": 1}[match["direction"].lower()]
    if match["unit"] == "month" and anchor.published.precision == "year":
        return None
    return _shifted(PartialDate(anchor.published.value[: 4 if match["unit"] == "year" else 7]), match["unit"], shift)


def _near_day(match: Match[str], anchor: Anchor) -> PartialDate | None:
    if anchor.published is None or anchor.published.precision != "day":
        return None
    return _day(anchor.published.earliest, {"yesterday": -1, "today": 0, "tomorrow": 1}[match[0].lower()])


def _ago(match: Match[str], anchor: Anchor) -> PartialDate | None:
    return _shifted(anchor.published, match["unit"], -_count(match["count"])) if anchor.published else None


def _later(match: Match[str], anchor: Anchor) -> PartialDate | None:
    return _shifted(anchor.latest, match["unit"], _count(match["count"])) if anchor.latest else None


def _following(match: Match[str], anchor: Anchor) -> PartialDate | None:
    shift = 0 if match["which"].lower() == "same" else 1
    return _shifted(anchor.latest, match["unit"], shift) if anchor.latest else None


def _unknown(match: Match[str], anchor: Anchor) -> PartialDate | None:
    return None


RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(rf"(?<![\w.,-])(?:{pattern})(?![\w])", re.IGNORECASE), resolver)
    for pattern, resolver in (
        (rf"(?:(?:early|late|mid)[- ]|the )*{_YEAR}s", _unknown),
        (rf"(?P<first_year>{_CENTURIES})\s?[-–—]\s?(?P<last_year>{_CENTURIES}|\d\d)(?![-\d])", _unknown),
        (rf"(?:{_WEEKDAY},?\s+\(?)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\)?", _absolute),
        (rf"(?:{_WEEKDAY},?\s+\(?)?{_MONTH}\s+{_DAY},?\s+{_YEAR}\)?", _absolute),
        (
            r"(?P<year>\d{4})-(?P<iso>\d{2})-(?P<day>\d{2})",
            lambda m, _: _date(int(m["year"]), int(m["iso"]), int(m["day"])),
        ),
        (rf"(?P<first>\d{{1,2}})[./](?P<second>\d{{1,2}})[./]{_YEAR}", _numeric),
        (rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}", _absolute),
        (rf"{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s+{_DIRECTION}\s+year)?", _without_year),
        (rf"{_MONTH}\s+{_DAY}(?!\d)(?:\s+{_DIRECTION}\s+year)?", _without_year),
        (rf"(?:in|since|until|from|by|on)\s+{_MONTH}(?:\s+{_DIRECTION}\s+year)?", _without_year),
        (rf"{_MONTH}\s+{_DIRECTION}\s+year", _without_year),
        (rf"{_DIRECTION}\s+{_MONTH}", _without_year),
        (rf"(?:{_DIRECTION}\s+)?{_WEEKDAY}", _weekday),
        (rf"{_COUNT}\s+{_UNIT}\s+ago", _ago),
        (rf"{_COUNT}\s+{_UNIT}\s+(?:later|afterwards|after)", _later),
        (rf"(?:the\s+)?(?P<which>following|same)\s+{_UNIT}", _following),
        (rf"{_DIRECTION}\s+{_UNIT}", _calendar),
        (r"yesterday|today|tomorrow", _near_day),
        (rf"{_YEAR}(?![,.]\d|\s*(?:percent|%|km|miles))", _absolute),
    )
)


def _date(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """A date of these parts; None where there is no such day."""
    text = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    try:
        return PartialDate(text)
    except ValueError:
        return None


def _day(moment: date, shift: int) -> PartialDate | None:
    """The day so many days away; None beyond the calendar."""
    try:
        return PartialDate((moment + timedelta(days=shift)).isoformat())
    except (OverflowError, ValueError):
        return None


def _of(moment: PartialDate) -> date:
    return moment.earliest


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    return next(
        number for number, month in enumerate(words().months, 1) if month.startswith(name.lower().rstrip(".")[:3])
    )


def _count(word: str) -> int:
    return int(word) if word.isdigit() else words().numbers[word.lower()]


def _shifted(moment: PartialDate, unit: str, shift: int) -> PartialDate | None:
    """``moment`` moved by so many units, as precise as the unit and the moment allow; None where neither is."""
    start = moment.earliest
    if unit == "year":
        return _date(start.year + shift, None, None) if shift else PartialDate(moment.value[:4])
    if unit == "month":
        if moment.precision == "year":
            return None
        months = start.year * 12 + start.month - 1 + shift
        return _date(months // 12, months % 12 + 1, None)
    if moment.precision != "day":
        return None
    if unit == "week":
        return None if shift else moment  # "three weeks later": the day is anybody's guess
    return _day(start, shift)


# ------------------------------------------------------------------------------------------ what they bound

_ROLES = {"since": "start", "from": "start", "until": "until", "till": "until", "through": "until", "to": "until"}
_ASIDE = frozenset({"before", "after", "by", "than", "following", "for"})
_ENDS = re.compile(
    r"\b(?:until|till|to)\s+(?:the|its|their|his|her)\s+(?:end|close|fall|collapse|dissolution)\b[^,;]*$"
)
_AROUND = re.compile(
    r"\b(?:before|after|by|towards?)\s+the\s+(?:end|start|beginning|middle|close)\s+(?:of\s*)?$", re.IGNORECASE
)
_STARTS = re.compile(r"\bdat(?:es?|ed|ing)\s+(?:back\s+)?(?:to|from)\s*$|\bas of\s*$", re.IGNORECASE)


def _expression(span: Span, moment: PartialDate | None) -> TimeExpression:
    """A time expression with its preposition; ``role`` is ``near`` where the words only place it before or after."""
    doc, start = span.doc, span.start
    before = doc[start - 1].lower_ if start > span.sent.start else ""
    if before == "(" and start - 1 > span.sent.start:
        before = ""
    first = span[0].lower_
    lead = doc[span.sent.start : start].text_with_ws
    role = "at"
    if _STARTS.search(lead):
        role = "start"
    elif _AROUND.search(lead):
        role = "near"
    elif _ENDS.search(lead):
        role = "until"
    elif before in _ROLES or first in _ROLES:
        role = _ROLES.get(before) or _ROLES[first]
    elif before in _ASIDE or first in _ASIDE:
        role = "near"
    if before in _ROLES or before in _ASIDE or before in ("in", "on", "at", "during", "of"):
        start -= 1
    whole = doc[start : span.end]
    return TimeExpression(
        TextSpan(whole.start_char, whole.end_char), whole.start, whole.end, whole.text, role, moment
    )


def _paired(found: list[TimeExpression], doc: Doc) -> Iterator[TimeExpression]:
    """ "to" and a dash bound a time only after a "from" or another date; "between A and B" bounds both."""
    for index, time in enumerate(found):
        before = found[index - 1] if index else None
        role = time.role
        near = before is not None and 0 <= time.start - before.end <= 3
        between = doc[before.end : time.start].text.strip() if before is not None and near else ""
        if role == "until" and doc[time.start].lower_ == "to" and not (near or _ENDS.search(time.text)):
            opened = any(other.role == "start" and other.end <= time.start for other in found[:index])
            role = "until" if opened else "near"
        elif (near and between in ("-", "–", "—") and before is not None and before.date) or (
            near and between == "and" and before is not None and _between(doc, before)
        ):
            role = "until"
        elif index + 1 < len(found) and _opens(doc, time, found[index + 1]):
            role = "start"
        yield TimeExpression(time.span, time.start, time.end, time.text, role, time.date)


def _between(doc: Doc, time: TimeExpression) -> bool:
    return time.start > 0 and doc[time.start - 1].lower_ == "between"


def _opens(doc: Doc, time: TimeExpression, following: TimeExpression) -> bool:
    gap = doc[time.end : following.start].text.strip()
    return gap in ("-", "–", "—") or (gap == "and" and _between(doc, time))


def _is_future(span: Span) -> bool:
    """Does the clause that holds these words speak of what is to come?"""
    verb = next((token for token in (span.root, *span.root.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(_marks_future(child) for child in verb.children)


def _marks_future(token: Token) -> bool:
    return token.dep_ == "aux" and token.lower_ in _FUTURE
