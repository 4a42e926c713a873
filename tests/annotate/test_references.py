"""What stands for a name said elsewhere; nothing where the text leaves two readings."""

from __future__ import annotations

import pytest

from tests.annotate.reading import (
    BOTH,
    LEAGUE,
    LIND,
    MAREN,
    MEETING,
    SECRETARY,
    SOLMARK,
    VERANA,
    description,
    read,
    referred,
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
