"""Sayers that cut a clause in two, or that parsers hang on its end: ""X," said Y, "attacked Z"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.tree import Token
from kg.relate.beside import particles
from kg.relate.cues import cues
from kg.relate.remembered import remembered

_ADJUNCTS = ("obl", "obl:unmarked", "advcl", "advmod")
_SUBJECT = ("nsubj", "nsubj:outer", "nsubj:pass", "csubj")


def _is_saying(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in cues().saying


def _has_subject(verb: Token) -> bool:
    return not verb.below.isdisjoint(_SUBJECT)


def cut_off(verb: Token) -> Token | None:
    """The subject that stands before the sayer: "X," said Y, "attacked Z"; None where none does."""
    if verb.dep_ != "ccomp":
        return None
    saying = verb.head
    if is_gerund(verb) or not _is_saying(saying) or _has_subject(verb):
        return None
    if saying.dep_ == "acl:relcl" and _is_finite(verb):
        return saying.head  # "X, which Y says supports Z"
    if saying.dep_ == "parataxis" and saying.head.pos_ in ("PROPN", "NOUN") and saying.head.i < saying.i:
        return saying.head
    names = (
        c for c in saying.children if c.dep_ == "ccomp" and c.pos_ in ("PROPN", "NOUN") and c.i < saying.i < verb.i
    )
    return next((name for name in names if "cop" not in name.below), None)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP", "VBD") or not verb.below.isdisjoint(("aux", "cop"))


def is_gerund(verb: Token) -> bool:
    """ "admitted having met X", "acknowledged meeting X": who says it did it."""
    if verb.dep_ != "ccomp" or _has_subject(verb):
        return False
    return verb.tag_ == "VBG" or any(child.dep_ == "aux" and child.tag_ == "VBG" for child in verb.children)


@remembered
def hung_before(verb: Token) -> Token | None:
    """The speaker whom parsers hang on the words before: "Y attacked Z, a spokesman, X, said"; None where none is."""
    if not _is_saying(verb) or _has_subject(verb) or verb.i < 2:
        return None
    said = [child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i]
    last = verb.nbor(-1) if not verb.nbor(-1).is_punct else verb.nbor(-2)
    if not said or last not in said[-1].subtree:
        return None
    found = None
    for token in (last, *last.ancestors):
        if token == said[-1]:
            break
        if token.dep_ == "appos" and token.left_edge.i > 0 and token.left_edge.nbor(-1).pos_ != "VERB":
            found = token
    return found


@remembered
def behind_saying(verb: Token) -> Token | None:
    """The speaker whom parsers take for a second subject: "X, says Y, attacked Z"; None where none is."""
    if not _is_saying(verb) or _has_subject(verb):
        return None
    for clause in verb.children:
        subjects = [child for child in clause.children if child.dep_ in _SUBJECT]
        if clause.dep_ == "ccomp" and len(subjects) > 1:
            return next((one for one in subjects if one.left_edge.i == verb.i + 1), None)
    return None


def saying_over(noun: Token) -> Token:
    """The verb of saying that stands behind an apposition, else its head."""
    return next((one for one in noun.ancestors if one.i > noun.right_edge.i), noun.head)


def sayer_over(phrase: Token) -> Token | None:
    """The verb of saying that a phrase right behind it belongs to, where parsers hang it on what is said before it:
    "X has helped Y, Z said | during a visit to W"; None where none is."""
    verb = phrase.head
    if verb.dep_ != "ccomp" or phrase.dep_ not in _ADJUNCTS or not _is_saying(verb.head):
        return None
    saying = verb.head
    if not verb.i < saying.i < phrase.i or any(token.is_punct for token in phrase.doc[saying.i : phrase.i]):
        return None  # "X, Z said, has helped Y in May": the words go on
    return saying


def hung_on(token: Token) -> Sequence[Token]:
    """What hangs on a word or its particle, without the words of the clause over it."""
    found: Sequence[Token] = token.children
    if behind := [child for particle in particles(token) for child in particle.children]:
        found = [*found, *behind]  # "came back | to X"
    if token.dep_ != "ccomp":
        return found
    sayer = behind_saying(token.head)
    return [child for child in found if child is not sayer and sayer_over(child) is None]


def is_of_sayer(token: Token, trigger: Token) -> bool:
    """Does a word stand in such a phrase, the trigger outside it?"""
    chain = [token, *token.ancestors]
    at = next((i for i, one in enumerate(chain) if sayer_over(one) is not None), None)
    return at is not None and trigger not in chain[: at + 1] and sayer_over(chain[at]) != trigger
