"""What stands for a name said elsewhere; nothing where the text leaves two readings."""

from __future__ import annotations

import pytest

from kg.annotate.first_persons import in_quotations
from kg.annotate.names import names
from kg.annotate.quotations import quotations
from kg.annotate.references import references
from kg.annotate.states import with_context
from kg.annotate.titles import titles
from tests.annotate.world import AUTHORITY, GAZETTEER, ONTOLOGY
from tests.build import tree

PEOPLE = {"Ilse Maren": "PERSON", "Tove Lind": "PERSON", "Tide Works": "ORG", "Dune Works": "ORG"}


def read(text):
    """A text with its names, titles, references and first persons, as the stage makes them."""
    doc = tree(text, {words: label for words, label in PEOPLE.items() if words in tree(text).text})
    found = names(doc, GAZETTEER)
    discourse = references(doc, found, titles(doc, found, ()), AUTHORITY, ONTOLOGY)
    discourse.titles = with_context(discourse, None)
    in_quotations(discourse, quotations(doc, discourse.mentions))
    return discourse


def referred(text):
    """(words, the name that they stand for, ...) of each reference, in order of place."""
    discourse = read(text)
    mentions = discourse.mentions
    found = sorted(discourse.refers.items(), key=lambda entry: mentions[entry[0]].span)
    assert all(mentions[index].kind in ("pronoun", "description") for index, _ in found)
    assert all(index != one and mentions[one].text for index, ones in found for one in ones)
    return [(mentions[index].text, *map(discourse.name_of, ones)) for index, ones in found]


MAREN = "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 came=come|VERB|root\n"
LIND = "Tove|PROPN|nsubj>3 Lind|PROPN|flat>1 came=come|VERB|root\n"
LEAGUE = "The|DET|det>3 Strait|PROPN|compound>3 League|PROPN|nsubj>4 met=meet|VERB|root\n"
VERANA = "Verana|PROPN|nsubj>2 grew=grow|VERB|root\n"
SOLMARK = "Solmark|PROPN|nsubj>2 grew=grow|VERB|root\n"
MEETING = "Verana|PROPN|nsubj>2 met=meet|VERB|root Solmark|PROPN|obj>2\n"
BOTH = "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 met=meet|VERB|root Tove|PROPN|obj>3 Lind|PROPN|flat>4\n"
SECRETARY = (
    "League|PROPN|compound>3 Secretary|PROPN|nmod:desc>4 General|PROPN|nmod:desc>4 Ilse|PROPN|nsubj>6"
    " Maren|PROPN|flat>4"
    " spoke=speak|VERB|root\n"
)

# ------------------------------------------------------------------------------------------------ he, she, it


@pytest.mark.parametrize("pronoun", ["He", "She"])
def test_a_person_comes_back(pronoun):
    assert referred(f"{MAREN}{pronoun}|PRON|nsubj>2 left=leave|VERB|root") == [(pronoun, "Ilse Maren")]


@pytest.mark.parametrize("pronoun", ["his", "her"])
def test_what_is_a_persons_own(pronoun):
    text = f"{MAREN}Then|ADV|advmod>4 {pronoun}|PRON|nmod:poss>3 party|NOUN|nsubj>4 won=win|VERB|root"
    assert referred(text) == [(pronoun, "Ilse Maren")]


def test_of_two_people_the_subject_comes_back():
    assert referred(f"{BOTH}She|PRON|nsubj>2 left=leave|VERB|root") == [("She", "Ilse Maren")]


def test_who_is_met_is_not_who_meets():
    text = f"{LIND}Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 met=meet|VERB|root him=he|PRON|obj>3"
    assert referred(text) == [("him", "Tove Lind")]


def test_between_two_people_who_are_no_subjects_nobody_is_chosen():
    text = (
        "They|PRON|nsubj>2 saw=see|VERB|root Ilse|PROPN|obj>2 Maren|PROPN|flat>3 and|CCONJ|cc>6 Tove|PROPN|conj>3"
        " Lind|PROPN|flat>6\nThen|ADV|advmod>3 he|PRON|nsubj>3 left=leave|VERB|root"
    )
    assert [found for found in referred(text) if found[0] == "he"] == []


def test_a_person_said_long_ago_does_not_come_back():
    filler = "It|PRON|expl>2 rained=rain|VERB|root\n" * 12
    assert referred(f"{MAREN}{filler}She|PRON|nsubj>2 left=leave|VERB|root") == []


def test_a_country_is_not_he_and_a_person_is_not_it():
    assert referred(f"{VERANA}He|PRON|nsubj>2 left=leave|VERB|root") == []
    assert referred(f"{MAREN}It|PRON|nsubj>2 ended=end|VERB|root") == []


def test_the_subject_comes_back_as_it_and_its():
    text = f"{LEAGUE}It|PRON|nsubj>2 praised=praise|VERB|root its|PRON|nmod:poss>4 members=member|NOUN|obj>2"
    assert referred(text) == [("It", "Strait League"), ("its", "Strait League")]


def test_it_that_stands_for_nothing():
    assert referred(f"{LEAGUE}It|PRON|expl>2 rained=rain|VERB|root") == []


def test_its_is_the_subject_of_its_clause_and_no_name_inside_its_own_phrase():
    text = "Verana|PROPN|nsubj>2 praised=praise|VERB|root its|PRON|nmod:poss>4 ally|NOUN|obj>2 Solmark|PROPN|appos>4"
    assert referred(text) == [("its", "Verana")]


def test_it_is_at_most_a_sentence_away():
    filler = "Rain|NOUN|nsubj>2 fell=fall|VERB|root\n" * 2
    assert referred(f"{LEAGUE}{filler}It|PRON|nsubj>2 ended=end|VERB|root") == []


@pytest.mark.parametrize("text", ["She|PRON|nsubj>2 left=leave|VERB|root", "It|PRON|nsubj>2 ended=end|VERB|root"])
def test_a_pronoun_before_any_name_stands_for_nobody(text):
    assert referred(text) == []


# ----------------------------------------------------------------------------------------------- descriptions


def description(words, verb="grew"):
    the, *rest = words.split()
    modifiers = " ".join(f"{word}|ADJ|amod>{len(rest) + 1}" for word in rest[:-1])
    return f"{the}|DET|det>{len(rest) + 1} {modifiers} {rest[-1]}|NOUN|nsubj>{len(rest) + 2} {verb}|VERB|root"


@pytest.mark.parametrize("words", ["The alliance", "The league", "The bloc", "This organization"])
def test_an_organization_comes_back_by_what_it_is(words):
    assert referred(LEAGUE + description(words)) == [(words, "Strait League")]


@pytest.mark.parametrize("words", ["The company", "The treaty", "The city", "The weather"])
def test_it_does_not_come_back_by_what_it_is_not(words):
    assert referred(LEAGUE + description(words)) == []


def test_a_country_comes_back():
    assert referred(VERANA + description("The country")) == [("The country", "Verana")]


def test_of_two_countries_the_subject_comes_back():
    assert referred(MEETING + description("The country")) == [("The country", "Verana")]


def test_a_noun_told_here_does_not_come_back():
    text = "The|DET|det>2 country|NOUN|nsubj>5 that|PRON|nsubj>4 won=win|VERB|acl:relcl>2 left=leave|VERB|root"
    assert referred(VERANA + text) == []
    assert referred(VERANA + "A|DET|det>2 country|NOUN|nsubj>3 left=leave|VERB|root") == []


def test_words_before_the_noun_may_tell_another():
    assert referred(LEAGUE + description("The strait league")) == [("The strait league", "Strait League")]
    assert referred(LEAGUE + description("The rival alliance")) == []


# ------------------------------------------------------------------------------------------------------ posts


def test_an_office_holder_comes_back_by_the_post():
    text = "The|DET|det>3 Secretary|PROPN|compound>3 General|PROPN|nsubj>4 left=leave|VERB|root"
    assert referred(SECRETARY + text) == [("The Secretary General", "Ilse Maren")]


def test_a_post_of_which_the_title_has_only_a_part_is_another():
    text = "The|DET|det>3 deputy|NOUN|compound>3 secretary|NOUN|nsubj>4 left=leave|VERB|root"
    assert referred(SECRETARY + text) == []


def test_of_two_ministers_neither_comes_back():
    people = (
        "Minister|PROPN|nmod:desc>2 Ilse|PROPN|nsubj>4 Maren|PROPN|flat>2 met=meet|VERB|root"
        " Minister|PROPN|nmod:desc>6"
        " Tove|PROPN|obj>4 Lind|PROPN|flat>6\n"
    )
    assert referred(people + "The|DET|det>2 minister|NOUN|nsubj>3 left=leave|VERB|root") == []


def test_a_post_before_its_holder_was_named_stands_for_nobody():
    assert referred("The|DET|det>2 minister|NOUN|nsubj>3 left=leave|VERB|root\n" + MAREN) == []


# ------------------------------------------------------------------------------------------------------ pairs


@pytest.mark.parametrize(
    ("before", "noun", "expected"),
    [
        (MEETING, "countries=country", ("Verana", "Solmark")),
        (MEETING, "sides=side", ("Verana", "Solmark")),
        (BOTH, "leaders=leader", ("Ilse Maren", "Tove Lind")),
        (MAREN + LIND, "leaders=leader", ("Ilse Maren", "Tove Lind")),
    ],
)
def test_the_two_who_were_named_last(before, noun, expected):
    text = f"{before}The|DET|det>3 two|NUM|nummod>3 {noun}|NOUN|nsubj>4 agreed=agree|VERB|root"
    assert referred(text) == [(f"The two {noun.split('=')[0]}", *expected)]


@pytest.mark.parametrize("before", ["", MAREN, VERANA, MEETING, LEAGUE])
def test_no_two_leaders_where_there_are_not_two(before):
    text = f"{before}The|DET|det>3 two|NUM|nummod>3 leaders=leader|NOUN|nsubj>4 agreed=agree|VERB|root"
    assert referred(text) == []


def test_no_two_of_three():
    three = (
        "Verana|PROPN|nsubj>2 met=meet|VERB|root Solmark|PROPN|obj>2 and|CCONJ|cc>5 Kelmoor|PROPN|conj>3\n"
        "The|DET|det>3 two|NUM|nummod>3 countries=country|NOUN|nsubj>4 agreed=agree|VERB|root"
    )
    assert referred(three) == []


# ------------------------------------------------------------------------------------------- the first person


QUOTE = (
    "“|PUNCT|punct>4 ~We|PRON|nsubj>4 have|AUX|aux>4 joined=join|VERB.VBN|ccomp>13 and|CCONJ|cc>8 I|PRON|nsubj>8"
    " am|AUX|cop>8 glad|ADJ|conj>4 ~,|PUNCT|punct>4 ~”|PUNCT|punct>4 Ilse|PROPN|nsubj>13"
    " Maren|PROPN|flat>11 said=say|VERB|root\n"
)


def test_in_a_quotation_i_is_the_speaker():
    assert ("I", "Ilse Maren") in referred(QUOTE)


def test_in_a_quotation_we_is_the_body_that_the_speaker_speaks_for():
    secretary = SECRETARY.replace("League", "SL")
    assert [found for found in referred(secretary + QUOTE) if found[0] in ("We", "I")] == [
        ("We", "SL"),
        ("I", "Ilse Maren"),
    ]


def test_a_speaker_without_a_post_speaks_for_nobody_else():
    assert [found for found in referred(QUOTE) if found[0] == "We"] == []


def test_outside_a_quotation_nobody_says_we():
    assert referred(SECRETARY + "We|PRON|nsubj>2 joined=join|VERB|root") == []


# ---------------------------------------------------------------------------------------- titles of the state


MINISTER = (
    "Foreign|PROPN|amod>2 Minister|PROPN|nmod:desc>3 Ilse|PROPN|nsubj>5 Maren|PROPN|flat>3 spoke=speak|VERB|root\n"
)


def bodies(text):
    discourse = read(text)
    return [
        (title.text, None if title.body is None else discourse.mentions[title.body].text)
        for title in discourse.titles
    ]


def test_a_minister_of_no_country_is_one_of_the_country_that_the_text_is_about():
    assert bodies(VERANA * 2 + MINISTER) == [("Foreign Minister", "Verana")]


def test_a_text_about_several_countries_gives_none():
    assert bodies(VERANA + SOLMARK + VERANA.replace("Verana", "Kelmoor") + MINISTER) == [("Foreign Minister", None)]
    assert bodies(MINISTER) == [("Foreign Minister", None)]


def test_two_ministers_of_the_same_post_are_not_both_of_one_country():
    other = MINISTER.replace("Ilse", "Tove").replace("Maren", "Lind")
    assert bodies(VERANA * 2 + MINISTER + other) == [("Foreign Minister", None), ("Foreign Minister", None)]


def test_a_title_that_is_of_no_state_gets_no_country():
    text = MINISTER.replace("Foreign|PROPN|amod>2 Minister", "Chief|PROPN|compound>2 Editor")
    assert bodies(VERANA * 2 + text) == [("Chief Editor", None)]


# ------------------------------------------------------------------- elegant variation, ages, nations, cataphora


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
