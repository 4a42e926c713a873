"""When it holds: which time expressions belong to a trigger, and what they bound there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from kg.model import Interval, TimeExpression
from kg.relate.beside import is_former, is_noun
from kg.relate.cues import cues
from kg.relate.frames import is_predicate, preposition

_CARRIED = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "xcomp"})
_ASIDE = frozenset({"appos", "nmod:desc", "acl", "acl:relcl", "advcl:relcl"})
"""Relations of what stands on its own feet beside a noun: its times are none of the noun's."""
_PHRASES = frozenset({"obl", "nmod", "obl:unmarked", "nmod:unmarked"})
_BREAKS = frozenset({",", ";", ":", "–", "—", "(", ")"})


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
    if mode in ("holds", "at") and _is_ended(trigger):
        mode = "end"
    here = [time for time in times if _head(time, trigger).sent == trigger.sent]
    if alone:
        mine = [time for time in here if _head(time, trigger).head == trigger]
    else:
        mine = _nearest(here, trigger, _carriers(trigger, mode)) or _lent(here, trigger, mode)
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


def ended(moment: When) -> When:
    """What is over, by the end that is told; else only that it is over."""
    interval = moment.interval
    return moment if interval.end else replace(moment, interval=replace(interval, ended=True))


def _head(time: TimeExpression, trigger: Token) -> Token:
    return trigger.doc[time.start : time.end].root


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
        if time.start == position and time.role in ("start", "until") and time.date is not None:
            position = time.end
            start, end = (time, end) if time.role == "start" else (start, time)
    if start and end and _crossed(start, end):
        start = end = None
    interval = Interval(
        start=start.date if start else None, end=end.date if end else None, ended=over and end is None
    )
    return When(interval, start_text=start.text if start else None, end_text=end.text if end else None)


def _is_ended(trigger: Token) -> bool:
    """What a verb puts an end to: "X broke off the talks with Y in May", "their union ended in May"."""
    above = trigger.head
    return (
        is_noun(trigger) and trigger.dep_ in ("obj", "nsubj:pass", "nsubj") and above.lemma_.lower() in cues().ending
    )


# ------------------------------------------------------------------------------------------- times of its own


def _nearest(times: Sequence[TimeExpression], trigger: Token, carriers: Sequence[Token]) -> list[TimeExpression]:
    """The times that belong to a trigger; its own win over its verb's, and those over what its arguments hold."""
    moments = frozenset(position for time in times for position in range(time.start, time.end))
    ranked = [(rank, time) for time in times if (rank := _rank(time, trigger, carriers, moments)) is not None]
    dated = [rank for rank, time in ranked if time.date is not None and time.role != "near"]
    best = min(dated, default=0)
    found = [time for rank, time in ranked if rank == best]
    if any(time.role in ("start", "until") for time in found):  # "was head from 1995 | of X | to 2004"
        found += [time for rank, time in ranked if rank != best and time.role in ("start", "until")]
    begun = {time.end for time in found if time.role == "start"}
    return found + [time for time in times if time.role == "until" and time.start in begun and time not in found]


def _rank(time: TimeExpression, trigger: Token, carriers: Sequence[Token], moments: frozenset[int]) -> int | None:
    """How far from a trigger a time hangs: 0 on itself, 1 on a word that carries it, 2 deeper; None: elsewhere."""
    head = _head(time, trigger)
    if _is_when_clause(trigger, time):
        return 0
    for depth, owner in enumerate(_owners(head, time, moments)):
        if owner in carriers:
            return 2 if depth else min(carriers.index(owner), 1)
    if (
        _opens_clause(time, trigger, carriers)
        or _precedes(time, carriers, head)
        or (head.dep_.lower() == "root" and _is_cleft(head, carriers))
    ):
        return 1
    return None


def _owners(head: Token, time: TimeExpression, moments: frozenset[int]) -> Iterator[Token]:
    """The words that a time can belong to: those above it, up to the first predicate or what stands beside a noun.

    A year before a noun ("the 2008 pact") tells the noun's time and nothing else; so does one behind "of", and
    one in a phrase that places what is told before, after or because of something else. ``moments``: the tokens that
    tell times ("from 1995 | to 2004").
    """
    if head.dep_ in ("nummod", "compound", "amod") and head.i < head.head.i:
        yield head.head
        return
    yield head.head
    if preposition(head) == "of":
        return
    below = head.head
    for ancestor in below.ancestors:
        if below.pos_ in ("VERB", "AUX") or is_predicate(below):
            return
        if below.i not in moments and _stands_apart(below, time):
            return
        yield ancestor
        below = ancestor


def _stands_apart(word: Token, time: TimeExpression) -> bool:
    """A word whose times are none of those above it: "X, | head | of Y since 2019, ...", "after | talks | in May"."""
    if word.dep_ in _ASIDE:
        return word.doc[time.start - 1].text not in _BREAKS  # behind a comma the aside may be over
    return time.role == "at" and word.dep_ in _PHRASES and preposition(word) in cues().apart


def _carriers(trigger: Token, mode: str, *, joined: bool = False) -> list[Token]:
    """Words whose time is the trigger's: itself, the verb that carries a noun, the verb whose complement it is.

    A verb carries a lasting state only where it says that it is so: "has close ties", not "praised the ties".
    ``joined``: and the verbs to which that verb is joined by "and".
    """
    found = [trigger]
    token = trigger
    while token.pos_ not in ("VERB", "AUX") and token.dep_ in _CARRIED and not is_predicate(token):
        token = token.head
        found.append(token)
    if mode == "holds" and is_noun(trigger) and token.pos_ == "VERB" and not _keeps(token, found[-2]):
        return [trigger]
    while token.dep_ == "xcomp" or (joined and token.dep_ == "conj" and token.head.pos_ == "VERB"):
        token = token.head
        found.append(token)
    return found


def _keeps(verb: Token, below: Token) -> bool:
    """ "has had close ties", "their union began"; not "published it with his brother"."""
    return verb.lemma_.lower() in cues().keeping and preposition(below) not in ("with", "by")


def _opens_clause(time: TimeExpression, trigger: Token, carriers: Sequence[Token]) -> bool:
    """ "...: on 3 May X met Y": a time at the head of a clause is the next verb's, wherever the parser hung it."""
    doc = trigger.doc
    before = doc[time.start - 1] if time.start > trigger.sent.start else None
    if before is not None and before.text not in (":", ";", "–", "—") and before.lower_ not in ("and", "but"):
        return False
    verbs = [token for token in doc[time.end : trigger.sent.end] if token.pos_ == "VERB" or is_predicate(token)]
    return bool(verbs) and verbs[0] in carriers


def _precedes(time: TimeExpression, carriers: Sequence[Token], head: Token) -> bool:
    """ "After the flood, X | on Monday | met Y": a time right before the verb, hung on what a comma parts from it."""
    doc = head.doc
    if time.end >= len(doc) or doc[time.end] not in carriers or doc[time.end].tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    return any(token.text == "," for token in doc[head.head.i : time.start])


def _is_cleft(head: Token, carriers: Sequence[Token]) -> bool:
    """ "It was in 1994 that X joined Y"."""
    return is_predicate(head) and any(
        child in carriers and child.i > head.i and any(word.lower_ == "that" for word in child.children)
        for child in head.children
    )


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


# ----------------------------------------------------------------------------------------- times of other clauses


def _lent(times: Sequence[TimeExpression], trigger: Token, mode: str) -> list[TimeExpression]:
    """The times of another clause that hold for the trigger's too, where that tells none of its own."""
    carriers = _carriers(trigger, mode)
    verb = carriers[-1]
    joined = _carriers(trigger, mode, joined=True)
    if len(joined) > len(
        carriers
    ):  # a time before the first of two joined verbs is both's: "In May X met Y and left Z"
        first = joined[-1]
        return [
            t
            for t in _nearest(times, first, joined)
            if t.end <= first.i or (mode != "holds" and _same_form(verb, first))
        ]
    if mode == "holds" or verb.pos_ != "VERB":
        return []
    for child in verb.children:  # "barred X from entering Y last month"
        if child.dep_ == "advcl" and child.tag_ == "VBG" and "from" in _words(child, "mark", "case"):
            return _nearest(times, child, [child])
    other = _simultaneous(verb)
    return [time for time in _nearest(times, other, [other]) if time.role == "at"] if other is not None else []


def _same_form(verb: Token, first: Token) -> bool:
    """Of two joined verbs of one form the time behind the first is the second's: "came in May and met X"."""
    return verb.tag_ == first.tag_ and not any(child.dep_ == "aux" for child in verb.children)


def _simultaneous(verb: Token) -> Token | None:
    """The verb of a clause that tells when this one's deed was done; None where there is none.

    "X won on Sunday, beating Y"; "flew to Z on Sunday, where X met Y"; "When they signed it in May, X thanked Y".
    """
    head = verb.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not _words(verb, "mark", "case"):
        return head if head.pos_ == "VERB" else None
    if verb.dep_ in ("acl:relcl", "advcl:relcl", "advcl") and "where" in _words(verb, "advmod", "mark"):
        above = next((token for token in verb.ancestors if token.pos_ == "VERB"), None)
        return above if above is not None and above.tag_ == verb.tag_ == "VBD" else None
    for child in verb.children:
        if child.dep_ == "advcl" and child.tag_ == verb.tag_ == "VBD" and "when" in _words(child, "advmod", "mark"):
            return child
    return None


def _words(verb: Token, *deps: str) -> set[str]:
    """The words, in lower case, that hang on a verb by one of these relations."""
    return {child.lower_ for child in verb.children if child.dep_ in deps}
