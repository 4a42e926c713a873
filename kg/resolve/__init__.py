"""Mentions to entities: which names of an article are one actor, and which known actor they are.

    names        the mentions that can be a name, without junk
    clusters     names that are one: known, people, bodies
    entity       a cluster made an entity, with an id that does not depend on other articles

Stateless: the same article gives the same entities, whatever else is read before or after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.authority import Authority, entity_of
from kg.model import Entity, Parsed, Resolution
from kg.ontology import Ontology
from kg.resolve.clusters import clusters
from kg.resolve.mint import bearer_id, entity, is_minted
from kg.resolve.name import names
from kg.resolve.people import tells_who
from kg.resolve.types import kind_of

__all__ = ["bearer_id", "is_minted", "kind_of", "resolve", "tells_who"]


def resolve(parsed: Parsed, *, authority: Authority, ontology: Ontology) -> Resolution:
    """Who is meant by each mention of an article; mentions of which nobody knows have no entry."""
    named: dict[int, Entity] = {}
    for cluster in clusters(names(parsed), authority):
        one = entity(cluster, authority=authority, ontology=ontology, article=parsed.article.sha256)
        named.update((name.index, one) for name in cluster.names)
    found = {index: _meant(index, named, parsed.refers) for index in range(len(parsed.mentions))}
    entities = {index: meant for index, meant in found.items() if meant}
    ids = sorted({one.id for meant in entities.values() for one in meant})
    seats = {id: entity_of(actor) for id in ids if (actor := authority.seat_of(id))}
    return Resolution(entities, seats)


def _meant(index: int, named: Mapping[int, Entity], refers: Mapping[int, tuple[int, ...]]) -> tuple[Entity, ...]:
    """The entities at the end of a mention's references, in their order; its own where they lead nowhere."""
    found: dict[str, Entity] = {}
    seen: set[int] = set()
    waiting = [index]
    while waiting:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        if refers.get(here):
            waiting = [*refers[here], *waiting]
        elif here in named:
            found.setdefault(named[here].id, named[here])
    return tuple(found.values()) or ((named[index],) if index in named else ())
