"""The extractors: functions from an article's cast to findings. ``EXTRACTORS`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

from spacy.tokens import Token

from kg.model import Attribution, Interval, Status, TextSpan
from kg.relate.cast import Participant
from kg.relate.context import attribution
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage, readings
from kg.relate.frames import Arguments, arguments, is_predicate
from kg.relate.matching import by_patterns
from kg.relate.roles import fillers
from kg.relate.when import When, when

Extractor = Callable[[Stage], Iterator[Finding]]


def by_titles(stage: Stage) -> Iterator[Finding]:
    """Who holds which post, and who speaks for whom, from the titles beside names."""
    for title in stage.cast.parsed.titles:
        span = stage.cast.doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if title.body is None or span is None:
            continue
        envoy = span.root.lemma_.lower() in cues().envoys
        if envoy and stage.cast.doc[span.end :][:1].text == "to":
            continue  # an ambassador to X represents somebody else
        relation = "represents" if envoy else "holdsPositionIn"
        for person, body in product(stage.cast.within(title.person), stage.cast.within(title.body)):
            fitting = (
                r
                for r in readings(body, stage.cast)
                if stage.ontology.fits(relation, person.entity.type, r.entity.type)
            )
            for reading in islice(fitting, 1):
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


def by_judgement(stage: Stage) -> Iterator[Finding]:
    """What a speaker's own words make of somebody: "X is a reliable partner," Y said, and so Y praises X."""
    for token in stage.cast.doc:
        if not is_predicate(token):
            continue
        relation = _judgement(token)
        told = attribution(token, stage.cast) if relation else Attribution()
        if relation is None or told.status is not Status.REPORTED or told.by is None:
            continue
        words = stage.cast.words_for(told.by, token.sent) or TextSpan(token.idx, token.idx + len(token))
        speaker = Participant(told.by, words, 0.9)
        own = {participant.entity.id for participant in [stage.cast.body_of(speaker)] if participant}
        for judged in fillers("subj", token, arguments(token), stage):
            for reading in readings(judged, stage.cast):
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


_CLAUSES = frozenset(
    {
        "ROOT",
        "root",
        "conj",
        "ccomp",
        "csubj",
        "advcl",
        "xcomp",
        "acl",
        "acl:relcl",
        "advcl:relcl",
        "parataxis",
        "dep",
    }
)
"""Where a verb heads a clause; elsewhere it describes a noun ("the governing party")."""
_NO_PARTNERS = frozenset(
    {
        "subj",
        "poss",
        "compound",
        "amod",
        "appos",
        "xcomp",
        "ccomp",
        "nmod:desc",
        "according_to",
        "like",
        "including",
        "such_as",
    }
)
"""Roles of a verb whose fillers are not whom the deed is done to, with or for."""


def openly(stage: Stage) -> Iterator[Finding]:
    """What no pattern covers: a clause that links two actors by any other verb, kept as ``relatedTo``."""
    for token in stage.cast.doc:
        if token.pos_ != "VERB" or token.dep_ not in _CLAUSES:
            continue
        roles = arguments(token)
        if token.lemma_.lower() in cues().saying:  # what is said of somebody is no deed done to him
            roles = {role: heads for role, heads in roles.items() if role in ("subj", "iobj", "to")}
        subjects = [p for head in roles.get("subj", ()) for p in stage.cast.all(head)]
        for role, heads in sorted(roles.items()):
            if role in _NO_PARTNERS:
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
