"""Who stands for whom, looked up in a store when it is asked, with what is about to be decided before it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.actors import REPLACED, identity_parts, identity_triples
from kg.graph.codec import SOURCE
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, characters, text
from kg.graph.terms import kg
from kg.model import Identities

__all__ = ["Standing", "amendment", "misnamed", "replacements"]

_GONE: Final = 5000  # triples that go at a time


class Standing:
    """As ``Identities``, of which it reads what is asked for alone.

    ``part`` is what is decided of ``ids`` and of who bears each of ``names`` in an article, (id, source); of all
    others it is what the store says.
    """

    def __init__(
        self,
        store: ox.Store,
        iris: Names,
        part: Identities = Identities(),  # noqa: B008
        ids: Collection[str] = (),
        names: Collection[tuple[str, str]] = (),
    ) -> None:
        self._store, self._iris = store, iris
        self._part, self._ids, self._names = part, ids, names
        self._winners = part.winners()

    def of(self, id: str, source: str = "") -> str:
        """As ``Identities.of``."""
        meant = self._meant(id, source)
        if meant in self._ids:
            return self._part.replaced.get(meant, meant)
        return self._object(self._iris.entity(meant), REPLACED) or meant

    def touches(self, ids: Iterable[str], source: str) -> bool:
        """As ``Identities.touches``."""
        return any(self.of(id, source) != id for id in ids)

    def winners(self) -> Container[str]:
        """As ``Identities.winners``."""
        return self

    def __contains__(self, id: object) -> bool:
        """True for an id that stands for another."""
        if not isinstance(id, str) or id in self._winners:
            return id in self._winners
        losers = self._store.quads_for_pattern(None, REPLACED, self._iris.entity(id), self._iris.identity)
        return any(
            self._iris.entity_id(quad.subject) not in self._ids
            for quad in losers
            if isinstance(quad.subject, ox.NamedNode)
        )

    def moved(self) -> Iterator[str]:
        """Those of ``ids`` in whose place another stands than by the store alone."""
        for id in self._ids:
            if self._object(self._iris.entity(id), REPLACED) != self._part.replaced.get(id):
                yield id

    def _meant(self, id: str, source: str) -> str:
        if (id, source) in self._names:
            return self._part.split.get((id, source), id)
        return self._object(self._iris.bearer(id, source), kg("bearer")) or id

    def _object(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        """The id of the entity that the graph of decisions gives; None where it gives none."""
        for quad in self._store.quads_for_pattern(subject, predicate, None, self._iris.identity):
            if isinstance(quad.object, ox.NamedNode):
                return self._iris.entity_id(quad.object)
        return None


def amendment(
    store: ox.Store, iris: Names, part: Identities, ids: Collection[str], names: Collection[tuple[str, str]]
) -> tuple[set[Triple], set[Triple]]:
    """What goes and what comes so that the stored decisions are what ``part`` says, as in ``Standing``."""
    old, new = set(_stored(store, iris, ids, names)), set(identity_triples(part, iris))
    return old - new, new - old


def _stored(
    store: ox.Store, iris: Names, ids: Collection[str], names: Collection[tuple[str, str]]
) -> Iterator[Triple]:
    """The triples about two of ``ids``, and about who bears ``names``."""
    graph = iris.identity
    nodes: list[Any] = [iris.bearer(*name) for name in names]
    meant = {iris.entity(id) for id in ids}
    for entity in meant:
        yield from map(text, store.quads_for_pattern(entity, REPLACED, None, graph))
        for quad in store.quads_for_pattern(None, kg("one"), entity, graph):
            others = store.quads_for_pattern(quad.subject, kg("other"), None, graph)
            nodes += [quad.subject for other in others if other.object in meant]
    for node in nodes:
        yield from map(text, store.quads_for_pattern(node, None, None, graph))


def replacements(
    store: ox.Store, iris: Names, identities: Identities
) -> Iterator[tuple[Collection[Triple], Collection[Triple]]]:
    """What goes and what comes so that the stored decisions are these, a part at a time; none where they are so."""
    subjects: set[str] = set()
    for part in identity_parts(identities, iris):
        subjects.update(part)
        new = set(chain.from_iterable(part.values()))
        old = {text(quad) for subject in part for quad in _decided(store, iris, ox.NamedNode(characters(subject)))}
        if old != new:
            yield old - new, new - old
    left = (one for one in map(text, _decided(store, iris, None)) if one[0] not in subjects)
    while gone := list(islice(left, _GONE)):
        yield gone, ()


def _decided(store: ox.Store, iris: Names, subject: ox.NamedNode | None) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(subject, None, None, iris.identity)


def misnamed(store: ox.Store, iris: Names, identities: Identities) -> list[str]:
    """The sources of the articles that name somebody in whose place another should stand, sorted.

    Told from what is stored, not from what was decided before: so it finds what somebody who died left, too.
    """
    found = []
    for article in store.quads_for_pattern(None, SOURCE, None, None):
        doc, source = article.graph_name, article.object
        assert isinstance(doc, ox.NamedNode)
        assert isinstance(source, ox.Literal)
        if any(was != identities.of(read, source.value) for was, read in _named(store, iris, doc)):
            found.append(source.value)
    return sorted(found)


def _named(store: ox.Store, iris: Names, doc: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Who stands for each entity of an article, and who it was read as."""
    for quad in store.quads_for_pattern(None, kg("entity"), None, doc):
        was, others = quad.object, store.quads_for_pattern(quad.subject, kg("readAs"), None, doc)
        read = next((other.object for other in others), was)
        assert isinstance(was, ox.NamedNode)
        assert isinstance(read, ox.NamedNode)
        yield iris.entity_id(was), iris.entity_id(read)
