"""The constraints of SHACL that shapes may use, each as a function from values to whether they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kg.errors import OntologyError
from kg.graph.shapes.data import Data, Node
from kg.graph.shapes.literals import characters, measure, well_formed
from kg.graph.terms import XSD, term

__all__ = ["ASK_FOR_SOME", "CONSTRAINTS", "Check", "Source", "sh"]

Check: TypeAlias = Callable[[Sequence[str], Node, Data], bool]
"""(the values, all that is said of the node whose they are, everything) -> True where all is well."""

_TYPE, _NARROWER, _FIRST, _REST, _NIL = (
    str(term(name)) for name in ("rdf:type", "rdfs:subClassOf", "rdf:first", "rdf:rest", "rdf:nil")
)


def sh(local: str) -> str:
    """A term of SHACL."""
    return f"<http://www.w3.org/ns/shacl#{local}>"


@dataclass(frozen=True, slots=True)
class Source:
    """The file that shapes are read from, by subject."""

    nodes: Mapping[str, Node]

    def list(self, head: str) -> list[str]:
        """The members of an RDF list."""
        found = []
        while head != _NIL:
            (first,), (head,) = self.nodes[head][_FIRST], self.nodes[head][_REST]
            found.append(first)
        return found


def _each(holds: Callable[[str], object]) -> Check:
    def check(values: Sequence[str], node: Node, data: Data) -> bool:
        for value in values:  # noqa: SIM110 (nearly always one: a generator takes three times as long)
            if not holds(value):
                return False
        return True

    return check


def _count(value: str) -> int:
    return int(characters(value))


def _at_least(value: str, source: Source) -> Check:
    least = _count(value)
    return lambda values, node, data: len(values) >= least


def _at_most(value: str, source: Source) -> Check:
    most = _count(value)
    return lambda values, node, data: len(values) <= most


def _kind(value: str, source: Source) -> Check:
    if value != sh("IRI"):
        raise OntologyError(f"shapes.ttl: sh:nodeKind {value} is not known here; IRI is")
    return _each(lambda found: found.startswith("<"))


def _class(value: str, source: Source) -> Check:
    return lambda values, node, data: all(
        any(value in data.along(kind, _NARROWER) for kind in data.values(found, _TYPE)) for found in values
    )


def _datatype(value: str, source: Source) -> Check:
    name = value[1:-1].removeprefix(XSD)
    try:
        well_formed('""', name)
    except KeyError:
        raise OntologyError(f"shapes.ttl: sh:datatype {value} is not known here") from None
    return _each(lambda found: well_formed(found, name))


def _among(value: str, source: Source) -> Check:
    known = frozenset(source.list(value))
    return _each(known.__contains__)


def _has(value: str, source: Source) -> Check:
    return lambda values, node, data: value in values


def _pattern(value: str, source: Source) -> Check:
    pattern = re.compile(characters(value))
    return _each(lambda found: not found.startswith("_") and pattern.search(characters(found)))


def _long(value: str, source: Source) -> Check:
    least = _count(value)
    return _each(lambda found: not found.startswith("_") and len(characters(found)) >= least)


def _bound(value: str, holds: Callable[[int], bool]) -> Check:
    limit = measure(value)
    return _each(lambda found: holds(_compare(measure(found), limit)))


def _compare(one: object, other: object) -> int:
    """-1, 0 or 1; 2 where the two cannot be compared (SHACL calls that a violation)."""
    if one is None or type(one) is not type(other):
        return 2
    return int(one > other) - int(one < other)  # type: ignore[operator]


def _not_after(value: str, source: Source) -> Check:
    def check(values: Sequence[str], node: Node, data: Data) -> bool:
        others = [measure(other) for other in node.get(value, ())]
        return all(_compare(measure(one), other) in (-1, 0) for one in values for other in others)

    return check


def _equal(value: str, source: Source) -> Check:
    return lambda values, node, data: set(values) == set(node.get(value, ()))


def _any_of(value: str, source: Source) -> Check:
    """Each value meets at least one of some shapes, which say something of values one by one."""
    choices: list[list[Check]] = []
    for shape in source.list(value):
        if unknown := source.nodes[shape].keys() - _OF_ONE_VALUE:
            raise OntologyError(f"shapes.ttl: {', '.join(sorted(unknown))} is not known inside of sh:or")
        choices.append([CONSTRAINTS[key](one, source) for key, ones in source.nodes[shape].items() for one in ones])

    def check(values: Sequence[str], node: Node, data: Data) -> bool:
        return all(any(all(one([value], node, data) for one in choice) for choice in choices) for value in values)

    return check


CONSTRAINTS: Final[Mapping[str, Callable[[str, Source], Check]]] = {
    sh("minCount"): _at_least,
    sh("maxCount"): _at_most,
    sh("nodeKind"): _kind,
    sh("class"): _class,
    sh("datatype"): _datatype,
    sh("in"): _among,
    sh("hasValue"): _has,
    sh("pattern"): _pattern,
    sh("minLength"): _long,
    sh("minInclusive"): lambda value, source: _bound(value, lambda order: order in (0, 1)),
    sh("maxInclusive"): lambda value, source: _bound(value, lambda order: order in (-1, 0)),
    sh("lessThanOrEquals"): _not_after,
    sh("equals"): _equal,
    sh("or"): _any_of,
}
"""Constraint -> what makes a check of its value."""

ASK_FOR_SOME: Final = {sh(name) for name in ("minCount", "hasValue", "equals")}
"""Those that may not hold of no values at all; all others do."""

_OF_ONE_VALUE: Final = {sh(name) for name in ("nodeKind", "class", "datatype", "in", "pattern", "minLength")}
