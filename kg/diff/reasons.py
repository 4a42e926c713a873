"""Why something differs: told from the articles, the rules behind the sentences, and who was decided to be who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.diff.sides import Content, Side, Sides
from kg.diff.values import Cause, DecisionChange, Kind, Reason
from kg.model import Appearance, Decision, Entity, Evidence, Statement

__all__ = ["Reasons", "decisions", "told"]


@dataclass(frozen=True)
class Reasons:
    """Finds the reasons between two graphs."""

    sides: Sides

    def of_statement(
        self,
        before: Statement | None,
        after: Statement | None,
        lost: Sequence[Evidence],
        gained: Sequence[Evidence],
    ) -> tuple[Reason, ...]:
        """Why a statement has lost and gained these sentences: one reason for each article, like ones together."""
        found = []
        for source in sorted({piece.source for piece in (*lost, *gained)} & self.sides.causes.keys()):
            cause = self.sides.causes[source]
            if cause in (Cause.REREAD, Cause.IDENTITY):
                ids = self._only_renamed(source, before, after)
                if ids is not None:
                    found.append(self._decided(ids, source))
                    continue
                here = ([piece for piece in pieces if piece.source == source] for pieces in (lost, gained))
                found.append(Reason(Cause.REREAD, (source,), _rules(*here)))
            else:
                found.append(Reason(cause, (source,)))
        return _together(found)

    def of_entities(self, kind: Kind, before: Sequence[Entity], after: Sequence[Entity]) -> tuple[Reason, ...]:
        """Why entities came, went or changed: by a decision about who they are, else by what articles tell."""
        old, new = (_by_source(side, ids) for side, ids in ((self.sides.old, before), (self.sides.new, after)))
        found = []
        for source in sorted(old.keys() | new.keys()):
            cause = self.sides.causes[source]
            if cause in (Cause.REREAD, Cause.IDENTITY):
                mine, yours = old.get(source, set()), new.get(source, set())
                ids = {one.entity.id for one in mine | yours}
                if renamed := self._renamed(ids, source):
                    found.append(self._decided(renamed, source))
                elif mine != yours:
                    found.append(Reason(Cause.REREAD, (source,)))
            else:
                found.append(Reason(cause, (source,)))
        decided = [one for one in found if one.cause in (Cause.JUDGEMENT, Cause.IDENTITY)]
        return _together(decided if decided and kind in (Kind.MERGED, Kind.SPLIT) else found)

    def _only_renamed(self, source: str, before: Statement | None, after: Statement | None) -> set[str] | None:
        """The ids of those who are other nodes now, where the article says the same of them; else None."""
        old, new = _readings(self.sides.old, source, before), _readings(self.sides.new, source, after)
        there = old & self.sides.new.read.get(source, set()), new & self.sides.old.read.get(source, set())
        contents = there[0] | there[1]
        ids = self._renamed({id for one in contents for id in (one[0], one[2], one[4]) if id}, source)
        return ids or None

    def _renamed(self, ids: Iterable[str], source: str) -> set[str]:
        old, new = self.sides.old.graph.identities, self.sides.new.graph.identities
        return {id for id in ids if old.of(id, source) != new.of(id, source)}

    def _decided(self, ids: set[str], source: str) -> Reason:
        """The decisions that made other nodes of these: a person's where there is one, those about them first."""
        old, new = self.sides.old.graph.identities, self.sides.new.graph.identities
        nodes = {node for id in ids for node in (old.of(id, source), new.of(id, source))}
        direct = [one for one in self._changed if _pair(one) & ids]
        near = [
            one for one in self._changed if all({id, old.of(id), new.of(id)} & (nodes | ids) for id in _pair(one))
        ]
        for decided in (direct, near):
            if people := [one for one in decided if _person(one)]:
                return Reason(Cause.JUDGEMENT, (source,), "; ".join(map(told, people)))
        return Reason(Cause.IDENTITY, (source,), "; ".join(map(told, near or direct)))

    @cached_property
    def _changed(self) -> tuple[DecisionChange, ...]:
        return decisions(self.sides)


def decisions(sides: Sides) -> tuple[DecisionChange, ...]:
    """The decisions that are not the same in both graphs, by pair of ids."""
    old, new = ({(one.one, one.other): one for one in side.graph.identities.decisions} for side in _both(sides))
    pairs = sorted(pair for pair in {*old, *new} if old.get(pair) != new.get(pair))
    return tuple(DecisionChange(old.get(pair), new.get(pair)) for pair in pairs)


def told(change: DecisionChange) -> str:
    """A decision in words; a person's that was taken back rather than the program's in its place."""
    before, after = change.before, change.after
    if before is not None and (after is None or (before.score is None and after.score is not None)):
        return f"taken back: {_words(before)}"
    assert after is not None
    return _words(after)


def _words(decision: Decision) -> str:
    who = " ".join(word for word in (decision.by, str(decision.when or "")) if word)
    return f"{decision.one} and {decision.other} {decision.verdict}: {decision.because}" + (
        f" ({who})" if who else ""
    )


def _person(change: DecisionChange) -> bool:
    return any(one is not None and one.score is None for one in (change.before, change.after))


def _pair(change: DecisionChange) -> set[str]:
    decision = change.after or change.before
    assert decision is not None
    return {decision.one, decision.other}


def _both(sides: Sides) -> Iterator[Side]:
    yield sides.old
    yield sides.new


def _readings(side: Side, source: str, statement: Statement | None) -> set[Content]:
    return side.stated.get(statement.content(), {}).get(source, set()) if statement else set()


def _by_source(side: Side, entities: Iterable[Entity]) -> Mapping[str, set[Appearance]]:
    found: dict[str, set[Appearance]] = {}
    for entity in entities:
        for source, appearances in side.told.get(entity.id, {}).items():
            found.setdefault(source, set()).update(appearances)
    return found


def _rules(lost: Sequence[Evidence], gained: Sequence[Evidence]) -> str:
    """Which rules found it, and how surely: before -> now."""
    sides = [", ".join(sorted({f"{piece.rule} {piece.confidence:.2f}" for piece in one})) for one in (lost, gained)]
    if all(sides):
        return " -> ".join(sides) if sides[0] != sides[1] else sides[0]
    return f"found by {sides[1]}" if sides[1] else f"no longer found by {sides[0]}"


def _together(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons of one cause and wording as one, with all their articles."""
    found: dict[tuple[Cause, str], list[str]] = {}
    for reason in reasons:
        found.setdefault((reason.cause, reason.because), []).extend(reason.sources)
    return tuple(sorted(Reason(cause, tuple(sorted(names)), why) for (cause, why), names in found.items()))
