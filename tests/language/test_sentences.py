"""Where sentences begin in the text of real pages: headlines, datelines, bullets, abbreviations, quotations."""

from __future__ import annotations

import pytest
from spacy.language import Language

import kg.language

PAGES = {
    "a headline without a stop": [
        "Ministers to meet in Vienna",
        "Foreign ministers of four countries will meet in Vienna on Friday.",
    ],
    "a headline, a byline and a lead": [
        "Court frees two editors in Lusaka",
        "By Anna Mwale",
        "A court in Lusaka on Monday freed two editors who had been held since March.",
    ],
    "bullets": [
        "The two sides agreed on three points:",
        "- trade in grain",
        "- border security",
        "They will meet again in May.",
    ],
    "a date line at the end": ["The talks will resume in Geneva.", "Last updated: 12 March 2014"],
}
LINES = {
    "titles and initials": ["Mr. J. R. Hoffmann met Dr. A. Khan on Tuesday.", "He thanked Gen. Peter Okoro."],
    "ranks": ["Lt. Gen. Maria Sousa took over from Maj. Carl Lind.", "The ceremony was short."],
    "a country in letters": ["He lives in the U.S. and works for the U.N. in Geneva.", "She does not."],
    "a quotation and what follows it": ['"It is time," he said.', '"We have waited long enough," said Hoffmann.'],
    "a stop inside the marks": ["“The talks failed.”", "“We will try again.”"],
    "numbers": ["Growth fell to 2.5 per cent in the first quarter.", "Exports rose by 3.1 per cent."],
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.language.load()


def sentences(nlp: Language, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in nlp(text).sents]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_lines_of_a_page(nlp: Language, page: str, between: str) -> None:
    assert sentences(nlp, between.join(PAGES[page])) == PAGES[page]


@pytest.mark.parametrize("line", LINES)
def test_sentences_in_a_line(nlp: Language, line: str) -> None:
    assert sentences(nlp, " ".join(LINES[line])) == LINES[line]
