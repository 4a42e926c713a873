"""The parse covers the stored text to the character, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import replace

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.parse import BATCH, blocks, parse
from kg.model import TextSpan
from tests.build import article, blank

TEXT = "TIDE NEWS\n\nThe ferry sailed\n\nShare this\n\nIt came back.\n\nAll rights reserved\n"
PARAGRAPHS = ("The ferry sailed", "It came back.")


def printed(text, *paragraphs):
    """An article whose body are these paragraphs, each at its first place."""
    spans = tuple(TextSpan(text.index(words), text.index(words) + len(words)) for words in paragraphs)
    return replace(article(text), body=spans)


def parsed(one, nlp=None):
    return parse(one, nlp or blank())


def test_each_block_begins_with_its_paragraph_and_they_cover_the_text():
    one, other = blocks(printed(TEXT, *PARAGRAPHS))
    assert one.split() == PARAGRAPHS[0].split()
    assert other.startswith("It came back.")
    assert other.split() == PARAGRAPHS[1].split()
    assert len(one) + len(other) == len(TEXT)


def test_an_offset_counts_alike_in_parse_and_text():
    doc = parsed(printed(TEXT, *PARAGRAPHS))
    assert len(doc.text) == len(TEXT)
    words = [token for token in doc if not token.is_space]
    assert [token.text for token in words] == ["The", "ferry", "sailed", "It", "came", "back", "."]
    assert [TEXT[token.idx : token.idx + len(token)] for token in words] == [token.text for token in words]


@pytest.mark.parametrize("dropped", ["TIDE NEWS", "Share this", "All rights reserved"])
def test_what_is_dropped_is_blank(dropped):
    doc = parsed(printed(TEXT, *PARAGRAPHS))
    start = TEXT.index(dropped)
    assert doc.text[start : start + len(dropped)].isspace()


def test_a_text_without_a_paragraph_is_blank():
    doc = parsed(printed(TEXT))
    assert doc.text.isspace()
    assert len(doc.text) == len(TEXT)


def test_no_text_no_block():
    assert blocks(article("")) == []
    doc = parsed(article(""))
    assert len(doc) == 0


def test_emoji_and_odd_blanks_do_not_shift_it():
    text = "🙂 x\n\n\t The\u00a0ferry 🙂 sailed \u2028\n\nIt\u2003came.\n"
    doc = parsed(printed(text, "The\u00a0ferry 🙂 sailed", "It\u2003came."))
    (came,) = (token for token in doc if token.text == "came")
    assert text[came.idx :].startswith("came.")


def test_a_sentence_never_crosses_two_paragraphs():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = parsed(printed(TEXT, *PARAGRAPHS), nlp=nlp)
    sentences = [sentence.text.split() for sentence in doc.sents if sentence.text.strip()]
    assert sentences == [words.split() for words in PARAGRAPHS]


def test_an_article_of_more_paragraphs_than_a_batch_is_one_parse():
    lines = [f"Ferry {number} sailed." for number in range(BATCH + 3)]
    text = "\n".join(lines)
    doc = parsed(replace(article(text), body=tuple(_lines(text))))
    assert len(doc.text) == len(text)
    assert doc.text.split() == text.split()


@st.composite
def articles(draw):
    """Any text, any stretches of it as its body: empty ones, and such as touch, among them."""
    text = draw(st.text(alphabet="aB. \n\t\u00a0\u2028é🙂“-'", max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [TextSpan(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return replace(article(text), body=tuple(spans))


@settings(deadline=None)
@given(articles())
def test_whatever_the_body_is_nothing_moves(one):
    doc = parsed(one)
    assert len(doc.text) == len(one.text)
    kept = {position for span in one.body for position in range(span.start, span.end)}
    for position, (read, written) in enumerate(zip(doc.text, one.text, strict=True)):
        assert read == written if position in kept else read.isspace()


def _lines(text):
    start = 0
    for line in text.split("\n"):
        yield TextSpan(start, start + len(line))
        start += len(line) + 1
