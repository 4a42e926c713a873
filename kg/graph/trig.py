"""A whole graph as one TriG file that people can read and compare: the same graph, the same bytes.

Prefixes first; graphs, subjects and predicates in order, ``a`` first; one predicate a line. Subject by subject: of
a large graph no more is held at once than the names of its subjects.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.graph.codec import TYPE
from kg.graph.store import Graph
from kg.graph.terms import XSD

__all__ = ["Subject", "prefix_lines", "subject_lines", "subjects", "trig", "trig_lines", "turtle"]

Subject: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Triple"

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
        yield f"\n{_term(name, prefixes)} {{\n"
        found = subjects(graph.store.quads_for_pattern(None, None, None, name))
        yield from subject_lines(found, functools.partial(_told, graph.store, name), prefixes, indent="  ")
        yield "}\n"


def turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Triples in canonical Turtle, UTF-8."""
    found: dict[Subject, list[ox.Triple]] = {}
    for triple in triples:
        found.setdefault(triple.subject, []).append(triple)
    return "".join([*prefix_lines(prefixes), *subject_lines(found, found.__getitem__, prefixes)]).encode()


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
    by_name = {_term(subject, prefixes): subject for subject in found}
    for name in sorted(by_name):
        predicates: dict[str, list[str]] = {}
        for triple in told(by_name[name]):
            predicate = "" if triple.predicate == TYPE else _term(triple.predicate, prefixes)  # "" sorts first
            predicates.setdefault(predicate, []).append(_term(triple.object, prefixes))
        lines = [
            f"{indent}  {predicate or 'a'} {' , '.join(sorted(objects))}"
            for predicate, objects in sorted(predicates.items())
        ]
        yield f"{indent}{name}\n" + " ;\n".join(lines) + " .\n"


def _told(store: ox.Store, name: Any, subject: Subject) -> Iterator[ox.Triple]:
    return (quad.triple for quad in store.quads_for_pattern(subject, None, None, name))


def _term(term: object, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace) and _PLAIN_LOCAL.fullmatch(term.value, len(namespace)):
                return f"{prefix}:{term.value[len(namespace) :]}"
        return str(term)
    if isinstance(term, ox.Triple):  # RDF 1.2
        return f"<<( {' '.join(_term(part, prefixes) for part in (term.subject, term.predicate, term.object))} )>>"
    if isinstance(term, ox.Literal) and not term.language:
        bare = _BARE.get(term.datatype.value)
        if bare and bare.fullmatch(term.value):
            return term.value
        if term.datatype.value != XSD + "string":
            return f"{ox.Literal(term.value)}^^{_term(term.datatype, prefixes)}"
    return str(term)
