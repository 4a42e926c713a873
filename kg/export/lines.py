"""Statements as JSON Lines: one line for each statement and piece of evidence, for programs and for the scorer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.graph import Graph, Names
from kg.model import Entity, Evidence, Statement

__all__ = ["jsonl", "lines", "record"]


def jsonl(graph: Graph, stream: BinaryIO) -> None:
    """By article and place in it; UTF-8. Only what the texts say, nothing concluded."""
    stream.writelines(lines(graph.statements(), graph.names))


def lines(statements: Iterable[Statement], names: Names) -> Iterator[bytes]:
    """The lines for these statements."""
    pairs = [(statement, piece) for statement in statements for piece in statement.evidence]
    pairs.sort(key=lambda pair: (pair[1].source, pair[1].span, pair[0].content()))
    return (f"{json.dumps(record(*pair, names), ensure_ascii=False)}\n".encode() for pair in pairs)


def record(statement: Statement, piece: Evidence, names: Names) -> dict[str, object]:
    """One line's worth: a statement and a sentence for it; keys without a value are left out."""
    when, by = statement.interval, statement.attribution.by
    line: dict[str, object] = {
        "id": names.statement(statement).value,
        "subject": _entity(statement.subject, names),
        "object": _entity(statement.object, names),
        "relation": statement.relation,
        "predicate": statement.predicate,
        "start": when.start and str(when.start),
        "end": when.end and str(when.end),
        "at": when.at and str(when.at),
        "start_text": piece.start_text,
        "end_text": piece.end_text,
        "at_text": piece.at_text,
        "ended": when.ended or None,
        "role": statement.role,
        "topic": statement.topic,
        "place": statement.place,
        "status": statement.status.value,
        "status_text": piece.status_text,
        "by": by and _entity(by, names),
        "by_text": piece.by_text,
        "rule": piece.rule,
        "confidence": round(piece.confidence, 2),
        "source": piece.source,
        "evidence": piece.text,
        "evidence_start": piece.span.start,
        "evidence_end": piece.span.end,
        "subject_mention": piece.subject_mention,
        "object_mention": piece.object_mention,
    }
    return {key: value for key, value in line.items() if value is not None}


def _entity(entity: Entity, names: Names) -> dict[str, object]:
    return {
        "id": names.entity(entity.id).value,
        "label": entity.label,
        "type": entity.type,
        "aliases": list(entity.aliases),
    }
