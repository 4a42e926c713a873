"""RDF: the whole graph (TriG, N-Quads, JSON-LD), or its triples without the graphs that they stand in.

A format that cannot tell graphs apart gets only what was read: nothing that was concluded from it. In RDF 1.2 a
statement reifies the triple that it is about, in place of ``kg:subject``, ``kg:predicate`` and ``kg:object``.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Final

import pyoxigraph as ox

from kg.graph import Graph
from kg.graph.asking.answer import xml_text
from kg.graph.codec import TYPE
from kg.graph.terms import kg, term
from kg.graph.trig import Subject, prefix_lines, subject_lines, subjects, trig_lines

__all__ = [
    "jsonld",
    "nquads",
    "ntriples",
    "ntriples12",
    "rdfxml",
    "trig",
    "turtle",
    "turtle12",
]

_REIFIES: Final = term("rdf:reifies")
_SIDES: Final = (kg("subject"), kg("predicate"), kg("object"))


def trig(graph: Graph, stream: BinaryIO) -> None:
    """Canonical TriG, made for reading and comparing."""
    stream.writelines(line.encode() for line in trig_lines(graph))


def turtle(graph: Graph, stream: BinaryIO) -> None:
    """Canonical Turtle."""
    stream.writelines(line.encode() for line in _turtle(graph, _told))


def turtle12(graph: Graph, stream: BinaryIO) -> None:
    """Canonical Turtle 1.2 with triple terms."""
    stream.write(b'VERSION "1.2"\n')
    stream.writelines(line.encode() for line in _turtle(graph, _reified))


def ntriples(graph: Graph, stream: BinaryIO) -> None:
    """Sorted N-Triples."""
    _sorted((_told(graph, subject) for subject in _subjects(graph)), ox.RdfFormat.N_TRIPLES, stream)


def ntriples12(graph: Graph, stream: BinaryIO) -> None:
    """Sorted N-Triples 1.2 with triple terms."""
    _sorted((_reified(graph, subject) for subject in _subjects(graph)), ox.RdfFormat.N_TRIPLES, stream)


def nquads(graph: Graph, stream: BinaryIO) -> None:
    """Sorted N-Quads."""
    found = (graph.store.quads_for_pattern(subject, None, None, None) for subject in subjects(graph.store))
    _sorted(found, ox.RdfFormat.N_QUADS, stream)


def jsonld(graph: Graph, stream: BinaryIO) -> None:
    """JSON-LD with a context of the prefixes."""
    ox.serialize(_by_graph(graph), stream, ox.RdfFormat.JSON_LD, prefixes=graph.names.prefixes)


def rdfxml(graph: Graph, stream: BinaryIO) -> None:
    """RDF/XML. Control characters, which XML cannot hold, become U+FFFD."""
    found = (triple for subject in _subjects(graph) for triple in sorted(_told(graph, subject), key=str))
    triples = map(_for_xml, found)
    ox.serialize(triples, _Returns(stream), ox.RdfFormat.RDF_XML, prefixes=graph.names.prefixes)


class _Returns(io.BytesIO):
    """Passes on what is written, carriage returns as XML has to hold them: a bare one is read as a line feed."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def write(self, data: Any, /) -> int:
        """Writes a piece; gives how long it was."""
        self._stream.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)


def _for_xml(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or xml_text(value.value) == value.value:
        return triple
    text = xml_text(value.value)
    given = {"language": value.language} if value.language else {"datatype": value.datatype}
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(text, **given))


def _turtle(graph: Graph, told: Callable[[Graph, Subject], Iterable[ox.Triple]]) -> Iterator[str]:
    yield from prefix_lines(graph.names.prefixes)
    yield from subject_lines(_subjects(graph), functools.partial(told, graph), graph.names.prefixes)


def _subjects(graph: Graph) -> list[Subject]:
    """The subjects of what was read, not of what was concluded, in the order of N-Triples."""
    return subjects(quad for quad in graph.store if quad.graph_name != graph.names.inferred)


def _told(graph: Graph, subject: Subject) -> Iterator[ox.Triple]:
    quads = graph.store.quads_for_pattern(subject, None, None, None)
    return (quad.triple for quad in quads if quad.graph_name != graph.names.inferred)


def _by_graph(graph: Graph) -> Iterator[ox.Quad]:
    for name in sorted(graph.store.named_graphs(), key=str):
        for subject in subjects(graph.store.quads_for_pattern(None, None, None, name)):
            yield from sorted(graph.store.quads_for_pattern(subject, None, None, name), key=str)


def _reified(graph: Graph, subject: Subject) -> list[ox.Triple]:
    """What is said of a subject; of a statement, with the triple that it is about as one term."""
    found = list(_told(graph, subject))
    sides = {triple.predicate: triple.object for triple in found if triple.predicate in _SIDES}
    if len(sides) < len(_SIDES) or ox.Triple(subject, TYPE, kg("Statement")) not in found:
        return found
    one, relation, other = (sides[side] for side in _SIDES)
    assert isinstance(one, ox.NamedNode)
    assert isinstance(relation, ox.NamedNode)
    about = ox.Triple(subject, _REIFIES, ox.Triple(one, relation, other))
    return [about, *(triple for triple in found if triple.predicate not in _SIDES)]


def _sorted(found: Iterable[Iterable[ox.Triple] | Iterable[ox.Quad]], format: ox.RdfFormat, stream: BinaryIO) -> None:
    """Line by line, those of each subject in order: so the lines of the whole file are."""
    for some in found:
        lines = ox.serialize(some, format=format) or b""
        stream.writelines(sorted(lines.splitlines(keepends=True)))
