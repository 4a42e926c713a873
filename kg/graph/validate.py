"""``ontologies/shapes.ttl`` on what is about to be written, and on everything that is stored.

The shapes are SHACL, run by pySHACL. What they cannot say, the offsets of the evidence, is checked here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import ontology
from kg.errors import ShapeError
from kg.graph.bulk import quads_of
from kg.graph.document import Encoded, encode
from kg.graph.names import Names
from kg.model import Extraction

if TYPE_CHECKING:
    import rdflib

    from kg.graph.store import Graph

__all__ = ["broken", "check", "validate"]


def validate(new: Encoded, names: Names) -> None:
    """Raises ShapeError with everything that is wrong with an article's triples."""
    quads = quads_of([new], names)
    found = sorted({*_misplaced(new.extraction), *broken((quad.triple for quad in quads), names)})
    if found:
        more = f"\n  and {len(found) - 10} more" if len(found) > 10 else ""
        listed = "\n".join(f"  {one}" for one in found[:10])
        raise ShapeError(
            f"{new.extraction.article.source}: not written, it breaks ontologies/shapes.ttl:\n{listed}{more}"
        )


def check(graph: Graph) -> list[str]:
    """All that is wrong in a stored graph; empty where nothing is. Takes about a millisecond a statement.

    What was concluded is not looked at: an entity has one type, and by conclusion all wider ones.
    """
    read = (quad.triple for quad in graph.store if quad.graph_name != graph.names.inferred)
    return sorted({*broken(read, graph.names), *_not_as_encoded(graph)})


def _not_as_encoded(graph: Graph) -> Iterator[str]:
    """Articles that would be written differently today, and facts that no article explains."""
    identities = graph.identities
    encoded = [encode(extraction, graph.names, identities) for extraction in graph.readings()]
    for one in encoded:
        yield from _misplaced(one.extraction)
    apart = (graph.names.inferred, graph.names.identity)
    stored = {quad for quad in graph.store if quad.graph_name not in apart}
    for quad in stored ^ set(quads_of(encoded, graph.names)):
        what = "stored, but no article explains it" if quad in stored else "missing"
        yield f"{graph.names.short(getattr(quad.subject, 'value', ''))}: {what}: {quad.triple}"


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


def broken(triples: Iterable[ox.Triple], names: Names) -> Iterator[str]:
    """What SHACL reports, one line each, in words."""
    import pyshacl  # takes a second to import, and only builds and checks need it
    from rdflib import SH

    conforms, report, _ = pyshacl.validate(_rdflib(triples) + _terms(), shacl_graph=_shapes(), advanced=False)
    if conforms:
        return
    for result in report.subjects(SH.resultSeverity):
        node, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        yield f"{names.short(str(node))}: {message}"


def _rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")


@functools.cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(ontology.folder() / "shapes.ttl", format="turtle")


@functools.cache
def _terms() -> rdflib.Graph:
    """Of the ontology, only what shapes look at: the types and their order, the kinds of relations."""
    import rdflib
    from rdflib import RDF, RDFS

    whole = rdflib.Graph().parse(ontology.folder() / "kg.ttl", format="turtle")
    terms = rdflib.Graph()
    for triple in (*whole.triples((None, RDFS.subClassOf, None)), *whole.triples((None, RDF.type, None))):
        if all(isinstance(node, rdflib.URIRef) for node in triple):
            terms.add(triple)
    return terms
