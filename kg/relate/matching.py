"""The pattern extractor: from triggers in the text over the roles of a pattern to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Attribution, Interval, Status, TextSpan
from kg.model.tree import Span, Token
from kg.relate.beside import named_as
from kg.relate.cast import Cast, Participant
from kg.relate.conditions import is_about, names_body, with_required
from kg.relate.context import grounded
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage
from kg.relate.frames import Arguments
from kg.relate.offices import office_of
from kg.relate.pairs import pairs
from kg.relate.patterns import Pattern
from kg.relate.relatives import one_of
from kg.relate.roles import post, reached, words_of
from kg.relate.scenes import scene_time
from kg.relate.triggers import becomes, in_name, predicates, roles_of, triggers
from kg.relate.when import When, ended, when

_ASIDE = frozenset({"ccomp", "advcl"})
"""Clauses that a pattern may require: how they are told says nothing of what the pattern tells."""


def by_patterns(stage: Stage) -> Iterator[Finding]:
    """What the patterns of ``ontologies/relations`` tell."""
    whole, beyond, cast = stage.book, stage.book.beyond, stage.cast
    for token in cast.peopled:
        book = whole if token.i in cast.crowded else beyond
        if token.lemma_.lower() not in book.words and token.lower_ not in book.words and not cast.headed_by(token):
            continue
        for kind, trigger in triggers(token, cast):
            if patterns := book.of(kind, trigger):
                roles = roles_of(token)
                for pattern in patterns:
                    yield from _apply(pattern, token, roles, stage)


def started(sentence: Span, stage: Stage) -> tuple[set[str], set[str]]:
    """The rules whose words are in a sentence, whoever stands where they look; and the verbs that no rule knows."""
    rules, unknown = set(), set()
    for token in sentence:
        for kind, trigger in triggers(token, stage.cast):
            patterns = stage.book.of(kind, trigger)
            if kind == "verb" and not (patterns or trigger in cues().saying or in_name(token, stage.cast)):
                unknown.add(trigger)
            if patterns and kind != "thing":
                roles = roles_of(token)
                rules |= {pattern.rule for pattern in patterns if _is_said(pattern, token, roles)}
    return rules, unknown


def _is_said(pattern: Pattern, token: Token, roles: Arguments) -> bool:
    """All words of a pattern are there."""
    fits = pattern.copular is None or pattern.copular == predicates(token)
    return fits and with_required(pattern, roles) is not None


def _apply(pattern: Pattern, token: Token, roles: Arguments, stage: Stage) -> Iterable[Finding]:
    if pattern.first and not roles.get(pattern.first):
        return ()
    for side in pattern.sides:
        if side.isdisjoint(roles):
            return ()
    if pattern.copular is not None and pattern.copular != predicates(one_of(token)):
        return ()
    if pattern.named and token.lower_ not in pattern.named:
        return ()
    if pattern.about and not is_about(pattern.about, token):
        return ()
    if pattern.kind == "noun" and "appos" in pattern.subject and not predicates(token):
        roles = {role: heads for role, heads in roles.items() if role != "subj"}  # "X met an ally of Y": X is none
    whole = with_required(pattern, roles)
    if whole is None or names_body(pattern, token, whole, stage):
        return ()
    found = pairs(pattern, token, whole, stage)  # most triggers have nobody on one of their sides
    return _findings(pattern, found, token, roles, whole, stage) if found else ()


def _findings(
    pattern: Pattern,
    found: Iterable[tuple[Participant, Participant]],
    token: Token,
    roles: Arguments,
    whole: Arguments,
    stage: Stage,
) -> Iterator[Finding]:
    """What a pattern tells of those whom it relates. ``whole``: the roles with those of the required words."""
    told, cue = _told(pattern, token, roles, stage.cast)
    over = pattern.over
    if over and told.status is Status.PLANNED:  # who "will resign" holds the post
        told, cue, over = Attribution(Status.REPORTED if told.by else Status.ASSERTED, told.by), None, False
    elif over and not told.status.affirmed:
        return  # "did not resign", "may resign"
    scene = scene_time(token, stage.cast) if pattern.relation in cues().scenes and pattern.time == "at" else None
    topic, post_ = words_of(whole, pattern.topic, stage.cast.parsed.times), _post(pattern, token, roles, stage.cast)
    alone = pattern.kind in ("thing", "hyphen")
    mode = "start" if pattern.time == "holds" and becomes(token) else pattern.time
    for subject, object_ in found:
        sides = [side.span for side in (object_, subject)]
        moment = when(token, stage.cast.parsed.times, mode, alone=alone, sides=sides, scene=scene)
        if moment.interval == Interval() and pattern.kind == "verb":
            moment = _time_of_post(pattern, roles, stage) or moment
        yield Finding(
            relation=pattern.relation,
            subject=subject,
            object=object_,
            trigger=token,
            rule=pattern.rule,
            confidence=pattern.confidence,
            attribution=told,
            cue=cue,
            when=ended(moment) if over else moment,
            topic=topic,
            role=post_,
        )


def _time_of_post(pattern: Pattern, roles: Arguments, stage: Stage) -> When | None:
    """The time that hangs on a required word: "succeeded X as its head | in May |"."""
    for role, lemmas in pattern.required.items():
        for head in roles.get(role, ()):
            if named_as(head) & lemmas:
                moment = when(head, stage.cast.parsed.times, pattern.time, alone=True)
                if moment.interval.start or moment.interval.end or moment.interval.at:
                    return moment
    return None


def _post(pattern: Pattern, token: Token, roles: Arguments, cast: Cast) -> str | None:
    """The words of the post that a pattern tells, without those that tell whose post it is."""
    if "self" in pattern.role:
        return post(token, cast)
    for role in pattern.role:
        if role.endswith(".office"):
            if titles := _titles(role, token, roles, cast):
                return titles[0]
        elif "." in role and (heads := reached(role, token, roles)):
            return post(heads[0], cast)
        for head in roles.get(role, ()):
            if not named_as(head).isdisjoint(pattern.required.get(role, ())):
                return post(head, cast)
    return words_of(roles, pattern.role, cast.parsed.times)


def _titles(role: str, token: Token, roles: Arguments, cast: Cast) -> list[str]:
    """The titles of the persons whose "office" a role is."""
    heads = reached(role.removesuffix(".office"), token, roles)
    return [office.title for head in heads if (office := office_of(head, cast)) is not None]


def _told(pattern: Pattern, token: Token, roles: Arguments, cast: Cast) -> tuple[Attribution, TextSpan | None]:
    """What the sentence gives, or the pattern's own where it is the stronger denial; with the words for it."""
    trigger = TextSpan(token.idx, token.idx + len(token))
    told, cue = grounded(
        token, cast, [head for role in pattern.required if role not in _ASIDE for head in roles.get(role, ())]
    )
    if pattern.status is Status.NEGATED:
        flipped = (
            Status.POSSIBLE if told.status in (Status.NEGATED, Status.POSSIBLE, Status.PLANNED) else Status.NEGATED
        )
        return Attribution(flipped, told.by), cue if flipped is Status.POSSIBLE else trigger
    if pattern.status is not None and told.status.affirmed:
        return Attribution(pattern.status, told.by), trigger
    return told, cue
