"""Who is meant: the entities behind the mentions of an article."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kg.model.shown import entity_html
from kg.model.text import PartialDate

__all__ = ["Decision", "Entity", "Identities", "Resolution", "Stands", "Verdict"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Something real that statements are about: a node of the graph.

    ``id`` is the local part of its IRI (``strait-league``; minted ones end in a hash), ``type`` a class of
    ``kg.ttl``, ``aliases`` other names seen or known, sorted. ``wikidata`` is a Q-number that a source vouches for,
    or None. ``because`` tells why these names are one.
    """

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    because: str = ""

    def _repr_html_(self) -> str:
        return entity_html(self)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is meant: mention index -> the entities that it stands for (one; several for "the two leaders").

    ``seats`` maps the id of a city to the actor whose seat it is (a capital: its country): who is meant where a city
    does what only an actor can do.
    """

    entities: Mapping[int, tuple[Entity, ...]]
    seats: Mapping[str, Entity] = field(default_factory=dict)

    def of(self, mention: int) -> tuple[Entity, ...]:
        """The entities behind a mention; empty where nobody knows."""
        return self.entities.get(mention, ())


class Verdict(StrEnum):
    """Are two entities one actor?"""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two entities, read in different articles or by different names, are one actor, and why.

    ``one`` and ``other`` are ids as articles gave them, in order. ``score`` (0 to 1) is that of the comparison, None
    where a person judged; then ``by`` and ``when`` tell who and when, where they said so.
    """

    one: str
    other: str
    verdict: Verdict
    because: str
    score: float | None = None
    by: str | None = None
    when: PartialDate | None = None


class Stands(Protocol):
    """Who stands for whom, as ``Identities`` tells it."""

    def of(self, id: str, source: str = "") -> str:
        """The id that stands for this one as the article ``source`` reads it."""

    def touches(self, ids: Iterable[str], source: str) -> bool:
        """True where another id stands for one of these in that article."""

    def winners(self) -> Container[str]:
        """The ids that stand for others."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is one actor in a whole graph.

    ``replaced`` maps an id to the one that stands for it, always at once. ``split`` is for a name that several bear:
    (id, source of an article) -> the id of the bearer whom that article means. ``decisions`` are the reasons, with
    the pairs that are undecided, sorted by their ids.
    """

    replaced: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[tuple[str, str], str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    def of(self, id: str, source: str = "") -> str:
        """The id that stands for this one as the article ``source`` reads it: itself where nothing replaces it."""
        meant = self.split.get((id, source), id)
        return self.replaced.get(meant, meant)

    def winners(self) -> Container[str]:
        """The ids that stand for others."""
        return frozenset(self.replaced.values())

    def touches(self, ids: Iterable[str], source: str) -> bool:
        """True where another id stands for one of these in that article."""
        return any(self.of(id, source) != id for id in ids)
