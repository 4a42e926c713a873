"""When it holds: which time expressions belong to a trigger, and what they bound there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.model import Interval, TimeExpression
from kg.relate.frames import governor

_NOUNS = ("NOUN", "PROPN")


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
    mine = [time for time in times if time.date is not None and _belongs(time, trigger, alone)]
    start = _last(mine, "start")
    end = _last(mine, "until")
    at = _last(mine, "at")
    if mode == "start" and start is None:
        start, at = at, None
    elif mode == "end" and end is None:
        end, at = at, None
    elif mode in ("start", "end") or start or end:
        at = None
    if start and end and start.date and end.date and start.date.earliest > end.date.latest:
        start = end = None  # dates of two different things
    return When(
        Interval(start=start and start.date, end=end and end.date, at=at and at.date),
        start and start.text,
        end and end.text,
        at and at.text,
    )


def _last(times: Sequence[TimeExpression], role: str) -> TimeExpression | None:
    fitting = [time for time in times if time.role == role]
    return max(fitting, key=lambda time: len(time.date.value if time.date else "")) if fitting else None


def _belongs(time: TimeExpression, trigger: Token, alone: bool) -> bool:
    doc = trigger.doc
    head = _root(doc, time)
    if head.sent != trigger.sent:
        return False
    if alone:
        return head.head == trigger
    if _is_when_clause(trigger, time):
        return True
    owner = _owner(head)
    return owner is not None and owner in _carriers(trigger)


def _root(doc: Doc, time: TimeExpression) -> Token:
    return doc[time.start : time.end].root


def _owner(token: Token) -> Token | None:
    """The verb or noun that a time hangs on; "the end of the operation in 2014" hands it on to its verb."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in ancestor.children):
            return ancestor
        if ancestor.pos_ in _NOUNS and ancestor.dep_ not in ("obl", "nmod", "obl:unmarked", "nmod:unmarked"):
            return ancestor
    return token if token.pos_ in ("VERB", "AUX") else None


def _carriers(trigger: Token) -> set[Token]:
    """Words whose time is the trigger's time: itself, the verb that carries a noun, the verb whose complement it is."""
    found = {trigger}
    token = trigger
    if trigger.pos_ not in ("VERB", "AUX"):
        found |= {a for a in _up(trigger) if a.pos_ in _NOUNS}
        if (verb := governor(trigger)) is not None:
            found.add(verb)
            token = verb
    while token.dep_ == "xcomp" or (token.dep_ == "conj" and not _has_time(token)):
        token = token.head
        found.add(token)
    return found


def _up(token: Token) -> list[Token]:
    """The nouns between a noun and its verb."""
    found = []
    for ancestor in token.ancestors:
        if ancestor.pos_ not in _NOUNS:
            break
        found.append(ancestor)
    return found


def _has_time(verb: Token) -> bool:
    return any(
        child.dep_ in ("obl", "obl:unmarked") and (child.ent_type_ == "DATE" or child.like_num)
        for child in verb.children
    )


def _is_when_clause(trigger: Token, time: TimeExpression) -> bool:
    """ "in March 1992, when X joined Y": the clause happens at the time that it explains."""
    for verb in (trigger, *trigger.ancestors):
        if verb.dep_ in ("acl:relcl", "advcl:relcl", "advcl", "acl"):
            whens = [child for child in verb.children if child.lower_ == "when"]
            return any(time.end <= word.i <= time.end + 1 for word in whens)
    return False
