"""Triples as shapes look at them: a few thousand of one article, or all of a store."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Protocol, TypeAlias

import pyoxigraph as ox

from kg.graph.shapes.literals import Triple

__all__ = ["Data", "Node", "Stored", "Triples", "grouped"]

Node: TypeAlias = Mapping[str, Sequence[str]]
"""What is said of one subject: predicate -> objects, none twice."""

_NOTHING: Final[Node] = {}


class Data(Protocol):
    """Triples with no triple twice; what the ontology says of a term counts as said of it."""

    def node(self, subject: str) -> Node:
        """All that is said of a subject."""

    def values(self, subject: str, predicate: str) -> Sequence[str]:
        """The objects that one predicate of a subject has."""

    def subjects(self, predicate: str, object: str | None) -> Iterable[str]:
        """Who has this object (None: any) of the predicate; without what the ontology says."""

    def objects(self, predicate: str) -> Iterable[str]:
        """All objects of the predicate; without what the ontology says."""

    def along(self, node: str, predicate: str) -> Collection[str]:
        """The node and all that can be reached from it by the predicate, none twice."""


def grouped(triples: Iterable[Triple]) -> dict[str, dict[str, list[str]]]:
    """Triples by subject and predicate."""
    found: dict[str, dict[str, list[str]]] = {}
    node: dict[str, list[str]] = {}
    last = None
    for subject, predicate, object in triples:
        if subject is not last:  # most stand together
            node, last = found.setdefault(subject, {}), subject
        objects = node.get(predicate)
        if objects is None:
            node[predicate] = [object]
        elif object not in objects:
            objects.append(object)
    return found


class Triples:
    """A few thousand triples beside those of the ontology."""

    def __init__(self, triples: Iterable[Triple], ontology: Mapping[str, Node]) -> None:
        self._nodes = grouped(triples)
        self._ontology = ontology
        self._back: dict[str, dict[str, list[str]]] = {}
        self._along: dict[tuple[str, str], Collection[str]] = {}

    def node(self, subject: str) -> Node:
        """As ``Data``."""
        return _both(self._nodes.get(subject, _NOTHING), self._ontology.get(subject))

    def values(self, subject: str, predicate: str) -> Sequence[str]:
        """As ``Data``."""
        mine, more = self._nodes.get(subject), self._ontology.get(subject)
        if more is None:
            return mine.get(predicate, ()) if mine else ()
        return _both(mine or _NOTHING, more).get(predicate, ())

    def subjects(self, predicate: str, object: str | None) -> Iterable[str]:
        """As ``Data``."""
        if object is None:
            return [subject for subject, node in self._nodes.items() if predicate in node]
        return self._backwards(predicate).get(object, ())

    def objects(self, predicate: str) -> Iterable[str]:
        """As ``Data``."""
        return self._backwards(predicate)

    def along(self, node: str, predicate: str) -> Collection[str]:
        """As ``Data``."""
        if (node, predicate) not in self._along:
            self._along[node, predicate] = _closure(self, node, predicate)
        return self._along[node, predicate]

    def _backwards(self, predicate: str) -> dict[str, list[str]]:
        known = self._back.get(predicate)
        if known is None:
            known = self._back[predicate] = {}
            for subject, node in self._nodes.items():
                for object in node.get(predicate, ()):
                    known.setdefault(object, []).append(subject)
        return known


class Stored:
    """All quads of a store, whatever their graph (except ``without``), beside the triples of the ontology."""

    def __init__(self, store: ox.Store, ontology: Mapping[str, Node], *, without: ox.NamedNode) -> None:
        self._store = store
        self._ontology = ontology
        self._without = without
        self.along = functools.lru_cache(maxsize=1000)(functools.partial(_closure, self))
        self.values = functools.lru_cache(maxsize=100_000)(self._values)  # the label of an actor is asked for often

    def node(self, subject: str) -> Node:
        """As ``Data``."""
        found: dict[str, list[str]] = {}
        for quad in self._quads(subject, None, None):
            objects, object = found.setdefault(str(quad.predicate), []), str(quad.object)
            if object not in objects:
                objects.append(object)
        return _both(found, self._ontology.get(subject))

    def _values(self, subject: str, predicate: str) -> Sequence[str]:
        more = self._ontology.get(subject, _NOTHING).get(predicate, ())
        return list(dict.fromkeys([*(str(quad.object) for quad in self._quads(subject, predicate, None)), *more]))

    def subjects(self, predicate: str, object: str | None) -> Iterable[str]:
        """As ``Data``."""
        return dict.fromkeys(str(quad.subject) for quad in self._quads(None, predicate, object))

    def objects(self, predicate: str) -> Iterable[str]:
        """As ``Data``."""
        return dict.fromkeys(str(quad.object) for quad in self._quads(None, predicate, None))

    def _quads(self, *pattern: str | None) -> Iterable[ox.Quad]:
        if any(one is not None and not one.startswith("<") for one in pattern):
            return ()  # nothing is said of a literal, and shapes look for none
        subject, predicate, object = (one and ox.NamedNode(one[1:-1]) for one in pattern)
        found = self._store.quads_for_pattern(subject or None, predicate or None, object or None, None)
        return (quad for quad in found if quad.graph_name != self._without)


def _closure(data: Data, node: str, predicate: str) -> Collection[str]:
    found, left = {node: None}, [node]
    while left:
        more = [one for one in data.values(left.pop(), predicate) if one not in found]
        found.update(dict.fromkeys(more))
        left += more
    return found


def _both(one: Node, other: Node | None) -> Node:
    if not other or not one:
        return one or other or _NOTHING
    return {key: list(dict.fromkeys([*one.get(key, ()), *other.get(key, ())])) for key in {**one, **other}}
