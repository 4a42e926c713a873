"""Which time expressions belong to a trigger itself, or to the verb that carries it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import TimeExpression
from kg.model.tree import Token
from kg.relate.beside import is_noun
from kg.relate.cues import cues
from kg.relate.frames import is_predicate, preposition

_CARRIED = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "xcomp"})
_ASIDE = frozenset({"appos", "nmod:desc", "acl", "acl:relcl", "advcl:relcl"})
"""Relations of what stands on its own feet beside a noun: its times are none of the noun's."""
_PHRASES = frozenset({"obl", "nmod", "obl:unmarked", "nmod:unmarked"})
_BREAKS = frozenset({",", ";", ":", "–", "—", "(", ")"})


def head_of(time: TimeExpression, trigger: Token) -> Token:
    """The word by which a time hangs in its sentence."""
    return trigger.doc[time.start : time.end].root


def nearest(times: Sequence[TimeExpression], trigger: Token, carriers: Sequence[Token]) -> list[TimeExpression]:
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
    head = head_of(time, trigger)
    if is_explained(trigger, time):
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
    below = _hung_on(head, time)
    yield below
    if preposition(head) == "of" and time.role == "at":
        return
    for ancestor in below.ancestors:
        if below.pos_ in ("VERB", "AUX") or is_predicate(below):
            return
        if below.i not in moments and _stands_apart(below, time):
            return
        yield ancestor
        below = ancestor


def _hung_on(head: Token, time: TimeExpression) -> Token:
    """The word that a time hangs on; not the verb far before it where that cannot have it.

    "has praised the accord | signed by X in June": nothing has been done in June; "accused X of | bombing Y in May".
    """
    verb = head.head
    if (
        verb.pos_ != "VERB"
        or head.i < verb.i
        or time.role != "at"
        or {"this", "today"} & set(time.text.lower().split())
    ):
        return verb
    between = [token for token in head.doc[verb.i + 1 : time.start] if token.pos_ == "VERB"]
    last = between[-1] if between else None
    if last is None or last.dep_ not in ("acl", "acl:relcl", "advcl"):
        return verb
    if last.tag_ in ("VBN", "VBD") and any(child.lower_ in ("has", "have") for child in verb.children):
        return last
    is_deed = last.tag_ == "VBG" and any(
        child.lower_ in ("of", "for") and child.dep_ == "mark" for child in last.children
    )
    return last if is_deed and verb.lemma_.lower() in cues().charging else verb


def _stands_apart(word: Token, time: TimeExpression) -> bool:
    """A word whose times are none of those above it: "X, | head | of Y since 2019, ...", "after | talks | in May"."""
    if word.dep_ in _ASIDE:
        return word.doc[time.start - 1].text not in _BREAKS  # behind a comma the aside may be over
    if word.lemma_.lower() in cues().offices and word.doc[max(0, word.left_edge.i - 1)].text in _BREAKS:
        return True  # "X, in | office | since 2019, met Y"
    before = preposition(word) if word.dep_ in _PHRASES else ""
    return before == "as" or (time.role == "at" and before in cues().apart)


def carriers_of(trigger: Token, mode: str, *, joined: bool = False) -> list[Token]:
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
    lemma = verb.lemma_.lower()
    if below.dep_ == "nsubj" and "obj" in verb.below:
        return False  # "whose father ran the company until 2006"
    return lemma in cues().keeping and preposition(below) not in ("with", "by")


def _opens_clause(time: TimeExpression, trigger: Token, carriers: Sequence[Token]) -> bool:
    """ "...: on 3 May X met Y": a time at the head of a clause is the next verb's, wherever the parser hung it."""
    doc = trigger.doc
    before = doc[time.start - 1] if time.start > trigger.sent.start else None
    if before is not None and before.text not in (":", ";", "–", "—") and before.lower_ not in ("and", "but"):
        return False
    verbs = [
        token
        for token in doc[time.end : trigger.sent.end]
        if (token.pos_ == "VERB" or is_predicate(token)) and not is_explained(token, time)
    ]
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


def is_explained(trigger: Token, time: TimeExpression) -> bool:
    """The time that a clause explains is its own, wherever it hangs.

    "in May 1992, when X joined Y"; "in 2004, the year X joined Y".
    """
    doc, position = trigger.doc, time.end
    while position < trigger.i and doc[position].is_punct:
        position += 1
    if position >= trigger.i:
        return False
    if doc[position].lower_ == "the" and trigger.dep_ in ("acl:relcl", "acl") and trigger.head.i == position + 1:
        return trigger.head.lemma_.lower() in ("day", "month", "year")
    if doc[position].lower_ != "when":
        return False
    verbs = (
        token
        for token in doc[position + 1 :]
        if is_predicate(token) or (token.pos_ == "VERB" and token.dep_ != "amod")
    )
    return next(verbs, None) == trigger
