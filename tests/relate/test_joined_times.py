"""When one of two joined verbs borrows the other's time, and when it does not."""

from __future__ import annotations

import pytest

from kg.relate.when import when
from tests.build import interval, time, tree

FIRST = (
    "In|ADP|case>2 May|PROPN|obl>4 Maren|PROPN|nsubj>4 {}|root Lind|PROPN|obj>4"
    " and|CCONJ|cc>{} {}|conj>4 Verana|PROPN|obj>{}"
)
LAST = (
    "Maren|PROPN|nsubj>2 {}|root Lind|PROPN|obj>2 in|ADP|case>5 May|PROPN|obl>2"
    " and|CCONJ|cc>{} {}|conj>2 Verana|PROPN|obj>{}"
)
MET, VISITED = "met=meet|VERB", "visited=visit|VERB"


def moment(text, word, *times):
    """When the verb that is this word happened; without ``times``, all that is told is May."""
    doc = tree(text)
    trigger = next(token for token in doc if token.text == word)
    told = times or (("In May" if "In May" in doc.text else "in May", "2024-05", "at"),)
    return when(trigger, [time(doc, *one) for one in told], "at").interval


def joined(sentence, second, first=MET):
    """A sentence of two joined verbs; the last word of ``second`` is the verb."""
    helps = second.split()[:-1]
    verb = 7 + len(helps)
    words = [*(f"{word}>{verb}" for word in helps), second.split()[-1]]
    return sentence.format(first, verb, " ".join(words), verb)


@pytest.mark.parametrize("second", [VISITED, "will|AUX|aux visit|VERB.VB", "has|AUX|aux visited=visit|VERB.VBN"])
def test_a_time_before_the_first_verb_is_that_of_both(second):
    text, word = joined(FIRST, second), "visit" if "will" in second else "visited"
    assert moment(text, "met") == interval(at="2024-05")
    assert moment(text, word) == interval(at="2024-05")


def test_a_time_behind_the_first_verb_is_that_of_a_second_of_the_same_form():
    assert moment(joined(LAST, VISITED), "visited") == interval(at="2024-05")


@pytest.mark.parametrize("second", ["will|AUX|aux visit|VERB.VB", "has|AUX|aux visited=visit|VERB.VBN"])
def test_a_time_behind_the_first_verb_is_not_that_of_a_second_of_another_form(second):
    text, word = joined(LAST, second), "visit" if "will" in second else "visited"
    assert moment(text, "met") == interval(at="2024-05")
    assert moment(text, word) == interval()


def test_a_time_behind_the_first_verb_is_not_that_of_a_second_with_a_helping_word_of_its_own():
    text = (
        "Maren|PROPN|nsubj>3 will|AUX|aux>3 meet|VERB.VB|root Lind|PROPN|obj>3 in|ADP|case>6 May|PROPN|obl>3"
        " and|CCONJ|cc>{0} {1}visit|VERB.VB|conj>3 Verana|PROPN|obj>{0}"
    )
    assert moment(text.format(8, ""), "visit") == interval(at="2024-05")
    assert moment(text.format(9, "may|AUX|aux>9 "), "visit") == interval()


def test_a_verb_with_a_time_of_its_own_borrows_none():
    text = joined(FIRST, VISITED) + " on|ADP|case>10 Monday|PROPN|obl>7"
    times = (("In May", "2024-05", "at"), ("on Monday", "2024-06-10", "at"))
    assert moment(text, "met", *times) == interval(at="2024-05")
    assert moment(text, "visited", *times) == interval(at="2024-06-10")


def test_a_verb_with_a_time_of_its_own_that_nobody_can_date_borrows_none():
    text = joined(FIRST, VISITED) + " on|ADP|case>10 Monday|PROPN|obl>7"
    times = (("In May", "2024-05", "at"), ("on Monday", None, "at"))
    assert moment(text, "visited", *times) == interval()


def test_the_first_verb_borrows_nothing_from_the_second():
    text = (
        "Maren|PROPN|nsubj>2 met=meet|VERB|root Lind|PROPN|obj>2 and|CCONJ|cc>5 visited=visit|VERB|conj>2"
        " Verana|PROPN|obj>5 in|ADP|case>8 May|PROPN|obl>5"
    )
    assert moment(text, "met") == interval()
    assert moment(text, "visited") == interval(at="2024-05")
