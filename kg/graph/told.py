"""What articles tell, a few articles at a time: a graph of any size is gone through in little memory."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.graph.codec import SOURCE, citation_from, evidence_from, statement_from
from kg.graph.every import every_citation, every_evidence
from kg.graph.lookup import entity_in, node_in
from kg.graph.store import Graph
from kg.graph.terms import kg
from kg.model import Citation, Entity, Evidence, Statement

__all__ = ["Told", "documents", "told"]

_AT_ONCE: Final = 100  # articles
_KNOWN: Final = 20_000  # entities kept, since the news speak of some again and again


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, a piece of evidence for it, and the article that this stands in.

    The statement has this evidence alone.
    """

    statement: Statement
    piece: Evidence
    paper: Citation


def documents(graph: Graph) -> dict[str, ox.NamedNode]:
    """The graph of each article, by source, sorted."""
    found = ((quad.object, quad.graph_name) for quad in graph.store.quads_for_pattern(None, SOURCE, None, None))
    by_source = {
        source.value: doc for source, doc in found if isinstance(source, ox.Literal) and isinstance(doc, ox.NamedNode)
    }
    return dict(sorted(by_source.items()))


def told(graph: Graph, docs: Sequence[ox.NamedNode]) -> Iterator[Told]:
    """All that these articles tell, in their order, by place. Entities have all names that the graph knows."""
    store, names = graph.store, graph.names
    known = functools.lru_cache(_KNOWN)(lambda node: entity_in(store, names, node))

    def statement(node: ox.NamedNode, piece: Evidence) -> Statement:
        stated = node_in(store, node, names.facts)
        sides = [stated.link(kg(side)) for side in ("subject", "object", "statedBy") if stated.text(kg(side))]
        entities: dict[str, Entity] = {one.id: one for one in map(known, sides) if one}
        return statement_from(stated, entities, (piece,), names)

    for start in range(0, len(docs), _AT_ONCE):
        some = docs[start : start + _AT_ONCE]
        cited = (citation_from(node) for node in every_citation(store, some))
        papers = {one.source: one for one in cited}
        sources = {doc: node_in(store, doc, doc).text(SOURCE) or "" for doc in some}
        by_doc: dict[str, list[Told]] = {source: [] for source in sources.values()}
        for doc, node in every_evidence(store, some):
            piece = evidence_from(node, sources[doc])
            by_doc[piece.source].append(
                Told(statement(node.link(kg("evidenceFor")), piece), piece, papers[piece.source])
            )
        for pieces in by_doc.values():
            yield from sorted(pieces, key=lambda one: (one.piece.span, one.statement.content()))
