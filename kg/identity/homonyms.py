"""One name, several bearers: told apart where articles put them in different countries and nothing links the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.identity.profiles import Profile, profiles
from kg.model import Extraction
from kg.ontology import Ontology
from kg.resolve import bearer_id

__all__ = ["bearers", "borne"]

_MANY: Final = 3
"""Articles that agree on a country, from which on a lone one that does not is taken for a mistake."""


def bearers(extractions: Iterable[Extraction], terms: Ontology) -> dict[tuple[str, str], str]:
    """(Id of a full name, source) -> the id of its bearer there, for names that two persons or more must bear.

    Articles that share a post, a country or a neighbour mean one bearer; whom an article means that shares nothing
    stays open: it keeps the id of the name.
    """
    sightings: dict[str, list[Profile]] = defaultdict(list)
    for extraction in extractions:
        for id, seen in profiles([extraction], terms).items():
            sightings[id].append(seen)
    found: dict[tuple[str, str], str] = {}
    for id, seen_in in sorted(sightings.items()):
        found.update(((id, source), bearer) for source, bearer in borne(id, seen_in).items())
    return dict(sorted(found.items()))


def borne(id: str, sightings: Iterable[Profile]) -> dict[str, str]:
    """Source -> the id of the bearer there, of one name; ``sightings`` are what each article alone tells of it."""
    seen_in = (seen for seen in sightings if seen.person and seen.minted and not seen.vague)
    groups = _serious([group for group in _groups(seen_in) if _countries(group)])
    found: dict[str, str] = {}
    for group in groups if len(groups) > 1 else ():
        bearer = bearer_id(id, min(_countries(group)))
        found.update((source, bearer) for seen in group for source in seen.sources)
    return found


def _groups(seen_in: Iterable[Profile]) -> list[list[Profile]]:
    """Sightings that share something, together; those of which nothing is told are in none."""
    of: dict[object, list[Profile]] = {}
    for seen in seen_in:
        sharing = {id(group): group for mark in _marks(seen) if (group := of.get(mark)) is not None}
        whole, *others = sorted(sharing.values(), key=len, reverse=True) or [[]]
        # The smaller ones go into the largest, so that the many who bear a popular name are not gone through again
        # with each article.
        for joining in ([seen], *others):
            whole += joining
            of.update((mark, whole) for one in joining for mark in _marks(one))
    return list({id(group): group for group in of.values()}.values())


def _marks(seen: Profile) -> Iterator[object]:
    yield from seen.countries
    yield from seen.linked
    yield from seen.posts


def _serious(groups: Sequence[list[Profile]]) -> list[list[Profile]]:
    """Without a lone article against many: there the article was misread, more likely than not."""
    most = max(map(len, groups), default=0)
    return [group for group in groups if len(group) > 1 or most < _MANY]


def _countries(group: Iterable[Profile]) -> set[str]:
    return {country for seen in group for country in seen.countries}
