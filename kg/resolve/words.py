"""The lists that resolve works by: ``ontologies/authority/heads.yaml``, titles from ``ontologies/words.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.authority import comparable
from kg.errors import OntologyError
from kg.ontology import sections

__all__ = ["Words", "words"]

_TITLES: Final = ("titles", "honorifics", "ranks", "former", "after_title")


@dataclass(frozen=True, slots=True)
class Words:
    """What the lists say, in comparable form. ``heads`` and ``first``: words -> class of ``kg.ttl``."""

    heads: Mapping[str, str]
    first: Mapping[str, str]
    national: frozenset[str]
    labels: Mapping[str, str]
    spelling: Mapping[str, str]
    same: Mapping[str, str]
    many: frozenset[str]
    legal_forms: frozenset[str]
    suffixes: frozenset[str]
    calendar: frozenset[str]
    titles: frozenset[str]
    """Words before a person's name that are no part of it."""


@cache
def words() -> Words:
    """The lists of this installation, read once. Raises ``OntologyError`` for a section that is missing."""
    lists, titles = sections("authority/heads.yaml"), sections("words.yaml")
    try:
        return Words(
            heads=_by_word("heads", lists["heads"]),
            first=_by_word("first", lists["first"]),
            national=frozenset(lists["national"]),
            labels=lists["labels"],
            spelling=lists["spelling"],
            same={form: forms[0] for forms in lists["same"] for form in forms},
            many=frozenset(lists["many"]),
            legal_forms=frozenset(lists["legal_forms"]),
            suffixes=frozenset(lists["suffixes"]),
            calendar=frozenset((*titles["months"], *titles["weekdays"])),
            titles=frozenset(
                part for key in _TITLES for title in titles[key] for part in comparable(str(title)).split()
            ),
        )
    except (KeyError, TypeError) as error:
        raise OntologyError(f"heads.yaml, words.yaml: a section is missing or of the wrong shape: {error}") from error


def _by_word(section: str, types: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for type_, heads in types.items():
        for head in heads:
            if found.setdefault(head, type_) != type_:
                raise OntologyError(f"heads.yaml: {section}: {head!r} stands for both {found[head]} and {type_}")
    return found
