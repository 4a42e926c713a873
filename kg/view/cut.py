"""Part of a graph for a page of its own: some years, some relations, the surroundings of an actor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Interval, Statement

__all__ = ["Cut", "cut"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Which statements a page shows; as it stands, all.

    ``actor`` is the id of an entity: only what links it and those within ``steps`` of it. ``first`` and ``last`` are
    years: what holds or happens in one of them; without a date, a statement is then left out. ``relations`` are local
    names, none: all. ``confidence``: that of its best sentence at least.
    """

    actor: str | None = None
    steps: int = 1
    first: int | None = None
    last: int | None = None
    relations: Collection[str] = ()
    confidence: float = 0.0


def cut(statements: Sequence[Statement], wanted: Cut) -> list[Statement]:
    """Those that are ``wanted``, in their order. Steps are counted along them, whichever way they point."""
    found = [
        statement
        for statement in statements
        if (not wanted.relations or statement.relation in wanted.relations)
        and max((piece.confidence for piece in statement.evidence), default=1.0) >= wanted.confidence
        and _in_years(statement.interval, wanted.first, wanted.last)
    ]
    if wanted.actor is None:
        return found
    near = {wanted.actor}
    for _ in range(wanted.steps):
        near = near.union(*(_ends(statement) for statement in found if not near.isdisjoint(_ends(statement))))
    return [statement for statement in found if near.issuperset(_ends(statement))]


def _ends(statement: Statement) -> set[str]:
    return {statement.subject.id, statement.object.id}


def _in_years(when: Interval, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    begins = None if first is None else date(first, 1, 1)
    return bool(when.within(begins, None if last is None else date(last, 12, 31)))
