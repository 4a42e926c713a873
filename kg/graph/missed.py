"""How looks in RDF what the graph may have missed: sentences without a statement, words that found nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.codec import EXACT, SPAN, part_triples
from kg.graph.fields import Node, writer
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, literal
from kg.graph.terms import iri, kg
from kg.model import Gap, Unresolved

__all__ = ["gap_from", "gap_triples", "unresolved_from", "unresolved_triples"]

_words = writer(EXACT)


def gap_triples(doc: ox.NamedNode, gap: Gap, names: Names) -> Iterator[Triple]:
    """A gap of the article ``doc``."""
    node = names.part(doc, gap.span, "gap")
    yield from part_triples(node, "Gap", doc, gap)
    about = str(node)
    yield from _words(about, gap)
    for actor in gap.actors:
        yield about, iri("kg:names"), literal(actor)
    for rule in gap.tried:
        yield about, iri("kg:tried"), literal(rule)
    for verb in gap.verbs:
        yield about, iri("kg:unknownVerb"), literal(verb)


def gap_from(node: Node) -> Gap:
    """What ``gap_triples`` told."""
    words = (node.texts(kg(name)) for name in ("names", "tried", "unknownVerb"))
    return Gap(SPAN.read(node), EXACT.read(node), *words)


def unresolved_triples(doc: ox.NamedNode, words: Unresolved, names: Names) -> Iterator[Triple]:
    """Words of the article ``doc`` that found nobody."""
    node = names.part(doc, words.span, "unresolved")
    yield from part_triples(node, "Unresolved", doc, words)
    about = str(node)
    yield from _words(about, words)
    yield about, iri("kg:kind"), literal(words.kind)
    yield about, iri("kg:nameLabel"), literal(words.label)


def unresolved_from(node: Node) -> Unresolved:
    """What ``unresolved_triples`` told."""
    return Unresolved(
        SPAN.read(node), EXACT.read(node), node.text(kg("kind")) or "", node.text(kg("nameLabel")) or ""
    )
