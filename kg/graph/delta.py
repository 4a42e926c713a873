"""What has to change in a store when one article comes, changes or goes.

Found by index look-ups, sent as one SPARQL Update request. Two rules were found the hard way:

1. A statement leaves ``facts`` only when no other article supports it.
2. Its plain triple leaves only when no other affirmed statement has the same subject, predicate and object.

An entity is what ``canonical.fold`` makes of all its appearances. That fold looks at sets only, so most changes are
told from the entity as it stands; all appearances are read again only when a value that had won is gone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pyoxigraph as ox

from kg.graph.actors import appearance_from, appearance_triples, entity_triples
from kg.graph.canonical import fold
from kg.graph.codec import TYPE, plain_from
from kg.graph.document import Encoded
from kg.graph.lookup import entity_in, node_in
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, characters, text
from kg.graph.terms import kg
from kg.model import Appearance, Entity, Stands

__all__ = ["Delta", "deletions", "delta", "insertions", "replacement", "stated_in", "told_in"]


@dataclass(frozen=True, slots=True)
class Delta:
    """A change of the store. ``old`` is the graph that goes, ``new`` the one that comes (None: none)."""

    names: Names
    old: ox.NamedNode | None
    new: ox.NamedNode | None
    document: tuple[Triple, ...]
    gone: frozenset[Triple]
    come: frozenset[Triple]

    def request(self) -> str:
        """The whole change as one SPARQL Update request: all of it happens, or nothing."""
        inferred = self.names.inferred  # concluded from what is changing now; that it is wanted stays (graph.infer)
        triples = f"GRAPH {inferred} {{ ?s ?p ?o }}"
        parts = [f"DELETE {{ {triples} }} WHERE {{ {triples} FILTER (?s != {inferred}) }}"]
        if self.old is not None:
            parts.append(f"DROP SILENT GRAPH {self.old}")
        parts += _pieces("DELETE DATA", self.names.facts, self.gone)
        parts += insertions(self.names.facts, self.come)
        if self.new is not None:
            parts += insertions(self.new, self.document)
        return " ;\n".join(parts)


def delta(store: ox.Store, names: Names, old: ox.NamedNode | None, new: Encoded | None, identities: Stands) -> Delta:
    """From the graph ``old`` of an article to its new content (None: it goes), encoded with ``identities``."""
    gone: set[Triple] = set()
    come: set[Triple] = set()
    merged = identities.winners()
    for part_gone, part_come in (_statements(store, names, old, new), _entities(store, names, old, new, merged)):
        gone |= part_gone
        come |= part_come
    return Delta(
        names=names,
        old=old,
        new=new.doc if new else None,
        document=new.document if new else (),
        gone=frozenset(gone - come),
        come=frozenset(come - gone),
    )


def replacement(graph: ox.NamedNode, triples: Iterable[Triple]) -> str:
    """One SPARQL Update request that gives a whole graph new content."""
    return " ;\n".join([f"DROP SILENT GRAPH {graph}", *insertions(graph, triples)])


def deletions(graph: ox.NamedNode, triples: Iterable[Triple]) -> list[str]:
    """The updates of a request that take triples out, sorted; none where there are none."""
    return _pieces("DELETE DATA", graph, triples)


def insertions(graph: ox.NamedNode, triples: Iterable[Triple]) -> list[str]:
    """The updates of a request that add triples, sorted; none where there are none."""
    return _pieces("INSERT DATA", graph, triples)


_Change: TypeAlias = tuple[set[Triple], set[Triple]]


def _statements(store: ox.Store, names: Names, old: ox.NamedNode | None, new: Encoded | None) -> _Change:
    arriving = new.statements if new else {}
    leaving = [node for node in stated_in(store, old) if node not in arriving and not _elsewhere(store, node, old)]
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for node in leaving:
        quads = list(store.quads_for_pattern(node, None, None, names.facts))
        gone.update(map(text, quads))
        plain = plain_from(node_in(store, node, names.facts))
        if plain is not None and not _still_true(store, names, plain, leaving):
            gone.add(text(plain))
    for node, triples in arriving.items():
        if ox.Quad(node, TYPE, kg("Statement"), names.facts) not in store:
            come.update(triples)
    for true in new.plain.values() if new else ():
        gone.discard(true)
        subject, predicate, object = (ox.NamedNode(characters(one)) for one in true)
        if ox.Quad(subject, predicate, object, names.facts) not in store:
            come.add(true)
    return gone, come


def stated_in(store: ox.Store, doc: ox.NamedNode | None) -> list[ox.NamedNode]:
    """The statements that an article gives evidence for."""
    if doc is None:
        return []
    found = store.quads_for_pattern(None, kg("evidenceFor"), None, doc)
    return list({quad.object: None for quad in found if isinstance(quad.object, ox.NamedNode)})


def _elsewhere(store: ox.Store, statement: ox.NamedNode, doc: ox.NamedNode | None) -> bool:
    found = store.quads_for_pattern(None, kg("evidenceFor"), statement, None)
    return any(quad.graph_name != doc for quad in found)


def _still_true(store: ox.Store, names: Names, plain: ox.Triple, leaving: list[ox.NamedNode]) -> bool:
    """True where a statement that stays makes the same triple true."""
    assert isinstance(plain.subject, ox.NamedNode)
    left = set(leaving)
    ends = (kg("subject"), plain.subject), (kg("object"), plain.object)
    lists = (store.quads_for_pattern(None, side, end, names.facts) for side, end in ends)
    for pair in zip(*lists, strict=False):  # the shorter of the two lists decides
        for quad, other in zip(pair, reversed(ends), strict=True):
            # News speaks of some actors everywhere: whether one end is the same too is told by the index at once,
            # what a statement says is read only of the few that are left.
            if ox.Quad(quad.subject, *other, names.facts) not in store or quad.subject in left:
                continue
            if plain_from(node_in(store, quad.subject, names.facts)) == plain:
                return True
    return False


# ---------------------------------------------------------------------------------------------- entities


def _entities(
    store: ox.Store, names: Names, old: ox.NamedNode | None, new: Encoded | None, merged: Container[str]
) -> _Change:
    before = told_in(store, names, old)
    after = new.told if new else {}
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for key in sorted(before.keys() | after.keys()):
        mine, yours = before.get(key, ()), after.get(key, ())
        if mine == yours:
            continue
        known = entity_in(store, names, names.entity(key))
        several = key in merged or any(found.entity.id != key for found in (*mine, *yours))
        entity = _Retold(store, names, key, old, several).entity(known, mine, yours)
        gone.update(entity_triples(known, names) if known else ())
        come.update(entity_triples(entity, names) if entity else ())
    return gone, come


def told_in(store: ox.Store, names: Names, doc: ox.NamedNode | None) -> dict[str, tuple[Appearance, ...]]:
    """The appearances in an article by the id that stands for their entity, sorted."""
    found: dict[str, list[Appearance]] = {}
    for quad in store.quads_for_pattern(None, kg("entity"), None, doc) if doc is not None else ():
        assert isinstance(quad.object, ox.NamedNode)
        appearance = appearance_from(node_in(store, quad.subject, doc), names)
        found.setdefault(names.entity_id(quad.object), []).append(appearance)
    return {key: tuple(sorted(told, key=lambda one: one.entity.id)) for key, told in found.items()}


@dataclass(frozen=True, slots=True)
class _Retold:
    """One entity, while what the article ``old`` told about it is replaced.

    ``several``: it stands for others, too, so that not every appearance has a say in its label and type.
    """

    store: ox.Store
    names: Names
    key: str
    old: ox.NamedNode | None
    several: bool

    def entity(
        self, known: Entity | None, before: Sequence[Appearance], after: Sequence[Appearance]
    ) -> Entity | None:
        """The entity afterwards; None where nothing tells of it any more."""
        told = list(after)
        lost = [pair for pair in self._told(before) - self._told(after) if not self._elsewhere(*pair)]
        own = self._own(before, after) if self.several else True
        if known is None or own is None or any(predicate in _CHOSEN for predicate, _ in lost):
            told += self._others()
            return fold(told, self.key) if told else None
        if not own:  # nobody has more say than others, also not what they made of it together
            told = [replace(one, entity=replace(one.entity, id=self.key)) for one in told]
        names = {value for _, value in lost}
        kept = {value for value in names if any(self._elsewhere(predicate, value) for predicate in _NAMING)}
        forgotten = {value.value for value in names - kept}
        rest = replace(known, aliases=tuple(name for name in known.aliases if name not in forgotten))
        return fold([Appearance(rest, ()), *told], self.key)

    def _own(self, before: Sequence[Appearance], after: Sequence[Appearance]) -> bool | None:
        """Whether articles read it by this very id: these alone choose its values. None: what stands is not told by
        this, since that changes, or some of what was told goes."""
        arrives = any(one.entity.id == self.key for one in after)
        node = self.names.entity(self.key)
        ending = self.names.appearance(node, self.key).value.removeprefix(node.value)
        every = self.store.quads_for_pattern(None, kg("entity"), node, None)
        was = any(isinstance(quad.subject, ox.NamedNode) and quad.subject.value.endswith(ending) for quad in every)
        return None if before or (arrives and not was) else was

    def _told(self, appearances: Sequence[Appearance]) -> set[tuple[ox.NamedNode, _Value]]:
        """What appearances tell, whatever the article."""
        return {
            (_TOLD[predicate], _value(object))
            for appearance in appearances
            for _, predicate, object in appearance_triples(self.names.facts, appearance, self.names)
            if predicate in _TOLD
        }

    def _elsewhere(self, predicate: ox.NamedNode, value: _Value) -> bool:
        """True where another article tells the same of this entity."""
        here = kg("entity"), self.names.entity(self.key)
        by_value = self.store.quads_for_pattern(None, predicate, value, None)
        by_entity = self.store.quads_for_pattern(None, *here, None)
        for one, other in zip(by_value, by_entity, strict=False):  # the shorter of the two lists decides
            # What was read by this id may stand for another by now, so the id alone does not say whose name it is.
            meant = ox.Quad(one.subject, *here, one.graph_name)
            if one.graph_name != self.old and meant in self.store:
                return True
            same = ox.Quad(other.subject, predicate, value, other.graph_name)
            if other.graph_name != self.old and same in self.store:
                return True
        return False

    def _others(self) -> list[Appearance]:
        found = self.store.quads_for_pattern(None, kg("entity"), self.names.entity(self.key), None)
        return [
            appearance_from(node_in(self.store, quad.subject, None), self.names)
            for quad in found
            if quad.graph_name != self.old and isinstance(quad.subject, ox.NamedNode)
        ]


_Value: TypeAlias = ox.NamedNode | ox.Literal
_NAMING = (kg("name"), kg("entityAlias"), kg("entityLabel"))
_CHOSEN = (kg("entityLabel"), kg("entityType"), kg("entityMatch"), kg("because"))  # of these, one value wins
_TOLD = {str(predicate): predicate for predicate in _CHOSEN + _NAMING}


def _value(term: str) -> _Value:
    """An IRI or a plain text, as the store looks it up."""
    return ox.NamedNode(characters(term)) if term.startswith("<") else ox.Literal(characters(term))


_PIECE = 1000  # triples in one update: the compilers of some servers take some thousands at most


def _pieces(what: str, graph: ox.NamedNode, triples: Iterable[Triple]) -> list[str]:
    """``INSERT DATA { GRAPH <g> { ... } }`` as often as needed, sorted.

    The terms were written by ``literals``, so no value can end its quotes.
    """
    lines = sorted(f"{subject} {predicate} {object} .\n" for subject, predicate, object in triples)
    parts = (lines[start : start + _PIECE] for start in range(0, len(lines), _PIECE))
    return [f"{what} {{\nGRAPH {graph} {{\n{''.join(part)}}}\n}}" for part in parts]
