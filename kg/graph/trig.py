"""A whole graph as one TriG file that people can read and compare: the same graph, the same bytes.

Prefixes first; graphs, subjects and predicates in order, ``a`` first; one predicate a line. Subject by subject: of
a large graph no more is held at once than the names of its subjects.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from kg.graph.codec import TYPE
from kg.graph.store import Graph
from kg.graph.terms import XSD

__all__ = ["Subject", "prefix_lines", "subject_lines", "subjects", "trig", "trig_lines", "turtle"]

Subject: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Triple"
_Prefixes: TypeAlias = tuple[tuple[str, str], ...]

_A: Final = str(TYPE)
_HELD: Final = 20_000
"""Quads of one graph that are held at once."""

# Escapes would be needed for other names, and for a full stop at the end: those are written as whole IRIs.
_PLAIN_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:[\w-]|%[0-9A-Fa-f]{2}|\.(?=[\w-]))*", re.ASCII)
_BARE = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d+\.\d+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def trig(graph: Graph) -> bytes:
    """The graph in canonical TriG, UTF-8."""
    return "".join(trig_lines(graph)).encode()


def trig_lines(graph: Graph) -> Iterator[str]:
    """The same, a few lines at a time."""
    prefixes = graph.names.prefixes
    yield from prefix_lines(prefixes)
    for name in sorted(graph.store.named_graphs(), key=str):
        if next(graph.store.quads_for_pattern(None, None, None, name), None) is None:
            continue  # all of it was taken out, and the engine remembers its name
        yield f"\n{_term(name, tuple(prefixes.items()))} {{\n"
        yield from _graph_lines(graph.store, name, prefixes)
        yield "}\n"


def _graph_lines(store: ox.Store, name: Any, prefixes: Mapping[str, str]) -> Iterator[str]:
    """A small graph, such as that of an article, is gone through once; of a large one each subject is looked up."""
    quads = store.quads_for_pattern(None, None, None, name)
    first = list(itertools.islice(quads, _HELD))
    if len(first) < _HELD:
        told = _by_subject(quad.triple for quad in first)
        yield from subject_lines(told, told.__getitem__, prefixes, indent="  ")
        return
    found = subjects(itertools.chain(first, quads))
    del first
    yield from subject_lines(found, functools.partial(_told, store, name), prefixes, indent="  ")


def turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Triples in canonical Turtle, UTF-8."""
    found = _by_subject(triples)
    return "".join([*prefix_lines(prefixes), *subject_lines(found, found.__getitem__, prefixes)]).encode()


def _by_subject(triples: Iterable[ox.Triple]) -> dict[Subject, list[ox.Triple]]:
    found: dict[Subject, list[ox.Triple]] = {}
    for triple in triples:
        found.setdefault(triple.subject, []).append(triple)
    return found


def subjects(quads: Iterable[ox.Quad]) -> list[Subject]:
    """Each subject once, in the order of N-Triples."""
    return sorted({quad.subject for quad in quads}, key=str)


def prefix_lines(prefixes: Mapping[str, str]) -> Iterator[str]:
    """The head of a Turtle or TriG file."""
    for prefix, namespace in prefixes.items():
        yield f"@prefix {prefix}: {ox.NamedNode(namespace)} .\n"


def subject_lines(
    found: Iterable[Subject],
    told: Callable[[Subject], Iterable[ox.Triple]],
    prefixes: Mapping[str, str],
    indent: str = "",
) -> Iterator[str]:
    """What is ``told`` of each subject, in the order of their written names."""
    known = tuple(prefixes.items())
    by_name = {_term(subject, known): subject for subject in found}
    for name in sorted(by_name):
        predicates: dict[str, list[str]] = {}
        for triple in told(by_name[name]):
            predicate = str(triple.predicate)
            written = "" if predicate == _A else _iri(predicate, known)  # "" sorts first
            predicates.setdefault(written, []).append(_term(triple.object, known))
        lines = [
            f"{indent}  {predicate or 'a'} {' , '.join(sorted(objects))}"
            for predicate, objects in sorted(predicates.items())
        ]
        yield f"{indent}{name}\n" + " ;\n".join(lines) + " .\n"


def _told(store: ox.Store, name: Any, subject: Subject) -> Iterator[ox.Triple]:
    return (quad.triple for quad in store.quads_for_pattern(subject, None, None, name))


def _term(term: object, prefixes: _Prefixes) -> str:
    if isinstance(term, ox.Triple):  # RDF 1.2
        return f"<<( {' '.join(_term(part, prefixes) for part in (term.subject, term.predicate, term.object))} )>>"
    text = str(term)
    if text.endswith('"'):  # most literals
        return text
    if text.startswith("<"):
        return _iri(text, prefixes)
    if isinstance(term, ox.Literal) and not term.language:
        bare = _BARE.get(term.datatype.value)
        if bare and bare.fullmatch(term.value):
            return term.value
        return f"{ox.Literal(term.value)}^^{_term(term.datatype, prefixes)}"
    return text


@functools.lru_cache(maxsize=20_000)
def _iri(text: str, prefixes: _Prefixes) -> str:
    value = text[1:-1]
    for prefix, namespace in prefixes:
        if value.startswith(namespace) and _PLAIN_LOCAL.fullmatch(value, len(namespace)):
            return f"{prefix}:{value[len(namespace) :]}"
    return text
