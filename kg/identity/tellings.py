"""What one article tells of each entity, as text: what is kept of it to decide who is one actor."""

from __future__ import annotations

import json

from kg.identity.profiles import Profile, told
from kg.model import Extraction
from kg.ontology import Ontology
from kg.resolve import is_minted

__all__ = ["tellings", "unpacked"]


def tellings(extraction: Extraction, terms: Ontology) -> dict[str, str]:
    """The telling of each entity of an article in canonical form, by the id that it was read with."""
    return {id: _packed(profile) for id, profile in told(extraction, terms).items()}


def _packed(profile: Profile) -> str:
    """The same for the same."""
    sets: tuple[set[str], ...] = (profile.names, profile.countries, profile.linked, profile.met)
    told = [profile.label, profile.kind, bool(profile.sources), sorted(profile.posts), *map(sorted, sets)]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpacked(id: str, source: str, telling: str) -> Profile:
    """What the article ``source`` tells of an entity."""
    label, kind, seen, posts, names, countries, linked, met = json.loads(telling)
    return Profile(
        id=id,
        label=label,
        kind=kind,
        minted=is_minted(id),
        names=set(names),
        sources={source} if seen else set(),
        countries=set(countries),
        posts={(role, body) for role, body in posts},
        linked=set(linked),
        met=set(met),
    )
