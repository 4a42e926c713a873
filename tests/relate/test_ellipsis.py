"""Clauses that leave out what was just said: "X is a member; Y is not", "Y may do so", "Y followed suit"."""

from __future__ import annotations

import pytest

from tests.relate.world import ACTORS

SIDES = {name: ACTORS[name] for name in ("Verana", "Solmark", "League")}
JOINED = "Verana|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2"
TOLD = "Verana memberOf League"


@pytest.mark.parametrize(
    ("short", "told"),
    [
        ("Solmark|PROPN|nsubj>5 did=do|AUX|conj>2", "Solmark memberOf League"),
        ("Solmark|PROPN|nsubj>5 did=do|AUX|conj>2 not|PART|advmod>5", "Solmark memberOf League negated"),
        (
            "Solmark|PROPN|nsubj>6 may|AUX|aux>6 do|VERB.VB|conj>2 so|ADV|advmod>6",
            "Solmark memberOf League possible",
        ),
        (
            "Solmark|PROPN|nsubj>6 will|AUX|aux>6 follow|VERB.VB|conj>2 suit|NOUN|obj>6",
            "Solmark memberOf League planned",
        ),
    ],
)
def test_the_second_clause_repeats_the_first(says, short, told):
    assert says(f"{JOINED} {short}", SIDES) == sorted([TOLD, told])


def test_the_sentence_before_is_repeated(says):
    text = f"{JOINED}\nSo|ADV|advmod>2 did=do|AUX|root Solmark|PROPN|obj>2"
    assert says(text, SIDES) == ["Solmark memberOf League", TOLD]


@pytest.mark.parametrize(
    "short",
    [
        "Solmark|PROPN|nsubj>5 did=do|VERB|conj>2 nothing|PRON|obj>5",
        "Solmark|PROPN|nsubj>5 followed=follow|VERB|conj>2 events=event|NOUN|obj>5",
        "Solmark|PROPN|nsubj>5 cheered=cheer|VERB|conj>2",
    ],
)
def test_what_says_something_itself_repeats_nothing(says, short):
    assert says(f"{JOINED} {short}", SIDES) == [TOLD]


def test_who_did_not_leave_is_not_told_to_be_out(says):
    text = "Verana|PROPN|nsubj>2 left=leave|VERB|root League|PROPN|obj>2 Solmark|PROPN|nsubj>5 did=do|AUX|conj>2"
    assert says(text + " not|PART|advmod>5", SIDES) == [f"{TOLD} negated"]


def test_as_somebody_did_at_another_time(says):
    text = f"{JOINED} as|SCONJ|mark>6 Solmark|PROPN|nsubj>6 did=do|AUX|advcl>2 in|ADP|case>8 May|PROPN|obl>6"
    assert says(text, SIDES) == ["Solmark memberOf League", TOLD]


def test_as_is_somebody(says):
    text = (
        "Verana|PROPN|nsubj>3 is=be|AUX|cop>3 member|NOUN|root of|ADP|case>5 League|PROPN|nmod>3"
        " as|SCONJ|mark>8 is=be|AUX|cop>8 Solmark|PROPN|advcl>3"
    )
    assert says(text, SIDES) == ["Solmark memberOf League", TOLD]
