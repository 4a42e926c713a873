"""No pattern of a date finds anything where the words are missing without which it is not asked."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import rules
from kg.annotate.words import time_words

BETWEEN = (" ", " ", "", "-", " - ", ", ", "\n", " of ", " the ")
OTHERS = ("2014", "1990", "2014-15", "3", "14th", "3.5.2014", "2014-05-03", "year", "ago", "since then", "in")


def words():
    """All words of times, as they are listed."""
    lists = (getattr(time_words(), field.name) for field in fields(time_words()))
    return sorted({word for listed in lists for word in listed if isinstance(word, str)} | set(OTHERS))


@given(st.lists(st.tuples(st.sampled_from(words()), st.sampled_from(BETWEEN), st.booleans()), max_size=8))
def test_a_pattern_that_is_not_asked_would_have_found_nothing(said):
    text = "".join((word.capitalize() if capital else word) + between for word, between, capital in said)
    cues = rules._cues_in(text)
    for pattern, _, needed in rules._rules():
        assert needed <= cues or pattern.search(text) is None
