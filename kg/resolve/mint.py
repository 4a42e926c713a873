"""Clusters of names made entities, with ids that the same name has in every article: words and a hash."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from kg.authority import Authority, comparable, entity_of, looks_like_name, slug
from kg.model import Entity
from kg.ontology import Ontology
from kg.resolve.clusters import Cluster
from kg.resolve.name import clean
from kg.resolve.people import bare, tells_who
from kg.resolve.types import kind_of, type_of

__all__ = ["bearer_id", "entity", "is_minted"]

_SLUG: Final = 60
"""Characters of an id before its hash, at most."""
_HASH: Final = 8
_MINTED: Final = re.compile(rf"-[0-9a-f]{{{_HASH}}}$")


def entity(cluster: Cluster, *, authority: Authority, ontology: Ontology, article: str) -> Entity:
    """The entity of a cluster. ``article`` is the hash of the article's text.

    A minted id is made of the full name, its kind and its country: one id for one name in all articles, however it is
    written. Words without a capital ("peace agreement") are no name, and a surname alone is that of many: what they
    mean is another thing in each article, as far as this article tells.
    """
    if cluster.known is not None:
        return entity_of(cluster.known)
    type_ = type_of(_fullest_core(cluster), cluster.label, authority, national=cluster.country is not None)
    written = _written(cluster)
    label = max(written, key=lambda name: (len(name.split()), len(name)))
    alone = type_ == "Person" and not any(map(tells_who, written))
    local = article if alone or not any(map(looks_like_name, written)) else ""
    return Entity(
        id=_id(cluster, kind_of(type_, ontology), local),
        label=label,
        type=type_,
        aliases=tuple(sorted(set(written) - {label})),
        because="; ".join(dict.fromkeys(cluster.reasons.values())) or "same name",
    )


def is_minted(id: str) -> bool:
    """True for an id that was made of a name; False for that of a known actor."""
    return bool(_MINTED.search(id))


def bearer_id(id: str, country: str) -> str:
    """The id of the one of a country, where several actors bear the name that ``id`` was made of."""
    return _hashed(f"{id.rpartition('-')[0]}-of-{country}", id, country)


def _fullest_core(cluster: Cluster) -> str:
    return cluster.identity or comparable(cluster.names[0].text)


def _written(cluster: Cluster) -> list[str]:
    """The names as the article writes them, each spelling once, in order."""
    return list(dict.fromkeys(_shown(name.text, cluster.label) for name in cluster.names))


def _shown(text: str, label: str) -> str:
    return bare(clean(text)) if label == "PERSON" else clean(text)


def _id(cluster: Cluster, kind: str, local: str) -> str:
    words = f"{cluster.identity} of {cluster.country}" if cluster.country else cluster.identity
    readable = slug(words)
    if len(readable) > _SLUG:
        readable = readable[: readable.rfind("-", 1, _SLUG + 1)] if "-" in readable[:_SLUG] else readable[:_SLUG]
    return _hashed(readable, kind, cluster.identity, cluster.country or "", local)


def _hashed(readable: str, *content: str) -> str:
    digest = hashlib.sha256("\n".join(content).encode()).hexdigest()
    return f"{readable}-{digest[:_HASH]}"
