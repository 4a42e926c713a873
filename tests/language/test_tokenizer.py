"""How words are cut, where it differs from spaCy's own English tokenizer."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.language.tokenizer import ABBREVIATIONS, blank


@pytest.fixture(scope="module")
def cut() -> Language:
    return blank()


@pytest.mark.parametrize("word", ABBREVIATIONS)
def test_an_abbreviation_keeps_its_stop(cut: Language, word: str) -> None:
    assert [t.text for t in cut(f"({word} Roe, {word})")] == ["(", word, "Roe", ",", word, ")"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They left!!", ["They", "left", "!!"]),
        ('"Really?!"', ['"', "Really", "?!", '"']),
        ("They left!", ["They", "left", "!"]),
    ],
)
def test_several_marks_are_one_word(cut: Language, text: str, words: list[str]) -> None:
    assert [t.text for t in cut(text)] == words
