"""When it holds: which time expressions belong to a trigger, and what they bound there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.model import Interval, TimeExpression
from kg.relate.beside import is_former
from kg.relate.frames import is_predicate

_CARRIED = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "xcomp"})


@dataclass(frozen=True, slots=True)
class When:
    """An interval with the words that its dates came from; None where there is no such date."""

    interval: Interval = Interval()
    start_text: str | None = None
    end_text: str | None = None
    at_text: str | None = None


def when(trigger: Token, times: Sequence[TimeExpression], mode: str, *, alone: bool = False) -> When:
    """The interval of what a trigger tells.

    ``mode``: ``at`` (it happens then), ``start`` or ``end`` (it begins or ends then), ``holds`` (it is so then).
    ``alone``: only times that hang on the trigger itself count ("the X-led force in 2014"), not its verb's.
    """
    if alone:
        mine = [time for time in times if trigger.doc[time.start : time.end].root.head == trigger]
    else:
        mine = [time for time in times if _belongs(time, trigger, _carriers(trigger))]
    if not mine and not alone:  # "In May X met Y and visited Z": the first verb's time is the second's
        mine = [
            time
            for time in times
            if _lent(time, trigger) and _belongs(time, trigger, _carriers(trigger, joined=True))
        ]
    mine = [time for time in mine if time.date is not None]
    start, end, at = (_last(mine, role) for role in ("start", "until", "at"))
    if mode == "start" and start is None:
        start, at = at, None
    elif mode == "end" and end is None:
        end, at = at, None
    if start or end or mode in ("start", "end"):
        at = None
    if start and end and _crossed(start, end):
        start = end = None
    dates = [time.date if time else None for time in (start, end, at)]
    texts = [time.text if time else None for time in (start, end, at)]
    ended = is_former(trigger) and dates[1] is None
    return When(Interval(start=dates[0], end=dates[1], at=dates[2], ended=ended), *texts)


def _crossed(start: TimeExpression, end: TimeExpression) -> bool:
    """An end before its start: dates of two different things."""
    return start.date is not None and end.date is not None and start.date.earliest > end.date.latest


def _last(times: Sequence[TimeExpression], role: str) -> TimeExpression | None:
    fitting = [time for time in times if time.role == role]
    return max(fitting, key=lambda time: len(time.date.value if time.date else "")) if fitting else None


def _belongs(time: TimeExpression, trigger: Token, carriers: set[Token]) -> bool:
    head = trigger.doc[time.start : time.end].root
    if head.sent != trigger.sent:
        return False
    if _is_when_clause(trigger, time):
        return True
    return any(owner in carriers for owner in _owners(head, time)) or _opens_clause(time, trigger, carriers)


def _lent(time: TimeExpression, trigger: Token) -> bool:
    """A time before the first of two joined verbs is both's; behind it only where the second is of the same form."""
    head = trigger.head
    same = trigger.tag_ == head.tag_ and not any(child.dep_ == "aux" for child in trigger.children)
    return same or time.end <= head.i


def _owners(head: Token, time: TimeExpression) -> Iterator[Token]:
    """The words that a time can belong to: those above it, up to the first predicate.

    A year before a noun ("the 2008 pact") tells the noun's time and nothing else.
    """
    if head.dep_ in ("nummod", "compound", "amod") and head.i < head.head.i:
        yield head.head
        return
    for ancestor in head.ancestors:
        yield ancestor
        if ancestor.pos_ in ("VERB", "AUX") or is_predicate(ancestor):
            return


def _carriers(trigger: Token, *, joined: bool = False) -> set[Token]:
    """Words whose time is the trigger's: itself, the verb that carries a noun, the verb whose complement it is.

    ``joined``: and the verbs to which that verb is joined by "and".
    """
    found = {trigger}
    token = trigger
    while token.pos_ not in ("VERB", "AUX") and token.dep_ in _CARRIED and not is_predicate(token):
        token = token.head
        found.add(token)
    while token.dep_ == "xcomp" or (joined and token.dep_ == "conj" and token.head.pos_ == "VERB"):
        token = token.head
        found.add(token)
    return found


def _opens_clause(time: TimeExpression, trigger: Token, carriers: set[Token]) -> bool:
    """ "...: on 3 May X met Y": a time at the head of a clause is the next verb's, wherever the parser hung it."""
    doc = trigger.doc
    before = doc[time.start - 1] if time.start > trigger.sent.start else None
    if before is not None and before.text not in (":", ";", "–", "—") and before.lower_ not in ("and", "but"):
        return False
    verbs = [token for token in doc[time.end : trigger.sent.end] if token.pos_ == "VERB" or is_predicate(token)]
    return bool(verbs) and verbs[0] in carriers


def _is_when_clause(trigger: Token, time: TimeExpression) -> bool:
    """The time that a clause explains is its own, wherever it hangs: "in May 1992, when X joined Y"."""
    doc, position = trigger.doc, time.end
    while position < trigger.i and doc[position].is_punct:
        position += 1
    if position >= trigger.i or doc[position].lower_ != "when":
        return False
    verbs = (
        token
        for token in doc[position + 1 :]
        if is_predicate(token) or (token.pos_ == "VERB" and token.dep_ != "amod")
    )
    return next(verbs, None) == trigger
