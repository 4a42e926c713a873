"""Quotations in whole articles: a paragraph's end closes and separates them, the end of a line does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import Annotator
from kg.model import TextSpan
from tests.annotate.world import AUTHORITY, ONTOLOGY
from tests.build import article

VERBS = {"said": "say", "sailed": "sail", "come": "come", "has": "have"}
SAID = "“The ferry has sailed for ever,” Maren said."
SPEECH = "“It has come back at last”"


def parse(doc):
    """Sentences by their full stops, the first word over all others; the verbs above; Maren is a person."""
    starts = [index == 0 or doc[index - 1].text == "." for index in range(len(doc))]
    heads = [max(start for start in range(index + 1) if starts[start]) for index in range(len(doc))]
    words = [token.text for token in doc]
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        pos=["VERB" if word in VERBS else "X" for word in words],
        lemmas=[VERBS.get(word, word) for word in words],
        heads=heads,
        deps=["ROOT" if head == index else "dep" for index, head in enumerate(heads)],
        ents=["B-PERSON" if word == "Maren" else "O" for word in words],
    )


@pytest.fixture(scope="module")
def annotator():
    """An annotator whose pipeline is ``parse``."""
    Language.component("kg_test_paragraphs", func=parse)
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_test_paragraphs")
    return Annotator(nlp, AUTHORITY, ONTOLOGY)


@pytest.fixture
def quoted(annotator):
    """(words, speaker) of each quotation of an article of these paragraphs."""

    def read(*paragraphs):
        text, spans = "", []
        for paragraph in paragraphs:
            spans.append(TextSpan(len(text), len(text) + len(paragraph)))
            text += paragraph + "\n\n"
        parsed = annotator.annotate(replace(article(text), body=tuple(spans)))
        return [
            (
                text[one.span.start : one.span.end].strip(),
                None if one.speaker is None else parsed.mentions[one.speaker].text,
            )
            for one in parsed.quotations
        ]

    return read


def test_a_mark_that_a_paragraph_leaves_open_does_not_swallow_the_next_ones_speech(quoted):
    opened = "“The ferry has sailed for ever"
    assert quoted(opened, SPEECH) == [(opened, None), (SPEECH, None)]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph(quoted):
    opened = "“The ferry has sailed for ever"
    assert quoted(opened, "Maren has come back.") == [(opened, None)]


@pytest.mark.parametrize("line_end", [" ", "\n"])
def test_a_quotation_goes_on_over_the_end_of_a_wrapped_line(quoted, line_end):
    speech = SPEECH.replace(" back ", f" back{line_end}")
    assert quoted(f"{speech}, Maren said.") == [(speech, "Maren")]


@pytest.mark.parametrize("line_end", [" ", "\n"])
def test_in_a_paragraph_the_last_speaker_goes_on(quoted, line_end):
    assert quoted(f"{SAID} It{line_end}was{line_end}late.{line_end}{SPEECH}.")[1] == (SPEECH, "Maren")


def test_in_the_next_paragraph_the_last_speaker_goes_on(quoted):
    assert quoted(SAID, SPEECH)[1] == (SPEECH, "Maren")


def test_two_paragraphs_on_nobody_knows_who_speaks(quoted):
    assert quoted(SAID, "Rain fell.", "Night came.", SPEECH)[1] == (SPEECH, None)
