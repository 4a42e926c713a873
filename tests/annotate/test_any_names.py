"""Whatever the words: names inside of the text, in order, each once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.mentions import in_order
from kg.annotate.names import names
from kg.model.tree import Span
from tests.annotate.world import GAZETTEER
from tests.build import mention, plain, tree


def test_names_stand_in_order_of_place_longer_first_each_once():
    doc = plain("The Strait League of Verana")
    whole, league, verana = (mention(doc, words) for words in ("Strait League of Verana", "Strait League", "Verana"))
    assert in_order([verana, league, whole, mention(doc, "Verana", "LOC")]) == [whole, league, verana]


_WORDS = st.sampled_from(
    [
        "Verana",
        "SL",
        "(",
        ")",
        "-",
        "’s",
        "“",
        "”",
        "newspaper",
        "Mission",
        "to",
        "the",
        "President",
        "Ilse",
        "Maren",
        "conflict",
        "Strait",
        "League",
        "2",
        "!",
        "🙂",
    ]
)


@settings(deadline=None)
@given(st.lists(_WORDS, max_size=8), st.data())
def test_any_words_give_names_inside_the_text_in_order(words, data):
    doc = tree(" ".join(f"{word}|PROPN|{'dep>1' if index else 'root'}" for index, word in enumerate(words)))
    if words:
        start = data.draw(st.integers(0, len(words) - 1))
        end = data.draw(st.integers(start + 1, len(words)))
        doc.ents = [Span(doc, start, end, "PERSON")]
    found = names(doc, GAZETTEER)
    assert found == in_order(found)
    assert all(
        0 <= name.start < name.end <= len(doc) and doc[name.start : name.end].text == name.text for name in found
    )


@pytest.mark.parametrize("text", ["", "Verana", "(", "newspaper", "🙂", ". . .", "SL)", "(SL)", "\n\n", "Mission"])
def test_next_to_nothing(text):
    found = names(plain(text), GAZETTEER)
    assert [name.text for name in found] in ([], [text.strip("()")])
