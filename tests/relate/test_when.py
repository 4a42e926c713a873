"""When it holds: the times that belong to a trigger, and what they bound."""

from __future__ import annotations

import pytest

from kg.relate.when import held, when
from tests.build import interval, time, tree

JOINED = (
    "Verana|PROPN|nsubj>2 joined=join|VERB|root the|DET|det>4 League|PROPN|obj>2 in|ADP|case>6 1994|NUM|obl>2"
    " and|CCONJ|cc>8 left=leave|VERB|conj>2 it|PRON|obj>8 in|ADP|case>11 2001|NUM|obl>8"
)


def found(text, word, mode, *times, alone=False):
    """The interval of the token that is this word; times are (words, date, role)."""
    doc = tree(text)
    trigger = next(token for token in doc if token.text == word)
    return when(trigger, [time(doc, *one) for one in times], mode, alone=alone)


@pytest.mark.parametrize(
    ("mode", "role", "expected"),
    [
        ("at", "at", {"at": "1994"}),
        ("holds", "at", {"at": "1994"}),
        ("start", "at", {"start": "1994"}),
        ("end", "at", {"end": "1994"}),
        ("at", "start", {"start": "1994"}),
        ("start", "start", {"start": "1994"}),
        ("end", "until", {"end": "1994"}),
        ("start", "until", {"end": "1994"}),
        ("at", "near", {}),
        ("start", "near", {}),
    ],
)
def test_what_a_time_bounds(mode, role, expected):
    result = found(JOINED, "joined", mode, ("in 1994", "1994", role))
    assert result.interval == interval(**expected)
    words = {"start": result.start_text, "end": result.end_text, "at": result.at_text}
    assert {name: text for name, text in words.items() if text} == dict.fromkeys(expected, "in 1994")


def test_each_verb_has_its_own_time():
    times = (("in 1994", "1994", "at"), ("in 2001", "2001", "at"))
    assert found(JOINED, "joined", "start", *times).interval == interval(start="1994")
    assert found(JOINED, "left", "end", *times).interval == interval(end="2001")


def test_a_time_without_a_date_tells_nothing():
    assert found(JOINED, "joined", "at", ("in 1994", None, "at")).interval == interval()


def test_from_and_to():
    text = "Maren|PROPN|nsubj>2 served=serve|VERB|root from|ADP|case>4 1995|NUM|obl>2 to|ADP|case>6 2004|NUM|obl>2"
    times = (("from 1995", "1995", "start"), ("to 2004", "2004", "until"))
    assert found(text, "served", "holds", *times).interval == interval(start="1995", end="2004")


def test_an_end_before_the_start_is_two_different_things():
    text = "Maren|PROPN|nsubj>2 served=serve|VERB|root from|ADP|case>4 1995|NUM|obl>2 to|ADP|case>6 1990|NUM|obl>2"
    times = (("from 1995", "1995", "start"), ("to 1990", "1990", "until"))
    assert found(text, "served", "holds", *times).interval == interval()


def test_of_two_times_the_more_precise_counts():
    text = (
        "In|ADP|case>2 1994|NUM|obl>5 ~,|PUNCT|punct>2 Verana|PROPN|nsubj>5 joined=join|VERB|root"
        " on|ADP|case>8 3|NUM|nummod>8 May|PROPN|obl>5"
    )
    times = (("In 1994", "1994", "at"), ("on 3 May", "1994-05-03", "at"))
    assert found(text, "joined", "start", *times).interval == interval(start="1994-05-03")


def test_the_time_of_the_verb_is_that_of_the_noun_that_it_carries():
    text = (
        "Maren|PROPN|nsubj>2 held=hold|VERB|root talks=talk|NOUN|obj>2 with|ADP|case>5 Lind|PROPN|nmod>3"
        " in|ADP|case>7 1994|NUM|obl>2"
    )
    assert found(text, "talks", "at", ("in 1994", "1994", "at")).interval == interval(at="1994")
    assert found(text, "talks", "at", ("in 1994", "1994", "at"), alone=True).interval == interval()


def test_alone_counts_what_hangs_on_the_word_itself():
    text = (
        "Verana|PROPN|nsubj>2 praised=praise|VERB|root the|DET|det>4 mission|NOUN|obj>2 in|ADP|case>6 1994|NUM|nmod>4"
    )
    assert found(text, "mission", "holds", ("in 1994", "1994", "at"), alone=True).interval == interval(at="1994")


def test_the_time_of_an_infinitive_is_that_of_its_verb():
    text = (
        "Verana|PROPN|nsubj>2 agreed=agree|VERB|root in|ADP|case>4 1994|NUM|obl>2 to|PART|mark>6 join|VERB.VB|xcomp>2"
    )
    assert found(text, "join", "at", ("in 1994", "1994", "at")).interval == interval(at="1994")


def test_the_time_of_a_clause_is_not_that_of_the_verb_above_it():
    text = (
        "Maren|PROPN|nsubj>2 said=say|VERB|root in|ADP|case>4 2001|NUM|obl>2 that|SCONJ|mark>7 Verana|PROPN|nsubj>7"
        " joined=join|VERB|ccomp>2 in|ADP|case>9 1994|NUM|obl>7"
    )
    times = (("in 2001", "2001", "at"), ("in 1994", "1994", "at"))
    assert found(text, "joined", "start", *times).interval == interval(start="1994")
    assert found(text, "joined", "start", times[0]).interval == interval()


def test_a_time_of_another_sentence_is_none_of_this_one():
    text = (
        "Verana|PROPN|nsubj>2 joined=join|VERB|root\nRain|NOUN|nsubj>2 fell=fall|VERB|root in|ADP|case>4"
        " 1994|NUM|obl>2"
    )
    assert found(text, "joined", "start", ("in 1994", "1994", "at")).interval == interval()


def test_when_explains_the_time_before_it():
    text = (
        "In|ADP|case>3 March|PROPN|compound>3 1992|NUM|obl>11 ~,|PUNCT|punct>7 when|ADV|advmod>7 Verana|PROPN|nsubj>7"
        " joined=join|VERB|acl:relcl>3 ~,|PUNCT|punct>7 the|DET|det>10 League|PROPN|nsubj>11 grew=grow|VERB|root"
    )
    assert found(text, "joined", "start", ("In March 1992", "1992-03", "at")).interval == interval(start="1992-03")


def test_both_ends_of_a_post_though_the_second_hangs_on_the_first():
    text = (
        "Maren|PROPN|nsubj>3 was=be|AUX|cop>3 head|NOUN|root of|ADP|case>5 Verana|PROPN|nmod>3"
        " from|ADP|case>7 1995|NUM|nmod>3 to|ADP|case>9 2004|NUM|nmod>7"
    )
    times = (("from 1995", "1995", "start"), ("to 2004", "2004", "until"))
    assert found(text, "head", "holds", *times).interval == interval(start="1995", end="2004")


HEAD_SINCE = (
    "Maren|PROPN|nsubj>9 ~,|PUNCT|punct>3 head|NOUN|appos>1 of|ADP|case>5 Verana|PROPN|nmod>3 since|ADP|case>7"
    " 2019|NUM|nmod>3 ~,|PUNCT|punct>1 met=meet|VERB.VBD|root Lind|PROPN|obj>9 on|ADP|case>12 Sunday|PROPN|obl>9"
)


def test_the_time_of_an_aside_is_not_that_of_the_verb():
    times = (("since 2019", "2019", "start"), ("on Sunday", "2024-06-09", "at"))
    assert found(HEAD_SINCE, "met", "at", *times).interval == interval(at="2024-06-09")
    assert found(HEAD_SINCE, "met", "at", times[0]).interval == interval()


def test_a_post_takes_the_times_right_behind_it():
    doc = tree(HEAD_SINCE)
    since = time(doc, "since 2019", "2019", "start")
    assert held(doc[2:5], [since], over=False).interval == interval(start="2019")
    assert held(doc[2:4], [since], over=True).interval == interval(ended=True)


def test_what_happened_after_something_else_has_not_its_time():
    text = (
        "After|ADP|case>3 the|DET|det>3 flood|NOUN|obl>7 in|ADP|case>5 1994|NUM|nmod>3 Verana|PROPN|nsubj>7"
        " left=leave|VERB.VBD|root it|PRON|obj>7 {0}"
    )
    flood, own = ("in 1994", "1994", "at"), ("in 2001", "2001", "at")
    assert found(text.format(""), "left", "at", flood).interval == interval()
    both = text.format("in|ADP|case>10 2001|NUM|obl>7")
    assert found(both, "left", "at", flood, own).interval == interval(at="2001")


def test_what_a_verb_ends_ends_then():
    text = (
        "Verana|PROPN|nsubj>2 severed=sever|VERB.VBD|root its|PRON|nmod:poss>4 ties=tie|NOUN|obj>2 with|ADP|case>6"
        " Norland|PROPN|nmod>4 in|ADP|case>8 1994|NUM|obl>2"
    )
    assert found(text, "ties", "holds", ("in 1994", "1994", "at")).interval == interval(end="1994")


def test_a_state_has_not_the_time_of_what_is_said_of_it():
    text = (
        "Verana|PROPN|nsubj>2 {0}|VERB.VBD|root its|PRON|nmod:poss>4 ties=tie|NOUN|obj>2 with|ADP|case>6"
        " Norland|PROPN|nmod>4 in|ADP|case>8 1994|NUM|obl>2"
    )
    then = ("in 1994", "1994", "at")
    assert found(text.format("lauded=laud"), "ties", "holds", then).interval == interval()
    assert found(text.format("had=have"), "ties", "holds", then).interval == interval(at="1994")


def test_a_place_of_meeting_lends_the_time_of_the_journey():
    text = (
        "Maren|PROPN|nsubj>2 flew=fly|VERB.VBD|root to|ADP|case>4 Halmar|PROPN|obl>2 in|ADP|case>6 1994|NUM|obl>2"
        " ~,|PUNCT|punct>10 where|ADV|advmod>10 she|PRON|nsubj>10 met=meet|VERB.VBD|acl:relcl>4 Lind|PROPN|obj>10"
    )
    assert found(text, "met", "at", ("in 1994", "1994", "at")).interval == interval(at="1994")


def test_it_was_then_that():
    text = (
        "It|PRON|nsubj>4 was=be|AUX|cop>4 in|ADP|case>4 1994|NUM|root that|SCONJ|mark>7 Verana|PROPN|nsubj>7"
        " joined=join|VERB.VBD|advcl>4 the|DET|det>9 League|PROPN|obj>7"
    )
    assert found(text, "joined", "start", ("in 1994", "1994", "at")).interval == interval(start="1994")
