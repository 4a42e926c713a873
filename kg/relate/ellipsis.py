"""Clauses that leave out what the clause before them says: "X is a member; Y is not", "Y may do so", "Y followed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.model import Status
from kg.relate.cast import Participant
from kg.relate.context import attribution
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage, readings
from kg.relate.frames import governor, is_passive, surface_subject
from kg.relate.matching import by_patterns
from kg.relate.when import When, when

_CLAUSES = frozenset({"conj", "parataxis", "advcl", "cop", "ccomp"})
_BARE = frozenset({"nsubj", "punct", "cc", "advmod", "mark", "aux", "obl:unmarked", "discourse", "parataxis", "conj"})
"""What may hang on a helping verb that stands for a whole clause; anything else is what it says itself."""
_CERTAINTY = 0.85
"""Of what is said so, the part that holds: the clause that is meant may be another one."""


def by_ellipsis(stage: Stage) -> Iterator[Finding]:
    """What the clause before tells, told of the subject of a clause that leaves it out."""
    meant = [(token, before) for token in stage.cast.doc if _is_short(token) and (before := _before(token))]
    findings = list(by_patterns(stage)) if meant else []
    for token, before in meant:
        subjects = (p for head in surface_subject(before) for p in stage.cast.all(head))
        old = {reading.entity.id for p in subjects for reading in readings(p, stage.cast)}
        new = [p for head in _subject(token) for p in stage.cast.all(head) if p.entity.id not in old]
        for finding in findings:
            if before in (finding.trigger, governor(finding.trigger)) and finding.subject.entity.id in old:
                for participant in new if finding.object.entity.id not in old else ():
                    yield from _told_of(participant, finding, token, before, stage)


def _is_short(token: Token) -> bool:
    """ "Y is not", "so did Y", "Y will do so", "Y is to follow suit"."""
    lemma, parts = token.lemma_.lower(), {child.dep_ for child in token.children}
    beside = {child.lower_ for child in token.children if child.dep_ in ("advmod", "obj", "cc")}
    if lemma in cues().repeating:
        return "obj" not in parts or bool(beside & cues().likewise)
    if token.lower_ == "not":
        return "cop" in parts and token.dep_ == "advmod"
    if lemma not in cues().helping:
        return False
    return ("nsubj" in parts and parts <= _BARE) or bool(beside & cues().likewise)


def _before(token: Token) -> Token | None:
    """The predicate that a short clause repeats: of the clause that it is joined to, else of the sentence before."""
    while token.dep_ == "xcomp":
        token = token.head
    if token.dep_ in _CLAUSES:
        found = token.head
    elif token.sent.start > 0 and (token.head == token or token.lower_ == "not"):
        found = token.doc[token.sent.start - 1].sent.root
    else:
        return None
    return None if is_passive(found) or found.lemma_.lower() in cues().saying else found


def _subject(token: Token) -> list[Token]:
    if token.lower_ == "not":
        return [token.head]
    after = [child for child in token.children if child.dep_ == "obj" and child.pos_ == "PROPN"]
    return surface_subject(token) or after  # "so does Y": parsers take Y for an object


def _told_of(new: Participant, finding: Finding, token: Token, before: Token, stage: Stage) -> Iterator[Finding]:
    """The finding with another subject, with the status and time of the short clause."""
    told = attribution(token, stage.cast)
    if token.lower_ == "not":
        told = replace(told, status=Status.NEGATED)
    if finding.attribution.status is Status.NEGATED and attribution(before, stage.cast).status is not Status.NEGATED:
        return  # "X left; Y did not": what the verb itself denies
    relation = stage.ontology.relations[finding.relation]
    for reading in readings(new, stage.cast):
        alike = (reading.entity.type == "Person") == (finding.subject.entity.type == "Person")
        if alike and stage.ontology.fits(finding.relation, reading.entity.type, finding.object.entity.type):
            mode = "start" if finding.when.interval.start else "holds" if relation.kind == "state" else "at"
            moment = when(token, stage.cast.parsed.times, mode) if told.status is not Status.NEGATED else When()
            rule = f"{finding.relation}/ellipsis"
            yield replace(
                finding, subject=reading, trigger=token, rule=rule, attribution=told, when=moment,
                confidence=finding.confidence * _CERTAINTY, role=None, topic=None,
            )  # fmt: skip
            return
