"""Words between quotation marks, and who says them."""

from __future__ import annotations

import pytest

from kg.annotate.quotations import quotations
from tests.build import mention, tree


def spoken(text, *people):
    """(quoted words, speaker) of each quotation."""
    doc = tree(text)
    mentions = [mention(doc, words, "PERSON") for words in people or ("Maren",) if words in doc.text]
    return [
        (doc.text[one.span.start : one.span.end], None if one.speaker is None else mentions[one.speaker].text)
        for one in quotations(doc, mentions)
    ]


def speech(opening, closing, said=7, shift=0):
    """Six words of speech between marks; ``said`` is the verb of saying over them."""
    return (
        f"{opening}|PUNCT|punct>{shift + 4} ~We|PRON|nsubj>{shift + 4} have|AUX|aux>{shift + 4}"
        f" joined=join|VERB.VBN|ccomp>{said} the|DET|det>{shift + 6} League|PROPN|obj>{shift + 4}"
        f" ~,|PUNCT|punct>{shift + 4} ~{closing}|PUNCT|punct>{shift + 4}"
    )


MARKS = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("``", "''"), ("“", '"'), ("“", "“")]


@pytest.mark.parametrize(("opening", "closing"), MARKS)
def test_every_kind_of_mark_and_the_speaker_after_it(opening, closing):
    text = f"{speech(opening, closing, 10)} Maren|PROPN|nsubj>10 said=say|VERB|root ~.|PUNCT|punct>10"
    assert spoken(text) == [(f"{opening}We have joined the League,{closing}", "Maren")]


def test_the_speaker_behind_the_verb():
    text = f"{speech('“', '”', 9)} said=say|VERB|root Maren|PROPN|nsubj>9 ~.|PUNCT|punct>9"
    assert spoken(text) == [("“We have joined the League,”", "Maren")]


def test_the_speaker_behind_the_verb_whom_the_parser_took_for_its_object():
    text = f"{speech('“', '”', 9)} said=say|VERB|root Maren|PROPN|obj>9 ~.|PUNCT|punct>9"
    assert spoken(text) == [("“We have joined the League,”", "Maren")]


def test_the_speaker_before():
    text = f"Maren|PROPN|nsubj>2 said=say|VERB|root ~:|PUNCT|punct>2 {speech('“', '”', 2, shift=3)}"
    assert spoken(text) == [("“We have joined the League,”", "Maren")]


def test_the_speaker_before_a_colon_that_ends_a_sentence():
    text = (
        f"Maren|PROPN|nsubj>2 said=say|VERB|root ~:|PUNCT|punct>2\n{speech('“', '”', 4).replace('ccomp>4', 'root')}"
    )
    assert spoken(text) == [("“We have joined the League,”", "Maren")]


def test_the_speaker_in_the_sentence_behind():
    text = (
        f"{speech('“', '”', 4).replace('ccomp>4', 'root')}\nsaid=say|VERB|root Maren|PROPN|nsubj>1 ~.|PUNCT|punct>1"
    )
    assert spoken(text) == [("“We have joined the League,”", "Maren")]


def test_behind_a_comma_any_verb_tells_the_speaker():
    text = f"{speech('“', '”', 9)} laughed=laugh|VERB.VBD|root Maren|PROPN|nsubj>9 ~.|PUNCT|punct>9"
    assert spoken(text) == [("“We have joined the League,”", "Maren")]


def test_no_verb_of_saying_and_no_comma_no_speaker():
    text = (
        f"{speech('“', '”', 10).replace('~,|PUNCT', '~.|PUNCT')} Maren|PROPN|nsubj>10 sang=sing|VERB.VBD|root"
        " ~.|PUNCT|punct>10"
    )
    assert spoken(text) == [("“We have joined the League.”", None)]


def test_the_person_named_in_the_sentence_before():
    text = "Maren|PROPN|nsubj>2 wept=weep|VERB.VBD|root ~.|PUNCT|punct>2\n" + speech("“", "”", 4).replace(
        "ccomp>4", "root"
    )
    assert spoken(text) == [("“We have joined the League,”", "Maren")]


def test_who_is_spoken_of_inside_is_not_the_speaker():
    text = (
        "“|PUNCT|punct>3 ~Maren|PROPN|nsubj>3 said=say|VERB|ccomp>10 that|SCONJ|mark>6 they|PRON|nsubj>6"
        " won=win|VERB|ccomp>3"
        " ~,|PUNCT|punct>3 ~”|PUNCT|punct>3 Lind|PROPN|nsubj>10 said=say|VERB|root"
    )
    assert spoken(text, "Maren", "Lind") == [("“Maren said that they won,”", "Lind")]


def test_a_speaker_goes_on_in_the_same_paragraph():
    text = f"{speech('“', '”', 9)} said=say|VERB|root Maren|PROPN|nsubj>9 ~.|PUNCT|punct>9\n" + speech(
        "“", "”", 4
    ).replace("ccomp>4", "root")
    assert [speaker for _, speaker in spoken(text)] == ["Maren", "Maren"]


@pytest.mark.parametrize(
    "text",
    [
        "The|DET|det>4 “|PUNCT|punct>3 ~Tide|PROPN|compound>4 Forum|PROPN|nsubj>6 ~”|PUNCT|punct>4 met|VERB|root",
        "A|DET|det>3 “|PUNCT|punct>3 ~new|ADJ|root and|CCONJ|cc>5 wide|ADJ|conj>3 and|CCONJ|cc>7"
        " green|ADJ|conj>3 ~”|PUNCT|punct>3",
    ],
)
def test_terms_and_titles_are_no_speech(text):
    assert spoken(text) == []


def test_a_mark_that_is_never_closed_ends_with_its_paragraph():
    text = (
        speech("“", "x", 4)
        .replace("ccomp>4", "root")
        .replace("~x|", "~⏎⏎|")
        .replace("|PUNCT|punct>4 ~⏎", "|PUNCT|punct>4 ~⏎")
    )
    text = text.replace("~⏎⏎|PUNCT", "~⏎⏎|SPACE") + "\nMaren|PROPN|nsubj>2 left=leave|VERB|root ~.|PUNCT|punct>2"
    assert spoken(text) == [("“We have joined the League,", None)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“|PUNCT|root",
        "”|PUNCT|root",
        "“|PUNCT|root ~”|PUNCT|punct>1",
        '"|PUNCT|root ~"|PUNCT|punct>1 ~"|PUNCT|punct>1',
    ],
)
def test_marks_without_words(text):
    assert spoken(text) == []
