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

from spacy.tokens import Doc, Span

from kg.annotate.dates import Anchor, two_years
from kg.annotate.rules import matches, one_of
from kg.annotate.tokens import DASHES
from kg.annotate.words import time_words
from kg.model import PartialDate, TextSpan, TimeExpression

_NEAR: Final = 3
"""Tokens between two times that may bound one period together."""


def times(doc: Doc, published: PartialDate | None) -> tuple[TimeExpression, ...]:
    """Every time expression of a document, in order."""
    anchor = Anchor(published, None)
    found: list[TimeExpression] = []
    for sentence in doc.sents:
        for match, resolve in matches(sentence.text):
            span = _place(sentence, match)
            if span is None:
                continue
            if years := two_years(match):  # one word to the tokenizer: "1995-2004"
                found += [_time(span, role, year) for role, year in zip(("start", "until"), years, strict=True)]
                continue
            anchor.future = _is_future(span)
            moment = resolve(match, anchor)
            anchor.latest = moment or anchor.latest
            found.append(_expression(span, moment))
    return tuple(replace(time, role=_role_among(found, index, doc)) for index, time in enumerate(found))


def _place(sentence: Span, match: Match[str]) -> Span | None:
    """The tokens that hold a match in a sentence."""
    start, end = (sentence.start_char + offset for offset in match.span())
    return sentence.doc.char_span(start, end, alignment_mode="expand")


def _time(span: Span, role: str, moment: PartialDate | None) -> TimeExpression:
    place = TextSpan(span.start_char, span.end_char)
    return TimeExpression(place, span.start, span.end, span.text, role, moment)


def _is_future(span: Span) -> bool:
    """Does the clause that holds these words speak of what is to come?"""
    verb = next((token for token in (span.root, *span.root.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(
        child.dep_ == "aux" and child.lower_ in time_words().future for child in verb.children
    )


# ------------------------------------------------------------------------------------------ what they bound


def _expression(span: Span, moment: PartialDate | None) -> TimeExpression:
    """A time expression with its preposition."""
    before = span.doc[span.start - 1].lower_ if span.start > span.sent.start else ""
    lists = time_words()
    has_preposition = before in lists.bounds or before in lists.beside or before in lists.time_prepositions
    whole = span.doc[span.start - has_preposition : span.end]
    return _time(whole, _role(span, before), moment)


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
    if index + 1 < len(found) and _is_one_period(doc, time, found[index + 1]):
        return "start"
    return time.role


def _is_one_period(doc: Doc, first: TimeExpression, second: TimeExpression) -> bool:
    """Two times that bound one period: "A - B", "between A and B"."""
    gap = _gap(doc, first, second)
    return gap in DASHES or (gap == "and" and first.start > 0 and doc[first.start - 1].lower_ == "between")


def _gap(doc: Doc, first: TimeExpression, second: TimeExpression) -> str:
    return doc[first.end : second.start].text.strip()
