"""Bodies that the pipeline took for people or places: the words beside them tell."""

from __future__ import annotations

import pytest

from kg.annotate.names import names
from tests.annotate.world import GAZETTEER
from tests.build import tree

MAKER = "The|DET|det>3 {}|NOUN|compound>3 maker|NOUN|nsubj>5 Norvik|PROPN|appos>3 grew=grow|VERB|root"
BANK = "Norvik|PROPN|nsubj>6 ,|PUNCT|punct>4 a|DET|det>4 bank|NOUN|appos>1 ,|PUNCT|punct>4 grew=grow|VERB|root"
MET = "They|PRON|nsubj>2 {}|VERB|root Norvik|PROPN|obj>2"
HOLD = "They|PRON|nsubj>2 held=hold|VERB|root shares=share|NOUN|obj>2 in|ADP|case>5 Norvik|PROPN|nmod>3"
VOTE = "Shares=share|NOUN|nsubj>4 of|ADP|case>3 Norvik|PROPN|nmod>1 fell=fall|VERB|root"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (MAKER.format("valve"), "ORG"),
        (MAKER.format("film"), "PERSON"),
        (BANK, "ORG"),
        (MET.format("met=meet"), "PERSON"),
        (MET.format("acquired=acquire"), "ORG"),
        (HOLD, "ORG"),
        (VOTE, "PERSON"),
    ],
)
def test_the_words_beside_a_name_tell_that_it_is_a_body(text, label):
    assert [name.label for name in names(tree(text, {"Norvik": "PERSON"}), GAZETTEER)] == [label]


def test_what_is_told_once_holds_everywhere_but_for_a_titled_person():
    once = f"{BANK}\n{MET.format('met=meet')}"
    assert {name.label for name in names(tree(once, {"Norvik": "PERSON"}), GAZETTEER)} == {"ORG"}
    titled = f"{BANK}\nPresident|PROPN|compound>2 Norvik|PROPN|nsubj>3 spoke=speak|VERB|root"
    assert {name.label for name in names(tree(titled, {"Norvik": "PERSON"}), GAZETTEER)} == {"PERSON"}


def test_a_mission_that_only_describes_one_is_no_name():
    text = (
        "Salvia|PROPN|nsubj>9 ,|PUNCT|punct>6 the|DET|det>6 Strait|PROPN|compound>5 League|PROPN|compound>6 "
        "mission|NOUN|appos>1 in|ADP|case>8 Verana|PROPN|nmod>6 grew=grow|VERB|root"
    )
    found = names(tree(text, {"Salvia": "OPERATION"}), GAZETTEER)
    assert [name.text for name in found] == ["Salvia", "Strait League", "Verana"]
