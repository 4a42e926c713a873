"""Whom a pattern relates in one place: every pair of those who fill its roles, with types that fit."""

from __future__ import annotations

from itertools import combinations

from kg.model import Entity
from kg.model.tree import Token
from kg.ontology import Ontology
from kg.relate.beside import is_proper
from kg.relate.cast import Cast, Participant
from kg.relate.finding import Stage, readings
from kg.relate.frames import Arguments
from kg.relate.patterns import Pattern
from kg.relate.roles import fillers

_ASIDES = ("context", "at-hand", "mission")


def pairs(pattern: Pattern, token: Token, roles: Arguments, stage: Stage) -> list[tuple[Participant, Participant]]:
    """Every pair that a pattern relates in one place, with types that fit."""
    if pattern.pair:
        for role in pattern.pair:
            everyone = fillers(role, token, roles, stage)
            found = [fit for one, other in combinations(everyone, 2) if (fit := _fit(pattern, one, other, stage))]
            if found:
                return found
    for subject_role in pattern.subject:
        subjects = fillers(subject_role, token, roles, stage)
        if not subjects:
            continue
        found = [
            fit
            for object_role in _told_here(pattern.object, roles, stage.cast)
            if (objects := fillers(object_role, token, roles, stage))
            for one in subjects
            for other in objects
            if not _is_own(object_role, one, other, stage) and (fit := _fit(pattern, one, other, stage))
        ]
        if found:
            return found
    return []


def _is_own(role: str, one: Participant, other: Participant, stage: Stage) -> bool:
    """The body of him who acts, somewhere in what he does: "Verana's president threatened to take | Verana | ..."."""
    body = stage.cast.body_of(one) if role.endswith("inside") else None
    return body is not None and body.entity.id == other.entity.id


def _is_kind(head: Token) -> bool:
    """The "associate" of "an associate member", the "prime" of "prime minister", which name no body."""
    return head.dep_ in ("compound", "amod") and not is_proper(head)


def _told_here(wanted: tuple[str, ...], roles: Arguments, cast: Cast) -> tuple[str, ...]:
    """Roles; the context counts only where nothing in the sentence tells whose it is ("president of the club")."""
    for aside in [aside for aside in _ASIDES if aside in wanted]:
        others = tuple(role for role in wanted if role != aside)
        heads = (head for role in others for head in roles.get(role.split(".")[-1], ()))
        if any(head.i not in cast.moments and not _is_kind(head) for head in heads):
            return others
    return wanted


def _fit(
    pattern: Pattern, one: Participant, other: Participant, stage: Stage
) -> tuple[Participant, Participant] | None:
    """The pair if it can stand in this relation, a seat replaced by its actor where only an actor can; else None."""
    for subject in readings(one, stage.cast):
        for object_ in readings(other, stage.cast):
            if (
                subject.entity.id != object_.entity.id
                and stage.ontology.fits(pattern.relation, subject.entity.type, object_.entity.type)
                and _is_any(subject.entity, pattern.subject_type, stage.ontology)
                and _is_any(object_.entity, pattern.object_type, stage.ontology)
                and not any(stage.ontology.is_a(object_.entity.type, name) for name in pattern.object_not)
            ):
                return subject, object_
    return None


def _is_any(entity: Entity, types: tuple[str, ...], ontology: Ontology) -> bool:
    return not types or any(ontology.is_a(entity.type, name) for name in types)
