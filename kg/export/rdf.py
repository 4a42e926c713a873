"""RDF: the whole graph (TriG, N-Quads, JSON-LD), or its triples without the graphs that they stand in.

A format that cannot tell graphs apart gets only what was read: nothing that was concluded from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph import Graph
from kg.graph import trig as canonical_trig
from kg.graph.trig import turtle as canonical_turtle

__all__ = ["jsonld", "nquads", "ntriples", "rdfxml", "trig", "turtle", "xml_text"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def trig(graph: Graph) -> bytes:
    """Canonical TriG, made for reading and comparing."""
    return canonical_trig(graph)


def turtle(graph: Graph) -> bytes:
    """Canonical Turtle."""
    return canonical_turtle(_triples(graph), graph.names.prefixes)


def ntriples(graph: Graph) -> bytes:
    """Sorted N-Triples."""
    return _sorted(ox.serialize(_triples(graph), format=ox.RdfFormat.N_TRIPLES))


def nquads(graph: Graph) -> bytes:
    """Sorted N-Quads."""
    return _sorted(ox.serialize(graph.store, format=ox.RdfFormat.N_QUADS))


def jsonld(graph: Graph) -> bytes:
    """JSON-LD with a context of the prefixes."""
    quads = sorted(graph.store, key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return ox.serialize(quads, format=ox.RdfFormat.JSON_LD, prefixes=graph.names.prefixes) or b""


def rdfxml(graph: Graph) -> bytes:
    """RDF/XML. Control characters, which XML cannot hold, become U+FFFD."""
    triples = sorted((_for_xml(triple) for triple in _triples(graph)), key=str)
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=graph.names.prefixes) or b""


def xml_text(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _for_xml(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not _NOT_XML.search(value.value):
        return triple
    text = xml_text(value.value)
    given = {"language": value.language} if value.language else {"datatype": value.datatype}
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(text, **given))


def _triples(graph: Graph) -> Iterator[ox.Triple]:
    return (quad.triple for quad in graph.store if quad.graph_name != graph.names.inferred)


def _sorted(lines: bytes | None) -> bytes:
    return b"".join(sorted((lines or b"").splitlines(keepends=True)))
