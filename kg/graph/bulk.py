"""All triples of many articles at once: the graph as a rebuild makes it, and the measure of every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.codec import entity_triples
from kg.graph.document import Encoded
from kg.graph.identity import fold
from kg.graph.names import Names
from kg.model import Appearance

__all__ = ["quads_of"]


def quads_of(articles: Iterable[Encoded], names: Names) -> Iterator[ox.Quad]:
    """The quads of a graph that holds these articles (each source once) and nothing else."""
    told: dict[str, list[Appearance]] = {}
    facts: dict[ox.Triple, None] = {}
    for encoded in articles:
        for appearance in encoded.extraction.appearances:
            told.setdefault(appearance.entity.id, []).append(appearance)
        for triples in encoded.statements.values():
            facts.update(dict.fromkeys(triples))
        facts.update(dict.fromkeys(encoded.plain.values()))
        for triple in encoded.document:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, encoded.doc)
    for appearances in told.values():
        facts.update(dict.fromkeys(entity_triples(fold(appearances), names)))
    for triple in facts:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, names.facts)
