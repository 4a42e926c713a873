"""Parsed + Resolution -> statements, and the sentences that name two actors and gave none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.model import Gap, Parsed, Resolution, Statement, merged
from kg.ontology import Ontology
from kg.relate.cast import Cast
from kg.relate.extract import by_rules
from kg.relate.extractors import EXTRACTORS, Extractor, choose
from kg.relate.finding import Finding, Stage, sentence_span, statement
from kg.relate.frames import governor
from kg.relate.matching import started
from kg.relate.patterns import PatternBook, read
from kg.relate.remembered import forget

__all__ = ["EXTRACTORS", "Extractor", "PatternBook", "choose", "read", "relate"]


def relate(
    parsed: Parsed,
    resolution: Resolution,
    *,
    ontology: Ontology,
    book: PatternBook,
    extractor: Extractor = by_rules,
    refuse: Callable[[str], None] = lambda reason: None,
) -> tuple[list[Statement], list[Gap]]:
    """All statements of an article, merged and sorted, and its gaps.

    An open statement (``relatedTo``) stands only for a pair that no other rule relates by the same verb.

    :param refuse: called with the reason of each proposal that the extractor drops
    :raises ExtractorError: the extractor could not do its work
    """
    stage = Stage(Cast(parsed, resolution, ontology), ontology, book, refuse)
    try:
        statements = [statement(finding, stage) for finding in _sharpest(list(extractor(stage)), stage)]
        return merged(statements), list(_gaps(stage, statements))
    finally:
        forget()


def _sharpest(findings: list[Finding], stage: Stage) -> Iterator[Finding]:
    """Of findings with the same sides, relation and sentence the surest; an open one if its verb tells no other."""
    linked = {
        (verb, *pair)
        for f in findings
        if f.relation != "relatedTo"
        for verb in (f.trigger, None if f.trigger.dep_ in ("obl", "nmod") else governor(f.trigger))
        if verb is not None
        for pair in _pairs(f, stage)
    }
    best: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        if finding.relation == "relatedTo" and any((finding.trigger, *p) in linked for p in _pairs(finding, stage)):
            continue
        key = (
            finding.subject.entity.id,
            finding.relation,
            finding.object.entity.id,
            finding.trigger.sent.start,
            finding.role,
            finding.attribution.status.affirmed,
        )
        if key not in best or _rank(finding) > _rank(best[key]):
            best[key] = finding
    told = {key[:4] for key in best if key[4] is not None}
    yield from (finding for key, finding in best.items() if key[4] is not None or key[:4] not in told)


def _rank(finding: Finding) -> tuple[bool, float]:
    """Of two findings of one post that with a date says more; else the surer is better."""
    interval = finding.when.interval
    return finding.role is not None and any((interval.start, interval.end, interval.at)), finding.confidence


def _pairs(finding: Finding, stage: Stage) -> set[tuple[int, frozenset[str]]]:
    """The sentence and the sides of a finding, these also with seats read as the actors that they stand for."""
    seats, place = stage.cast.resolution.seats, finding.trigger.sent.start
    ids = [finding.subject.entity.id, finding.object.entity.id]
    return {(place, frozenset(ids)), (place, frozenset(seats[id].id if id in seats else id for id in ids))}


def _gaps(stage: Stage, statements: list[Statement]) -> Iterator[Gap]:
    told = {evidence.span for one in statements for evidence in one.evidence}
    parsed = stage.cast.parsed
    for sentence in stage.cast.doc.sents:
        span = sentence_span(sentence)
        actors = {
            entity.label
            for index, mention in stage.cast.beginning_in(sentence)
            if mention.end <= sentence.end
            for entity in stage.cast.resolution.of(index)
            if stage.ontology.is_a(entity.type, "Actor")
        }
        if len(actors) >= 2 and span not in told:
            text = parsed.article.text[span.start : span.end]
            yield Gap(span, text, *(tuple(sorted(words)) for words in (actors, *started(sentence, stage))))
