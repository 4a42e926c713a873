"""The probabilities of Docs that are put one after the other."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.language.certainty import Confidence, confidence, joined, keep
from kg.language.tokenizer import blank

NLP = blank()


def sure(text: str, arcs: tuple[float, ...], names: dict[tuple[int, int], float]) -> Doc:
    doc = NLP(text)
    keep(doc, Confidence(arcs, names))
    return doc


def test_places_move_by_what_stands_before() -> None:
    first = sure("Verana agreed.", (0.9, 1.0, 0.8), {(0, 1): 0.7})
    second = sure("The Tide League", (0.6, 0.5, 0.4), {(1, 3): 0.95})
    assert joined([first, second]) == Confidence((0.9, 1.0, 0.8, 0.6, 0.5, 0.4), {(0, 1): 0.7, (4, 6): 0.95})


def test_what_was_kept_is_found_again() -> None:
    doc = sure("Verana agreed.", (0.9, 1.0, 0.8), {(0, 1): 0.7})
    assert confidence(doc) == Confidence((0.9, 1.0, 0.8), {(0, 1): 0.7})


def test_a_doc_of_another_pipeline_leaves_none() -> None:
    assert joined([sure("Verana", (1.0,), {}), NLP("Solmark")]) is None
