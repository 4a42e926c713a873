"""When it holds: the times that belong to a trigger, and what they bound."""

from __future__ import annotations

import pytest

from kg.relate.when import held, when
from tests.build import interval, time, tree

JOINED = (
    "Verana|PROPN|nsubj>2 joined=join|VERB|root the|DET|det>4 League|PROPN|obj>2 in|ADP|case>6 1994|NUM|obl>2"
    " and|CCONJ|cc>8 left=leave|VERB|conj>2 it|PRON|obj>8 in|ADP|case>11 2001|NUM|obl>8"
)

SERVED = "Maren|PROPN|nsubj>2 served=serve|VERB|root from|ADP|case>4 1995|NUM|obl>2 to|ADP|case>6 {0}|NUM|obl>2"
PRECISE = (
    "In|ADP|case>2 1994|NUM|obl>5 ~,|PUNCT|punct>2 Verana|PROPN|nsubj>5 joined=join|VERB|root on|ADP|case>8"
    " 3|NUM|nummod>8 May|PROPN|obl>5"
)
TALKS = (
    "Maren|PROPN|nsubj>2 held=hold|VERB|root talks=talk|NOUN|obj>2 with|ADP|case>5 Lind|PROPN|nmod>3 in|ADP|case>7"
    " 1994|NUM|obl>2"
)
MISSION = (
    "Verana|PROPN|nsubj>2 praised=praise|VERB|root the|DET|det>4 mission|NOUN|obj>2 in|ADP|case>6 1994|NUM|nmod>4"
)
AGREED = (
    "Verana|PROPN|nsubj>2 agreed=agree|VERB|root in|ADP|case>4 1994|NUM|obl>2 to|PART|mark>6 join|VERB.VB|xcomp>2"
)
SAID = (
    "Maren|PROPN|nsubj>2 said=say|VERB|root in|ADP|case>4 2001|NUM|obl>2 that|SCONJ|mark>7 Verana|PROPN|nsubj>7"
    " joined=join|VERB|ccomp>2 in|ADP|case>9 1994|NUM|obl>7"
)
RAIN = (
    "Verana|PROPN|nsubj>2 joined=join|VERB|root\nRain|NOUN|nsubj>2 fell=fall|VERB|root in|ADP|case>4 1994|NUM|obl>2"
)
GREW = (
    "In|ADP|case>3 March|PROPN|compound>3 1992|NUM|obl>11 ~,|PUNCT|punct>7 when|ADV|advmod>7 Verana|PROPN|nsubj>7"
    " joined=join|VERB|acl:relcl>3 ~,|PUNCT|punct>7 the|DET|det>10 League|PROPN|nsubj>11 grew=grow|VERB|root"
)
HEAD = (
    "Maren|PROPN|nsubj>3 was=be|AUX|cop>3 head|NOUN|root of|ADP|case>5 Verana|PROPN|nmod>3 from|ADP|case>7"
    " 1995|NUM|nmod>3 to|ADP|case>9 2004|NUM|nmod>7"
)
HEAD_SINCE = (
    "Maren|PROPN|nsubj>9 ~,|PUNCT|punct>3 head|NOUN|appos>1 of|ADP|case>5 Verana|PROPN|nmod>3 since|ADP|case>7"
    " 2019|NUM|nmod>3 ~,|PUNCT|punct>1 met=meet|VERB.VBD|root Lind|PROPN|obj>9 on|ADP|case>12 Sunday|PROPN|obl>9"
)
FLOOD = (
    "After|ADP|case>3 the|DET|det>3 flood|NOUN|obl>7 in|ADP|case>5 1994|NUM|nmod>3 Verana|PROPN|nsubj>7"
    " left=leave|VERB.VBD|root it|PRON|obj>7 {0}"
)
TIES = (
    "Verana|PROPN|nsubj>2 {0}|VERB.VBD|root its|PRON|nmod:poss>4 ties=tie|NOUN|obj>2 with|ADP|case>6"
    " Norland|PROPN|nmod>4 in|ADP|case>8 1994|NUM|obl>2"
)
FLEW = (
    "Maren|PROPN|nsubj>2 flew=fly|VERB.VBD|root to|ADP|case>4 Halmar|PROPN|obl>2 in|ADP|case>6 1994|NUM|obl>2"
    " ~,|PUNCT|punct>10 where|ADV|advmod>10 she|PRON|nsubj>10 met=meet|VERB.VBD|acl:relcl>4 Lind|PROPN|obj>10"
)
IT_WAS = (
    "It|PRON|nsubj>4 was=be|AUX|cop>4 in|ADP|case>4 1994|NUM|root that|SCONJ|mark>7 Verana|PROPN|nsubj>7"
    " joined=join|VERB.VBD|advcl>4 the|DET|det>9 League|PROPN|obj>7"
)

THEN, LATER = ("in 1994", "1994", "at"), ("in 2001", "2001", "at")
FROM, TO = ("from 1995", "1995", "start"), ("to 2004", "2004", "until")
SINCE, SUNDAY = ("since 2019", "2019", "start"), ("on Sunday", "2024-06-09", "at")


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


@pytest.mark.parametrize(
    ("text", "word", "mode", "times", "expected"),
    [
        pytest.param(JOINED, "joined", "start", [THEN, LATER], {"start": "1994"}, id="each verb has its own time"),
        pytest.param(JOINED, "left", "end", [THEN, LATER], {"end": "2001"}, id="so has a joined one"),
        pytest.param(JOINED, "joined", "at", [("in 1994", None, "at")], {}, id="without a date it tells nothing"),
        pytest.param(
            SERVED.format(2004), "served", "holds", [FROM, TO], {"start": "1995", "end": "2004"}, id="from and to"
        ),
        pytest.param(
            SERVED.format(1990),
            "served",
            "holds",
            [FROM, ("to 1990", "1990", "until")],
            {},
            id="no end before it",
        ),
        pytest.param(
            PRECISE,
            "joined",
            "start",
            [("In 1994", "1994", "at"), ("on 3 May", "1994-05-03", "at")],
            {"start": "1994-05-03"},
            id="the more precise counts",
        ),
        pytest.param(TALKS, "talks", "at", [THEN], {"at": "1994"}, id="of the verb that carries it"),
        pytest.param(AGREED, "join", "at", [THEN], {"at": "1994"}, id="and the infinitive"),
        pytest.param(SAID, "joined", "start", [LATER, THEN], {"start": "1994"}, id="a clause has its own"),
        pytest.param(SAID, "joined", "start", [LATER], {}, id="and not that of the verb above it"),
        pytest.param(RAIN, "joined", "start", [THEN], {}, id="another sentence's is none of this one"),
        pytest.param(
            GREW, "joined", "start", [("In March 1992", "1992-03", "at")], {"start": "1992-03"}, id="when explains it"
        ),
        pytest.param(
            HEAD, "head", "holds", [FROM, TO], {"start": "1995", "end": "2004"}, id="the end hangs on the start"
        ),
        pytest.param(HEAD_SINCE, "met", "at", [SINCE, SUNDAY], {"at": "2024-06-09"}, id="beside an aside"),
        pytest.param(HEAD_SINCE, "met", "at", [SINCE], {}, id="that of an aside is not the verb's"),
        pytest.param(FLOOD.format(""), "left", "at", [THEN], {}, id="what it came after has another"),
        pytest.param(
            FLOOD.format("in|ADP|case>10 2001|NUM|obl>7"),
            "left",
            "at",
            [THEN, LATER],
            {"at": "2001"},
            id="and it",
        ),
        pytest.param(TIES.format("severed=sever"), "ties", "holds", [THEN], {"end": "1994"}, id="a verb ends it"),
        pytest.param(TIES.format("lauded=laud"), "ties", "holds", [THEN], {}, id="a verb only speaks of it"),
        pytest.param(TIES.format("had=have"), "ties", "holds", [THEN], {"at": "1994"}, id="a verb of having"),
        pytest.param(FLEW, "met", "at", [THEN], {"at": "1994"}, id="the journey lends the meeting its time"),
        pytest.param(IT_WAS, "joined", "start", [THEN], {"start": "1994"}, id="it was then that"),
    ],
)
def test_which_time_is_whose(text, word, mode, times, expected):
    assert found(text, word, mode, *times).interval == interval(**expected)


def test_alone_counts_what_hangs_on_the_word_itself():
    assert found(MISSION, "mission", "holds", THEN, alone=True).interval == interval(at="1994")
    assert found(TALKS, "talks", "at", THEN, alone=True).interval == interval()


def test_a_post_takes_the_times_right_behind_it():
    doc = tree(HEAD_SINCE)
    since = time(doc, *SINCE)
    assert held(doc[2:5], [since], over=False).interval == interval(start="2019")
    assert held(doc[2:4], [since], over=True).interval == interval(ended=True)
