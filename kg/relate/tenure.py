"""Since when, or until when, somebody holds the post that the text gives him: "X, in office since May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import TimeExpression
from kg.model.tree import Span, Token
from kg.relate.beside import is_negated
from kg.relate.cues import cues
from kg.relate.when import When, when

_TITLED = frozenset({"appos", "nmod:desc", "flat", "compound", "conj"})
_UNDERGOES = frozenset({"nsubj:pass", "obj"})
_OF_OTHERS = frozenset({"succeed", "replace"})
_WITH_OFFICE = frozenset({"take", "assume", "enter", "leave", "quit"})
_DONE_ALONE = frozenset({"resign", "step", "quit", "stand", "retire", "take", "assume", "leave"})
"""Verbs of who comes to a post or leaves it himself; of the other ones he is whom it happens to."""
_REACH = 6
"""Tokens between a name and the words that tell since when its bearer is in office."""


def in_office(name: Span, times: Sequence[TimeExpression], *, over: bool) -> When | None:
    """When the bearer of a name came to his post, and left it, by the words around the name; None: not told."""
    if (beside := _beside(name, times)) is not None:
        return beside
    for verb, mode in _told(name.root) if not over else ():  # of a former post: to the one after it, or from that
        moment = when(verb, times, mode)
        if (moment.interval.start if mode == "start" else moment.interval.end) is not None:
            return moment
    return None


def _beside(name: Span, times: Sequence[TimeExpression]) -> When | None:
    """ "X, in office since May, ..." """
    doc, end = name.doc, name.end
    if doc[end : end + 1].text not in (",", "(", "–", "—"):
        return None
    for time in times:
        between = doc[end + 1 : time.start]
        if not (end < time.start <= end + _REACH and time.role == "start" and time.date is not None):
            continue
        if between and between[-1].lemma_.lower() in cues().offices and not any(word.is_punct for word in between):
            return when(between[-1], [time], "start")
    return None


def _told(name: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that tell how the bearer of a name came to his post or left it, with what they bound."""
    top = name
    while top.dep_ in _TITLED and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    verbs = [(top.head, top.dep_)] if top.head.pos_ == "VERB" else []
    for word in (name, *([top] if top != name else [])):
        clauses = [child for child in word.children if child.dep_ in ("acl", "acl:relcl") and child.pos_ == "VERB"]
        verbs += [(clause, _part_of(clause)) for clause in clauses]
    for verb, part in verbs:
        if (mode := _mode(verb, part)) is not None:
            yield verb, mode


def _part_of(clause: Token) -> str:
    """What the noun that a clause describes is in it: its subject, or whom it happens to."""
    parts = [child.dep_ for child in clause.children if child.lower_ in ("who", "that", "whom")]
    return parts[0] if parts else "nsubj:pass" if clause.tag_ == "VBN" else ""


def _mode(verb: Token, part: str) -> str | None:
    """``start`` where a verb tells that its subject or object comes to a post, ``end`` where he leaves it."""
    lemma = verb.lemma_.lower()
    beside = [child.lower_ for child in verb.children if child.dep_ in ("compound:prt", "advmod")]
    words = {lemma, *(f"{lemma}_{word}" for word in beside)}
    mode = "start" if words & cues().installing else "end" if words & cues().leaving else None
    if mode is None or is_negated(verb) or _names_a_post(verb, part):
        return None
    if part in _UNDERGOES and lemma in _OF_OTHERS:
        return "end"
    if part in _UNDERGOES:
        return mode if lemma not in _DONE_ALONE else None
    if part != "nsubj":
        return None
    things = [child for child in verb.children if child.dep_ == "obj"]
    if lemma in _OF_OTHERS:
        return mode if things else None
    if lemma in _WITH_OFFICE and "take_over" not in words:
        return mode if any(thing.lemma_.lower() in cues().offices for thing in things) else None
    return mode if lemma in _DONE_ALONE and not things else None


def _names_a_post(verb: Token, part: str) -> bool:
    """ "Was named its chairman", "resigned as mayor", "elected to parliament": it need not be the title's post."""
    for child in verb.children:
        thing = child.dep_ == "obj" and part == "nsubj:pass" and child.pos_ != "PRON"
        if thing or child.dep_ == "xcomp" or (child.dep_ == "advcl" and child.tag_ == "VB"):
            return True
        if child.dep_ in ("obl", "nmod") and any(case.lower_ in ("as", "to", "from") for case in child.children):
            return child.lemma_.lower() not in cues().offices
    return False
