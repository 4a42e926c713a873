"""What follows from the plain triples by the ontology, written to a graph of its own and never among what was read.

One SPARQL INSERT for each line of the ontology that says something: a symmetric, inverse, transitive or narrower
relation. Repeated until nothing new comes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import ontology
from kg.graph.store import GraphWriter
from kg.graph.terms import kg
from kg.ontology import Relation

__all__ = ["infer"]

_SWAPPED = "?a {one} ?b", "?b {other} ?a"
_WIDER = "?a {one} ?b", "?a {other} ?b"
_CHAINED = "?a {one} ?c . ?c {one} ?b", "?a {other} ?b"


def infer(graph: GraphWriter) -> int:
    """Makes the graph ``inferred`` what follows from the facts as they are; gives the number of its triples.

    A change of the facts empties it. Symmetry never makes anything related to itself.
    """
    store, inferred = graph.store, graph.names.inferred
    before = set(store.quads_for_pattern(None, None, None, inferred))
    fresh = ox.Store()
    fresh.extend(_relating(graph))
    size = -1
    while size != len(fresh):
        size = len(fresh)
        for request in _requests():
            fresh.update(request)
    facts = set(_relating(graph))
    found = {ox.Quad(one.subject, one.predicate, one.object, inferred) for one in set(fresh) - facts}
    if found != before:
        triples = sorted((quad.triple for quad in found), key=str)
        body = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
        insert = f" ;\nINSERT DATA {{ GRAPH {inferred} {{\n{body}}} }}" if found else ""
        graph.engine.update(f"DROP SILENT GRAPH {inferred}{insert}")
    return len(found)


def _relating(graph: GraphWriter) -> Iterator[ox.Quad]:
    """The plain triples, as quads of the default graph."""
    for name in ontology.load().relations:
        for quad in graph.store.quads_for_pattern(None, kg(name), None, graph.names.facts):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _requests() -> Iterator[str]:
    for relation in ontology.load().relations.values():
        for (body, head), other in _rules(relation):
            names = {"one": str(kg(relation.name)), "other": str(kg(other))}
            yield f"INSERT {{ {head.format(**names)} }} WHERE {{ {body.format(**names)} FILTER (?a != ?b) }}"


def _rules(relation: Relation) -> Iterator[tuple[tuple[str, str], str]]:
    if relation.symmetric:
        yield _SWAPPED, relation.name
    if relation.inverse:
        yield _SWAPPED, relation.inverse
    if relation.parent:
        yield _WIDER, relation.parent
    if relation.transitive:
        yield _CHAINED, relation.name
