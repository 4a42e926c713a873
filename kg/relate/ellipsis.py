"""Clauses that leave out what the clause before them says: "X is a member; Y is not", "Y may do so", "Y followed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Status
from kg.model.tree import Token
from kg.relate.beside import is_passive
from kg.relate.cast import Participant
from kg.relate.context import attribution
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage, readings
from kg.relate.frames import governor, surface_subject
from kg.relate.speech import is_according
from kg.relate.when import When, when

_CLAUSES = frozenset({"conj", "parataxis", "advcl", "cop", "ccomp"})
_BARE = frozenset({"nsubj", "punct", "cc", "advmod", "mark", "aux", "obl:unmarked", "discourse", "parataxis", "conj"})
"""What may hang on a helping verb that stands for a whole clause; anything else is what it says itself."""
_CERTAINTY = 0.85
"""Of what is said so, the part that holds: the clause that is meant may be another one."""


def by_ellipsis(findings: Sequence[Finding], stage: Stage) -> Iterator[Finding]:
    """What the clause before tells, told of the subject of a clause that leaves it out.

    ``findings``: what the patterns tell.
    """
    meant = [(token, before) for token in stage.cast.peopled if _is_short(token) and (before := _before(token))]
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
    lemma = token.lemma_.lower()
    if token.lower_ != "not" and lemma not in cues().repeating and lemma not in cues().helping:
        return _is_inverted(token)
    if _is_inverted(token):
        return True
    parts = {child.dep_ for child in token.children if not is_according(child)}
    beside = {child.lower_ for child in token.children if child.dep_ in ("advmod", "obj", "cc")}
    if lemma in cues().repeating:
        return "obj" not in parts or bool(beside & cues().likewise)
    if token.lower_ == "not":
        return "cop" in parts and token.dep_ == "advmod"
    if _named_behind(token):
        return True
    bare = _BARE | {"obl"} if _has_as(token) else _BARE  # "as Y did in May"
    return ("nsubj" in parts and parts <= bare) or bool(beside & cues().likewise)


def _has_as(token: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "as" for child in token.children)


def _is_inverted(token: Token) -> bool:
    """The name of "as is Y": parsers take Y for what somebody is."""
    if token.pos_ != "PROPN" or "cop" not in token.below or token.dep_ not in ("advcl", "obl", "ccomp"):
        return False
    verb_first = any(child.dep_ == "cop" and child.nbor(-1).lower_ == "as" for child in token.children if child.i)
    return verb_first and _has_as(token)


def _before(token: Token) -> Token | None:
    """The predicate that a short clause repeats: of the clause that it is joined to, else of the sentence before."""
    while token.dep_ == "xcomp":
        token = token.head
    name = next((one for one in _named_behind(token) if one.head not in (token, one)), None)
    if name is not None:
        found = name.head  # "..., as | did | Y": parsers hang Y on the verb before
    elif token.dep_ in _CLAUSES or _is_inverted(token):
        found = token.head
    elif token.sent.start > 0 and (token.head == token or token.lower_ == "not"):
        found = token.doc[token.sent.start - 1].sent.root
    else:
        return None
    return None if is_passive(found) or found.lemma_.lower() in cues().saying else found


def _subject(token: Token) -> list[Token]:
    if token.lower_ == "not":
        return [token.head]
    if _is_inverted(token):
        return [token]
    after = [child for child in token.children if child.dep_ == "obj" and child.pos_ == "PROPN"]
    own = [child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")]
    return own or _named_behind(token) or surface_subject(token) or after  # "so does Y": parsers take Y for an object


def _named_behind(token: Token) -> list[Token]:
    """The Y of "as did Y", "so did Y", hung on the verb before; not that of "as had Y's brother"."""
    sentence = token.sent
    if token.i == sentence.start or token.nbor(-1).lower_ not in ("as", "so"):
        return []
    behind = [one for one in token.doc[token.i + 1 : min(token.i + 3, sentence.end)] if one.lower_ != "the"][:1]
    names = [one for one in behind if one.pos_ == "PROPN" and one.dep_ not in ("nmod:poss", "compound", "nmod:desc")]
    return [name for name in names if not any(verb.i > name.i and verb.pos_ == "VERB" for verb in name.ancestors)]


def _told_of(new: Participant, finding: Finding, token: Token, before: Token, stage: Stage) -> Iterator[Finding]:
    """The finding with another subject, with the status and time of the short clause."""
    told = attribution(token, stage.cast)
    if token.lower_ == "not":
        told = replace(told, status=Status.NEGATED)
    denied = finding.attribution.status is Status.NEGATED
    if denied and attribution(before, stage.cast).status is not Status.NEGATED and not told.status.affirmed:
        return  # "X left; Y did not": what the verb itself denies
    wished = finding.trigger != before or finding.trigger.dep_ == "xcomp"
    if told.status.affirmed and (wished or denied) and not finding.attribution.status.affirmed:
        told = replace(told, status=finding.attribution.status)  # "X applied to join, as did Y": neither has joined
    relation = stage.ontology.relations[finding.relation]
    for reading in readings(new, stage.cast):
        alike = (reading.entity.type == "Person") == (finding.subject.entity.type == "Person")
        if alike and stage.ontology.fits(finding.relation, reading.entity.type, finding.object.entity.type):
            mode = "start" if finding.when.interval.start else "holds" if relation.kind == "state" else "at"
            mode = "end" if finding.when.interval.end and not finding.when.interval.start else mode
            moment = (
                when(token, stage.cast.parsed.times, mode) if denied or told.status is not Status.NEGATED else When()
            )
            if moment == When() and told.status is finding.attribution.status and _named_behind(token):
                moment = finding.when  # "X left in 1999, as did Y"
            rule = f"{finding.relation}/ellipsis"
            yield replace(
                finding, subject=reading, trigger=token, rule=rule, attribution=told, when=moment,
                confidence=finding.confidence * _CERTAINTY, role=None, topic=None,
            )  # fmt: skip
            return
