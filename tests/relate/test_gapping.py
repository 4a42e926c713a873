"""Clauses that leave out their verb: "X joined Z in 1995 and Y in 2002", "X saw Y on Monday and Z on Friday"."""

from __future__ import annotations

import pytest

from tests.build import time
from tests.relate.world import ACTORS

SIDES = {name: ACTORS[name] for name in ("Verana", "Solmark", "League")}
JOINED = "Verana|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2 in|ADP|case>5 1995|NUM|obl>2"
FIRST = "Verana memberOf League start=1995"


def dated(doc):
    return [time(doc, "in 1995", "1995"), time(doc, "in 2002", "2002")]


@pytest.mark.parametrize(
    "left",
    [
        "and|CCONJ|cc>7 Solmark|PROPN|conj>2 in|ADP|case>9 2002|NUM|obl>2",
        "and|CCONJ|cc>7 Solmark|PROPN|conj>5 in|ADP|case>9 2002|NUM|nmod>7",
        "~,|PUNCT|punct>7 Solmark|PROPN|parataxis>2 in|ADP|case>9 2002|NUM|obl>2",
    ],
)
def test_a_name_and_a_time_stand_for_the_whole_clause(says, left):
    assert says(f"{JOINED} {left}", SIDES, times=dated) == ["Solmark memberOf League start=2002", FIRST]


def test_it_is_whom_the_deed_is_done_to_where_only_that_fits(says):
    sides = {"Maren": "Person", "Orta": "City", "Belm": "City"}
    text = (
        "Maren|PROPN|nsubj>2 visited=visit|VERB|root Orta|PROPN|obj>2 in|ADP|case>5 1995|NUM|obl>2"
        " and|CCONJ|cc>7 Belm|PROPN|conj>2 in|ADP|case>9 2002|NUM|obl>2"
    )
    assert says(text, sides, times=dated) == ["Maren visited Belm at=2002", "Maren visited Orta at=1995"]


def test_a_name_with_a_verb_of_its_own_is_not_left_over(says):
    text = f"{JOINED} and|CCONJ|cc>10 Solmark|PROPN|nsubj>10 in|ADP|case>9 2002|NUM|obl>10 slept=sleep|VERB|conj>2"
    assert says(text, SIDES, times=dated) == [FIRST]
