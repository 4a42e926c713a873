"""Which of several times goes with which of several joined names: "met X on Wednesday and Y on Thursday"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import TimeExpression
from kg.model.tree import Token
from kg.relate.frames import coordinated

_BESIDE = frozenset({"appos", "flat", "nmod:desc", "compound"})


def share(side: Token, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The time that stands beside this one of joined names, where at least two of them have one of their own.

    All stand behind their names, or all before them; None where they do not.
    """
    top = _joined(side)
    first = top
    while first.dep_ == "conj":
        first = first.head
    names = [name for name in coordinated(first) if name.pos_ in ("PROPN", "NOUN")]
    dated = [time for time in times if time.role in ("at", "start") and time.date is not None]
    if top not in names or len(names) < 2 or len(dated) < 2:
        return None
    ordered = sorted(names, key=lambda name: name.i)
    for shares in (_behind(ordered, dated), _before(ordered, dated)):
        if len({time.start for time in shares.values()}) >= 2:
            return shares.get(top)
    return None


def _joined(side: Token) -> Token:
    """The word by which a name is joined to others: its title, where that stands first."""
    while side.dep_ in _BESIDE and side.head.pos_ in ("NOUN", "PROPN"):
        side = side.head
    return side


def _behind(names: Sequence[Token], times: Sequence[TimeExpression]) -> dict[Token, TimeExpression]:
    found = {}
    for name, after in zip(names, [*names[1:], None], strict=True):
        end = after.i if after is not None else name.sent.end
        beside = [time for time in times if name.i < time.start < end and not _parted(name.i, time.start, name)]
        if beside:
            found[name] = beside[0]
    return found


def _before(names: Sequence[Token], times: Sequence[TimeExpression]) -> dict[Token, TimeExpression]:
    found = {}
    for before, name in zip([None, *names[:-1]], names, strict=True):
        start = before.i if before is not None else name.sent.start
        beside = [time for time in times if start <= time.start < name.i]
        if beside and (before is None or not _parted(beside[-1].end, name.i, name)):
            found[name] = beside[-1]
    return found


def _parted(start: int, end: int, name: Token) -> bool:
    """A verb stands between: the time is that of another clause."""
    return any(token.pos_ == "VERB" for token in name.doc[start:end])
