"""What a page says of a statement, in words."""

from __future__ import annotations

from kg import ontology
from kg.model import Statement
from kg.serve.reading import Piece
from kg.view.looks import spoken
from kg.view.marks import marked

__all__ = ["headline", "kind", "parts", "relation", "when"]


def relation(name: str) -> str:
    """A relation as the ontology words it."""
    known = ontology.load().relations.get(name)
    return known.label if known else spoken(name)


def kind(name: str) -> str:
    """A class as the ontology words it."""
    known = ontology.load().classes.get(name)
    return known.label if known else spoken(name)


def parts(piece: Piece) -> list[list[str]]:
    """The sentence in stretches, with what each is."""
    evidence = piece.evidence
    marks = [("subject", evidence.subject), ("object", evidence.object), ("trigger", evidence.trigger)]
    return marked(evidence.text, evidence.span.start, marks)


def when(statement: Statement) -> list[str]:
    """When a statement holds, a line for each date."""
    interval = statement.interval
    dated = [("since", interval.start), ("until", interval.end), ("at", interval.at)]
    return [f"{word} {date}" for word, date in dated if date] + (["over"] if interval.ended else [])


def headline(statement: Statement) -> str:
    """A statement in one line."""
    return f"{statement.subject.label} {relation(statement.relation)} {statement.object.label}"
