"""What the words beside a predicate make of it: negation, possibility, plan, and that it is over."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.model import Status
from kg.relate.cues import cues

_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod")
_NONE = frozenset({"no", "neither", "nor"})


def statuses(token: Token) -> Iterator[Status]:
    """Every status that the words of one predicate give it."""
    for child in token.children:
        for status, tells in _TELLS:
            if tells(token, child):
                yield status
    if is_to_be(token):
        yield Status.PLANNED


def is_negated(token: Token) -> bool:
    """ "did not say", "never told"."""
    return any(_negates(token, child) for child in token.children)


def is_former(token: Token) -> bool:
    """ "a former member", "once an ally"; not "will then travel"."""
    if token.pos_ == "VERB":
        return False
    beside = (child for child in token.children if child.dep_ in ("amod", "advmod", "compound"))
    return any(child.lower_ in cues().former for child in beside)


def is_to_be(token: Token) -> bool:
    """ "X is to build Y": an infinitive under a form of "be" that has no other predicate."""
    has_to = any(child.dep_ == "mark" and child.lower_ == "to" for child in token.children)
    below = token.dep_ in ("xcomp", "root", "ROOT", "ccomp", "acl:relcl")
    return has_to and below and (token.dep_.lower() == "root" or token.head.lemma_ == "be")


def is_noun(token: Token) -> bool:
    """A noun, common or proper."""
    return token.pos_ in ("NOUN", "PROPN")


def _negates(token: Token, child: Token) -> bool:
    """ "not", "never", "no talks", "nobody", "neither X nor Y"; "no longer"."""
    if child.dep_ == "advmod" and child.lower_ in cues().over:
        return any(word.lower_ == "no" for word in child.children)
    if child.dep_ in _ARGUMENTS and any(word.lower_ in _NONE and word.dep_ != "conj" for word in child.children):
        return True
    return child.lower_ in cues().not_ and child.dep_ in ("advmod", "det", "cc:preconj", "case", "mark", "nsubj")


def _opens(token: Token, child: Token) -> bool:
    """ "may", "could"; "if", "whether"; "a possible agreement"."""
    if child.dep_ == "aux":
        return child.lower_ in cues().possible
    if child.dep_ == "mark":
        return child.lower_ in cues().conditions
    return child.dep_ in ("amod", "advmod") and bool({child.lower_, child.lemma_.lower()} & cues().perhaps)


def _foresees(token: Token, child: Token) -> bool:
    """ "will"; "the upcoming summit"."""
    if child.dep_ == "aux":
        return child.lower_ in cues().planned
    is_adjective = child.dep_ in ("amod", "advmod") and is_noun(token)
    return is_adjective and bool({child.lower_, child.lemma_.lower()} & cues().upcoming)


_TELLS = ((Status.NEGATED, _negates), (Status.POSSIBLE, _opens), (Status.PLANNED, _foresees))
