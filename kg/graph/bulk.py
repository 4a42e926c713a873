"""All triples of many articles at once: the graph as a rebuild makes it, and the measure of every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.actors import entity_triples
from kg.graph.canonical import fold
from kg.graph.document import Encoded
from kg.graph.names import Names
from kg.model import Appearance

__all__ = ["quads_of"]


def quads_of(articles: Iterable[Encoded], names: Names) -> Iterator[ox.Quad]:
    """The quads of a graph that holds these articles (each source once) and nothing else."""
    told: dict[str, list[Appearance]] = {}
    facts: dict[ox.Triple, None] = {}
    for encoded in articles:
        for key, appearances in encoded.told.items():
            told.setdefault(key, []).extend(appearances)
        for triples in encoded.statements.values():
            facts.update(dict.fromkeys(triples))
        facts.update(dict.fromkeys(encoded.plain.values()))
        for triple in encoded.document:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, encoded.doc)
    for key, every in told.items():
        facts.update(dict.fromkeys(entity_triples(fold(every, key), names)))
    for triple in facts:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, names.facts)
