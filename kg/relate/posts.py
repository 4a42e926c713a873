"""Who holds which post, who speaks for whom and who sits for a party, from the titles beside names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Span

from kg.model import Title
from kg.relate.cast import Cast, Participant
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage, readings
from kg.relate.when import held


def by_titles(stage: Stage) -> Iterator[Finding]:
    """What the titles beside names tell."""
    for title in stage.cast.parsed.titles:
        span = stage.cast.doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if title.body is None or span is None:
            continue
        envoy = span.root.lemma_.lower() in cues().envoys
        if envoy and stage.cast.doc[span.end :][:1].text == "to":
            continue  # an ambassador to X represents somebody else
        for person, body in product(stage.cast.within(title.person), stage.cast.within(title.body)):
            relation = "represents" if envoy else _relation(span, body, stage)
            reading = _reading(relation, title, person, body, stage)
            if reading is not None:
                yield Finding(
                    relation=relation,
                    subject=person,
                    object=reading,
                    trigger=span.root,
                    rule=f"{relation}/title",
                    confidence=0.92,
                    when=held(_whole(title, span, stage.cast), stage.cast.parsed.times, over=title.over),
                    role=None if relation == "memberOf" else title.text,
                )


def _relation(span: Span, body: Participant, stage: Stage) -> str:
    """A party's senator is its member; any other title is a post."""
    seat = span.root.lemma_.lower() in cues().seats or span[-1].lower_ in cues().seats
    return "memberOf" if seat and stage.ontology.is_a(body.entity.type, "PoliticalParty") else "holdsPositionIn"


def _reading(relation: str, title: Title, person: Participant, body: Participant, stage: Stage) -> Participant | None:
    """The body as the relation allows it: of a city that is a seat its state, unless the post is one of the city."""
    found = [
        one
        for one in readings(body, stage.cast)
        if stage.ontology.fits(relation, person.entity.type, one.entity.type)
    ]
    if not found:
        return None
    return found[0] if cues().city_posts & set(title.text.lower().split()) else found[-1]


def _whole(title: Title, span: Span, cast: Cast) -> Span:
    """A title with the body that follows it."""
    body = cast.parsed.mentions[title.body] if title.body is not None else None
    follows = body is not None and span.end <= body.start <= span.end + 3
    return cast.doc[span.start : max(span.end, body.end) if body and follows else span.end]
