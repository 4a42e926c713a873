"""The same actor in other words: elegant variation, ages, nations, who is named only later."""

from __future__ import annotations

import pytest

from tests.annotate.reading import (
    BOTH,
    LEAGUE,
    LIND,
    MAREN,
    MEETING,
    VERANA,
    description,
    referred,
)


def test_a_country_comes_back_by_words_that_nobody_told():
    assert referred(VERANA + description("The landlocked country")) == [("The landlocked country", "Verana")]
    assert referred(VERANA + description("The neighbouring country")) == []


@pytest.mark.parametrize("words", ["The court", "The university", "The commission"])
def test_a_court_is_one_by_its_name(words):
    text = "Tide|PROPN|compound>2 Works|PROPN|nsubj>3 grew=grow|VERB|root\n"
    assert referred(text + description(words)) == []


def test_a_person_comes_back_by_what_is_told_beside_the_name():
    text = (
        "Ilse|PROPN|nsubj>8 Maren|PROPN|flat>1 ,|PUNCT|punct>6 a|DET|det>6 Veran|PROPN|amod>6"
        " lawyer|NOUN|appos>1 ,|PUNCT|punct>6 met=meet|VERB|root Tove|PROPN|obj>8 Lind|PROPN|flat>9\n"
    )
    assert referred(text + description("The lawyer")) == [("The lawyer", "Ilse Maren")]
    assert referred(BOTH + description("The lawyer")) == []


def test_who_stands_alone_is_the_economist():
    assert referred(MAREN + description("The economist")) == [("The economist", "Ilse Maren")]
    assert referred(MAREN + description("The businessman")) == [("The businessman", "Ilse Maren")]


def test_a_pronoun_before_its_name():
    ahead = (
        "In|ADP|case>3 her|PRON|nmod:poss>3 speech|NOUN|obl>7 ,|PUNCT|punct>3 {}|PROPN|nsubj>7 {}|PROPN|flat>5"
        " spoke=speak|VERB|root"
    )
    assert referred(ahead.format("Ilse", "Maren")) == [("her", "Ilse Maren")]
    assert referred(LIND + ahead.format("Ilse", "Maren")) == []


def test_of_two_one_is_the_former():
    text = "The|DET|det>2 former|NOUN|nsubj>3 left=leave|VERB|root"
    assert referred(MEETING + text) == [("The former", "Verana")]
    assert referred(MEETING + text.replace("former", "latter")) == [("The latter", "Solmark")]
    assert referred(VERANA + text) == []


def test_a_couple_are_the_two():
    text = "The|DET|det>2 couple|NOUN|nsubj>3 left=leave|VERB|root"
    assert referred(BOTH + text) == [("The couple", "Ilse Maren", "Tove Lind")]


def test_who_is_no_man_is_not_he():
    text = BOTH + "The|DET|det>2 queen|NOUN|nsubj>3 left=leave|VERB|root"
    assert referred(text) == []
    named = "Queen|PROPN|nmod:desc>2 " + MAREN.replace("nsubj>3", "nsubj>4").replace("flat>1", "flat>2")
    assert referred(named + "He|PRON|nsubj>2 left=leave|VERB|root") == []
    assert referred(named + "She|PRON|nsubj>2 left=leave|VERB|root") == [("She", "Ilse Maren")]


def test_an_army_of_whom_the_clause_is_about():
    text = (
        "Verana|PROPN|nsubj>7 ,|PUNCT|punct>5 whose|PRON|nmod:poss>4 army|NOUN|nsubj>5 left=leave|VERB|acl:relcl>1"
        " ,|PUNCT|punct>5 grew=grow|VERB|root"
    )
    assert referred(text) == [("whose", "Verana")]


@pytest.mark.parametrize(("pronoun", "expected"), [("its", [("its", "Solmark")]), ("his", [])])
def test_whose_deed_is_praised(pronoun, expected):
    text = (
        "Verana|PROPN|nsubj>2 thanked=thank|VERB|root Solmark|PROPN|obj>2 for|ADP|case>6"
        f" {pronoun}|PRON|nmod:poss>6 help|NOUN|obl>2"
    )
    assert referred(text) == expected


def test_joined_to_a_name_is_what_is_its_own():
    text = (
        "In|ADP|case>2 May|PROPN|obl>3 came=come|VERB|root Ilse|PROPN|nsubj>3 Maren|PROPN|flat>4 and|CCONJ|cc>8"
        " her|PRON|nmod:poss>8 guest|NOUN|conj>4"
    )
    assert referred(LIND + text) == [("her", "Ilse Maren")]


def test_who_acts_on_a_company_is_not_that_company():
    text = "Tide|PROPN|compound>2 Works|PROPN|nsubj>3 sued=sue|VERB|root the|DET|det>5 group|NOUN|obj>3"
    assert referred(text) == []
    assert referred(LEAGUE + text) == [("the group", "Strait League")]


def test_of_two_companies_no_nation_tells_one():
    text = (
        "Tide|PROPN|compound>2 Works|PROPN|nsubj>3 sued=sue|VERB|root Dune|PROPN|compound>5 Works|PROPN|obj>3\n"
        "The|DET|det>3 Veran|PROPN|amod>3 company|NOUN|nsubj>4 won=win|VERB|root"
    )
    assert referred(text) == []


def test_rivals_without_a_number_are_those_who_were_joined():
    text = (
        "Verana|PROPN|nsubj>4 and|CCONJ|cc>3 Solmark|PROPN|conj>1 met=meet|VERB|root\n"
        "The|DET|det>3 old|ADJ|amod>3 rivals=rival|NOUN.NNS|nsubj>4 left=leave|VERB|root"
    )
    assert [found[1:] for found in referred(text)] == [("Verana", "Solmark")]


def test_one_woman_near_by_is_she():
    text = (
        "Mrs|PROPN|nmod:desc>2 Ilse|PROPN|nsubj>4 Maren|PROPN|flat>2 came=come|VERB|root\n"
        "Tove|PROPN|nsubj>3 Lind|PROPN|flat>1 left=leave|VERB|root\nShe|PRON|nsubj>2 won=win|VERB|root"
    )
    assert referred(text) == [("She", "Ilse Maren")]


def test_an_agency_of_a_body_is_not_that_body():
    text = LEAGUE + "The|DET|det>3 SL|PROPN|compound>3 agency|NOUN|nsubj>4 left=leave|VERB|root"
    assert [found for found in referred(text) if "agency" in found[0]] == []


def test_a_nation_is_told_by_its_biggest_company():
    text = (
        "Fjord|PROPN|compound>2 Bank|PROPN|nsubj>3 grew=grow|VERB|root\n"
        "Europe|PROPN|nmod:poss>4 ~'s|PART|case>1 largest|ADJ.JJS|amod>4 bank|NOUN|nsubj>5 left=leave|VERB|root"
    )
    assert ("Europe's largest bank", "Fjord Bank") in referred(text)


def test_who_reported_the_sentence_before_adds_to_it():
    text = (
        "Tide|PROPN|compound>2 Works|PROPN|nsubj>3 closed=close|VERB|ccomp>7 ,|PUNCT|punct>7 Dune|PROPN|compound>6"
        " Works|PROPN|nsubj>7 said=say|VERB|root\nIt|PRON|nsubj>2 {}|VERB|root"
    )
    assert referred(text.format("added=add")) == [("It", "Dune Works")]
    assert referred(text.format("reopened=reopen")) == [("It", "Tide Works")]


def test_what_is_done_to_it_somebody_else_does():
    text = (
        "Tide|PROPN|compound>2 Works|PROPN|nsubj>3 said=say|VERB|root Dune|PROPN|compound>5 Works|PROPN|nsubj>6"
        " closed=close|VERB|ccomp>3 it|PRON|obj>6"
    )
    assert referred(text) == [("it", "Tide Works")]


@pytest.mark.parametrize(("noun", "meant"), [("army", "Verana"), ("visitor", "Solmark")])
def test_it_of_who_speaks_is_the_country_whose_army_speaks(noun, meant):
    text = (
        "Solmark|PROPN|nsubj>2 slept=sleep|VERB|root\n"
        f"Verana|PROPN|nmod:poss>3 ~'s|PART|case>1 {noun}|NOUN|nsubj>4 said=say|VERB|root that|SCONJ|mark>7"
        " it|PRON|nsubj>7 left=leave|VERB|ccomp>4"
    )
    assert ("it", meant) in referred(text)


def test_she_is_the_only_subject_before_where_the_known_woman_did_nothing():
    text = (
        "Tove|PROPN|nsubj>3 Lind|PROPN|flat>1 replaced=replace|VERB|root Mrs|PROPN|nmod:desc>5 Ilse|PROPN|obj>3"
        " Maren|PROPN|flat>5\nLind|PROPN|nsubj>2 left=leave|VERB|root\nShe|PRON|nsubj>2 won=win|VERB|root"
    )
    assert referred(text) == [("She", "Lind")]
