"""Which entities became which: merged, split, renamed, retyped, described otherwise, come and gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.diff.sides import Side, Sides
from kg.diff.values import Kind
from kg.graph.lookup import entity_in
from kg.model import Entity

__all__ = ["Kinship", "kinship"]

_Found = tuple[Kind, tuple[Entity, ...], tuple[Entity, ...]]


@dataclass(frozen=True, slots=True)
class Kinship:
    """The entities that may differ, by id, and pairs of ids that are one: old, new."""

    before: Mapping[str, Entity]
    after: Mapping[str, Entity]
    pairs: frozenset[tuple[str, str]]

    def families(self) -> Mapping[str, str]:
        """Id -> one id for all that are one, directly or by way of others."""
        root: dict[str, str] = {}

        def top(id: str) -> str:
            while root.setdefault(id, id) != id:
                id = root[id]
            return id

        for old, new in sorted(self.pairs):
            first, second = sorted((top(old), top(new)))
            root[second] = first
        return {id: top(id) for id in list(root)}

    def changes(self) -> list[_Found]:
        """What happened to them: the kind, those before, those after."""
        old, new = _grouped(self.pairs), _grouped((right, left) for left, right in self.pairs)
        found: list[_Found] = []
        for id, sources in new.items():
            if len(sources) > 1:
                found.append((Kind.MERGED, tuple(self.before[one] for one in sources), (self.after[id],)))
        for id, targets in old.items():
            if len(targets) > 1:
                found.append((Kind.SPLIT, (self.before[id],), tuple(self.after[one] for one in targets)))
            elif len(new[targets[0]]) == 1:
                before, after = self.before[id], self.after[targets[0]]
                found += [(kind, (before,), (after,)) for kind in _differences(before, after)]
        found += [(Kind.VANISHED, (self.before[id],), ()) for id in self.before.keys() - old.keys()]
        found += [(Kind.APPEARED, (), (self.after[id],)) for id in self.after.keys() - new.keys()]
        return found


def kinship(sides: Sides) -> Kinship:
    """Who may differ, and who is who: told by the articles that are in both graphs and name somebody alike."""
    old, new = sides.old, sides.new
    touched = {*old.told, *new.told, *_replaced_otherwise(sides)}
    before, after = _entities(old, touched), _entities(new, touched)
    pairs = {(id, id) for id in before.keys() & after.keys()}
    for source in old.readings.keys() & new.readings.keys():
        one, other = ({found.entity.id for found in side.readings[source].appearances} for side in (old, new))
        pairs |= {(old.graph.identities.of(id, source), new.graph.identities.of(id, source)) for id in one & other}
    pairs = {(one, other) for one, other in pairs if one in before and other in after}
    pairs |= _namesakes(sides, before, after, pairs)
    return Kinship(before, after, frozenset(pairs))


def _replaced_otherwise(sides: Sides) -> set[str]:
    one, other = sides.old.graph.identities.replaced, sides.new.graph.identities.replaced
    return {id for loser, winner in one.items() ^ other.items() for id in (loser, winner)}


def _entities(side: Side, ids: Iterable[str]) -> dict[str, Entity]:
    store, names = side.graph.store, side.graph.names
    found = {id: entity_in(store, names, names.entity(id)) for id in ids}
    return {id: entity for id, entity in sorted(found.items()) if entity is not None}


def _namesakes(
    sides: Sides, before: Mapping[str, Entity], after: Mapping[str, Entity], pairs: Iterable[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Who got another id: one that is gone and one that is new, whom one article calls by the same name."""
    known = list(pairs)
    gone = _by_article(sides.old, before.keys() - {old for old, _ in known})
    come = _by_article(sides.new, after.keys() - {new for _, new in known})
    likely: set[tuple[bool, bool, str, str, str, str]] = set()
    for source in gone.keys() & come.keys():
        for one in gone[source]:
            for other in come[source]:
                if _called(before[one]) & _called(after[other]):
                    unlike = before[one].label != after[other].label, before[one].type != after[other].type
                    likely.add(
                        (*unlike, min(one, other), max(one, other), one, other)
                    )  # the same whichever graph comes first
    found: set[tuple[str, str]] = set()
    for _, _, _, _, one, other in sorted(likely):
        if all(one != left and other != right for left, right in found):
            found.add((one, other))
    return found


def _by_article(side: Side, ids: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id in ids:
        for source in side.told.get(id, ()):
            found.setdefault(source, []).append(id)
    return found


def _called(entity: Entity) -> set[str]:
    return {entity.label, *entity.aliases}


def _differences(before: Entity, after: Entity) -> list[Kind]:
    kinds = [Kind.RENAMED] if before.label != after.label else []
    if before.type != after.type:
        kinds.append(Kind.RETYPED)
    if not kinds and before != after:
        kinds.append(Kind.DESCRIBED)
    return kinds


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in sorted(pairs):
        found.setdefault(key, []).append(value)
    return found
