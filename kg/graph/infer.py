"""What follows from the facts by the ontology, written to a graph of its own and never among what was read.

One SPARQL INSERT for each line of the ontology that says something: a symmetric, inverse, transitive or narrower
relation, a narrower type. Repeated until nothing new comes. It is what OWL 2 RL concludes about our relations and
types, but for what makes anything related to itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import ontology
from kg.graph.codec import TYPE
from kg.graph.delta import replacement
from kg.graph.shapes.literals import text
from kg.graph.store import GraphWriter
from kg.graph.terms import kg, term
from kg.ontology import Relation

__all__ = ["infer"]

_DERIVED = term("prov:wasDerivedFrom")
_SWAPPED = "?a {one} ?b", "?b {other} ?a"
_WIDER = "?a {one} ?b", "?a {other} ?b"
_CHAINED = "?a {one} ?c . ?c {one} ?b", "?a {other} ?b"
_NARROWER = "INSERT {{ ?a a {wide} }} WHERE {{ ?a a {narrow} }}"


def infer(graph: GraphWriter) -> int:
    """Makes the graph ``inferred`` what follows from the facts as they are; gives the number of its triples.

    A change of the facts empties it, but for one triple: ``graph:inferred prov:wasDerivedFrom graph:facts`` says that
    conclusions are wanted, also to whoever goes on after a kill (``GraphWriter.concludes``). What the facts say
    already is not repeated: no triple stands in two graphs.
    """
    store, inferred = graph.store, graph.names.inferred
    before = set(store.quads_for_pattern(None, None, None, inferred))
    fresh = ox.Store()
    fresh.extend(_facts(graph))
    size = -1
    while size != len(fresh):
        size = len(fresh)
        for request in _requests():
            fresh.update(request)
    found = {ox.Quad(one.subject, one.predicate, one.object, inferred) for one in set(fresh) - set(_facts(graph))}
    wanted = found | {ox.Quad(inferred, _DERIVED, graph.names.facts, inferred)}
    if wanted != before:
        graph.engine.update(replacement(inferred, map(text, wanted)))
    return len(found)


def _facts(graph: GraphWriter) -> Iterator[ox.Quad]:
    """The plain triples and the types of entities, as quads of the default graph."""
    terms = ontology.load()
    patterns = [(kg(name), None) for name in terms.relations] + [(TYPE, kg(name)) for name in terms.classes]
    for predicate, object in patterns:
        for quad in graph.store.quads_for_pattern(None, predicate, object, graph.names.facts):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _requests() -> Iterator[str]:
    terms = ontology.load()
    for kind in terms.classes.values():
        for parent in kind.parents:
            yield _NARROWER.format(narrow=kg(kind.name), wide=kg(parent))
    for relation in terms.relations.values():
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
