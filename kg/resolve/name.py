"""A name mention made ready to compare: without the marks around it, and no junk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.authority import comparable, looks_like_name
from kg.model import Mention, Parsed
from kg.resolve.words import words

__all__ = ["Name", "clean", "names"]

_LONGEST: Final = 120
"""Characters: what is longer is a sentence that somebody took for a name."""
_QUOTES: Final = re.compile("[“”„«»\"]|^['‘]|['’]$")
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")
_MARKS: Final = ("'s", "’s", "'", "’")
_THE: Final = re.compile(r"^the\s+", re.IGNORECASE)
_BRACKET: Final = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_INNER: Final = re.compile(r"\s*\([A-Z][\w&.-]{1,9}\)(?=\s)")
_NO_NAME: Final = re.compile(r"https?:|www\.|@|^[\W\d_]+$|\w+\.(?:com|org|net|html?)\b", re.IGNORECASE)
_EDGES: Final = " \t\n,;:–—-"


@dataclass(frozen=True, slots=True)
class Name:
    """A name mention: its index in ``Parsed.mentions``, its words without marks, its label and first token.

    ``short`` is what it brings in brackets after it: "Black Sea Forum (BSF)". ``whose`` is the name right before it
    that tells whose it is, with the mark of that: "Russia's", "Russian".
    """

    index: int
    text: str
    label: str
    start: int
    short: str | None = None
    whose: str | None = None


COMMON: Final = ("AGREEMENT", "EVENT")
"""Labels of things that a common noun may tell of: "a ceasefire", "talks"."""


def names(parsed: Parsed) -> list[Name]:
    """The name mentions of an article that can be somebody's name, in order."""
    ends = {mention.end: mention for mention in parsed.mentions if mention.kind == "name"}
    found = (_name(index, mention, parsed) for index, mention in enumerate(parsed.mentions))
    return [replace(name, whose=_whose(name.start, ends, parsed)) for name in found if name is not None]


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """``text`` without quotation marks, a leading "the", a closing possessive and stray marks at its edges."""
    text = " ".join(_QUOTES.sub("", text).split()).strip(_EDGES)
    return _POSSESSIVE.sub("", _THE.sub("", text)).strip(_EDGES)


def _name(index: int, mention: Mention, parsed: Parsed) -> Name | None:
    if mention.kind != "name" or len(mention.text) > _LONGEST or _NO_NAME.search(mention.text):
        return None
    text = _INNER.sub("", clean(mention.text))  # "the Sea Forum (SF) Fund" is the Sea Forum Fund
    inside = _BRACKET.match(text)
    if inside and spells(inside[2], inside[1]):
        text, short = clean(inside[1]), inside[2]
    else:
        short = _bracketed(mention, parsed)
    if not _can_be_name(text, mention.label):
        return None
    return Name(index, text, mention.label, mention.start, short)


def _whose(start: int, ends: Mapping[int, Mention], parsed: Parsed) -> str | None:
    """The owner before a name that starts there, by where names end; None where none stands there."""
    if (people := ends.get(start)) is not None and people.label == "NORP":
        return people.text
    mark = parsed.doc[start - 1].text if start else ""
    owner = ends.get(start - 1) if mark in _MARKS else None
    return f"{owner.text}{mark}" if owner else None


def _can_be_name(text: str, label: str) -> bool:
    """No lone small word but "a ceasefire", month, half a bracket; no person who is but a title ("President")."""
    parts = comparable(text).split()
    if words().calendar.issuperset(parts) or text.count("(") != text.count(")"):
        return False
    if label == "PERSON" and words().titles.issuperset(parts):
        return False
    return len(parts) > 1 or (len(parts) == 1 and (looks_like_name(text) or label in COMMON))


def _bracketed(mention: Mention, parsed: Parsed) -> str | None:
    """The acronym in brackets right behind a mention; None where there is none."""
    if mention.end >= len(parsed.doc) or parsed.doc[mention.end].text != "(":
        return None
    following = [token.text for token in parsed.doc[mention.end : mention.end + 3]]
    if len(following) == 3 and (following[0], following[2]) == ("(", ")") and spells(following[1], mention.text):
        return following[1]
    return None


def spells(acronym: str, name: str) -> bool:
    """True where it can be short for a name: its capitals and digits stand in it, in order, from the first on."""
    signs = [sign.casefold() for sign in acronym if sign.isupper() or sign.isdigit()]
    if len(signs) < 2 or " " not in name or name[0].casefold() != signs[0]:
        return False
    letters = iter(comparable(name).replace(" ", ""))
    return all(sign in letters for sign in signs)
