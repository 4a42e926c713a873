"""Clusters of names made entities, with ids that the same name has in every article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kg.authority import Authority, comparable, entity_of, looks_like_name, slug
from kg.model import Entity
from kg.ontology import Ontology
from kg.resolve.clusters import Cluster
from kg.resolve.name import clean
from kg.resolve.people import bare, tells_who
from kg.resolve.types import type_of

__all__ = ["entity"]

_COARSE = ("Person", "Organization", "Place")
_SLUG = 60
"""Characters of an id before its hash, at most."""


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
        id=_id(cluster, next((kind for kind in _COARSE if ontology.is_a(type_, kind)), type_), local),
        label=label,
        type=type_,
        aliases=tuple(sorted(set(written) - {label})),
        because="; ".join(dict.fromkeys(cluster.reasons.values())) or "same name",
    )


def _fullest_core(cluster: Cluster) -> str:
    return cluster.identity or comparable(cluster.names[0].text)


def _written(cluster: Cluster) -> list[str]:
    """The names as the article writes them, each spelling once, in order."""
    return list(dict.fromkeys(_shown(name.text, cluster.label) for name in cluster.names))


def _shown(text: str, label: str) -> str:
    return bare(clean(text)) if label == "PERSON" else clean(text)


def _id(cluster: Cluster, kind: str, local: str) -> str:
    content = _joined((kind, cluster.identity, cluster.country or "", local))
    words = f"{cluster.identity} of {cluster.country}" if cluster.country else cluster.identity
    readable = slug(words)
    if len(readable) > _SLUG:
        readable = readable[: readable.rfind("-", 1, _SLUG + 1)] if "-" in readable[:_SLUG] else readable[:_SLUG]
    return f"{readable}-{hashlib.sha256(content).hexdigest()[:8]}"


def _joined(parts: Iterable[str]) -> bytes:
    return "\n".join(parts).encode()
