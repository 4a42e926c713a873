"""The extractors: functions from an article's cast to findings. ``EXTRACTORS`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Span, Token

from kg.model import Attribution, Entity, Evidence, Interval, Statement, Status, TextSpan
from kg.ontology import Ontology
from kg.relate.cast import Cast, Participant
from kg.relate.context import attribution
from kg.relate.cues import cues
from kg.relate.frames import Arguments, arguments
from kg.relate.patterns import Pattern, PatternBook
from kg.relate.when import When, when

_DASHES = frozenset("-–‑")


@dataclass(frozen=True, slots=True)
class Stage:
    """What every extractor needs: who takes part, what can be said, and the patterns that tell it."""

    cast: Cast
    ontology: Ontology
    book: PatternBook


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation found between two participants, before it becomes a statement."""

    relation: str
    subject: Participant
    object: Participant
    trigger: Token
    rule: str
    confidence: float
    attribution: Attribution = Attribution()
    when: When = When()
    predicate: str | None = None
    role: str | None = None
    topic: str | None = None


Extractor = Callable[[Stage], Iterator[Finding]]


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
    elif token.pos_ == "ADJ":
        yield "adj", lemma
        if token.i >= 2 and token.nbor(-1).text in "-–":
            yield "hyphen", token.lower_
    elif token.pos_ in ("NOUN", "PROPN") and not _in_name(token, cast):
        yield "noun", lemma
    for participant in _things(token, cast)[:1]:
        yield "thing", participant.entity.type


def _in_name(token: Token, cast: Cast) -> bool:
    """ "Alliance" in "Alliance of Sahel States" tells no alliance."""
    return any(mention.kind == "name" and not mention.text.islower() for _, mention in cast.mentions_at(token))


def _things(token: Token, cast: Cast) -> list[Participant]:
    """What the longest name tells whose head a token is."""
    for index, mention in reversed(cast.mentions_at(token)):
        if mention.kind == "name" and cast.doc[mention.start : mention.end].root == token:
            return list(cast.within(index))
    return []


def _apply(pattern: Pattern, token: Token, roles: Arguments, stage: Stage) -> Iterator[Finding]:
    if pattern.copular is not None and pattern.copular != any(child.dep_ == "cop" for child in token.children):
        return
    whole = _with_required(pattern, roles)
    if whole is None:
        return
    told = _told(pattern, token, stage.cast)
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
            when=moment,
            topic=_words(whole, pattern.topic),
            role=_words(whole, pattern.role),
        )


def _with_required(pattern: Pattern, roles: Arguments) -> Arguments | None:
    """The roles with those of the words that a pattern requires; None where one is missing or one is excluded."""
    if not all(roles.get(role) for role in pattern.needs):
        return None
    for role, lemmas in pattern.excluded.items():
        if any(head.lemma_.lower() in lemmas for head in roles.get(role, ())):
            return None
    whole = dict(roles)
    for role, lemmas in pattern.required.items():
        fillers = [head for head in roles.get(role, ()) if head.lemma_.lower() in lemmas]
        if not fillers:
            return None
        for filler in fillers:
            for name, heads in arguments(filler).items():
                if name != "subj":
                    whole[name] = [*whole.get(name, ()), *(head for head in heads if head not in whole.get(name, ()))]
    return whole


def _told(pattern: Pattern, token: Token, cast: Cast) -> Attribution:
    """The attribution that the sentence gives, or the pattern's own where it is the stronger denial."""
    told = attribution(token, cast)
    if pattern.status is Status.NEGATED:
        flipped = (
            Status.POSSIBLE if told.status in (Status.NEGATED, Status.POSSIBLE, Status.PLANNED) else Status.NEGATED
        )
        return Attribution(flipped, told.by)
    if pattern.status is not None and told.status.affirmed:
        return Attribution(pattern.status, told.by)
    return told


def _pairs(
    pattern: Pattern, token: Token, roles: Arguments, stage: Stage
) -> Iterator[tuple[Participant, Participant]]:
    """Every pair that a pattern relates in one place, with types that fit."""
    if pattern.pair:
        for role in pattern.pair:
            everyone = _fillers(role, token, roles, stage)
            pairs = [fit for one, other in combinations(everyone, 2) if (fit := _fit(pattern, one, other, stage))]
            if pairs:
                yield from pairs
                return
    for subject_role in pattern.subject:
        found = [
            fit
            for object_role in pattern.object
            for one in _fillers(subject_role, token, roles, stage)
            for other in _fillers(object_role, token, roles, stage)
            if (fit := _fit(pattern, one, other, stage))
        ]
        if found:
            yield from found
            return


def _fillers(role: str, token: Token, roles: Arguments, stage: Stage) -> list[Participant]:
    if role == "self":
        return _things(token, stage.cast) or stage.cast.at(token)
    if role == "joined":
        return _joined(token, stage.cast)
    if role == "context":
        return stage.cast.main_country()
    if role in ("compound", "amod") and (own := _things(token, stage.cast)):
        heads = [head for head in roles.get(role, ()) if not own[0].span.start <= head.idx < own[0].span.end]
        return [p for head in heads for p in stage.cast.all(head)]
    if role == "before-hyphen":
        return stage.cast.at(token.nbor(-2)) if token.i >= 2 else []
    if role == "modified":
        return stage.cast.at(token.head)
    name, _, inner = role.partition(".")
    heads = roles.get(name, ())
    if inner:
        heads = [deeper for head in heads for deeper in arguments(head).get(inner, ())]
    return [p for head in heads for p in stage.cast.all(head)]


def _joined(token: Token, cast: Cast) -> list[Participant]:
    """Two names that a hyphen joins before a noun: "the X-Y conflict", "X-Y relations"."""
    for dash in token.doc[token.left_edge.i + 1 : token.i]:
        if dash.text in _DASHES:
            sides = [cast.at(token.doc[dash.i - 1]), cast.at(token.doc[dash.i + 1])]
            if all(sides):
                return [side[0] for side in sides]
    return []


def _fit(
    pattern: Pattern, one: Participant, other: Participant, stage: Stage
) -> tuple[Participant, Participant] | None:
    """The pair if it can stand in this relation, a seat replaced by its actor where only an actor can; else None."""
    for subject in _readings(one, stage.cast):
        for object_ in _readings(other, stage.cast):
            if (
                subject.entity.id != object_.entity.id
                and stage.ontology.fits(pattern.relation, subject.entity.type, object_.entity.type)
                and _is_any(subject.entity, pattern.subject_type, stage.ontology)
                and _is_any(object_.entity, pattern.object_type, stage.ontology)
            ):
                return subject, object_
    return None


def _readings(participant: Participant, cast: Cast) -> Iterator[Participant]:
    yield participant
    if (actor := participant.as_seat(cast.resolution)) is not None:
        yield actor


def _is_any(entity: Entity, types: tuple[str, ...], ontology: Ontology) -> bool:
    return not types or any(ontology.is_a(entity.type, name) for name in types)


def _words(roles: Mapping[str, list[Token]], wanted: tuple[str, ...]) -> str | None:
    """The words of a phrase that fills one of these roles, as written; None where none does."""
    for role in wanted:
        for head in roles.get(role, ()):
            inner = [
                t for t in head.subtree if t.i == head.i or t.dep_ not in ("case", "punct", "det") or t.head != head
            ]
            span = head.doc[inner[0].i : inner[-1].i + 1]
            if span.end - span.start <= 8:
                return span.text.strip(" ,.")
    return None


def by_titles(stage: Stage) -> Iterator[Finding]:
    """Who holds which post, from the titles beside names."""
    for title in stage.cast.parsed.titles:
        if title.body is None:
            continue
        span = stage.cast.doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if span is None:
            continue
        relation = (
            "represents"
            if span.root.lemma_.lower() in ("ambassador", "envoy", "spokesman", "spokeswoman", "spokesperson")
            else "holdsPositionIn"
        )
        for person in stage.cast.within(title.person):
            for body in stage.cast.within(title.body):
                for reading in _readings(body, stage.cast):
                    if stage.ontology.fits(relation, person.entity.type, reading.entity.type):
                        yield Finding(
                            relation=relation,
                            subject=person,
                            object=reading,
                            trigger=span.root,
                            rule=f"{relation}/title",
                            confidence=0.92,
                            when=When(Interval(ended=title.over)),
                            role=title.text,
                        )
                        break


def by_judgement(stage: Stage) -> Iterator[Finding]:
    """What a speaker's own words make of somebody: "X is a reliable partner," Y said, and so Y praises X."""
    for token in stage.cast.doc:
        if not any(child.dep_ == "cop" for child in token.children):
            continue
        relation = _judgement(token)
        told = attribution(token, stage.cast) if relation else Attribution()
        if relation is None or told.status is not Status.REPORTED or told.by is None:
            continue
        speaker = Participant(told.by, TextSpan(token.idx, token.idx + len(token)), 0.9)
        own = {participant.entity.id for participant in [stage.cast.body_of(speaker)] if participant}
        for judged in _fillers("subj", token, arguments(token), stage):
            for reading in _readings(judged, stage.cast):
                if (
                    reading.entity.id not in own
                    and told.by.id != reading.entity.id
                    and stage.ontology.fits(relation, told.by.type, reading.entity.type)
                ):
                    yield Finding(relation, speaker, reading, token, f"{relation}/judgement", 0.8)
                    break


def _judgement(token: Token) -> str | None:
    """The relation that a predicate makes of a speaker and what he speaks of; None for one that takes no side."""
    beside = {token.lemma_.lower(), *(child.lemma_.lower() for child in token.children if child.dep_ == "amod")}
    if token.lemma_.lower() in cues().blame_nouns or beside & cues().blame:
        return "criticized"
    if beside & cues().praise and (token.pos_ == "ADJ" or token.lemma_.lower() in cues().praise_nouns):
        return "praised"
    return None


def openly(stage: Stage) -> Iterator[Finding]:
    """What no pattern covers: a clause that links two actors by any other verb, kept as ``relatedTo``."""
    for token in stage.cast.doc:
        if token.pos_ != "VERB":
            continue
        roles = arguments(token)
        if token.lemma_.lower() in cues().saying:  # what is said of somebody is no deed done to him
            roles = {role: heads for role, heads in roles.items() if role in ("subj", "iobj", "to")}
        subjects = [p for head in roles.get("subj", ()) for p in stage.cast.all(head)]
        for role, heads in sorted(roles.items()):
            if role in (
                "subj",
                "poss",
                "compound",
                "amod",
                "appos",
                "xcomp",
                "nmod:desc",
                "according_to",
                "like",
                "including",
                "such_as",
            ):
                continue
            objects = [p for head in heads for p in stage.cast.all(head)]
            for subject in subjects:
                for object_ in objects:
                    if finding := _open_finding(stage, token, roles, role, subject, object_):
                        yield finding


def _open_finding(
    stage: Stage, token: Token, roles: Arguments, role: str, subject: Participant, object_: Participant
) -> Finding | None:
    subject = subject.as_seat(stage.cast.resolution) or subject
    if subject.entity.id == object_.entity.id or not all(
        stage.ontology.is_a(p.entity.type, "Actor") for p in (subject, object_)
    ):
        return None
    return Finding(
        relation="relatedTo",
        subject=subject,
        object=object_,
        trigger=token,
        rule="relatedTo/clause",
        confidence=0.6,
        attribution=attribution(token, stage.cast),
        when=when(token, stage.cast.parsed.times, "at"),
        predicate=predicate(token, roles, role),
    )


def predicate(verb: Token, roles: Arguments, role: str) -> str:
    """A verb phrase, lemmatized: "hand over credentials to"."""
    particles = [child.lower_ for child in verb.children if child.dep_ == "compound:prt"]
    things = [head.lemma_.lower() for head in roles.get("obj", ()) if role != "obj" and head.pos_ == "NOUN"]
    link = [] if role in ("obj", "iobj") else role.split("_")
    return " ".join([verb.lemma_.lower(), *particles, *things[:1], *link])


EXTRACTORS: Mapping[str, Extractor] = {
    "patterns": by_patterns,
    "titles": by_titles,
    "judgements": by_judgement,
    "open": openly,
}


def statement(finding: Finding, stage: Stage) -> Statement:
    """A finding with its sentence as evidence; symmetric relations with their sides in the order of their ids."""
    subject, object_ = finding.subject, finding.object
    if stage.ontology.relations[finding.relation].symmetric and object_.entity.id < subject.entity.id:
        subject, object_ = object_, subject
    sentence = finding.trigger.sent
    text = stage.cast.parsed.article.text
    span = sentence_span(sentence)
    evidence = Evidence(
        source=stage.cast.parsed.article.source,
        span=span,
        text=text[span.start : span.end],
        subject=subject.span,
        object=object_.span,
        trigger=TextSpan(finding.trigger.idx, finding.trigger.idx + len(finding.trigger)),
        subject_mention=text[subject.span.start : subject.span.end],
        object_mention=text[object_.span.start : object_.span.end],
        rule=finding.rule,
        confidence=round(finding.confidence * subject.certainty * object_.certainty, 2),
        start_text=finding.when.start_text,
        end_text=finding.when.end_text,
        at_text=finding.when.at_text,
    )
    return Statement(
        subject=subject.entity,
        relation=finding.relation,
        object=object_.entity,
        evidence=(evidence,),
        interval=finding.when.interval,
        attribution=finding.attribution,
        predicate=finding.predicate,
        role=finding.role,
        topic=finding.topic,
    )


def sentence_span(sentence: Span) -> TextSpan:
    """A sentence without the blanks at its ends: what was dropped from the article is blank in the parse."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return TextSpan(start, max(start, sentence.start_char + len(text.rstrip())))
