"""SHACL as far as ``ontologies/shapes.ttl`` uses it: the file is read once, then run on triples that are text.

The file alone says what is valid. A target, path or constraint that is not known here raises, so that none is passed
over; ``tests/graph/test_shapes.py`` holds the results against those of pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.shapes.constraints import ASK_FOR_SOME, CONSTRAINTS, Check, Source, sh
from kg.graph.shapes.data import Data, Node, Triples, grouped
from kg.graph.shapes.literals import characters, text
from kg.graph.terms import term

__all__ = ["AGAINST", "ALONG", "Property", "Shape", "Shapes", "Step", "follow", "read"]

_TYPE, _NARROWER, _FIRST = (str(term(name)) for name in ("rdf:type", "rdfs:subClassOf", "rdf:first"))
_TARGETS: Final = {sh(name) for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf")}


PLAIN, AGAINST, ALONG = "", sh("inversePath"), sh("zeroOrMorePath")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: with the arrow, against it, or along as many arrows as there are."""

    kind: str
    predicate: str


@dataclass(frozen=True, slots=True)
class Property:
    """What must hold of the values at the end of one path, and what is said where it does not.

    ``checks`` are by the constraint that asks for them and its value.
    """

    path: tuple[Step, ...]
    checks: Mapping[tuple[str, str], Check]
    message: str
    _of_none: tuple[Check, ...] = field(init=False, repr=False)
    _of_some: tuple[Check, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        of_none = (check for (asked, _), check in self.checks.items() if asked in ASK_FOR_SOME)
        object.__setattr__(self, "_of_none", tuple(of_none))
        object.__setattr__(self, "_of_some", tuple(self.checks.values()))

    def holds(self, subject: str, node: Node, data: Data) -> bool:
        """Whether it holds of a subject, of whom ``node`` tells all."""
        first = self.path[0]
        if len(self.path) == 1 and first.kind == PLAIN:  # nearly all: not worth a call
            values = node.get(first.predicate, ())
        else:
            values = follow(self.path, data, subject)
        for check in self._of_some if values else self._of_none:  # noqa: SIM110 (run millions of times)
            if not check(values, node, data):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: where it looks (kind of target, its term), and what must hold there."""

    name: str
    targets: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...]

    def nodes(self, data: Data, narrower: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """The nodes that it looks at, none twice."""
        found: dict[str, None] = {}
        for kind, value in self.targets:
            if kind == sh("targetClass"):
                for one in (value, *narrower.get(value, ())):
                    found.update(dict.fromkeys(data.subjects(_TYPE, one)))
            elif kind == sh("targetSubjectsOf"):
                found.update(dict.fromkeys(data.subjects(value, None)))
            else:
                found.update(dict.fromkeys(data.objects(value)))
        yield from found


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes of a file. ``narrower`` maps a class to all below it."""

    shapes: tuple[Shape, ...]
    narrower: Mapping[str, Sequence[str]]

    def broken(self, data: Data) -> Iterator[tuple[str, str]]:
        """(the node, the message) for everything that does not hold."""
        for shape in self.shapes:
            for subject in shape.nodes(data, self.narrower):
                node = data.node(subject)
                for property in shape.properties:
                    if not property.holds(subject, node, data):
                        yield subject, property.message


def read(path: Path, ontology: Mapping[str, Node]) -> Shapes:
    """The shapes of a Turtle file. Raises OntologyError for what is not known here."""
    source = Source(grouped(text(one) for one in ox.parse(path=path, format=ox.RdfFormat.TURTLE)))
    names = [name for name, node in source.nodes.items() if sh("NodeShape") in node.get(_TYPE, ())]
    lost = [name for name in source.nodes if name.startswith("<") and name not in names]
    if lost:
        raise OntologyError(f"{path.name}: {', '.join(lost)}: is no sh:NodeShape")
    return Shapes(tuple(_shape(name, source) for name in names), _narrower(ontology))


def _narrower(ontology: Mapping[str, Node]) -> dict[str, list[str]]:
    data, found = Triples((), ontology), dict[str, list[str]]()
    for name in ontology:
        for wider in dict.fromkeys(one for up in data.values(name, _NARROWER) for one in data.along(up, _NARROWER)):
            found.setdefault(wider, []).append(name)
    return found


def _shape(name: str, source: Source) -> Shape:
    node = source.nodes[name]
    if unknown := node.keys() - {_TYPE, sh("property"), *_TARGETS}:
        raise OntologyError(f"shapes.ttl: {name}: {', '.join(sorted(unknown))} is not known here")
    targets = tuple((kind, value) for kind in sorted(_TARGETS) for value in node.get(kind, ()))
    properties = tuple(_property(name, source.nodes[one], source) for one in node.get(sh("property"), ()))
    if not targets or not properties:
        raise OntologyError(f"shapes.ttl: {name}: has no target, or asks for nothing")
    return Shape(name, targets, properties)


def _property(name: str, node: Node, source: Source) -> Property:
    if len(node.get(sh("path"), ())) != 1 or len(node.get(sh("message"), ())) != 1:
        raise OntologyError(f"shapes.ttl: {name}: each of its properties needs one sh:path and one sh:message")
    asked = node.keys() - {sh("path"), sh("message")}
    if unknown := asked - CONSTRAINTS.keys():
        raise OntologyError(f"shapes.ttl: {name}: {', '.join(sorted(unknown))} is not known here")
    checks = {(key, value): CONSTRAINTS[key](value, source) for key in sorted(asked) for value in node[key]}
    return Property(_path(node[sh("path")][0], source), checks, characters(node[sh("message")][0]))


# ------------------------------------------------------------------------------------------------ paths


def follow(path: Sequence[Step], data: Data, subject: str) -> Sequence[str]:
    """The values at the end of a path, none twice."""
    found: Sequence[str] = [subject]
    for step in path:
        if len(found) == 1:
            found = _reached(step, data, found[0])
        else:
            found = list(dict.fromkeys(one for node in found for one in _reached(step, data, node)))
    return found


def _reached(step: Step, data: Data, node: str) -> Sequence[str]:
    if step.kind == PLAIN:
        return data.values(node, step.predicate)
    return list(data.subjects(step.predicate, node) if step.kind == AGAINST else data.along(node, step.predicate))


def _path(path: str, source: Source) -> tuple[Step, ...]:
    steps = source.list(path) if _FIRST in source.nodes.get(path, ()) else [path]
    return tuple(_step(one, source) for one in steps)


def _step(path: str, source: Source) -> Step:
    if path.startswith("<"):
        return Step(PLAIN, path)
    ((kind, (predicate,)),) = source.nodes[path].items()
    if not predicate.startswith("<") or kind not in (AGAINST, ALONG):
        raise OntologyError(f"shapes.ttl: the path {kind} {predicate} is not known here")
    return Step(kind, predicate)
