"""References to several: "they", "the three", "the two neighbours"."""

from __future__ import annotations

import pytest

from tests.annotate.reading import referred

BOTH = "Verana|PROPN|nsubj>4 and|CCONJ|cc>3 Solmark|PROPN|conj>1 met=meet|VERB|root\n"
ALL = (
    "Verana|PROPN|nsubj>6 ~,|PUNCT|punct>3 Solmark|PROPN|conj>1 and|CCONJ|cc>5 Kelmoor|PROPN|conj>1"
    " met=meet|VERB|root\n"
)
THEY = "They|PRON|nsubj>2 agreed=agree|VERB|root"
TROOPS = "Veran|ADJ|amod>2 {}|nsubj>3 came=come|VERB|root\n"

# -------------------------------------------------------------------------------------------------------- they


def test_they_are_the_names_that_were_joined():
    assert referred(BOTH + THEY) == [("They", "Verana", "Solmark")]
    assert referred(ALL + THEY) == [("They", "Verana", "Solmark", "Kelmoor")]


@pytest.mark.parametrize(("pronoun", "dep"), [("them", "obj>3"), ("their", "nmod:poss>4")])
def test_other_forms_of_they(pronoun, dep):
    text = f"{BOTH}People|NOUN|nsubj>3 now|ADV|advmod>3 praise|VERB.VBP|root {pronoun}|PRON|{dep}"
    text = text.replace("nmod:poss>4", "nmod:poss>5") + (" fleets=fleet|NOUN.NNS|obj>3" if pronoun == "their" else "")
    assert referred(text) == [(pronoun, "Verana", "Solmark")]


def test_they_in_the_sentence_of_the_names():
    text = (
        "Verana|PROPN|nsubj>4 and|CCONJ|cc>3 Solmark|PROPN|conj>1 said=say|VERB|root they|PRON|nsubj>6"
        " agreed=agree|VERB|ccomp>4"
    )
    assert referred(text) == [("they", "Verana", "Solmark")]


def test_they_are_the_troops_of_a_country():
    assert referred(TROOPS.format("troops=troop|NOUN.NNS") + THEY) == [("They", "Veran")]


@pytest.mark.parametrize(
    "before",
    [
        TROOPS.format("ship|NOUN"),
        "Verana|PROPN|nsubj>2 grew=grow|VERB|root\n",
        "Ships=ship|NOUN.NNS|nsubj>2 left=leave|VERB|root Verana|PROPN|obj>2 and|CCONJ|cc>5 Solmark|PROPN|conj>3\n",
        "",
    ],
)
def test_they_are_nobody_where_no_several_are_the_subject(before):
    assert referred(before + THEY) == []


def test_they_are_named_at_most_a_sentence_away():
    assert referred(f"{BOTH}Rain|NOUN|nsubj>2 fell=fall|VERB|root\n{THEY}") == []


# --------------------------------------------------------------------------------------------------- the three


def counted(number):
    return f"The|DET|det>2 {number}|NUM|nsubj>3 agreed=agree|VERB|root"


def test_the_three_are_the_last_three_that_were_joined():
    assert referred(ALL + counted("three")) == [("three", "Verana", "Solmark", "Kelmoor")]


def test_only_just_so_many_are_meant():
    names = [found[1:] for found in referred(ALL + BOTH + counted("three"))]
    assert names == [("Verana", "Solmark", "Kelmoor")]
    assert referred(BOTH + counted("three")) == []
    assert referred(ALL + counted("two")) == []


def test_a_number_before_a_noun_counts_the_noun():
    text = "The|DET|det>3 three|NUM|nummod>3 ships=ship|NOUN.NNS|nsubj>4 sank=sink|VERB|root"
    assert referred(ALL + text) == []


def test_the_one_is_nobody():
    assert referred("Verana|PROPN|nsubj>2 grew=grow|VERB|root\n" + counted("one")) == []


# ----------------------------------------------------------------------------------------- the two neighbours

NEIGHBOURS = "The|DET|det>3 two|NUM|nummod>3 neighbours=neighbour|NOUN.NNS|nsubj>4 agreed=agree|VERB|root"


def test_the_two_neighbours_are_two_countries():
    assert referred(BOTH + NEIGHBOURS) == [("The two neighbours", "Verana", "Solmark")]


@pytest.mark.parametrize("nation", ["Veran", "Solmarker"])
def test_an_adjective_of_a_nation_in_between_is_no_third(nation):
    between = TROOPS.format("farmers=farmer|NOUN.NNS").replace("Veran", nation)
    assert referred(BOTH + between + NEIGHBOURS) == [("The two neighbours", "Verana", "Solmark")]


def test_of_more_than_two_countries_the_two_that_were_named_last_are_the_neighbours():
    between = "Kelmoor|PROPN|nsubj>2 praised=praise|VERB|root Verana|PROPN|obj>2\n"
    assert referred(BOTH + between + NEIGHBOURS) == [("The two neighbours", "Kelmoor", "Verana")]


def test_of_three_countries_in_one_sentence_none_are_the_two():
    assert referred(ALL + NEIGHBOURS) == []


def test_so_many_countries_are_the_ones_that_were_joined():
    text = NEIGHBOURS.replace("two", "three")
    assert referred(ALL + text) == [("The three neighbours", "Verana", "Solmark", "Kelmoor")]
    assert referred(BOTH + text) == []


def test_the_two_sides_are_those_that_between_joins():
    talks = (
        "Kelmoor|PROPN|nsubj>2 hosts=host|VERB|root talks=talk|NOUN|obj>2 between|ADP|case>5 Verana|PROPN|nmod>3"
        " and|CCONJ|cc>7 Solmark|PROPN|conj>5\n"
    )
    assert ("The two neighbours", "Verana", "Solmark") in referred(talks + NEIGHBOURS)


def test_the_two_are_people_who_act_before_names_that_are_joined_elsewhere():
    met = (
        "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 told=tell|VERB|root Tove|PROPN|obj>3 Lind|PROPN|flat>4 of|ADP|case>7"
        " plans=plan|NOUN|obl>3 that|PRON|obj>12 Verana|PROPN|nsubj>12 and|CCONJ|cc>11 Solmark|PROPN|conj>9"
        " made=make|VERB|acl:relcl>7\n"
    )
    agreed = "The|DET|det>2 two|NUM|nsubj>3 agreed=agree|VERB|root"
    assert referred(met + agreed) == [("two", "Ilse Maren", "Tove Lind")]
    assert referred(met + agreed + "\n" + THEY)[-1] == ("They", "Ilse Maren", "Tove Lind")


# ------------------------------------------------------------------------------------------------------ couples

THEIR = "Their|PRON|nmod:poss>2 daughter|NOUN|nsubj>3 left=leave|VERB|root"


def test_they_are_a_couple():
    wedding = "Ilse|PROPN|nsubj>2 married=marry|VERB|root Otto|PROPN|obj>2\n"
    assert referred(wedding + THEIR, Ilse="PERSON", Otto="PERSON") == [("Their", "Ilse", "Otto")]
    beside = "Ilse|PROPN|nsubj>5 and|CCONJ|cc>4 her|PRON|nmod:poss>4 husband|NOUN|conj>1 came=come|VERB|root\n"
    assert ("Their", "Ilse", "Otto") not in referred(beside + THEIR, Ilse="PERSON", Otto="PERSON")


def test_they_are_no_couple_for_meeting():
    meeting = "Ilse|PROPN|nsubj>2 met=meet|VERB|root Otto|PROPN|obj>2\n"
    assert referred(meeting + THEIR, Ilse="PERSON", Otto="PERSON") == []
