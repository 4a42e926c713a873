"""Answers to what the clause before asks or offers: "X asked Y to leave, but Y refused"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.model.tree import Token
from kg.relate.above import lemmas
from kg.relate.cast import Participant
from kg.relate.context import attribution
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage, readings
from kg.relate.frames import arguments, surface_subject
from kg.relate.when import when

_CLAUSES = frozenset({"conj", "parataxis", "ccomp"})
_SAYING_MORE = frozenset({"xcomp", "ccomp", "advcl"})
"""What hangs on a verb that tells itself what is refused or accepted."""


def by_replies(stage: Stage) -> Iterator[Finding]:
    """Who refuses what somebody asked rejects him, who accepts it agrees with him."""
    for token in stage.cast.verbs:
        relation = _answer(token)
        asked = _asked_before(token) if relation else None
        if relation is None or asked is None:
            continue
        roles = arguments(asked)
        askers = [p for head in roles.get("subj", ()) for p in stage.cast.all(head)]
        named = (head for role in ("obj", "iobj", "to", "on") for head in roles.get(role, ()))
        called = [
            p
            for head in named
            for p in stage.cast.all(head)
            if stage.ontology.is_a(p.entity.type, "Actor") or p.as_seat(stage.cast.resolution)
        ]
        repliers = [p for head in surface_subject(token) for p in stage.cast.all(head)]
        if called and not _ids(called, stage) & _ids(repliers, stage):
            continue
        for replier, asker in product(repliers, askers):
            yield from _finding(relation, replier, asker, token, stage)


def _answer(verb: Token) -> str | None:
    """The relation that an answer tells; None for one that is none, or that says itself what it answers."""
    words = lemmas(verb)
    relation = "rejected" if words & cues().refusing else "agreedWith" if words & cues().accepting else None
    if relation is None:
        return None
    for child in verb.children:
        if child.dep_ in _SAYING_MORE and child.i > verb.i:
            return None
        if child.dep_ == "obj" and child.i > verb.i and not _is_what_was_asked(child):
            return None
    return relation


def _is_what_was_asked(word: Token) -> bool:
    """ "it", "the offer", "the request"."""
    bare = all(child.dep_ in ("det", "case", "amod") for child in word.children)
    return word.lower_ in ("it", "this", "that") or (bare and word.lemma_.lower() in cues().requests)


def _asked_before(verb: Token) -> Token | None:
    """The verb of asking or offering in the clause that an answer is joined to, else in the sentence before."""
    if verb.dep_ in _CLAUSES and verb.head.i < verb.i:
        before = verb.head
    elif verb.head == verb and verb.sent.start > 0:
        before = verb.doc[verb.sent.start - 1].sent.root
    else:
        return None
    asks = cues().urging | cues().appealing | cues().offering
    return before if before.lemma_.lower() in asks else None


def _ids(participants: list[Participant], stage: Stage) -> set[str]:
    return {reading.entity.id for one in participants for reading in readings(one, stage.cast)}


def _finding(
    relation: str, replier: Participant, asker: Participant, token: Token, stage: Stage
) -> Iterator[Finding]:
    body = stage.cast.body_of(replier)
    sides = product(readings(replier, stage.cast), readings(asker, stage.cast))
    for one, other in sides:
        if body is not None and body.entity.id == other.entity.id:
            continue  # nobody answers his own country
        fits = stage.ontology.fits(relation, one.entity.type, other.entity.type)
        if fits and one.entity.id != other.entity.id:
            yield Finding(
                relation=relation,
                subject=one,
                object=other,
                trigger=token,
                rule=f"{relation}/reply",
                confidence=0.78,
                attribution=attribution(token, stage.cast),
                when=when(token, stage.cast.parsed.times, "at"),
            )
            return
