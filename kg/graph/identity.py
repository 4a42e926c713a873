"""One entity, told by many: what becomes of the values that several articles give for it.

Every rule here looks at the set of what was told, never at its order or at how often: so that adding, replacing
and removing articles in any order ends in the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Appearance, Entity, Evidence, Extraction, Gap, Statement, TextSpan, Unresolved, merged

__all__ = ["canonical", "fold"]


def fold(told: Iterable[Appearance]) -> Entity:
    """One entity out of all that is told about one id (at least one).

    The longest label is the fullest name; else the first in the alphabet wins. All other names are aliases.
    """
    appearances = list(told)
    entities = [appearance.entity for appearance in appearances]
    label = min((entity.label for entity in entities), key=lambda name: (-len(name), name))
    names = {name for entity in entities for name in (entity.label, *entity.aliases)}
    names.update(name for appearance in appearances for name in appearance.names)
    return Entity(
        id=entities[0].id,
        label=label,
        type=min(entity.type for entity in entities),
        aliases=tuple(sorted(names - {label})),
        wikidata=min((entity.wikidata for entity in entities if entity.wikidata), default=None),
        because=min((entity.because for entity in entities if entity.because), default=""),
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
    article = extraction.article
    return Extraction(
        article=replace(
            article,
            body=tuple(sorted(set(article.body))),
            authors=tuple(sorted(set(article.authors))),
            dropped=tuple(sorted(set(article.dropped), key=lambda dropped: (dropped.span, dropped.reason))),
        ),
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
    return {key: fold(Appearance(entity, ()) for entity in values) for key, values in told.items()}


def _with(statement: Statement, entities: dict[str, Entity]) -> Statement:
    by = statement.attribution.by
    return replace(
        statement,
        subject=entities[statement.subject.id],
        object=entities[statement.object.id],
        attribution=replace(statement.attribution, by=entities[by.id] if by else None),
        evidence=_surest(statement.evidence),
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
    best: dict[tuple[str, TextSpan], Evidence] = {}
    for piece in sorted((replace(one, confidence=round(one.confidence, 4)) for one in evidence), key=_certainty):
        best.setdefault((piece.source, piece.span), piece)
    return tuple(best[key] for key in sorted(best))


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
