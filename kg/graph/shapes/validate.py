"""``ontologies/shapes.ttl`` on what is about to be written, and on everything that is stored.

The shapes are SHACL. What they cannot say, the offsets of the evidence, is checked here.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import ontology
from kg.errors import ShapeError
from kg.graph.actors import identity_parts
from kg.graph.bulk import triples_of
from kg.graph.codec import TYPE
from kg.graph.document import Encoded, encode
from kg.graph.names import Names
from kg.graph.shapes.data import Data, Node, Stored, Triples, grouped
from kg.graph.shapes.literals import Triple, characters, text
from kg.graph.shapes.shacl import Shapes, read
from kg.graph.terms import term
from kg.model import Extraction, Identities

if TYPE_CHECKING:
    from kg.graph.store import Graph

__all__ = ["broken", "check", "terms", "validate", "validate_identities"]


def validate(extraction: Extraction, new: Encoded, names: Names) -> None:
    """Raises ShapeError with everything that is wrong with what an article says, or with its triples."""
    data = Triples(all_triples(new, names), terms())
    _refuse(new.source, {*_misplaced(extraction), *broken(data, names)})


def validate_identities(identities: Identities, names: Names) -> None:
    """Raises ShapeError with everything that is wrong with decisions about who is one actor."""
    parts = (chain.from_iterable(part.values()) for part in identity_parts(identities, names))
    _refuse("who is one actor", {one for part in parts for one in broken(Triples(part, terms()), names)})


def _refuse(what: str, wrong: Collection[str]) -> None:
    found = sorted(wrong)
    if found:
        more = f"\n  and {len(found) - 10} more" if len(found) > 10 else ""
        listed = "\n".join(f"  {one}" for one in found[:10])
        raise ShapeError(f"{what}: not written, it breaks ontologies/shapes.ttl:\n{listed}{more}")


def all_triples(new: Encoded, names: Names) -> Iterable[Triple]:
    """What an article alone makes stored."""
    return chain.from_iterable(triples for _, triples in triples_of([new], names))


def check(graph: Graph) -> list[str]:
    """All that is wrong in a stored graph; empty where nothing is.

    What was concluded is not looked at: an entity has one type, and by conclusion all wider ones. Articles
    are read back only where the shapes hold: what they break cannot be read.
    """
    found = sorted(set(broken(Stored(graph.store, terms(), without=graph.names.inferred), graph.names)))
    if found:
        return [*found, "whether articles explain all that is stored can be told only when this is mended"]
    return sorted(set(_not_as_encoded(graph)))


def _not_as_encoded(graph: Graph) -> Iterator[str]:
    """Articles that would be written differently today, and facts that no article explains."""
    identities, names, wanted = graph.identities, graph.names, set[Triple]()

    documents, misplaced = set(), list[str]()

    def encoded() -> Iterator[Encoded]:
        for extraction in graph.readings():
            misplaced.extend(_misplaced(extraction))
            yield encode(extraction, names, identities)

    for where, triples in triples_of(encoded(), names):
        if where == names.facts:
            wanted.update(triples)
        else:
            documents.add(where)
            yield from _differing(graph, where, set(triples))
    yield from misplaced
    yield from _differing(graph, names.facts, wanted)
    for other in {*graph.store.named_graphs()} - documents - {names.facts, names.inferred, names.identity}:
        yield from _differing(graph, other, set())


def _differing(graph: Graph, where: ox.NamedNode | ox.BlankNode, wanted: set[Triple]) -> Iterator[str]:
    stored = {text(quad) for quad in graph.store.quads_for_pattern(None, None, None, where)}
    for triple in stored ^ wanted:
        what = "stored, but no article explains it" if triple in stored else "missing"
        yield f"{graph.names.short(characters(triple[0]))}: {what}: {' '.join(triple)}"


def _misplaced(extraction: Extraction) -> Iterator[str]:
    """Evidence that is not what stands at its offsets."""
    article = extraction.article
    for statement in extraction.statements:
        for piece in statement.evidence:
            where = f"{article.source}, characters {piece.span.start} to {piece.span.end}"
            if piece.source != article.source:
                yield f"{where}: evidence from another article, {piece.source}"
            if article.text[piece.span.start : piece.span.end] != piece.text:
                yield f"{where}: the evidence is not what stands there"
    for gap in extraction.gaps:
        if article.text[gap.span.start : gap.span.end] != gap.text:
            yield f"{article.source}, characters {gap.span.start} to {gap.span.end}: the gap is not what stands there"


def broken(data: Data, names: Names) -> Iterator[str]:
    """What breaks the shapes, one line each, in words."""
    for node, message in _shapes().broken(data):
        yield f"{names.short(node.strip('<>'))}: {message}"


@functools.cache
def _shapes() -> Shapes:
    return read(ontology.folder() / "shapes.ttl", terms())


@functools.cache
def terms() -> Mapping[str, Node]:
    """Of the ontology, only what shapes look at: the types and their order, the kinds of relations."""
    whole = ox.parse(path=ontology.folder() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    wanted = (TYPE, term("rdfs:subClassOf"))
    return grouped(text(one) for one in whole if one.predicate in wanted and isinstance(one.object, ox.NamedNode))
