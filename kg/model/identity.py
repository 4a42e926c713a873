"""Who is meant: the entities behind the mentions of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Entity", "Resolution"]


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
