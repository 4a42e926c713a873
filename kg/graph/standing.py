"""Who stands for whom, looked up in a store when it is asked, with what is about to be decided before it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator

import pyoxigraph as ox

from kg.graph.actors import REPLACED, identity_triples
from kg.graph.codec import SOURCE
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, text
from kg.graph.terms import kg
from kg.model import Identities

__all__ = ["Standing", "amendment", "misnamed"]


class Standing:
    """As ``Identities``, of which it reads what is asked for alone.

    ``part`` is what is decided of ``ids`` and of who bears ``names``; of all others it is what the store says.
    """

    def __init__(
        self,
        store: ox.Store,
        iris: Names,
        part: Identities = Identities(),  # noqa: B008
        ids: Collection[str] = (),
        names: Collection[str] = (),
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
        if id in self._names:
            return self._part.split.get((id, source), id)
        return self._object(self._iris.bearer(id, source), kg("bearer")) or id

    def _object(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        """The id of the entity that the graph of decisions gives; None where it gives none."""
        for quad in self._store.quads_for_pattern(subject, predicate, None, self._iris.identity):
            if isinstance(quad.object, ox.NamedNode):
                return self._iris.entity_id(quad.object)
        return None


def amendment(
    store: ox.Store, iris: Names, part: Identities, ids: Collection[str], names: Collection[str]
) -> tuple[set[Triple], set[Triple]]:
    """What goes and what comes so that the stored decisions are what ``part`` says, as in ``Standing``."""
    old, new = set(_stored(store, iris, ids, names)), set(identity_triples(part, iris))
    return old - new, new - old


def _stored(store: ox.Store, iris: Names, ids: Collection[str], names: Collection[str]) -> Iterator[Triple]:
    """The triples about two of ``ids``, and about who bears ``names``."""
    graph = iris.identity
    nodes = [
        quad.subject
        for name in names
        for quad in store.quads_for_pattern(None, kg("readAs"), iris.entity(name), graph)
    ]
    meant = {iris.entity(id) for id in ids}
    for entity in meant:
        yield from map(text, store.quads_for_pattern(entity, REPLACED, None, graph))
        for quad in store.quads_for_pattern(None, kg("one"), entity, graph):
            others = store.quads_for_pattern(quad.subject, kg("other"), None, graph)
            nodes += [quad.subject for other in others if other.object in meant]
    for node in nodes:
        yield from map(text, store.quads_for_pattern(node, None, None, graph))


def misnamed(store: ox.Store, iris: Names, identities: Identities) -> list[str]:
    """The sources of the articles that name somebody in whose place another should stand, sorted.

    Told from what is stored, not from what was decided before: so it finds what somebody who died left, too.
    """

    def all_of(predicate: ox.NamedNode) -> Iterable[ox.Quad]:
        return store.quads_for_pattern(None, predicate, None, None)

    sources = {quad.graph_name: quad.object.value for quad in all_of(SOURCE) if isinstance(quad.object, ox.Literal)}
    read_as = {quad.subject: quad.object for quad in all_of(kg("readAs"))}
    found = set()
    for quad in all_of(kg("entity")):
        read, source = read_as.get(quad.subject, quad.object), sources[quad.graph_name]
        assert isinstance(read, ox.NamedNode)
        if quad.object != iris.entity(identities.of(iris.entity_id(read), source)):
            found.add(source)
    return sorted(found)
