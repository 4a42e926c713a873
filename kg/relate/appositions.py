"""Where appositions hang, however the parser sees them."""

from __future__ import annotations

from kg.model.tree import Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def follows(noun: Token) -> bool:
    """An apposition that the parser calls a clause: "X, long its biggest donor, ..."."""
    is_behind = noun.dep_ == "parataxis" and noun.head.pos_ == "PROPN" and "cop" not in noun.below
    return is_behind and any(token.text == "," for token in noun.doc[noun.head.i : noun.i])


def first_joined(token: Token) -> Token:
    """Of "X, Y and Z, partners of ..." the first, however the apposition hangs."""
    while token.dep_ == "conj":
        token = token.head
    return token


def opened_for(noun: Token) -> list[Token]:
    """The subject that a noun before it describes: "A graduate of Y, | she | joined Z"; parsers hang it anywhere."""
    verb, end = noun.head, noun.right_edge.i
    if noun.left_edge.i != noun.sent.start or verb == noun or "case" in noun.below:
        return []
    comma = end if noun.doc[end].text == "," else end + 1
    if comma >= len(noun.doc) - 1 or noun.doc[comma].text != ",":
        return []
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child.left_edge.i == comma + 1]
    return subjects[:1]
