"""One entity, told by many: what becomes of the values that several articles give for it.

Every rule here looks at the set of what was told, never at its order or at how often: so that adding, replacing
and removing articles in any order ends in the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import (
    Appearance,
    Article,
    Attribution,
    Entity,
    Evidence,
    Extraction,
    Gap,
    Stands,
    Statement,
    TextSpan,
    Unresolved,
    merged,
)

__all__ = ["canonical", "canonical_article", "fold", "standing", "standing_extraction"]


def fold(told: Iterable[Appearance], id: str) -> Entity:
    """One entity out of all that is told about one id (at least one).

    The longest label is the fullest name; else the first in the alphabet wins. All other names are aliases. Label and
    type come from those who were read as this ``id``, if any were: others only stand behind it.
    """
    appearances = list(told)
    if len(appearances) == 1:  # what most are, and nothing has to be chosen
        only = appearances[0].entity
        others = tuple(sorted({*only.aliases, *appearances[0].names} - {only.label}))
        return Entity(id, only.label, only.type, others, only.wikidata or None, only.because)
    every = [appearance.entity for appearance in appearances]
    entities = [entity for entity in every if entity.id == id] or every
    label = min((entity.label for entity in entities), key=lambda name: (-len(name), name))
    names = {name for entity in every for name in (entity.label, *entity.aliases)}
    names.update(name for appearance in appearances for name in appearance.names)
    return Entity(
        id=id,
        label=label,
        type=min(entity.type for entity in entities),
        aliases=tuple(sorted(names - {label})),
        wikidata=min((entity.wikidata for entity in entities if entity.wikidata), default=None),
        because=min((entity.because for entity in entities if entity.because), default=""),
    )


def standing(statement: Statement, identities: Stands, source: str) -> Statement:
    """The statement of the article ``source`` with the ids that stand for those of its sides and speaker."""

    def stands(entity: Entity) -> Entity:
        return replace(entity, id=identities.of(entity.id, source))

    by = statement.attribution.by
    if not identities.touches((statement.subject.id, statement.object.id, by.id if by else ""), source):
        return statement
    return replace(
        statement,
        subject=stands(statement.subject),
        object=stands(statement.object),
        attribution=replace(statement.attribution, by=stands(by) if by else None),
    )


def standing_extraction(extraction: Extraction, identities: Stands) -> Extraction:
    """The same with the ids that stand for those of its entities, in canonical form."""
    source = extraction.article.source
    if not identities.touches((appearance.entity.id for appearance in extraction.appearances), source):
        return extraction
    appearances = (
        Appearance(replace(one.entity, id=identities.of(one.entity.id, source)), one.names)
        for one in extraction.appearances
    )
    statements = tuple(standing(statement, identities, source) for statement in extraction.statements)
    return canonical(replace(extraction, statements=statements, appearances=tuple(appearances)))


def canonical_article(article: Article) -> Article:
    """The same article with its parts and authors sorted, each once."""
    return replace(
        article,
        body=tuple(sorted(set(article.body))),
        authors=tuple(sorted(set(article.authors))),
        dropped=tuple(sorted(set(article.dropped), key=lambda dropped: (dropped.span, dropped.reason))),
    )


def canonical(extraction: Extraction) -> Extraction:
    """The same content in the one form that is stored, so that equal content is equal.

    Everything is sorted and said once; each entity is one value throughout and has an appearance (without names
    where the article only implies it); a sentence supports a statement once, with the surest reading;
    confidence has four decimals.
    """
    entities = _entities(extraction)
    used: dict[str, set[str]] = {key: set() for key in entities}
    for appearance in extraction.appearances:
        used[appearance.entity.id].update(appearance.names)
    return Extraction(
        article=canonical_article(extraction.article),
        statements=tuple(_with(statement, entities) for statement in merged(extraction.statements)),
        appearances=tuple(Appearance(entities[key], tuple(sorted(used[key]))) for key in sorted(entities)),
        gaps=_gaps(extraction.gaps),
        unresolved=_unresolved(extraction.unresolved),
    )


def _entities(extraction: Extraction) -> dict[str, Entity]:
    told: dict[str, set[Entity]] = {}
    for appearance in extraction.appearances:
        told.setdefault(appearance.entity.id, set()).add(appearance.entity)
    for statement in extraction.statements:
        for entity in (statement.subject, statement.object, statement.attribution.by):
            if entity is not None:
                told.setdefault(entity.id, set()).add(entity)
    return {key: fold((Appearance(entity, ()) for entity in values), key) for key, values in told.items()}


def _with(statement: Statement, entities: dict[str, Entity]) -> Statement:
    by = statement.attribution.by
    return Statement(  # much quicker than ``replace``
        subject=entities[statement.subject.id],
        relation=statement.relation,
        object=entities[statement.object.id],
        evidence=_surest(statement.evidence),
        interval=statement.interval,
        attribution=Attribution(statement.attribution.status, entities[by.id] if by else None),
        predicate=statement.predicate or None,
        role=statement.role or None,
        topic=statement.topic or None,
        place=statement.place or None,
    )


def _gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    by_span: dict[TextSpan, Gap] = {}
    for gap in gaps:
        known = by_span.get(gap.span, gap)
        by_span[gap.span] = replace(
            known,
            actors=tuple(sorted({*known.actors, *gap.actors})),
            tried=tuple(sorted({*known.tried, *gap.tried})),
            verbs=tuple(sorted({*known.verbs, *gap.verbs})),
        )
    return tuple(by_span[span] for span in sorted(by_span))


def _unresolved(words: Iterable[Unresolved]) -> tuple[Unresolved, ...]:
    """One for each stretch, in the order of the text."""
    by_span: dict[TextSpan, Unresolved] = {}
    for one in sorted(words, key=lambda one: (one.kind, one.label)):
        by_span.setdefault(one.span, one)
    return tuple(by_span[span] for span in sorted(by_span))


def _surest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One piece for each sentence, in the order of the text."""
    pieces = [_rounded(one) for one in evidence]
    if len(pieces) == 1:
        return tuple(pieces)
    best: dict[tuple[str, TextSpan], Evidence] = {}
    for piece in sorted(pieces, key=_certainty):
        best.setdefault((piece.source, piece.span), piece)
    return tuple(best[key] for key in sorted(best))


def _rounded(piece: Evidence) -> Evidence:
    confidence = round(piece.confidence, 4)
    return piece if confidence == piece.confidence else replace(piece, confidence=confidence)


def _certainty(piece: Evidence) -> tuple[object, ...]:
    words = (
        *(piece.subject_mention, piece.object_mention, piece.start_text, piece.end_text, piece.at_text),
        *(piece.status_text, piece.by_text),
    )
    return (
        -piece.confidence,
        piece.rule,
        piece.subject,
        piece.object,
        piece.trigger,
        *(word or "" for word in words),
    )
