"""When it holds: which time expressions belong to a trigger, and what they bound there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Interval, TextSpan, TimeExpression
from kg.model.tree import Doc, Span, Token
from kg.relate.belonging import carriers_of, head_of, is_explained, nearest
from kg.relate.beside import is_former, is_noun
from kg.relate.cues import cues
from kg.relate.frames import preposition
from kg.relate.lent import is_past, lent, of_conclusion
from kg.relate.quoting import is_of_sayer
from kg.relate.shares import share

_BOUNDS = {"since": "start", "until": "until", "till": "until"}
"""What a phrase behind these words bounds: "since the fall of X in May"."""


@dataclass(frozen=True, slots=True)
class When:
    """An interval with the words that its dates came from; None where there is no such date."""

    interval: Interval = Interval()
    start_text: str | None = None
    end_text: str | None = None
    at_text: str | None = None


_OVER, _NEVER_TOLD = When(Interval(ended=True)), When()


def when(
    trigger: Token,
    times: Sequence[TimeExpression],
    mode: str,
    *,
    alone: bool = False,
    sides: Sequence[TextSpan] = (),
    scene: TimeExpression | None = None,
) -> When:
    """The interval of what a trigger tells.

    ``mode``: ``at`` (it happens then), ``start`` or ``end`` (it begins or ends then), ``holds`` (it is so then).
    ``alone``: only times that hang on the trigger itself count ("the X-led force in 2014"), not its verb's.
    ``sides``: the words for those between whom it holds, which may have a time each. ``scene``: when it was where
    nothing tells.
    """
    sentence = trigger.sent
    within = [time for time in times if time.start < sentence.end and time.end > sentence.start]
    if not within and scene is None:
        return _OVER if is_former(trigger) else _NEVER_TOLD
    if mode in ("holds", "at") and _is_carried_by(trigger, cues().ending):
        mode = "end"
    elif mode == "holds" and _is_carried_by(trigger, cues().beginning, by_others=True):
        mode = "start"
    heads = [(time, head_of(time, trigger)) for time in within]
    here = [
        _as_told(time, trigger, mode)
        for time, head in heads
        if head.sent is sentence and not is_of_sayer(head, trigger)
    ]
    mine = [scene] if scene is not None else []
    if here:
        mine = _alone(here, trigger) if alone else _shared(here, trigger, mode, sides)
        mine += _clause_bounds(here, carriers_of(trigger, mode)[-1]) if mode in ("holds", "start") else []
    mine = [time for time in mine if time.date is not None and not _is_of_decision(time, trigger)]
    if mode == "at" and mine and is_past(carriers_of(trigger, mode)[-1]):  # "met X (in office | since May |)"
        mine = [time for time in mine if time.role != "start" or not time.text.lower().startswith("since")]
    start, end, at = _bounds(mine, mode)
    dates = [time.date if time else None for time in (start, end, at)]
    texts = [time.text if time else None for time in (start, end, at)]
    ended = is_former(trigger) and dates[1] is None
    return When(Interval(start=dates[0], end=dates[1], at=dates[2], ended=ended), *texts)


def _alone(times: Sequence[TimeExpression], trigger: Token) -> list[TimeExpression]:
    """Those that hang on the trigger itself."""
    mine = [time for time in times if head_of(time, trigger).head == trigger]
    if not mine and _is_carried_by(trigger, cues().concluding) and trigger.dep_ == "nsubj:pass":
        return nearest(times, trigger.head, [trigger.head])  # "the treaty between X and Y was signed in May"
    return mine


def _shared(
    times: Sequence[TimeExpression], trigger: Token, mode: str, sides: Sequence[TextSpan]
) -> list[TimeExpression]:
    """Those that a side has for itself, else those of the verb that carries the trigger."""
    words = [_head(side, trigger.doc) for side in sides] if len(times) > 1 else []  # one has nothing to share
    shares = [time for word in words if (time := share(word, times)) is not None][:1]
    shares = shares or (of_conclusion(times, trigger) if mode == "at" and is_noun(trigger) else [])
    return shares or nearest(times, trigger, carriers_of(trigger, mode)) or lent(times, trigger, mode)


def _head(side: TextSpan, doc: Doc) -> Token:
    span = doc.char_span(side.start, side.end, alignment_mode="expand")
    return span.root if span is not None else doc[0]


def _bounds(
    times: Sequence[TimeExpression], mode: str
) -> tuple[TimeExpression | None, TimeExpression | None, TimeExpression | None]:
    """Start, end and moment, as far as the times tell them."""
    start, end, at = (_last(times, role) for role in ("start", "until", "at"))
    if mode == "start" and start is None:
        start, at = at, None
    elif mode == "end" and end is None:
        end, at = at, None
    if mode == "at" and at:
        start = end = None  # "X, president until May, met Y in March"
    elif start or end or mode in ("start", "end"):
        at = None
    if start and end and _crossed(start, end):
        start = end = None
    return start, end, at


def ended(moment: When) -> When:
    """What is over, by the end that is told; else only that it is over."""
    interval = moment.interval
    return moment if interval.end else replace(moment, interval=replace(interval, ended=True))


def _crossed(start: TimeExpression, end: TimeExpression) -> bool:
    """An end before its start: dates of two different things."""
    return start.date is not None and end.date is not None and start.date.earliest > end.date.latest


def _last(times: Sequence[TimeExpression], role: str) -> TimeExpression | None:
    fitting = [time for time in times if time.role == role]
    return max(fitting, key=lambda time: len(time.date.value if time.date else "")) if fitting else None


def held(post: Span, times: Sequence[TimeExpression], *, over: bool) -> When:
    """The interval of a post from the times that stand right behind its words: "president of Verana since 2019"."""
    start = end = None
    position = post.end
    for time in times:
        if time.end <= post.start:
            continue
        while start is None and post.doc[position : position + 1].text in ("(", "between"):
            position += 1
        if end is not None and start is not None:
            break
        position += start is not None and post.doc[position : position + 1].text == "and"
        beside = time.start == position or (start is not None and time.start == start.start)  # "2004-10" is one word
        if beside and time.role in ("start", "until") and time.date is not None:
            position = time.end
            start, end = (time, end) if time.role == "start" else (start, time)
    if start and end and _crossed(start, end):
        start = end = None
    interval = Interval(
        start=start.date if start else None, end=end.date if end else None, ended=over and end is None
    )
    return When(interval, start_text=start.text if start else None, end_text=end.text if end else None)


def _is_of_decision(time: TimeExpression, trigger: Token) -> bool:
    """ "Agreed | on Thursday | to admit X": when it was decided, not when it will be done."""
    if trigger.dep_ == "xcomp" and trigger.head.lemma_.lower() in cues().applying:
        return trigger.head.tag_ in ("VBD", "VBN")  # "applied to join in May"
    if time.date is None or time.date.precision == "year" or time.start > trigger.i:
        return False
    above = next((token for token in head_of(time, trigger).ancestors if token.pos_ == "VERB"), None)
    verb = trigger
    while verb.dep_ in ("xcomp", "conj", "obj", "obl"):
        verb = verb.head
        if verb == above and verb != trigger:
            return verb.tag_ in ("VBD", "VBN") and verb.lemma_.lower() in cues().planning | cues().urging
    return False


def _is_carried_by(trigger: Token, verbs: frozenset[str], *, by_others: bool = False) -> bool:
    """What a verb puts an end to, or begins: "X broke off the talks with Y in May", "their union began in May".

    ``by_others``: the subject of a verb does it to something else unless the verb is one of being.
    """
    lemma = trigger.head.lemma_.lower()
    if not is_noun(trigger) or lemma not in verbs:
        return False
    if trigger.dep_ == "nsubj" and by_others:
        return lemma in cues().being
    return trigger.dep_ in ("obj", "nsubj:pass", "nsubj")


def _clause_bounds(times: Sequence[TimeExpression], verb: Token) -> list[TimeExpression]:
    """ "X led it until it ended in 2017", "has led it since he took office in 2019": a clause that bounds another."""
    found = []
    for child in verb.children:
        marks = {word.lower_ for word in child.children if word.dep_ in ("mark", "case")}
        role = "start" if "since" in marks else "until" if marks & {"until", "till"} else None
        if child.dep_ == "advcl" and role is not None:
            told = [time for time in nearest(times, child, [child]) if time.role == "at"]
            found += [replace(time, role=role) for time in told]
    return found


def _as_told(time: TimeExpression, trigger: Token, mode: str) -> TimeExpression:
    """A time with what it bounds for this trigger.

    "until July, when X met Y": they met then; "since the fall of X in July": what is so since then began then.
    """
    if time.role in ("start", "until") and mode != "holds" and is_explained(trigger, time):
        return replace(time, role="at")
    if mode == "holds" and time.role == "at":
        word, depth = head_of(time, trigger).head, 0
        while word.dep_ in ("nmod", "conj", "flat") and depth < 2 and preposition(word) not in _BOUNDS:
            word, depth = word.head, depth + 1
        if word.dep_ in ("obl", "nmod") and preposition(word) in _BOUNDS:
            return replace(time, role=_BOUNDS[preposition(word)])
    return time
