"""The whole difference: what to ask of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from kg import tables
from kg.diff.text import AnyChange, Paint, text
from kg.diff.values import ArticleChange, Change, DecisionChange, EntityChange, Kind
from kg.graph import Names

__all__ = ["Diff"]


@dataclass(frozen=True, slots=True, repr=False)
class Diff:
    """All that changed from one graph to another; false where nothing did. ``print`` shows it.

    Each list is sorted; ``names`` make the IRIs of the two. What was only concluded (``--infer``) is not compared.
    """

    articles: tuple[ArticleChange, ...]
    statements: tuple[Change, ...]
    entities: tuple[EntityChange, ...]
    decisions: tuple[DecisionChange, ...]
    names: tuple[Names, Names]

    def __bool__(self) -> bool:
        return bool(self.articles or self.statements or self.entities or self.decisions)

    def counts(self) -> Mapping[Kind, int]:
        """How many there are of each kind that there is, in the order of ``Kind``."""
        return {kind: len(changes) for kind, changes in self._groups().items()}

    def text(self, paint: Paint | None = None) -> str:
        """Lines for people: counts, then group by group; ``paint`` gets every stretch with its kind."""
        return text(self._groups(), paint)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<kg diff: {', '.join(f'{number} {kind}' for kind, number in self.counts().items()) or 'nothing'}>"

    def _repr_html_(self) -> str:
        lines = Markup(self.text(_painted))
        return tables.block(Markup('<pre style="white-space:pre-wrap">{}</pre>').format(lines))

    def _groups(self) -> Mapping[Kind, Sequence[AnyChange]]:
        found: dict[Kind, list[AnyChange]] = {}
        every: list[AnyChange] = [*self.statements, *self.entities, *self.articles, *self.decisions]
        for change in every:
            found.setdefault(change.kind, []).append(change)
        return {kind: found[kind] for kind in Kind if kind in found}

    def only(self, kinds: Collection[Kind]) -> Diff:
        """Only what is of these kinds."""
        return replace(
            self,
            articles=self.articles if Kind.ARTICLE in kinds else (),
            statements=tuple(change for change in self.statements if change.kind in kinds),
            entities=tuple(change for change in self.entities if change.kind in kinds),
            decisions=self.decisions if Kind.DECISION in kinds else (),
        )

    def about(self, ids: Collection[str]) -> Diff:
        """Only what concerns entities of these ids: as a side or speaker of a statement, or themselves."""
        return replace(
            self,
            articles=(),
            statements=tuple(change for change in self.statements if _concerned(change) & {*ids}),
            entities=tuple(
                change for change in self.entities if {one.id for one in (*change.before, *change.after)} & {*ids}
            ),
            decisions=tuple(
                change
                for change in self.decisions
                if {id for one in (change.before, change.after) if one for id in (one.one, one.other)} & {*ids}
            ),
        )


_LOOKS = {
    "gone": "background:rgba(248,81,73,.25)",
    "new": "background:rgba(63,185,80,.25)",
    "head": "font-weight:600",
    "faint": "opacity:.75",
}


def _painted(kind: str, words: str) -> str:
    """A stretch as HTML, escaped."""
    return Markup('<span style="{}">{}</span>').format(_LOOKS.get(kind, ""), words)


def _concerned(change: Change) -> set[str]:
    states = [state for state in (change.before, change.after) if state]
    return {
        entity.id
        for state in states
        for entity in (state.subject, state.object, state.attribution.by)
        if entity is not None
    }
