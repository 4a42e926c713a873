"""The clause around a clause or noun: what a verb says of the participants of the verb over it, or joined to it."""

from __future__ import annotations

from kg.model.tree import Token
from kg.relate.appositions import first_joined
from kg.relate.frames import governor, preposition

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"})
_INTO = frozenset({"to", "into", "of"})
_TIMES = frozenset({"advcl", "advcl:relcl", "acl:relcl"})


def verb_above(verb: Token) -> list[Token]:
    """The verb over a clause of time ("X was | created in 1993, when Y merged with Z") or over what a deal is for
    ("X will | buy gas from Y under a contract signed in May"); none for other clauses.
    """
    if verb.dep_ == "acl" and preposition(verb.head) == "under":
        above = governor(verb.head)
    elif verb.dep_ in _TIMES and any(child.lower_ == "when" for child in verb.children):
        above = verb.head if verb.head.pos_ == "VERB" else governor(verb.head)
    else:
        return []
    return [above] if above is not None else []


def verb_over(noun: Token) -> list[Token]:
    """The verb that a noun is an argument of, alone or joined to others: "| leaves | a wife and two sons"."""
    token = first_joined(noun)
    above = token.head
    return [above] if token.dep_ in _ARGUMENTS and above.pos_ == "VERB" else []


def shared(verb: Token) -> list[Token]:
    """What the verb that it is joined to is done to: "joined | X | in 1993 and left in 1999"."""
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
        return []
    first = verb.head
    things = [child for child in first.children if child.dep_ == "obj"]
    return things or [child for child in first.children if child.dep_ == "obl" and preposition(child) in _INTO]
