"""Single things found in a store by its indexes."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.actors import ENTITY_PREDICATES, LABEL, appearance_from, entity_from
from kg.graph.codec import MEANS, SOURCE, evidence_from, read_as, statement_from
from kg.graph.fields import Node, nodes
from kg.graph.names import Names
from kg.graph.terms import kg
from kg.model import Article, Entity, Evidence, Extraction, Statement

__all__ = [
    "digest_of",
    "digests",
    "document_of",
    "entity_in",
    "node_in",
    "outline_of",
    "sorted_evidence",
    "source_of",
    "sources_naming",
    "statement_in",
    "stating",
]


def document_of(store: ox.Store, source: str) -> ox.NamedNode | None:
    """The graph of the article with this source; None where there is none."""
    for quad in store.quads_for_pattern(None, SOURCE, ox.Literal(source), None):
        if isinstance(quad.graph_name, ox.NamedNode):
            return quad.graph_name
    return None


def source_of(store: ox.Store, doc: str) -> str:
    """The source of the article of this graph."""
    found = store.quads_for_pattern(None, SOURCE, None, ox.NamedNode(doc))
    return next(quad.object.value for quad in found if isinstance(quad.object, ox.Literal))


def digests(store: ox.Store) -> dict[str, str]:
    """The digest of what each article says, by the IRI of its graph."""
    found = ((quad.graph_name, quad.object) for quad in store.quads_for_pattern(None, kg("digest"), None, None))
    told = ((doc, one) for doc, one in found if isinstance(doc, ox.NamedNode))
    return {doc.value: one.value for doc, one in told if isinstance(one, ox.Literal)}


def digest_of(store: ox.Store, doc: str) -> str | None:
    """That of one article, by the IRI of its graph; None where it is not here."""
    found = store.quads_for_pattern(None, kg("digest"), None, ox.NamedNode(doc))
    return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)


def node_in(store: ox.Store, subject: object, graph: ox.NamedNode | None) -> Node:
    """All that one graph (None: any) says of a subject."""
    assert isinstance(subject, ox.NamedNode)
    found = nodes(store.quads_for_pattern(subject, None, None, graph))
    return found.get(subject.value, Node(subject, {}))


def entity_in(store: ox.Store, names: Names, node: ox.NamedNode) -> Entity | None:
    """An entity of ``facts``, without going through its plain triples; None where it is not there."""
    if next(iter(store.quads_for_pattern(node, LABEL, None, names.facts)), None) is None:
        return None  # as most that new articles tell of
    quads = [
        quad
        for predicate in ENTITY_PREDICATES
        for quad in store.quads_for_pattern(node, predicate, None, names.facts)
    ]
    return entity_from(nodes(quads)[node.value], names)


def stating(store: ox.Store, names: Names, subject: object, object: object) -> list[ox.NamedNode]:
    """The statements about these two.

    News speaks of some actors everywhere. The engine joins what is said of both in a thirtieth of the time in which
    each statement of one would be looked at here.
    """
    ends = {"subject": subject, "object": object}
    parts = (f"{{ SELECT ?s {{ ?s {kg(side)} {end} }} }}" for side, end in ends.items())
    found = store.query(f"SELECT ?s {{ GRAPH {names.facts} {{ {' '.join(parts)} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return [node for (node,) in found if isinstance(node, ox.NamedNode)]


def statement_in(store: ox.Store, names: Names, node: ox.NamedNode) -> Statement | None:
    """A statement with all its evidence, by place; None where it is not there."""
    stated = node_in(store, node, names.facts)
    if not stated.values:
        return None
    ends = [stated.link(kg(side)) for side in ("subject", "object", "statedBy") if stated.text(kg(side))]
    entities = {entity.id: entity for end in ends if (entity := entity_in(store, names, end))}
    pieces = []
    for quad in store.quads_for_pattern(None, kg("evidenceFor"), node, None):
        doc = quad.graph_name
        assert isinstance(doc, ox.NamedNode)
        source = node_in(store, doc, doc).text(SOURCE)
        pieces.append(evidence_from(node_in(store, quad.subject, doc), source or ""))
    return statement_from(stated, entities, sorted_evidence(pieces), names)


def outline_of(store: ox.Store, names: Names, source: str) -> Extraction | None:
    """Whom an article names and what it says of them, by the ids that it was read with; None where it is not here.

    Without any of its words, which are the most of it by far.
    """
    doc = document_of(store, source)
    if doc is None:
        return None
    named = store.quads_for_pattern(None, kg("entity"), None, doc)
    appearances = [appearance_from(node_in(store, quad.subject, doc), names) for quad in named]
    entities = {one.entity.id: one.entity for one in appearances}
    evidence = nodes(quad for key in MEANS for quad in store.quads_for_pattern(None, key, None, doc))
    said = {(piece.link(kg("evidenceFor")), read_as(piece, names)) for piece in evidence.values()}
    statements = (statement_from(node_in(store, node, names.facts), entities, (), names, read) for node, read in said)
    return Extraction(Article(source, "", "", ()), tuple(statements), tuple(appearances))


def sources_naming(store: ox.Store, node: ox.NamedNode) -> set[str]:
    """The sources of the articles that name an entity: by its id, or by another that it stands for."""
    found = (quad for key in ("entity", "readAs") for quad in store.quads_for_pattern(None, kg(key), node, None))
    docs = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, ox.NamedNode)}
    return {source_of(store, doc) for doc in docs}


def sorted_evidence(pieces: Iterable[Evidence]) -> list[Evidence]:
    """The pieces for one statement, by place."""
    found = list(pieces)
    return found if len(found) < 2 else sorted(found, key=lambda piece: (piece.source, piece.span, repr(piece)))
