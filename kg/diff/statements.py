"""Which statements became which: pairs of one that is gone and one that came, one statement that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.diff.values import Kind
from kg.model import Evidence, Statement, TextSpan

__all__ = ["fields", "kind", "moved_on", "paired"]

_GROUPS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.REDATED, frozenset({"start", "end", "at", "ended"})),
    (Kind.REATTRIBUTED, frozenset({"status", "speaker"})),
    (Kind.CHANGED, frozenset({"predicate", "role", "topic", "place"})),
)


def paired(
    gone: Sequence[Statement], come: Sequence[Statement], family: Mapping[str, str]
) -> list[tuple[Statement | None, Statement | None]]:
    """Each statement once, in pairs where one became the other: same relation of the same actors in one article.

    ``family``: id -> one id for all who are one actor. The same sentence is the better sign, then that less differs.
    """
    by_place: dict[tuple[str, str, str, str], tuple[set[int], set[int]]] = {}
    for side, statements in enumerate((gone, come)):
        for index, statement in enumerate(statements):
            ends = [family.get(one.id, one.id) for one in (statement.subject, statement.object)]
            for piece in statement.evidence:
                place = ends[0], statement.relation, ends[1], piece.source
                by_place.setdefault(place, (set(), set()))[side].add(index)
    candidates = {(one, other) for ones, others in by_place.values() for one in ones for other in others}

    def rank(pair: tuple[int, int]) -> tuple[object, ...]:
        one, other = gone[pair[0]], come[pair[1]]
        tie = sorted((one.content(), other.content()))  # the same whichever graph comes first
        return not _sentences(one) & _sentences(other), len(fields(one, other, family)), *tie

    left, right = dict(enumerate(gone)), dict(enumerate(come))
    found: list[tuple[Statement | None, Statement | None]] = []
    for one, other in sorted(candidates, key=rank):
        if one in left and other in right:
            found.append((left.pop(one), right.pop(other)))
    return [*found, *((one, None) for one in left.values()), *((None, other) for other in right.values())]


def fields(before: Statement, after: Statement, family: Mapping[str, str]) -> tuple[str, ...]:
    """What differs between two states of a statement; ``identity`` where one of its actors is another node."""
    found = _unlike(before.interval, after.interval, ("start", "end", "at", "ended"))
    if before.status is not after.status:
        found.append("status")
    speakers = [state.attribution.by.id if state.attribution.by else "" for state in (before, after)]
    if family.get(speakers[0], speakers[0]) != family.get(speakers[1], speakers[1]):
        found.append("speaker")
    found += _unlike(before, after, ("predicate", "role", "topic", "place"))
    actors = [(state.subject.id, state.object.id) for state in (before, after)]
    if actors[0] != actors[1] or (speakers[0] != speakers[1] and "speaker" not in found):
        found.append("identity")
    return tuple(found)


def kind(different: Iterable[str]) -> Kind:
    """The group of a statement of which this differs."""
    names = {*different}
    return next((kind for kind, group in _GROUPS if names & group), Kind.MOVED)


def moved_on(
    before: Sequence[Evidence], after: Sequence[Evidence]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The sentences that are lost, and those gained; one that only stands elsewhere in its text is neither."""
    return _beyond(before, after), _beyond(after, before)


def _beyond(pieces: Sequence[Evidence], others: Sequence[Evidence]) -> tuple[Evidence, ...]:
    left = Counter(_placeless(piece) for piece in others)
    found = []
    for piece in pieces:
        key = _placeless(piece)
        if left[key]:
            left[key] -= 1
        else:
            found.append(piece)
    return tuple(found)


def _placeless(piece: Evidence) -> tuple[object, ...]:
    start = piece.span.start
    spans = (piece.span, piece.subject, piece.object, piece.trigger)
    none = TextSpan(0, 0)
    words = replace(piece, span=none, subject=none, object=none, trigger=none)
    return words, *((span.start - start, span.end - start) for span in spans)


def _sentences(statement: Statement) -> set[tuple[str, str]]:
    return {(piece.source, piece.text) for piece in statement.evidence}


def _unlike(before: object, after: object, names: Iterable[str]) -> list[str]:
    """The attributes that differ; to a statement an empty text is as good as none."""
    return [name for name in names if (getattr(before, name) or None) != (getattr(after, name) or None)]
