"""What a page says of a statement, in words."""

from __future__ import annotations

from kg import ontology
from kg.model import Statement
from kg.model.marks import sentence_parts
from kg.model.shown import claim, when
from kg.serve.reading import Piece
from kg.view.looks import spoken

__all__ = ["headline", "kind", "parts", "relation", "when"]


def relation(name: str) -> str:
    """A relation as the ontology words it."""
    known = ontology.load().relations.get(name)
    return known.label if known else spoken(name)


def kind(name: str) -> str:
    """A class as the ontology words it."""
    known = ontology.load().classes.get(name)
    return known.label if known else spoken(name)


def parts(piece: Piece, statement: Statement) -> list[tuple[str, str]]:
    """The sentence in stretches, with what each is for the statement."""
    return sentence_parts(statement, piece.evidence)


def headline(statement: Statement) -> str:
    """A statement in one line."""
    return claim(statement, relation)
