"""An actor that the authority knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.authority.names import acronym_key, comparable
from kg.model import Entity

__all__ = ["Known", "entity_of", "keys"]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor, place, agreement, ... that is publicly known, as ``ontologies/authority/*.csv`` tells it.

    ``type`` is a class of ``kg.ttl``. ``aliases`` are other names, written as in a text; ``acronyms`` count only in
    this case ("NATO", "PfP"). ``shared`` are names that it shares with other things ("Shell", "Congo"): good only
    where the text already says of what kind they are. ``nouns`` is what it is called when it comes back ("alliance"),
    ``demonyms`` what its people and things are called ("Azerbaijani"). ``country``, ``part_of`` and ``seat_of`` are
    ids: the country that it belongs to, the body that it is a part of, the actor that is meant where a city or a
    building acts. ``wikidata`` is None where no source at hand vouches for one.
    """

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None
    part_of: str | None = None
    seat_of: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the aliases that are its own, as far as it shares them with nothing else."""
        return tuple(name for name in (self.label, *self.aliases) if name not in self.shared)


def entity_of(known: Known) -> Entity:
    """The entity that it is in a graph, mentioned or not."""
    return Entity(
        id=known.id,
        label=known.label,
        type=known.type,
        aliases=tuple(sorted({*known.aliases, *known.acronyms} - {known.label})),
        wikidata=known.wikidata,
        because="known",
    )


def keys(known: Known) -> Iterator[tuple[str, str]]:
    """What it is found by: (``name``, ``acronym`` or ``demonym``; in comparable form). Each belongs to one alone."""
    for name in known.names:
        yield "name", comparable(name)
    for acronym in known.acronyms:
        if acronym not in known.shared:
            yield "acronym", acronym_key(acronym)
    for demonym in known.demonyms:
        yield "demonym", comparable(demonym)
