"""Names of everything but persons, taken apart: "Georgian Security Council" is a security council, of Georgia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.authority import Authority, Known, comparable
from kg.resolve.types import type_of
from kg.resolve.words import words

__all__ = ["OF_A_COUNTRY", "Body", "body", "known_body"]

OF_A_COUNTRY: Final = ("GovernmentBody", "ArmedForce")
"""Classes of which each country has its own, often with no more name than "Foreign Ministry"."""

_OWNER: Final = re.compile(r"^(.+?)(?:['’]s|(?<=s)['’])\s+(.+)$")
_LONGEST_COUNTRY: Final = 3
"""Words, at most, of a country or its people before a body ("South Korean", "United Arab Emirates")."""


@dataclass(frozen=True, slots=True)
class Body:
    """A name without its country and legal form, comparable and in the first of its spellings; the country's id."""

    core: str
    country: str | None = None


def body(text: str, label: str, authority: Authority) -> Body:
    """``text`` taken apart.

    Only what belongs to a country is taken off it: in "Azerbaijan newspaper" and "Bank of Georgia" the country is a
    part of the name.
    """
    for core, country in _cuts(text, authority):
        plain = _plain(core)
        if plain and _belongs(plain, label, authority):
            return Body(plain, country.id)
    return Body(_plain(text) or comparable(text))


def _belongs(core: str, label: str, authority: Authority) -> bool:
    type_ = type_of(core, label, authority, national=True)
    return type_ in OF_A_COUNTRY or (type_ == "Organization" and " " in core)


def known_body(text: str, label: str, authority: Authority) -> Known | None:
    """The known one that this name means in another order of words or with another legal form; None where none is."""
    without = _without_legal_form(text)
    forms = [without] if without and without != text else []
    for core, country in _cuts(text, authority):
        forms += [f"{core} of {country.label}", *(f"{adjective} {core}" for adjective in country.demonyms)]
    found = next((known for form in forms if (known := authority.find(form, label=label))), None)
    return found or _with_its_noun(text, authority)


def _with_its_noun(text: str, authority: Authority) -> Known | None:
    """ "Abkhazia region" is Abkhazia, "the NATO military alliance" NATO: what they are is said after the name.

    The region of a city ("Kyiv region") is not the city.
    """
    parts = text.split()
    noun, name = parts[-1], parts
    while len(name) > 1 and name[-1].islower():
        name = name[:-1]
    known = authority.find(" ".join(name)) if len(name) < len(parts) else None
    return known if known and words().spelling.get(noun, noun) in known.nouns else None


def _cuts(text: str, authority: Authority) -> Iterator[tuple[str, Known]]:
    """Each way to take a country off a name: "Azerbaijan's X", "Azerbaijani X", "Azerbaijan X", "X of Azerbaijan"."""
    if (owner := _OWNER.match(text)) and (country := _country(owner[1], authority)):
        yield owner[2], country
    parts = text.split()
    for size in range(min(_LONGEST_COUNTRY, len(parts) - 1), 0, -1):
        beginning = " ".join(parts[:size])
        if country := authority.demonym(beginning) or _country(beginning, authority):
            if country.type == "Country":
                yield " ".join(parts[size:]), country
            break
    for i, part in enumerate(parts[1:-1], start=1):
        if part == "of" and (country := _country(" ".join(parts[i + 1 :]), authority)):
            yield " ".join(parts[:i]), country
            break


def _country(text: str, authority: Authority) -> Known | None:
    known = authority.find(text)
    return known if known and known.type == "Country" else None


def _without_legal_form(text: str) -> str:
    """A name without "Ltd", "S.A.", "& Co. KG" behind it; as it is where nothing would be left."""
    parts = text.split()
    while len(parts) > 1 and _bare(parts[-1]) in {*words().legal_forms, ""}:
        parts.pop()
    return " ".join(parts).rstrip(" ,&")


def _bare(word: str) -> str:
    return word.lower().replace(".", "").replace("/", "").strip(",&()")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """In comparable form, without legal form, in the first of its spellings."""
    name = comparable(_without_legal_form(text)) or comparable(text)
    lists = words()
    name = " ".join(lists.spelling.get(part, part) for part in name.replace("co operation", "cooperation").split())
    return lists.same.get(name, name)
