"""Statements as columns of a table: for pandas, Parquet and whoever knows columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kg.graph import Names
from kg.model import Article, Citation, Evidence, Statement

__all__ = ["DAYS", "of_papers", "of_pieces", "of_statements"]

DAYS: Final = ("earliest", "latest")
"""The columns of days; all other dates are as precise as the text."""


def of_statements(found: Sequence[Statement], names: Names) -> dict[str, list[Any]]:
    """What a statement tells, in the order of reading; the ids at the end."""
    whens = [one.interval for one in found]
    speakers = [one.attribution.by for one in found]
    return {
        "id": [names.statement(one).value.rpartition("/")[2] for one in found],
        "subject": [one.subject.label for one in found],
        "relation": [one.relation for one in found],
        "object": [one.object.label for one in found],
        "status": [one.status.value for one in found],
        "by": [by and by.label for by in speakers],
        "start": [when.start and str(when.start) for when in whens],
        "end": [when.end and str(when.end) for when in whens],
        "at": [when.at and str(when.at) for when in whens],
        "over": [when.over for when in whens],
        "earliest": [when.earliest for when in whens],
        "latest": [when.latest for when in whens],
        "role": [one.role for one in found],
        "topic": [one.topic for one in found],
        "place": [one.place for one in found],
        "predicate": [one.predicate for one in found],
        "subject_id": [one.subject.id for one in found],
        "subject_type": [one.subject.type for one in found],
        "object_id": [one.object.id for one in found],
        "object_type": [one.object.type for one in found],
        "by_id": [by and by.id for by in speakers],
    }


def of_pieces(pieces: Sequence[Evidence]) -> dict[str, list[Any]]:
    """What a piece of evidence tells: its sentence, where it stands, and how it was read."""
    return {
        "sentence": [piece.text for piece in pieces],
        "source": [piece.source for piece in pieces],
        "sentence_start": [piece.span.start for piece in pieces],
        "sentence_end": [piece.span.end for piece in pieces],
        "rule": [piece.rule for piece in pieces],
        "confidence": [round(piece.confidence, 2) for piece in pieces],
    }


def of_papers(papers: Sequence[Article | Citation | None]) -> dict[str, list[Any]]:
    """What is cited of an article."""
    return {
        name: [_in_words(getattr(paper, name, None)) for paper in papers]
        for name in ("title", "publisher", "published")
    }


def _in_words(value: object) -> str | None:
    return None if value is None else str(value)
