"""All triples of many articles at once: the graph as a rebuild makes it, and the measure of every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.actors import entity_triples
from kg.graph.canonical import fold
from kg.graph.document import Encoded
from kg.graph.names import Names
from kg.graph.shapes import literals
from kg.graph.shapes.literals import Triple
from kg.model import Appearance

__all__ = ["n_quads", "triples_of"]

_PIECE = 16_000_000  # bytes: fewer, larger pieces are loaded faster, and each is in memory as a whole


def triples_of(articles: Iterable[Encoded], names: Names) -> Iterator[tuple[ox.NamedNode, Iterable[Triple]]]:
    """What a graph holds that holds these articles (each source once) and nothing else: graphs and their triples.

    A graph may come several times; of what articles share, only what tells whether it is new is kept in memory.
    """
    told: dict[str, dict[Appearance, None]] = {}
    stated: set[ox.NamedNode] = set()
    true: set[Triple] = set()
    for encoded in articles:
        for key, appearances in encoded.told.items():
            told.setdefault(key, {}).update(dict.fromkeys(appearances))
        facts = [triple for node, triples in encoded.statements.items() if node not in stated for triple in triples]
        facts += [triple for triple in dict.fromkeys(encoded.plain.values()) if triple not in true]
        stated.update(encoded.statements)
        true.update(encoded.plain.values())
        yield names.facts, facts
        yield encoded.doc, encoded.document
    for key, every in told.items():
        yield names.facts, dict.fromkeys(entity_triples(fold(every, key), names))


def n_quads(articles: Iterable[Encoded], names: Names) -> Iterator[bytes]:
    """The same in N-Quads, in pieces of whole lines."""
    piece: list[bytes] = []
    size = 0
    for graph, triples in triples_of(articles, names):
        lines = literals.n_quads(graph, triples).encode()
        piece.append(lines)
        size += len(lines)
        if size >= _PIECE:
            yield b"".join(piece)
            piece, size = [], 0
    yield b"".join(piece)
