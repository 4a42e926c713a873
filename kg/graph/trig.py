"""A whole graph as one TriG file that people can read and compare: the same graph, the same bytes.

Prefixes first; graphs, subjects and predicates in order, ``a`` first; one predicate a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.graph.codec import TYPE
from kg.graph.store import Graph
from kg.graph.terms import XSD

__all__ = ["trig", "turtle"]

# Escapes would be needed for other names, and for a full stop at the end: those are written as whole IRIs.
_PLAIN_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:[\w-]|%[0-9A-Fa-f]{2}|\.(?=[\w-]))*", re.ASCII)
_BARE = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d+\.\d+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def trig(graph: Graph) -> bytes:
    """The graph in canonical TriG, UTF-8."""
    return "".join(_lines(graph.store, graph.names.prefixes)).encode()


def turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Triples in canonical Turtle, UTF-8."""
    return "".join([*_prefixes(prefixes), *_subjects(triples, prefixes)]).encode()


def _lines(store: ox.Store, prefixes: Mapping[str, str]) -> Iterator[str]:
    yield from _prefixes(prefixes)
    for name in sorted(store.named_graphs(), key=str):
        triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
        yield f"\n{_term(name, prefixes)} {{\n"
        yield from _subjects(triples, prefixes, indent="  ")
        yield "}\n"


def _prefixes(prefixes: Mapping[str, str]) -> Iterator[str]:
    for prefix, namespace in prefixes.items():
        yield f"@prefix {prefix}: {ox.NamedNode(namespace)} .\n"


def _subjects(triples: Iterable[ox.Triple], prefixes: Mapping[str, str], indent: str = "") -> Iterator[str]:
    by_subject: dict[str, dict[str, list[str]]] = {}
    for triple in triples:
        predicate = "" if triple.predicate == TYPE else _term(triple.predicate, prefixes)  # "" sorts first
        predicates = by_subject.setdefault(_term(triple.subject, prefixes), {})
        predicates.setdefault(predicate, []).append(_term(triple.object, prefixes))
    for subject in sorted(by_subject):
        lines = [
            f"{indent}  {predicate or 'a'} {' , '.join(sorted(objects))}"
            for predicate, objects in sorted(by_subject[subject].items())
        ]
        yield f"{indent}{subject}\n" + " ;\n".join(lines) + " .\n"


def _term(term: object, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace) and _PLAIN_LOCAL.fullmatch(term.value, len(namespace)):
                return f"{prefix}:{term.value[len(namespace) :]}"
        return str(term)
    if isinstance(term, ox.Literal) and not term.language:
        bare = _BARE.get(term.datatype.value)
        if bare and bare.fullmatch(term.value):
            return term.value
        if term.datatype.value != XSD + "string":
            return f"{ox.Literal(term.value)}^^{_term(term.datatype, prefixes)}"
    return str(term)
