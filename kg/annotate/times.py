"""Words that tell when, resolved against the article's date: "in 1994", "since last year", "on Sunday".

Where the words and the article's date do not settle it, the expression is kept with no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from re import Match
from typing import Final

from kg.annotate.dates import Anchor, lasting, so_long_before, two_years, without_year
from kg.annotate.rules import matches, one_of
from kg.annotate.tenses import is_future, is_joined, is_perfect, is_present, verb_of
from kg.annotate.tokens import DASHES
from kg.annotate.told import at_distance, distance, in_year_of, since_then
from kg.annotate.words import time_words
from kg.model import PartialDate, TextSpan, TimeExpression
from kg.model.tree import Doc, Span

_NEAR: Final = 3
"""Tokens between two times that may bound one period together."""


def times(doc: Doc, published: PartialDate | None) -> tuple[TimeExpression, ...]:
    """Every time expression of a document, in order."""
    anchor = Anchor(published)
    found: list[TimeExpression] = []
    distances: list[tuple[int, Match[str]]] = []
    length: Match[str] | None = None  # how long, where the last of them tells that
    yearless = False  # does the last of them tell a day or month of no year?
    for sentence in doc.sents:
        for match, resolve in matches(sentence.text):
            span = _place(sentence, match)
            if span is None:
                continue
            if years := two_years(match):  # one word to the tokenizer: "1995-2004"
                found += [_time(span, role, year) for role, year in zip(("start", "until"), years, strict=True)]
                continue
            anchor.future, anchor.present, anchor.perfect = is_future(span), is_present(span), is_perfect(span)
            time = _expression(span, resolve(match, anchor))
            if resolve is distance:
                distances.append((len(found), match))
            if resolve in (lasting, since_then):
                time = replace(time, role="start")
            length, before = (match if resolve is lasting else None), length
            if before is not None and found and time.date is not None and time.role == "until":
                found[-1] = replace(found[-1], date=so_long_before(before, time.date))
            was_yearless, yearless = yearless, resolve is without_year and not match.groupdict().get("direction")
            if found:
                found[-1], time = _told_together(found[-1], time, doc, (was_yearless, yearless))
            if time.date is not None:
                anchor.told.append(time.date)
            found.append(time)
    for index, match in reversed(distances):
        moment = _apart(found, index, match, doc)
        found[index : index + 1] = [replace(found[index], role="at", date=moment)] if moment else []
    return tuple(replace(time, role=_role_among(found, index, doc)) for index, time in enumerate(found))


def _apart(found: Sequence[TimeExpression], index: int, match: Match[str], doc: Doc) -> PartialDate | None:
    """The date of a clause by that of the clause that it is so long apart from: "on 5 May, two days after X left"."""
    words, last = found[index], doc[found[index].end - 1]
    verb = last.head
    if last.dep_ != "mark" or doc[words.start : words.end].root.head not in (verb, last):
        return None
    moments = {
        time.date
        for time in found
        if time.role == "at" and time.date and doc[time.start : time.end].root.head == verb.head != verb
    }
    return at_distance(match, moments.pop()) if len(moments) == 1 else None


def _told_together(
    first: TimeExpression, second: TimeExpression, doc: Doc, yearless: tuple[bool, bool]
) -> tuple[TimeExpression, TimeExpression]:
    """Two neighbours of which one tells the year of both: "from May to July 2014", "in 2014, on 3 May"."""
    gap = _gap(doc, first, second) if first.end <= second.start else None
    one, other = doc[first.start : first.end], doc[second.start : second.end]
    if gap is None or first.date is None or second.date is None or yearless[0] == yearless[1]:
        return first, second
    if yearless[0] and second.date.precision != "year" and (gap in ("", "and") or gap in DASHES):
        return replace(first, date=in_year_of(first.date, second.date, before=True)), second
    same = verb_of(one) == verb_of(other)
    if same and yearless[1] and first.date.precision == "year" and first.role == "at" and gap in ("", ","):
        return first, replace(second, date=in_year_of(second.date, first.date))
    if yearless[1] and first.date.precision != "year" and first.role == second.role == "at" and is_joined(one, other):
        return first, replace(second, date=_next_after(first.date, second.date))  # "in May 2014 and in June"
    return first, second


def _next_after(first: PartialDate, second: PartialDate) -> PartialDate | None:
    """A day or month of no year in the year of the date before it, unless it lies before that."""
    found = in_year_of(second, first)
    return found if found is not None and found.earliest >= first.earliest else second


def _place(sentence: Span, match: Match[str]) -> Span | None:
    """The tokens that hold a match in a sentence."""
    start, end = (sentence.start_char + offset for offset in match.span())
    return sentence.doc.char_span(start, end, alignment_mode="expand")


def _time(span: Span, role: str, moment: PartialDate | None) -> TimeExpression:
    place = TextSpan(span.start_char, span.end_char)
    return TimeExpression(place, span.start, span.end, span.text, role, moment)


# ------------------------------------------------------------------------------------------ what they bound


def _expression(span: Span, moment: PartialDate | None) -> TimeExpression:
    """A time expression with its preposition."""
    start = span.start - _part_before(span)
    before = span.doc[start - 1].lower_ if start > span.sent.start else ""
    lists = time_words()
    has_preposition = before in lists.bounds or before in lists.beside or before in lists.time_prepositions
    whole = span.doc[start - has_preposition : span.end]
    return _time(whole, _role(span, before), moment)


def _part_before(span: Span) -> int:
    """How many tokens before a time tell which part of it is meant: "the spring of | 2014", "early | 2014"."""
    lead = span.doc[span.sent.start : span.start].text_with_ws
    match = _parts().search(lead)
    if match is None:
        return 0
    part = span.doc.char_span(span.sent.start_char + match.start(), span.start_char, alignment_mode="contract")
    words = span.doc[part.start : span.start] if part is not None else None
    return len(words) if words is not None else 0


@cache
def _parts() -> re.Pattern[str]:
    lists = time_words()
    parts, seasons, near = map(one_of, (lists.parts, lists.seasons, lists.near_parts))
    return re.compile(
        rf"\b(?:(?:{one_of(lists.hedges)})\s+|(?:{near})(?:\s+in)?[\s-]+|(?:the\s+)?(?:{seasons})\s+"
        rf"|(?:the\s+)?(?:(?:{near}|first|second|third|last|final|opening)\s+)?(?:{parts})\s+of\s+)$",
        re.IGNORECASE,
    )


def _role(span: Span, before: str) -> str:
    """What the words before a time make of it: see ``TimeExpression``."""
    lead = span.doc[span.sent.start : span.start].text_with_ws
    told = next((role for pattern, role in _leads() if pattern.search(lead)), None)
    if told is not None:
        return told
    lists, beside = time_words(), (before, span[0].lower_)
    bound = next((lists.bounds[word] for word in beside if word in lists.bounds), None)
    return bound or ("near" if any(word in lists.beside for word in beside) else "at")


@cache
def _leads() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What a sentence says up to a time -> the role of the time."""
    lists = time_words()
    phases, owners, endings = map(one_of, (lists.phases, lists.owners, lists.endings))
    return (
        (re.compile(r"\bdat(?:es?|ed|ing)\s+(?:back\s+)?(?:to|from)\s*$|\bas of\s*$", re.IGNORECASE), "start"),
        (re.compile(rf"\b(?:before|after|by|towards?)\s+the\s+(?:{phases})\s+(?:of\s*)?$", re.IGNORECASE), "near"),
        (re.compile(rf"\b(?:until|till|to)\s+(?:{owners})\s+(?:{endings})\b[^,;]*$"), "until"),
    )


def _role_among(found: Sequence[TimeExpression], index: int, doc: Doc) -> str:
    """The role of a time among the others.

    "to" bounds it only after a "from" or another date; a dash bounds the times on both its sides, and so does the
    "and" of "between A and B".
    """
    time = found[index]
    before = found[index - 1] if index and 0 <= time.start - found[index - 1].end <= _NEAR else None
    if time.role == "until" and doc[time.start].lower_ == "to" and before is None:
        opened = any(other.role == "start" and other.end <= time.start for other in found[:index])
        return "until" if opened else "near"
    if before is not None and (before.date or _gap(doc, before, time) == "and") and _is_one_period(doc, before, time):
        return "until"
    after = found[index + 1] if index + 1 < len(found) else None
    if after is not None and (_is_one_period(doc, time, after) or _opens_period(doc, time, after)):
        return "start"
    return time.role


def _is_one_period(doc: Doc, first: TimeExpression, second: TimeExpression) -> bool:
    """Two times that bound one period: "A - B", "between A and B"."""
    gap = _gap(doc, first, second)
    return gap in DASHES or (gap == "and" and first.start > 0 and doc[first.start - 1].lower_ == "between")


def _opens_period(doc: Doc, first: TimeExpression, second: TimeExpression) -> bool:
    """ "1998 | to 2003": a year that another bounds needs no preposition of its own."""
    bound = second.role == "until" and doc[second.start].lower_ in ("to", "until", "through", "till")
    same = first.date and second.date and first.date.precision == second.date.precision
    return bool(bound and same and first.role == "at" and _gap(doc, first, second) == "")


def _gap(doc: Doc, first: TimeExpression, second: TimeExpression) -> str:
    return doc[first.end : second.start].text.strip()
