"""What becomes of entities when articles tell otherwise of them.

An entity is what ``canonical.fold`` makes of all its appearances. That fold looks at sets only, so most changes are
told from the entity as it stands; all appearances are read again only when a value that had won is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pyoxigraph as ox

from kg.graph.actors import appearance_from, appearance_triples, entity_triples
from kg.graph.canonical import fold
from kg.graph.lookup import entity_in, node_in
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, characters
from kg.graph.terms import kg
from kg.model import Appearance, Entity

__all__ = ["retold"]


def retold(
    store: ox.Store,
    names: Names,
    before: Mapping[str, tuple[Appearance, ...]],
    after: Mapping[str, tuple[Appearance, ...]],
    olds: Collection[ox.NamedNode | None],
    merged: Container[str],
) -> tuple[set[Triple], set[Triple]]:
    """What goes from ``facts`` and what comes where all that the articles ``olds`` tell of entities changes so.

    By the ids that stand for the entities, of which ``merged`` stand for others, too.
    """
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for key in sorted(before.keys() | after.keys()):
        mine, yours = before.get(key, ()), after.get(key, ())
        if mine == yours:
            continue
        known = entity_in(store, names, names.entity(key))
        several = key in merged or any(found.entity.id != key for found in (*mine, *yours))
        entity = _Retold(store, names, key, olds, several).entity(known, mine, yours)
        if entity == known:
            continue
        gone.update(entity_triples(known, names) if known else ())
        come.update(entity_triples(entity, names) if entity else ())
    return gone, come


@dataclass(frozen=True, slots=True)
class _Retold:
    """One entity, while what the articles ``olds`` told about it is replaced.

    ``several``: it stands for others, too, so that not every appearance has a say in its label and type.
    """

    store: ox.Store
    names: Names
    key: str
    olds: Collection[ox.NamedNode | None]
    several: bool

    def entity(
        self, known: Entity | None, before: Sequence[Appearance], after: Sequence[Appearance]
    ) -> Entity | None:
        """The entity afterwards; None where nothing tells of it any more."""
        told = list(after)
        gone = self._told(before) - self._told(after) if before else ()
        lost = [pair for pair in gone if not self._elsewhere(*pair)]
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
            if one.graph_name not in self.olds and meant in self.store:
                return True
            same = ox.Quad(other.subject, predicate, value, other.graph_name)
            if other.graph_name not in self.olds and same in self.store:
                return True
        return False

    def _others(self) -> list[Appearance]:
        found = self.store.quads_for_pattern(None, kg("entity"), self.names.entity(self.key), None)
        return [
            appearance_from(node_in(self.store, quad.subject, None), self.names)
            for quad in found
            if quad.graph_name not in self.olds and isinstance(quad.subject, ox.NamedNode)
        ]


_Value: TypeAlias = ox.NamedNode | ox.Literal
_NAMING = (kg("name"), kg("entityAlias"), kg("entityLabel"))
_CHOSEN = (kg("entityLabel"), kg("entityType"), kg("entityMatch"), kg("because"))  # of these, one value wins
_TOLD = {str(predicate): predicate for predicate in _CHOSEN + _NAMING}


def _value(term: str) -> _Value:
    """An IRI or a plain text, as the store looks it up."""
    return ox.NamedNode(characters(term)) if term.startswith("<") else ox.Literal(characters(term))
