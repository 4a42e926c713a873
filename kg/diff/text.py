"""A difference for people: counts first, then group by group, each change with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from kg.diff.reasons import told
from kg.diff.values import ArticleChange, Cause, Change, DecisionChange, EntityChange, Kind, Reason
from kg.model import Entity, Evidence, Statement
from kg.model.shown import headline

__all__ = ["AnyChange", "Paint", "text"]

AnyChange = Change | EntityChange | ArticleChange | DecisionChange

Paint = Callable[[str, str], str]
"""(kind, words) -> words; ``kind`` is gone, new, head, faint or "" for plain."""

_HEADS: Final = {
    Kind.ADDED: "statements added",
    Kind.REMOVED: "statements removed",
    Kind.REDATED: "statements re-dated",
    Kind.REATTRIBUTED: "statements re-attributed",
    Kind.CHANGED: "statements otherwise changed",
    Kind.MOVED: "statements of the same actors, who are other nodes now",
    Kind.EVIDENCE: "statements on other sentences",
    Kind.MERGED: "entities merged",
    Kind.SPLIT: "entities split",
    Kind.RENAMED: "entities renamed",
    Kind.RETYPED: "entities of another type",
    Kind.APPEARED: "entities new",
    Kind.VANISHED: "entities gone",
    Kind.DESCRIBED: "entities described otherwise",
    Kind.ARTICLE: "articles",
    Kind.DECISION: "decisions about who is who",
}
_SHOWN: Final = 3
"""Articles that a reason names; of more it tells how many."""


def text(groups: Mapping[Kind, Sequence[AnyChange]], paint: Paint | None = None) -> str:
    """Lines for a terminal or a pipe; ``paint`` gets every stretch with its kind."""
    paint = paint or (lambda kind, words: words)
    if not groups:
        return "nothing changed\n"
    lines = [f"{len(changes):7,}  {_HEADS[kind]}" for kind, changes in groups.items()]
    for kind, changes in groups.items():
        lines += ["", paint("head", _HEADS[kind]), *(line for one in changes for line in _lines(one, paint))]
    return "\n".join(lines) + "\n"


def _lines(one: AnyChange, paint: Paint) -> Iterator[str]:
    match one:
        case Change():
            yield from _statement(one, paint)
        case EntityChange():
            yield from _sides([*map(_entity, one.before)], [*map(_entity, one.after)], paint)
            yield from _reasons(one.reasons, paint)
        case DecisionChange():
            yield f"  {paint('', told(one))}"
        case ArticleChange():
            sign = {Cause.ARTICLE_ADDED: "+", Cause.ARTICLE_REMOVED: "-"}.get(one.cause, "~")
            yield f"  {paint('', f'{sign} {one.source}')}{paint('faint', f'  {_CALLED[one.cause]}')}"


_CALLED: Final = {
    Cause.ARTICLE_ADDED: "new",
    Cause.ARTICLE_REMOVED: "removed",
    Cause.ARTICLE_EDITED: "another text",
    Cause.REREAD: "the same text, read otherwise",
}


def _statement(change: Change, paint: Paint) -> Iterator[str]:
    if change.kind is Kind.EVIDENCE:
        yield f"  {paint('', f'~ {_said(change.statement)}')}"
        yield from _evidence(change, paint)
    else:
        before, after = ([_said(state)] if state else [] for state in (change.before, change.after))
        yield from _sides(before, after, paint)
        if change.kind in (Kind.ADDED, Kind.REMOVED):
            yield from (f"      {paint('', _quoted(piece))}" for piece in change.lost + change.gained)
        elif {piece.text for piece in change.lost} != {piece.text for piece in change.gained}:
            yield from _evidence(change, paint)
        else:
            yield from (f"      {paint('', _quoted(piece))}" for piece in change.statement.evidence)
    yield from _reasons(change.reasons, paint)


def _sides(before: Sequence[str], after: Sequence[str], paint: Paint) -> Iterator[str]:
    yield from (f"  {paint('gone', f'- {words}')}" for words in before)
    yield from (f"  {paint('new', f'+ {words}')}" for words in after)


def _evidence(change: Change, paint: Paint) -> Iterator[str]:
    """Lost and gained sentences; those that only another rule reads, once: the reason tells the rules."""
    kept = {(piece.source, piece.text) for piece in change.lost}
    kept &= {(piece.source, piece.text) for piece in change.gained}
    for sign, kind, pieces in (("-", "gone", change.lost), ("+", "new", change.gained)):
        for piece in pieces:
            if (piece.source, piece.text) not in kept:
                yield f"      {paint(kind, f'{sign} {_quoted(piece)}')}"
    seen = dict.fromkeys(_quoted(piece) for piece in change.gained if (piece.source, piece.text) in kept)
    yield from (f"      {paint('', f'~ {words}')}" for words in seen)


def _said(statement: Statement) -> str:
    """The statement on one line, with all that makes it this one."""
    qualifiers = [f"{name} “{words}”" for name in ("role", "topic", "place") if (words := getattr(statement, name))]
    return _flat(" · ".join([headline(statement), *qualifiers]))


def _quoted(piece: Evidence) -> str:
    return _flat(f"“{piece.text}” {piece.source}:{piece.span.start}-{piece.span.end}")


def _entity(entity: Entity) -> str:
    also = f", also {', '.join(entity.aliases)}" if entity.aliases else ""
    linked = f", {entity.wikidata}" if entity.wikidata else ""
    return _flat(f"{entity.label} ({entity.type}, id:{entity.id}{linked}{also})")


def _reasons(reasons: Sequence[Reason], paint: Paint) -> Iterator[str]:
    for reason in reasons:
        more = len(reason.sources) - _SHOWN
        sources = ", ".join(reason.sources[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
        words = ": ".join(word for word in (reason.cause.value, sources, reason.because) if word)
        yield f"      {paint('faint', _flat(f'because of {words}'))}"


def _flat(words: str) -> str:
    return " ".join(words.split())
