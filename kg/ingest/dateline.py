"""The dateline of an agency ("BAKU, Azerbaijan, March 1. /Agency/. The ..."), the time stamp after a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.ingest.cues import load
from kg.ingest.dates import CLOCK, date_expression, dates_in
from kg.ingest.header import Meta, dated

__all__ = ["Dateline", "Stamp", "read_dateline", "read_stamp"]

PLACE = r"[A-ZÀ-ÞĀ-ŽƏİ][\w’'\-]*\.?(?:[ ][A-ZÀ-ÞĀ-ŽƏİ][\w’'\-]*\.?){0,3}?"
LONGEST = 160  # characters that a dateline or a stamp may have; a limit also on what a hostile text can cost
DASH = r"\s*[—–]\s*|\s+-{1,2}\s+|\s*--\s*"


@dataclass(frozen=True, slots=True)
class Dateline:
    """``end`` is where, in its paragraph, the first sentence begins; ``meta`` is what stands before it."""

    end: int
    meta: Meta


@dataclass(frozen=True, slots=True)
class Stamp:
    """``start`` is where, in its paragraph, the date and time after the last sentence begin."""

    start: int
    meta: Meta


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the start of a paragraph, or None. It may be the whole of the paragraph."""
    match = _dateline().match(paragraph, 0, LONGEST)
    if match is None or match.end() == LONGEST or not _convinces(match, paragraph):
        return None
    place, region, day = match.group("place", "region", "day")
    tag = match["slashed"] or match["bracketed"] or match["tag"]
    where = ", ".join(_cased(words) for words in (place, region) if words) or None
    meta = Meta(publisher=load().agencies.get(tag, tag) if tag else None, place=where)
    found = next(dates_in(day), None) if day else None
    if found:
        meta = replace(meta, published=found.date, undated=None if found.date else found)
    return Dateline(match.end(), meta)


def read_stamp(paragraph: str) -> Stamp | None:
    """The date and time that an agency puts after the last sentence of a paragraph, or None."""
    match = _stamp().search(paragraph, max(0, len(paragraph) - LONGEST))
    if match is None:
        return None
    return Stamp(match.start("stamp"), dated(match["stamp"], list(dates_in(match["stamp"]))))


def _convinces(match: re.Match[str], paragraph: str) -> bool:
    """A capitalised word and a dash also begin many a sentence: more is needed, and how much depends on the rest."""
    place, day, bracketed = match.group("place", "day", "bracketed")
    if place and place.split()[0].casefold() in load().little_words["English"]:  # "On March 3 - a Sunday - ..."
        return False
    if day:
        return bool(place or match["slashed"] or bracketed or match["tag"])
    if match["slashed"] or bracketed in load().agencies:
        return True
    dash = match["end"].strip() in {"—", "–", "-", "--"}
    # "NATO – which ..." is no dateline, "WASHINGTON — The ..." is one
    sentence_follows = paragraph[match.end() :].lstrip("\"“‘'")[:1].isupper()
    return bool(place) and place.isupper() and len(place) > 3 and dash and sentence_follows and not match["tag"]


def _cased(words: str) -> str:
    return words.title() if words.isupper() and len(words) > 3 else words


@cache
def _dateline() -> re.Pattern[str]:
    tags = "|".join(re.escape(tag) for tag in sorted(load().agencies, key=lambda tag: (-len(tag), tag)))
    no_date = rf"(?!(?i:{date_expression()}))"  # "Oct." before a day is no place
    # A date may be written in any case, names may not: only its part ignores case.
    return re.compile(
        rf"(?:{no_date}(?P<place>{PLACE})(?:,\s*{no_date}(?P<region>{PLACE}))?(?:,\s*|\s+|(?=[/(—–.-])))?"
        rf"(?P<day>(?i:{date_expression()}))?[.,]?\s*"
        r"(?:/\s*(?P<slashed>[^/\n]{2,30}?)\s*/|\(\s*(?P<bracketed>[^()\n]{2,30}?)\s*\)"
        rf"|(?P<tag>\b(?:{tags})\b))?"
        rf"(?P<end>\.?(?:{DASH})|[.:]\s+|(?<=/)\s+|[.,]?\s*$)"
    )


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[.!?…”\"’)])\s+(?P<stamp>{date_expression()},?\s+{CLOCK})$",
        re.IGNORECASE,
    )
