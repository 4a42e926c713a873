"""The lines of metadata above an article: when, by whom, where from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.ingest.cues import DECORATION, folded, load
from kg.ingest.dates import CLOCK, FoundDate, date_expression, dates_in
from kg.model import PartialDate

__all__ = ["Meta", "dated", "is_name", "names_in", "read_meta"]

LONGEST_META = 25  # words
PART: Final = re.compile(r"\s*[|·•]\s*|\s{3,}|\t|\n")
INITIAL = r"[A-ZÀ-ÞĀ-ŽƏİ][\w’'.\-]*"
PARTICLE = r"(?:van|von|de|der|da|di|del|la|le|bin|bint|al|el|ibn|dos)"
PLACES: Final = re.compile(rf"{INITIAL}(?:\s+{INITIAL}){{0,3}}(?:,\s*{INITIAL}(?:\s+{INITIAL}){{0,3}})?")
NAME: Final = re.compile(rf"{INITIAL}(?:\s+(?:{PARTICLE}\s+)*{INITIAL}){{1,3}}")


@dataclass(frozen=True, slots=True)
class Meta:
    """What header lines tell. ``undated`` is a day and month without a year ("March 3")."""

    published: PartialDate | None = None
    updated: PartialDate | None = None
    undated: FoundDate | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    place: str | None = None

    def joined(self, later: Meta) -> Meta:
        """Both; where both tell the same, this one."""
        return Meta(
            self.published or later.published,
            self.updated or later.updated,
            self.undated or later.undated,
            self.publisher or later.publisher,
            self.authors or later.authors,
            self.place or later.place,
        )

    @property
    def date(self) -> PartialDate | None:
        """The date of publication; that of the last change where no other is given; a whole one if at all."""
        known = self.published or self.updated
        if self.undated and (known is None or known.precision == "year"):
            return self.undated.in_year_of(known) or known
        return known

    @property
    def reason(self) -> str:
        """Why a line that tells this is dropped."""
        return "date line" if self.published or self.updated or self.undated else "byline"


def names_in(value: str) -> tuple[str, ...]:
    """The names in a field of authors or a byline: ``A, B and C``, ``A; B``."""
    names = (" ".join(name.split()).strip(DECORATION) for name in re.split(r"\s*[,;&]\s*|\s+and\s+", value))
    return tuple(dict.fromkeys(name for name in names if name))


def is_name(line: str) -> bool:
    """True for two to four capitalised words and nothing else: what a lone name looks like."""
    return bool(NAME.fullmatch(line)) and not load().is_category(line) and not line.isupper()


def read_meta(line: str, *, strict: bool) -> Meta | None:
    """What a line tells if it is nothing but metadata, else None.

    ``strict`` is for lines below the header: there, a bare date may be the heading of a chronology, and only a
    byline, or a date with its time or a word such as "Published", will do.
    """
    if len(line.split()) > LONGEST_META:
        return None
    parts = [part.strip(DECORATION) for part in PART.split(line)]
    parts = [part for part in parts if part]
    telling = [_part(part, strict=strict) for part in parts]
    if not any(telling):
        return None
    meta = Meta()
    for position, (part, told) in enumerate(zip(parts, telling, strict=True)):
        if told is None:
            before_date = any(found and found.reason == "date line" for found in telling[position + 1 : position + 2])
            told = _other(part, place=before_date or bool(meta.authors))
        if told is None:
            return None
        meta = meta.joined(told)
    return meta


def _part(part: str, *, strict: bool) -> Meta | None:
    """A date with what surrounds it, a byline, or both in one ("2018-11-29 By ...")."""
    dates = list(dates_in(part))
    if not dates and not _date_words().match(part):
        return _byline(part)
    bare = _widget().sub(" ", part)
    rest, told = _without_dates(bare)
    rest = rest.strip(DECORATION + "()[]")
    if rest:
        byline = _byline(rest) or (None if strict else _before_date(part, rest, dates))
        if byline is None:
            return None
        return byline.joined(dated(part, dates)) if dates else None
    return dated(part, dates) if dates and (told or not strict) else None


def _before_date(part: str, rest: str, dates: list[FoundDate]) -> Meta | None:
    """What stands before a whole date and a comma: the place ("Lima, Peru, 3 March 2024"), or author and place."""
    if not (dates and dates[0].date and part.lstrip(DECORATION).startswith(rest)):
        return None
    author, _, place = rest.rpartition(",")
    if (byline := _byline(author)) and PLACES.fullmatch(place.strip()):
        return byline.joined(Meta(place=place.strip()))
    if not PLACES.fullmatch(rest) or load().is_category(rest):
        return None
    return Meta(place=rest.title() if rest.isupper() and len(rest) > 3 else rest)


def _without_dates(part: str) -> tuple[str, bool]:
    """What remains of a line without its dates, times and the words before them; True where it has such words."""
    rest = re.sub(date_expression(), " ", part, flags=re.IGNORECASE)
    bare = re.sub(CLOCK, " ", rest, flags=re.IGNORECASE)
    wordless = _date_words().sub(" ", bare)
    return wordless, wordless != rest


def dated(part: str, dates: list[FoundDate]) -> Meta:
    meta = Meta()
    for found in dates:
        before = folded(part[: found.span.start])
        if found.date is None:
            told = Meta(undated=found)
        elif before.endswith(load().updated_words):
            told = Meta(updated=found.date)
        else:
            told = Meta(published=found.date)
        meta = meta.joined(told)
    return meta


@cache
def _date_words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in (*load().updated_words, *load().published_words))
    return re.compile(rf"\b(?:{words})\b:?", re.IGNORECASE)


@cache
def _widget() -> re.Pattern[str]:
    patterns = [cue.pattern.pattern for cue in load().paragraphs if cue.pattern]
    return re.compile("|".join(patterns), re.IGNORECASE)


def _byline(part: str) -> Meta | None:
    cues = load()
    line = folded(part)
    if not line.startswith(cues.bylines):
        return None
    opening = next((word for word in cues.bylines if line.startswith(f"{word} ")), None)
    if opening is None:
        return None
    rest = part.lstrip(DECORATION)[len(opening) :].strip(DECORATION)
    named, _, place = rest.partition(" in ")
    names = names_in(named)
    if not names or not all(_author(name) for name in names):
        return None
    return Meta(authors=names, place=place.strip() or None)


def _author(name: str) -> bool:
    return is_name(name) or _of_a_desk(name) or name in load().agencies


def _of_a_desk(part: str) -> bool:
    line = folded(part)
    return len(line.split()) <= 6 and any(re.search(rf"\b{re.escape(desk)}\b", line) for desk in load().desks)


def _other(part: str, *, place: bool) -> Meta | None:
    """A part of a header line that is neither date nor byline: section, agency, desk, place; None: it is prose."""
    cues = load()
    if cues.is_category(part) or cues.reason(part):
        return Meta()
    if part in cues.agencies:
        return Meta(publisher=cues.agencies[part])
    if _of_a_desk(part):
        return Meta(authors=(part,))
    if len(part.split()) > 4 or not part[0].isupper():
        return None
    # Nothing tells whether "New Delhi" is a person; where it stands does: after a byline, or right before the date.
    return Meta(place=part) if place else Meta()
