"""The pattern extractor: from triggers in the text over the roles of a pattern to findings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from spacy.tokens import Span, Token

from kg.model import Attribution, Entity, Status, TextSpan
from kg.ontology import Ontology
from kg.relate.cast import Cast, Participant
from kg.relate.context import grounded
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage, readings
from kg.relate.frames import Arguments, arguments, is_predicate
from kg.relate.patterns import Pattern
from kg.relate.roles import fillers, post, things, words_of
from kg.relate.when import ended, when


def by_patterns(stage: Stage) -> Iterator[Finding]:
    """What the patterns of ``ontologies/relations`` tell."""
    for token in stage.cast.doc:
        for kind, trigger in _triggers(token, stage.cast):
            patterns = stage.book.of(kind, trigger)
            if patterns:
                roles = arguments(token)
                for pattern in patterns:
                    yield from _apply(pattern, token, roles, stage)


def _triggers(token: Token, cast: Cast) -> Iterator[tuple[str, str]]:
    """The ways in which a token can start a pattern."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        yield "verb", lemma
        for child in token.children:
            if child.dep_ == "compound:prt":
                yield "verb", f"{lemma}_{child.lower_}"
        if token.i >= 2 and token.nbor(-1).text in "-–":
            yield "hyphen", lemma
            yield "hyphen", f"{token.nbor(-2).lower_}-{lemma}"
    elif token.pos_ == "ADJ":
        yield "adj", lemma
        if token.i >= 2 and token.nbor(-1).text in "-–":
            yield "hyphen", token.lower_
            yield "hyphen", f"{token.nbor(-2).lower_}-{token.lower_}"
    elif token.pos_ in ("NOUN", "PROPN") and not _in_name(token, cast):
        yield "noun", lemma
    elif token.pos_ == "ADV":
        yield "adv", lemma
    for participant in things(token, cast)[:1]:
        if not (participant.entity.type == "Event" and participant.entity.label.islower()):
            yield "thing", participant.entity.type  # where and whose an event without a name is, tells nothing of it


def started(sentence: Span, stage: Stage) -> tuple[set[str], set[str]]:
    """The rules whose words are in a sentence, whoever stands where they look; and the verbs that no rule knows."""
    rules, unknown = set(), set()
    for token in sentence:
        roles = arguments(token)
        for kind, trigger in _triggers(token, stage.cast):
            patterns = stage.book.of(kind, trigger)
            if kind == "verb" and not (patterns or trigger in cues().saying or _in_name(token, stage.cast)):
                unknown.add(trigger)
            rules |= {pattern.rule for pattern in patterns if kind != "thing" and _is_said(pattern, token, roles)}
    return rules, unknown


def _is_said(pattern: Pattern, token: Token, roles: Arguments) -> bool:
    """All words of a pattern are there."""
    fits = pattern.copular is None or pattern.copular == is_predicate(token)
    return fits and _with_required(pattern, roles) is not None


def _in_name(token: Token, cast: Cast) -> bool:
    """ "Alliance" in "Alliance of Sahel States" tells no alliance."""
    return any(mention.kind == "name" and not mention.text.islower() for _, mention in cast.mentions_at(token))


def _apply(pattern: Pattern, token: Token, roles: Arguments, stage: Stage) -> Iterator[Finding]:
    if pattern.copular is not None and pattern.copular != is_predicate(token):
        return
    if pattern.kind == "noun" and "appos" in pattern.subject and not is_predicate(token):
        roles = {role: heads for role, heads in roles.items() if role != "subj"}  # "X met an ally of Y": X is none
    whole = _with_required(pattern, roles)
    if whole is None:
        return
    told, cue = _told(pattern, token, roles, stage.cast)
    moment = when(token, stage.cast.parsed.times, pattern.time, alone=pattern.kind in ("thing", "hyphen"))
    for subject, object_ in _pairs(pattern, token, whole, stage):
        yield Finding(
            relation=pattern.relation,
            subject=subject,
            object=object_,
            trigger=token,
            rule=pattern.rule,
            confidence=pattern.confidence,
            attribution=told,
            cue=cue,
            when=ended(moment) if pattern.over else moment,
            topic=words_of(whole, pattern.topic, stage.cast.parsed.times),
            role=_post(pattern, token, roles, stage.cast),
        )


def _post(pattern: Pattern, token: Token, roles: Arguments, cast: Cast) -> str | None:
    """The words of the post that a pattern tells, without those that tell whose post it is."""
    if "self" in pattern.role:
        return post(token, cast)
    for role in pattern.role:
        for head in roles.get(role, ()):
            if head.lemma_.lower() in pattern.required.get(role, ()):
                return post(head, cast)
    return words_of(roles, pattern.role, cast.parsed.times)


def _with_required(pattern: Pattern, roles: Arguments) -> Arguments | None:
    """The roles with those of the words that a pattern requires; None where one is missing or one is excluded."""
    if not all(roles.get(role) for role in pattern.needs) or any(roles.get(role) for role in pattern.lacks):
        return None
    for role, lemmas in pattern.excluded.items():
        if any(head.lemma_.lower() in lemmas for head in roles.get(role, ())):
            return None
    whole = dict(roles)
    for role, lemmas in pattern.required.items():
        fillers = [head for head in whole.get(role, ()) if head.lemma_.lower() in lemmas]
        if not fillers:
            return None
        for filler in fillers:
            for name, heads in arguments(filler).items():
                if name != "subj":
                    whole[name] = [*whole.get(name, ()), *(head for head in heads if head not in whole.get(name, ()))]
    return None if any(whole.get(role) for role in pattern.lacks) else whole


def _told(pattern: Pattern, token: Token, roles: Arguments, cast: Cast) -> tuple[Attribution, TextSpan | None]:
    """What the sentence gives, or the pattern's own where it is the stronger denial; with the words for it."""
    trigger = TextSpan(token.idx, token.idx + len(token))
    told, cue = grounded(token, cast, [head for role in pattern.required for head in roles.get(role, ())])
    if pattern.status is Status.NEGATED:
        flipped = (
            Status.POSSIBLE if told.status in (Status.NEGATED, Status.POSSIBLE, Status.PLANNED) else Status.NEGATED
        )
        return Attribution(flipped, told.by), cue if flipped is Status.POSSIBLE else trigger
    if pattern.status is not None and told.status.affirmed:
        return Attribution(pattern.status, told.by), trigger
    return told, cue


def _pairs(
    pattern: Pattern, token: Token, roles: Arguments, stage: Stage
) -> Iterator[tuple[Participant, Participant]]:
    """Every pair that a pattern relates in one place, with types that fit."""
    if pattern.pair:
        for role in pattern.pair:
            everyone = fillers(role, token, roles, stage)
            pairs = [fit for one, other in combinations(everyone, 2) if (fit := _fit(pattern, one, other, stage))]
            if pairs:
                yield from pairs
                return
    for subject_role in pattern.subject:
        found = [
            fit
            for object_role in _told_here(pattern.object, roles)
            for one in fillers(subject_role, token, roles, stage)
            for other in fillers(object_role, token, roles, stage)
            if (fit := _fit(pattern, one, other, stage))
        ]
        if found:
            yield from found
            return


def _told_here(wanted: tuple[str, ...], roles: Arguments) -> tuple[str, ...]:
    """Roles; the context counts only where nothing in the sentence tells whose it is ("president of the club")."""
    if "context" in wanted and any(roles.get(role.split(".")[-1]) for role in wanted if role != "context"):
        return tuple(role for role in wanted if role != "context")
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
