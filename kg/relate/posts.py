"""Who holds which post, who speaks for whom and who sits for a party, from the titles beside names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg.model import Attribution, Status, TimeExpression, Title
from kg.model.tree import Span
from kg.relate.cast import Cast, Participant
from kg.relate.cues import cues
from kg.relate.finding import Finding, Stage, readings
from kg.relate.offices import is_to_be
from kg.relate.tenure import in_office
from kg.relate.when import When, held


def by_titles(stage: Stage) -> Iterator[Finding]:
    """What the titles beside names tell."""
    for title in stage.cast.parsed.titles:
        span = stage.cast.doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if title.body is None or span is None:
            continue
        if _only_serves(title, span, stage.cast):
            continue
        envoy = span.root.lemma_.lower() in cues().envoys
        if envoy and stage.cast.doc[span.end :][:1].text == "to":
            continue  # an ambassador to X represents somebody else
        for person, body in product(stage.cast.within(title.person), stage.cast.within(title.body)):
            relation = "represents" if envoy else _relation(span, title, body, stage)
            reading = _reading(relation, title, person, body, stage)
            if reading is not None:
                yield Finding(
                    relation=relation,
                    subject=person,
                    object=reading,
                    trigger=span.root,
                    rule=f"{relation}/title",
                    confidence=0.92,
                    attribution=_status(title, span),
                    cue=title.span if _is_to_be(title, span) else None,
                    when=_tenure(title, span, stage.cast),
                    role=None if relation == "memberOf" else title.text,
                )


def _only_serves(title: Title, span: Span, cast: Cast) -> bool:
    """ "A Veran police officer, X": one of many, who holds no post of the state."""
    if span.root.lemma_.lower() not in cues().servants or "chief" in title.text.lower() or title.body is None:
        return False
    return any(body.entity.type == "Country" for body in cast.within(title.body))


def _is_sought(span: Span) -> bool:
    """ "a candidate for president of Y", "would-be president X": nobody holds the post yet."""
    before = [token.lower_ for token in span.doc[span.sent.start : span.start]]
    sought = before[-1:] == ["for"] and span.doc[span.start - 2].lemma_.lower() in cues().candidates
    return sought or "".join(before[-3:]) in cues().perhaps or bool({*before[-1:]} & cues().perhaps)


def _status(title: Title, span: Span) -> Attribution:
    """What the words beside a title make of it."""
    if _is_sought(span):
        return Attribution(Status.POSSIBLE)
    return Attribution(Status.PLANNED) if _is_to_be(title, span) else Attribution()


def _is_to_be(title: Title, span: Span) -> bool:
    """A post that its holder does not hold yet: "president-elect X", "the incoming chancellor, X"."""
    incoming = span.start > 0 and span.doc[span.start - 1].lower_ in cues().to_be
    return is_to_be(title) or (incoming and not title.over)


def _relation(span: Span, title: Title, body: Participant, stage: Stage) -> str:
    """A party's senator is its member, so is "Republican president X"; any other title is a post."""
    seat = span.root.lemma_.lower() in cues().seats or span[-1].lower_ in cues().seats
    if title.body is not None and stage.cast.parsed.mentions[title.body].label == "NORP":
        seat = seat or not cues().party_posts & set(title.text.lower().split())
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


def _tenure(title: Title, span: Span, cast: Cast) -> When:
    """When a post is held: by the times behind its words, else by what the sentence says of its holder."""
    times, name = cast.parsed.times, cast.parsed.mentions[title.person]
    told = held(_whole(title, span, cast), times, over=title.over)
    if title.over and (until := _until(span, times)) is not None:
        return When(replace(told.interval, end=until.date, ended=False), told.start_text, until.text)
    if told.interval.start or told.interval.end:
        return told
    return in_office(cast.doc[name.start : name.end], times, over=title.over) or told


def _until(title: Span, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """ "X, until | last year | the head of Y"."""
    first = title.start - (title.start > 0 and title.doc[title.start - 1].pos_ == "DET")
    return next(
        (time for time in times if time.end == first and time.role == "until" and time.date is not None), None
    )


def _whole(title: Title, span: Span, cast: Cast) -> Span:
    """A title with the body that follows it."""
    body = cast.parsed.mentions[title.body] if title.body is not None else None
    follows = body is not None and span.end <= body.start <= span.end + 3
    return cast.doc[span.start : max(span.end, body.end) if body and follows else span.end]
