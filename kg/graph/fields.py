"""Between the attributes of a value and the triples of a node: tables of fields, one line each."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pyoxigraph as ox

from kg.graph.shapes.literals import Triple, characters, datatype, literal
from kg.model import PartialDate, TextSpan

__all__ = [
    "DATE",
    "DECIMAL",
    "ENGLISH",
    "INTEGER",
    "TEXT",
    "Field",
    "Kind",
    "Node",
    "SpanField",
    "date",
    "nodes",
    "nodes_of",
    "predicates",
    "writer",
]

_DATE_TYPES = {key: datatype(name) for key, name in (("year", "gYear"), ("month", "gYearMonth"), ("day", "date"))}
_INTEGER, _DECIMAL = datatype("integer"), datatype("decimal")


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of value becomes a literal, and how it comes back from the literal's characters."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


def date(value: PartialDate) -> str:
    """A date with the datatype of its precision."""
    return f'"{value}"{_DATE_TYPES[value.precision]}'


@functools.lru_cache(10_000)  # a rule has few confidences
def _decimal(value: float) -> str:
    digits = format(Decimal(repr(value)), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f'"{digits}"{_DECIMAL}'


TEXT = Kind(literal, str)
ENGLISH = Kind(lambda text: literal(text, "@en"), str)
INTEGER = Kind(lambda number: f'"{number}"{_INTEGER}', int)
DECIMAL = Kind(_decimal, float)
DATE = Kind(date, functools.lru_cache(10_000)(PartialDate))  # few days, many statements


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute as one triple; no triple where it is None."""

    attribute: str
    predicate: ox.NamedNode
    kind: Kind = TEXT

    def read(self, node: Node) -> Any:
        """The attribute's value, None where the node has no such triple."""
        found = node.text(self.predicate)
        return None if found is None else self.kind.read(found)


@dataclass(frozen=True, slots=True)
class SpanField:
    """A ``TextSpan`` as two numbers."""

    attribute: str
    start: ox.NamedNode
    end: ox.NamedNode

    def read(self, node: Node) -> TextSpan:
        """The stretch between the two numbers."""
        return TextSpan(int(node.text(self.start) or 0), int(node.text(self.end) or 0))


def writer(*fields: Field | SpanField) -> Callable[[str, object], list[Triple]]:
    """What makes the triples of a subject out of a value that has all these attributes, those that are not None."""
    columns: list[tuple[str, str, Callable[[Any], str]]] = []
    for one in fields:
        if isinstance(one, SpanField):
            columns.append((f"{one.attribute}.start", str(one.start), INTEGER.write))
            columns.append((f"{one.attribute}.end", str(one.end), INTEGER.write))
        else:
            columns.append((one.attribute, str(one.predicate), one.kind.write))
    # All at once: half of what an article takes to encode would go into calls for single attributes.
    values = attrgetter(*(path for path, _, _ in columns))
    kinds = tuple((predicate, write) for _, predicate, write in columns)

    def triples(subject: str, value: object) -> list[Triple]:
        every = values(value) if len(kinds) > 1 else (values(value),)
        return [
            (subject, predicate, write(found))
            for (predicate, write), found in zip(kinds, every, strict=True)
            if found is not None
        ]

    return triples


@dataclass(frozen=True, slots=True)
class Node:
    """One subject and all that is said of it: predicate IRI -> terms."""

    subject: ox.NamedNode
    values: dict[str, list[ox.NamedNode | ox.Literal]]

    def text(self, predicate: ox.NamedNode) -> str | None:
        """The characters of the one value (the first, where there are several), None where there is none."""
        found = self.values.get(predicate.value)
        if found is None:
            return None
        return found[0].value if len(found) == 1 else min(value.value for value in found)

    def texts(self, predicate: ox.NamedNode) -> tuple[str, ...]:
        """The characters of all values, sorted."""
        return tuple(sorted(value.value for value in self.values.get(predicate.value, ())))

    def link(self, predicate: ox.NamedNode) -> ox.NamedNode:
        """The one IRI that stands there."""
        return next(value for value in self.values[predicate.value] if isinstance(value, ox.NamedNode))


def predicates(fields: Iterable[Field | SpanField]) -> tuple[ox.NamedNode, ...]:
    """All that these fields read."""
    found = ((one.start, one.end) if isinstance(one, SpanField) else (one.predicate,) for one in fields)
    return tuple(predicate for some in found for predicate in some)


def nodes(quads: Iterable[ox.Quad]) -> dict[str, Node]:
    """Quads grouped by subject IRI."""
    found: dict[str, Node] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, (ox.NamedNode, ox.Literal)):
            node = found.setdefault(subject.value, Node(subject, {}))
            node.values.setdefault(quad.predicate.value, []).append(value)
    return found


def nodes_of(triples: Iterable[Triple]) -> dict[str, Node]:
    """Triples as text grouped by subject, as text; of literals only the characters."""
    found: dict[str, Node] = {}
    for subject, predicate, object in triples:
        node = found.get(subject)
        if node is None:
            node = found[subject] = Node(ox.NamedNode(subject[1:-1]), {})
        value = (ox.NamedNode if object.startswith("<") else ox.Literal)(characters(object))
        node.values.setdefault(predicate[1:-1], []).append(value)
    return found
