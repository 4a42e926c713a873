"""Clauses that leave out their verb: "X joined Z in 1995 and Y in 2002", "X visited Y on Monday and Z a day later".

Parsers hang the name that is left on whatever stands before it; it is told by its place, between two times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Interval, Mention, TimeExpression
from kg.model.tree import Span, Token
from kg.relate.belonging import carriers_of
from kg.relate.cast import Cast, Participant
from kg.relate.finding import Finding, Stage, readings
from kg.relate.frames import is_predicate, preposition
from kg.relate.when import When

_PARTS = frozenset({",", ";", "and", "but"})
_CERTAINTY = 0.9
"""Of what is told with a verb, the part that holds of the name that is left of the next clause."""
_SIDES = ("Person", "Actor", "Region", "City")
_DEEDS = frozenset({"metWith", "visited", "attacked", "detained", "criticized", "sanctioned"})
"""What one actor does to several, one after the other: of two sides that a name could be it is who undergoes it."""


@dataclass(frozen=True, slots=True)
class Remnant:
    """What is left of a clause: a name with its time; ``verb`` is the one that it shares."""

    name: Mention
    time: TimeExpression
    verb: Token


def by_gapping(findings: Sequence[Finding], stage: Stage) -> Iterator[Finding]:
    """What the clause before tells, told of the name and the time that are left of the next one.

    ``findings``: what the patterns tell.
    """
    for remnant in _remnants(stage.cast):
        for finding in findings:
            verbs = (finding.trigger, carriers_of(finding.trigger, "at")[-1])
            if remnant.verb in verbs and (told := _told_of(remnant, finding, stage)) is not None:
                yield told


def ungapped(findings: Iterable[Finding], gapped: Iterable[Finding], cast: Cast) -> Iterator[Finding]:
    """Findings without those that take what is left of a clause for a part of the clause before it."""
    spans = {(remnant.name.span, remnant.verb.sent.start) for remnant in _remnants(cast)}
    if not spans:
        yield from findings
        return
    told = {(_sides(finding), finding.relation) for finding in gapped}
    for finding in findings:
        place = finding.trigger.sent.start
        is_left = any((side.span, place) in spans for side in (finding.subject, finding.object))
        if not is_left or (finding.relation != "relatedTo" and (_sides(finding), finding.relation) not in told):
            yield finding


def _sides(finding: Finding) -> tuple[int, frozenset[str]]:
    return finding.trigger.sent.start, frozenset({finding.subject.entity.id, finding.object.entity.id})


def _remnants(cast: Cast) -> Iterator[Remnant]:
    names = [mention for mention in cast.parsed.mentions if mention.kind != "pronoun" and mention.label != "NORP"]
    ends = {mention.end: mention for mention in names}
    for time in cast.parsed.times:
        row: list[Mention] = []
        position = time.start
        while (one := ends.get(position)) is not None and one.start > 0:
            row.append(one)
            position = _start(one, cast)
            if cast.doc[position - 1].text in ("and", ",") and position - 1 in ends:
                position -= 1
        before = _time_before(row[-1], time, cast) if row else None
        verb = _verb(before, cast.doc[time.start].sent) if before is not None else None
        if verb is None or time.date is None or _goes_on(row, time, cast):
            continue
        yield from (Remnant(one, time, verb) for one in row)


def _start(name: Mention, cast: Cast) -> int:
    return name.start - (cast.doc[name.start - 1].lower_ == "the")


def _time_before(first: Mention, time: TimeExpression, cast: Cast) -> TimeExpression | None:
    """The time that ends the clause before, with nothing but a comma or "and" between."""
    position = _start(first, cast)
    parts = 0
    while position > 0 and cast.doc[position - 1].text in _PARTS:
        position, parts = position - 1, parts + 1
    ended = (other for other in cast.parsed.times if other.end == position and other.start < time.start)
    return next(ended, None) if parts else None


def _verb(before: TimeExpression, sentence: Span) -> Token | None:
    """The last verb before a time of its sentence."""
    if before.start < sentence.start:
        return None
    told = [token for token in sentence.doc[sentence.start : before.start] if token.pos_ in ("VERB", "AUX")]
    verbs = [token for token in told if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")]
    return verbs[-1] if verbs else next((token.head for token in told if is_predicate(token.head)), None)


def _goes_on(row: list[Mention], time: TimeExpression, cast: Cast) -> bool:
    """A verb of its own stands behind the name: "in 1995, and Y in 2002 left"."""
    behind = cast.doc[time.end] if time.end < len(cast.doc) else None
    if behind is not None and (behind.pos_ in ("VERB", "AUX") or behind.dep_ in ("case", "mark")):
        return behind.sent == cast.doc[time.start].sent
    heads = (cast.doc[one.start : one.end].root for one in row)
    return any(head.dep_ in ("nsubj", "nsubj:pass") and head.head.i > time.start for head in heads)


def _told_of(remnant: Remnant, finding: Finding, stage: Stage) -> Finding | None:
    """The finding with the name that is left in the place of the side that it is like, at its own time."""
    interval = finding.when.interval
    if interval == Interval():
        return None
    for one in _who(remnant, stage.cast):
        for reading in readings(one, stage.cast):
            new = _in_place(reading, finding, stage)
            if new is not None and new.subject.entity.id != new.object.entity.id:
                confidence = finding.confidence * _CERTAINTY
                return replace(new, when=_moment(remnant.time, interval), confidence=confidence)
    return None


def _who(remnant: Remnant, cast: Cast) -> list[Participant]:
    return [p for index, one in enumerate(cast.parsed.mentions) if one is remnant.name for p in cast.within(index)]


def _in_place(new: Participant, finding: Finding, stage: Stage) -> Finding | None:
    fits, subject, object_ = stage.ontology.fits, finding.subject, finding.object
    as_subject = _alike(new, subject, stage) and fits(finding.relation, new.entity.type, object_.entity.type)
    as_object = _alike(new, object_, stage) and fits(finding.relation, subject.entity.type, new.entity.type)
    types = [side.entity.type == new.entity.type for side in (subject, object_)]
    if as_subject and as_object and any(types) and not all(types):
        as_subject, as_object = types
    if as_subject and as_object:
        heads = (stage.cast.doc.char_span(object_.span.start, object_.span.end, alignment_mode="expand"),)
        behind = any(span is not None and preposition(span.root) for span in heads)
        as_object = not behind and finding.relation in _DEEDS
        as_subject = behind
    if as_subject:
        return replace(finding, subject=new)
    return replace(finding, object=new) if as_object else None


def _alike(one: Participant, other: Participant, stage: Stage) -> bool:
    """Both persons, both countries or bodies, both cities."""
    kinds = [
        next((kind for kind in _SIDES if stage.ontology.is_a(side.entity.type, kind)), side.entity.type)
        for side in (one, other)
    ]
    return kinds[0] == kinds[1]


def _moment(time: TimeExpression, told: Interval) -> When:
    """The time of what is left, as what the time before it was: a start, an end, or when it happened."""
    if told.end is not None and told.start is None:
        return When(Interval(end=time.date), end_text=time.text)
    if told.start is not None:
        return When(Interval(start=time.date), start_text=time.text)
    return When(Interval(at=time.date), at_text=time.text)
