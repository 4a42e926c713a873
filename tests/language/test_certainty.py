"""How sure the pipeline is, kept in a Doc."""

from __future__ import annotations

from kg.language.certainty import Confidence, confidence, keep
from kg.language.tokenizer import blank

NLP = blank()


def test_what_was_kept_is_found_again() -> None:
    doc, sure = NLP("Verana agreed."), Confidence((0.9, 1.0, 0.8), {(0, 1): 0.7})
    keep(doc, sure)
    assert confidence(doc) == sure


def test_a_doc_of_another_pipeline_has_none() -> None:
    assert confidence(NLP("Solmark")) is None
