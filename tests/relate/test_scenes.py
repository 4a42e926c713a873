"""Times that another clause or sentence tells: scenes that go on, shares of joined names, posts and their holders."""

from __future__ import annotations

import pytest

from kg.relate.cast import Cast
from kg.relate.scenes import scene_time
from kg.relate.shares import share
from kg.relate.tenure import in_office
from kg.relate.when import When, when
from tests.build import interval, scene, time, tree

ARRIVED = "On|ADP|case>2 Monday|PROPN|obl>4 Maren|PROPN|nsubj>4 arrived=arrive|VERB|root ~.|PUNCT|punct>4"


def scene_of(second, *, first=ARRIVED, word="met"):
    doc = tree(f"{first}\n{second}")
    parsed, resolution = scene(
        doc, {"Maren": "Person", "Lind": "Person"}, times=[time(doc, "On Monday", "2024-06-10")]
    )
    found = scene_time(next(token for token in doc if token.text == word), Cast(parsed, resolution, None))
    return found and found.date and found.date.value


@pytest.mark.parametrize(
    ("second", "moment"),
    [
        ("He|PRON|nsubj>3 then|ADV|advmod>3 met=meet|VERB|root Lind|PROPN|obj>3 ~.|PUNCT|punct>3", "2024-06-10"),
        ("He|PRON|nsubj>2 met=meet|VERB|root Lind|PROPN|obj>2 ~.|PUNCT|punct>2", "2024-06-10"),
        ("He|PRON|nsubj>3 had=have|AUX|aux>3 met=meet|VERB.VBN|root Lind|PROPN|obj>3 ~.|PUNCT|punct>3", None),
        ("He|PRON|nsubj>3 will|AUX|aux>3 met=meet|VERB.VB|root Lind|PROPN|obj>3 ~.|PUNCT|punct>3", None),
    ],
)
def test_a_scene_goes_on_in_the_same_tense(second, moment):
    assert scene_of(second) == moment


def test_what_was_only_said_then_is_no_scene():
    said = "On|ADP|case>2 Monday|PROPN|obl>4 Maren|PROPN|nsubj>4 spoke=say|VERB|root ~.|PUNCT|punct>4"
    second = "He|PRON|nsubj>2 met=meet|VERB|root Lind|PROPN|obj>2 ~.|PUNCT|punct>2"
    assert scene_of(second, first=said) is None


def test_a_sentence_that_only_dates_opens_a_scene():
    came = "The|DET|det>2 trip|NOUN|nsubj>3 came=come|VERB|root On|ADP|case>5 Monday|PROPN|obl>3 ~.|PUNCT|punct>3"
    second = "Maren|PROPN|nsubj>2 met=meet|VERB|root Lind|PROPN|obj>2 ~.|PUNCT|punct>2"
    assert scene_of(second, first=came) == "2024-06-10"


@pytest.mark.parametrize(("what", "moment"), [("talks=talk", "2024-06-10"), ("crowd=crowd", None)])
def test_the_sentence_behind_dates_the_one_before(what, moment):
    first = "Maren|PROPN|nsubj>2 met=meet|VERB|root Lind|PROPN|obj>2 ~.|PUNCT|punct>2"
    behind = (
        f"The|DET|det>2 {what}|NOUN|nsubj>3 came=come|VERB|root On|ADP|case>5 Monday|PROPN|obl>3 ~.|PUNCT|punct>3"
    )
    assert scene_of(behind, first=first) == moment


def test_each_of_joined_names_has_its_own_time():
    doc = tree(
        "Maren|PROPN|nsubj>2 met=meet|VERB|root Lind|PROPN|obj>2 on|ADP|case>5 Monday|PROPN|obl>2 and|CCONJ|cc>7"
        " Orta|PROPN|conj>3 on|ADP|case>9 Tuesday|PROPN|obl>2 ~.|PUNCT|punct>2"
    )
    times = [time(doc, "on Monday", "2024-06-10"), time(doc, "on Tuesday", "2024-06-11")]
    assert share(doc[2], times) == times[0]
    assert share(doc[6], times) == times[1]
    assert share(doc[0], times) is None


def test_a_clause_bounds_the_one_above_it():
    doc = tree(
        "Maren|PROPN|nsubj>2 led=lead|VERB|root it|PRON|obj>2 until|SCONJ|mark>6 it|PRON|nsubj>6"
        " ended=end|VERB|advcl>2 in|ADP|case>8 2017|NUM|obl>6 ~.|PUNCT|punct>2"
    )
    assert when(doc[1], [time(doc, "in 2017", "2017")], "holds").interval == interval(end="2017")


def test_what_has_been_done_was_not_done_at_that_time():
    doc = tree(
        "Maren|PROPN|nsubj>3 has=have|AUX|aux>3 praised=praise|VERB.VBN|root the|DET|det>5 pact|NOUN|obj>3"
        " signed=sign|VERB.VBN|acl>5 by|ADP|case>8 Verana|PROPN|obl:agent>6 in|ADP|case>10 June|PROPN|obl>3"
    )
    moment = [time(doc, "in June", "2024-06")]
    assert when(doc[5], moment, "at").interval == interval(at="2024-06")
    assert when(doc[2], moment, "at") == When()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Maren|PROPN|nsubj>8 ~,|PUNCT|punct>4 who|PRON|nsubj>4 took=take|VERB|acl:relcl>1 office|NOUN|obj>4"
            " in|ADP|case>7 May|PROPN|obl>4 laughed=laugh|VERB|root",
            interval(start="2024-05"),
        ),
        (
            "Maren|PROPN|nsubj:pass>3 was=be|AUX|aux:pass>3 dismissed=dismiss|VERB.VBN|root in|ADP|case>5"
            " May|PROPN|obl>3",
            interval(end="2024-05"),
        ),
        (
            "Maren|PROPN|nsubj:pass>3 was=be|AUX|aux:pass>3 named=name|VERB.VBN|root chair|NOUN|xcomp>3"
            " in|ADP|case>6 May|PROPN|obl>3",
            None,
        ),
    ],
)
def test_how_the_holder_of_a_post_came_to_it_or_left_it(text, expected):
    doc = tree(text)
    found = in_office(doc[0:1], [time(doc, "in May", "2024-05")], over=False)
    assert (found and found.interval) == expected
    assert in_office(doc[0:1], [time(doc, "in May", "2024-05")], over=True) is None
