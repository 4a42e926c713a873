"""Single things found in a store by its indexes."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.actors import ENTITY_PREDICATES, entity_from
from kg.graph.codec import SOURCE
from kg.graph.fields import Node, nodes
from kg.graph.names import Names
from kg.model import Entity

__all__ = ["document_of", "entity_in", "node_in"]


def document_of(store: ox.Store, source: str) -> ox.NamedNode | None:
    """The graph of the article with this source; None where there is none."""
    for quad in store.quads_for_pattern(None, SOURCE, ox.Literal(source), None):
        if isinstance(quad.graph_name, ox.NamedNode):
            return quad.graph_name
    return None


def node_in(store: ox.Store, subject: object, graph: ox.NamedNode | None) -> Node:
    """All that one graph (None: any) says of a subject."""
    assert isinstance(subject, ox.NamedNode)
    found = nodes(store.quads_for_pattern(subject, None, None, graph))
    return found.get(subject.value, Node(subject, {}))


def entity_in(store: ox.Store, names: Names, node: ox.NamedNode) -> Entity | None:
    """An entity of ``facts``, without going through its plain triples; None where it is not there."""
    quads = [
        quad
        for predicate in ENTITY_PREDICATES
        for quad in store.quads_for_pattern(node, predicate, None, names.facts)
    ]
    return entity_from(nodes(quads)[node.value], names) if quads else None
