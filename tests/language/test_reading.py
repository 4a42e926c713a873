"""A parse read into plain values says what spaCy's says, whatever the tree."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.certainty import Confidence, keep
from kg.language.reading import read
from tests.build import plain, spacy_tree

WORDS = ("Verana|PROPN", "joined=join|VERB", "12|NUM", "~,|PUNCT", "the|DET", "❄|SYM", "SL|PROPN", "⏎|SPACE")
PLAIN = (
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_"),
    *("is_alpha", "is_digit", "is_lower", "is_punct", "is_space", "is_title", "like_num"),
)
WORD = ("head", "left_edge", "right_edge")
SEVERAL = ("children", "lefts", "rights", "ancestors", "subtree")


@st.composite
def trees(draw):
    """One to three sentences of any words, each word on any other: crossing arcs too."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 6))
        root = draw(st.integers(0, size - 1))
        order = draw(st.permutations([i for i in range(size) if i != root]))
        above = {place: draw(st.sampled_from([root, *order[:rank]])) for rank, place in enumerate(order)}
        words = [draw(st.sampled_from(WORDS)) for _ in range(size)]
        lines.append(" ".join(f"{w}|{f'dep>{above[i] + 1}' if i in above else 'root'}" for i, w in enumerate(words)))
    return spacy_tree("\n".join(lines), {"Verana": "GPE"} if "Verana" in "\n".join(lines) else None)


def words(tokens):
    return [token.i for token in tokens]


def place(span):
    return span is not None and (span.start, span.end, span.start_char, span.end_char, span.text, span.label_)


@settings(deadline=None, max_examples=50)
@given(trees())
def test_every_word_and_stretch_is_as_spacy_has_it(parse):
    doc = read([parse])
    assert doc.text == parse.text
    assert [place(one) for one in doc.sents] == [place(one) for one in parse.sents]
    assert [place(one) for one in doc.ents] == [place(one) for one in parse.ents]
    for mine, its in zip(doc, parse, strict=True):
        assert [getattr(mine, name) for name in PLAIN] == [getattr(its, name) for name in PLAIN]
        assert mine.is_sent_start == bool(its.is_sent_start)
        assert [getattr(mine, name).i for name in WORD] == [getattr(its, name).i for name in WORD]
        assert [words(getattr(mine, name)) for name in SEVERAL] == [words(getattr(its, name)) for name in SEVERAL]
        assert place(mine.sent) == place(its.sent)
        assert len(mine) == len(its)
        assert [mine.is_ancestor(one) for one in doc] == [its.is_ancestor(one) for one in parse]
    for start, end in combinations_with_replacement(range(len(doc) + 1), 2):
        mine, its = doc[start:end], parse[start:end]
        assert (*place(mine), mine.text_with_ws) == (*place(its), its.text_with_ws)
        assert words(mine) == words(its)
        if start < end:
            assert (mine.root.i, place(mine.sent)) == (its.root.i, place(its.sent))
            assert (mine[-1].i, place(mine[1:])) == (its[-1].i, place(its[1:]))


@settings(deadline=None, max_examples=50)
@given(trees(), st.sampled_from(["strict", "contract", "expand"]))
def test_characters_lead_to_the_same_words(parse, mode):
    doc = read([parse])
    for start, end in combinations_with_replacement(range(len(doc.text) + 1), 2):
        if start < end:
            mine, its = (one.char_span(start, end, alignment_mode=mode) for one in (doc, parse))
            assert place(mine) == place(its)


def test_pieces_follow_each_other():
    one = spacy_tree("Verana|PROPN|nsubj>2 grew=grow|VERB|root ⏎|SPACE|dep>2", {"Verana": "GPE"})
    other = spacy_tree("Solmark|PROPN|nsubj>2 fell=fall|VERB|root", {"Solmark": "GPE"})
    keep(one, Confidence((1.0,) * 3, {(0, 1): 0.9}))
    keep(other, Confidence((1.0,) * 2, {(0, 1): 0.8}))
    doc = read([one, other])
    assert doc.text == one.text + other.text
    assert [doc.text[token.idx :].startswith(token.text) for token in doc] == [True] * 5
    assert [token.head.text for token in doc] == ["grew", "grew", "grew", "fell", "fell"]
    assert [(name.text, name.label_) for name in doc.ents] == [("Verana", "GPE"), ("Solmark", "GPE")]
    assert [sentence.text.strip() for sentence in doc.sents] == ["Verana grew", "Solmark fell"]
    assert doc.sure == {(0, 1): 0.9, (3, 4): 0.8}


def test_another_pipeline_does_not_tell_how_sure_it_is():
    assert read([spacy_tree("Verana|PROPN|root", {"Verana": "GPE"})]).sure == {}


def test_equal_stretches_are_equal_and_a_word_is_itself_alone():
    doc = plain("It rains. It rains.")
    assert doc[0:2] == doc[0:2] != doc[0:3]
    assert len({doc[0:2], doc[0:2]}) == 1
    assert doc[0].sent == doc[1].sent
    assert doc[0] != doc[3]
    assert doc[0] is doc[1].nbor(-1)


@pytest.mark.parametrize("reach", [lambda doc: doc[0].nbor(-1), lambda doc: doc[1:2][1], lambda doc: doc[9]])
def test_beyond_the_text_is_told(reach):
    with pytest.raises(IndexError):
        reach(plain("It rains."))


def test_no_word_is_no_tree():
    doc = plain("")
    assert (len(doc), doc.text, list(doc.sents), doc[0:3].text) == (0, "", [], "")
