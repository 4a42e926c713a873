"""What extractors work on and give: the stage with its cast, and findings that become statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.model import Attribution, Evidence, Statement, TextSpan
from kg.model.tree import Span, Token
from kg.ontology import Ontology
from kg.relate.cast import Cast, Participant
from kg.relate.confidence import calibrated
from kg.relate.patterns import PatternBook
from kg.relate.when import When


@dataclass(frozen=True, slots=True)
class Stage:
    """What every extractor needs: who takes part, what can be said, and the patterns that tell it."""

    cast: Cast
    ontology: Ontology
    book: PatternBook
    refuse: Callable[[str], None] = lambda reason: None
    """Told why something that was proposed is no finding."""


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
    cue: TextSpan | None = None
    """The words that made the status what it is."""
    measured: bool = True
    """Statements of its kind were measured against gold: its confidence is calibrated."""


def readings(participant: Participant, cast: Cast) -> Iterator[Participant]:
    yield participant
    if (actor := participant.as_seat(cast.resolution)) is not None:
        yield actor


def statement(finding: Finding, stage: Stage) -> Statement:
    """A finding with its sentence as evidence; symmetric relations with their sides in the order of their ids."""
    subject, object_ = finding.subject, finding.object
    if stage.ontology.relations[finding.relation].symmetric and object_.entity.id < subject.entity.id:
        subject, object_ = object_, subject
    sentence = finding.trigger.sent
    text = stage.cast.parsed.article.text
    span = sentence_span(sentence)
    one, other = (_words_of(side, finding, span, stage.cast) for side in (subject, object_))
    evidence = Evidence(
        source=stage.cast.parsed.article.source,
        span=span,
        text=text[span.start : span.end],
        subject=one,
        object=other,
        trigger=TextSpan(finding.trigger.idx, finding.trigger.idx + len(finding.trigger)),
        subject_mention=text[one.start : one.end],
        object_mention=text[other.start : other.end],
        rule=finding.rule,
        confidence=_confidence(finding),
        start_text=finding.when.start_text,
        end_text=finding.when.end_text,
        at_text=finding.when.at_text,
        status_text=text[finding.cue.start : finding.cue.end] if finding.cue else None,
        by_text=_speaker_words(finding, stage.cast),
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


def _confidence(finding: Finding) -> float:
    raw = finding.confidence * finding.subject.certainty * finding.object.certainty
    return round(calibrated(raw) if finding.measured else raw, 2)


def _words_of(side: Participant, finding: Finding, sentence: TextSpan, cast: Cast) -> TextSpan:
    """The words of the sentence that stand for a side.

    Where the sentence does not mention it ("the minister", of a country that the article is about), the words that
    imply it: the post, else the trigger.
    """
    if side.span in sentence:
        return cast.name_for(side, finding.trigger.sent) or side.span
    if (mentioned := cast.words_for(side.entity, finding.trigger.sent)) is not None:
        return mentioned
    at = cast.parsed.article.text.find(finding.role or "\0", sentence.start, sentence.end)
    if at >= 0 and finding.role:
        return TextSpan(at, at + len(finding.role))
    return TextSpan(finding.trigger.idx, finding.trigger.idx + len(finding.trigger))


def _speaker_words(finding: Finding, cast: Cast) -> str | None:
    """The words for who says it: in the sentence, else the nearest; None where nobody is told or named."""
    by, text = finding.attribution.by, cast.parsed.article.text
    if by is None:
        return None
    seats = [city for city, actor in cast.resolution.seats.items() if actor.id == by.id]
    sentence, spans = finding.trigger.sent, []
    for mention in (mention for id in (by.id, *seats) for mention in cast.mentions_of(id)):
        outside = not sentence.start <= mention.start < sentence.end
        spans.append((outside, abs(mention.span.start - finding.trigger.idx) if outside else 0, mention.span))
    if not spans:
        return None
    *_, span = min(spans)
    return text[span.start : span.end]


def sentence_span(sentence: Span) -> TextSpan:
    """A sentence without the blanks at its ends: what was dropped from the article is blank in the parse."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return TextSpan(start, max(start, sentence.start_char + len(text.rstrip())))
