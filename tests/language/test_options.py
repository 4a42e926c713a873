"""`load(model=)` and `load(ner=)`: other pipelines in place of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

import kg.language
from kg.errors import KgError, LanguageError

TEXT = "The United Nations' envoy saw Mandela's 46664 in the Kremlin on Monday."
PATTERNS = [
    {"label": "ORG", "pattern": "The United Nations'"},
    {"label": "PERSON", "pattern": "Mandela's"},
    {"label": "WORK_OF_ART", "pattern": "46664"},
    {"label": "FAC", "pattern": "Kremlin"},
    {"label": "DATE", "pattern": "Monday."},
]


@pytest.fixture
def other(tmp_path: Path) -> str:
    """A pipeline that cuts words at spaces only, and names words by a list."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "ORTH"}).add_patterns(PATTERNS)
    nlp.to_disk(tmp_path / "other")
    return str(tmp_path / "other")


def test_another_model_replaces_ours(other: str) -> None:
    nlp = kg.language.load(model=other)
    assert nlp.pipe_names == ["entity_ruler"]
    assert kg.language.confidence(nlp(TEXT)) is None


def test_other_names_beside_our_parse(other: str) -> None:
    doc = kg.language.load(ner=other)(TEXT)
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("United Nations", "ORG"),
        ("Mandela", "PERSON"),
        ("46664", "WORK"),
        ("Kremlin", "FACILITY"),
    ]
    assert any(t.dep_ == "nsubj" for t in doc)


@pytest.mark.parametrize("option", ["model", "ner"])
def test_a_missing_pipeline_is_named(option: str) -> None:
    with pytest.raises(KgError, match=r"en_core_web_absent.*install"):
        kg.language.load(**{option: "en_core_web_absent"})


def test_both_options_contradict() -> None:
    with pytest.raises(LanguageError, match="not both"):
        kg.language.load(model="a", ner="b")


def test_an_empty_text_with_other_names(other: str) -> None:
    doc = kg.language.load(ner=other)("")
    assert isinstance(doc, Doc)
    assert not doc.ents
