"""What frames make of descriptions, groups and phrases that stand apart."""

from __future__ import annotations

import pytest

from kg.relate.beside import named_as
from kg.relate.frames import arguments
from kg.relate.reciprocal import reciprocal
from tests.build import tree
from tests.relate.world import roles, token


@pytest.mark.parametrize("subject", ["nsubj", "nsubj:outer"])
def test_what_a_noun_is_said_to_be(subject):
    text = f"Verana|PROPN|nmod:poss>3 's|PART|case>1 ally|NOUN|{subject}>5 is|AUX|cop>5 Solmark|PROPN|root"
    assert roles(text, "ally")["is"] == ["Solmark"]


def test_where_a_noun_is_said_to_be():
    text = "The|DET|det>2 seat|NOUN|nsubj>5 is|AUX|cop>5 in|ADP|case>5 Kelmoor|PROPN|root"
    found = roles(text, "seat")
    assert found["in"] == ["Kelmoor"]
    assert "is" not in found


def test_whom_a_group_includes():
    text = "Its|PRON|nmod:poss>2 partners=partner|NOUN.NNS|nsubj>3 include|VERB|root Maren|PROPN|obj>3"
    assert roles(text, "partners")["is"] == ["Maren"]


def test_between_whom_something_breaks_out():
    text = (
        "War|NOUN|nsubj>2 broke=break|VERB|root out|ADP|compound:prt>2 between|ADP|case>5 Verana|PROPN|obl>2"
        " and|CCONJ|cc>7 Solmark|PROPN|conj>5"
    )
    assert roles(text, "War")["between"] == ["Verana"]


@pytest.mark.parametrize(("word", "tag", "described"), [("allies", "NNS", "Verana"), ("ally", "NN", "Solmark")])
def test_a_plural_apposition_describes_all_that_are_joined(word, tag, described):
    text = (
        "Verana|PROPN|nsubj>7 and|CCONJ|cc>3 Solmark|PROPN|conj>1 ,|PUNCT|punct>5"
        f" {word}=ally|NOUN.{tag}|appos>3 ,|PUNCT|punct>5 met|VERB|root"
    )
    assert roles(text, word)["appos"] == [described]


def test_which_is_the_nearest_name_behind_an_apposition():
    text = (
        "Maren|PROPN|nsubj>12 ,|PUNCT|punct>4 the|DET|det>4 heir|NOUN|appos>1 to|ADP|case>6 Kelmoor|PROPN|nmod>4"
        " ,|PUNCT|punct>10 which|PRON|obj>10 Verana|PROPN|nsubj>10 founded|VERB|acl:relcl>1 ,|PUNCT|punct>1"
        " closed|VERB|root"
    )
    assert roles(text, "founded") == {"subj": ["Verana"], "obj": ["Kelmoor"]}


def test_the_name_behind_formerly_was_that_of_the_name_before():
    text = (
        "Maren|PROPN|nsubj>6 ,|PUNCT|punct>4 formerly|ADV|advmod>4 Lind|PROPN|appos>1 ,|PUNCT|punct>4 grew|VERB|root"
    )
    assert roles(text, "formerly") == {"appos": ["Maren"]}


def test_each_other_stands_for_those_that_the_subject_joins():
    text = "Verana|PROPN|nsubj>4 and|CCONJ|cc>3 Solmark|PROPN|conj>1 {}|VERB|root {}|DET|obj>4 {}|ADJ|fixed>5"
    for words in (("each", "other"), ("one", "another")):
        found = reciprocal(token(text.format("blamed", *words), words[0]))
        assert [one.text for one in found] == ["Verana", "Solmark"]
    assert reciprocal(token(text.format("blamed", "each", "person"), "each")) == []


def test_the_first_to_do_it_did_it():
    text = (
        "Verana|PROPN|nsubj>5 was=be|AUX|cop>5 the|DET|det>5 first|ADJ|amod>5 state|NOUN|root"
        " to|PART|mark>7 join|VERB.VB|acl>5 it|PRON|obj>7"
    )
    assert roles(text, "join")["subj"] == ["Verana"]


def test_an_apposition_that_looks_like_a_clause():
    text = (
        "Verana|PROPN|nsubj>9 ,|PUNCT|punct>6 long|ADV|advmod>6 the|DET|det>6 biggest|ADJ|amod>6"
        " donor|NOUN|parataxis>1"
        " ,|PUNCT|punct>1 soon|ADV|advmod>9 left=leave|VERB|root"
    )
    assert roles(text, "donor")["appos"] == ["Verana"]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        (
            "The|DET|det>2 latest|ADJ|nsubj>7 to|PART|mark>4 join|VERB.VB|acl>2 League|PROPN|obj>4 was|AUX|cop>7"
            " Verana|PROPN|root",
            "join",
            "Verana",
        ),
        (
            "Verana|PROPN|nsubj>4 was|AUX|cop>4 the|DET|det>4 first|ADJ|root to|PART|mark>6 join|VERB.VB|acl>4"
            " League|PROPN|obj>6",
            "join",
            "Verana",
        ),
        (
            "Norg|PROPN|nsubj>4 is|AUX|cop>4 the|DET|det>4 firm|NOUN|root that|PRON|nsubj>6 bought|VERB|acl:relcl>4"
            " Tarn|PROPN|obj>6",
            "bought",
            "Norg",
        ),
        (
            "Norg|PROPN|nsubj>5 is|AUX|cop>5 not|PART|advmod>5 the|DET|det>5 firm|NOUN|root that|PRON|nsubj>7"
            " bought|VERB|acl:relcl>5 Tarn|PROPN|obj>7",
            "bought",
            "firm",
        ),
    ],
)
def test_who_a_noun_is_said_to_be_does_what_is_told_behind_it(text, word, who):
    assert roles(text, word)["subj"] == [who]


def test_one_of_several_stands_for_them():
    text = (
        "Verana|PROPN|nsubj>8 ,|PUNCT|punct>1 one|NUM|appos>1 of|ADP|case>5 founders|NOUN.NNS|nmod>3"
        " of|ADP|case>7 League|PROPN|nmod>5 left|VERB|root"
    )
    assert roles(text, "founders")["appos"] == ["Verana"]


def test_who_decides_does_it():
    found = roles(
        "Verana|PROPN|nsubj>2 hailed|VERB|root the|DET|det>4 decision|NOUN|obj>2 of|ADP|case>6 Kelmoor|PROPN|nmod>4 "
        "to|PART|mark>8 invest|VERB|acl>4",
        "invest",
    )
    assert found["subj"] == ["Kelmoor"]


def test_which_is_not_the_post_that_somebody_has():
    found = roles(
        "Kelmoor|PROPN|nsubj>4 was|AUX|cop>4 the|DET|det>4 owner|NOUN|root of|ADP|case>6 Solgas|PROPN|nmod>4 "
        ",|PUNCT|punct>10 which|PRON|obj>10 it|PRON|nsubj>10 sold|VERB|acl:relcl>4",
        "sold",
    )
    assert found["obj"] == ["Solgas"]


SAID = (
    "Verana|PROPN|nsubj>2 joined=join|VERB.VBD|ccomp>{say} League|PROPN|obj>2 ~,|PUNCT|punct>2 Maren|PROPN|nsubj>6"
    " said=say|VERB.VBD|root {comma}during|ADP|case>{visit} visit|NOUN|obl>2"
)


@pytest.mark.parametrize(("comma", "whose"), [("", "Maren"), ("~,|PUNCT|punct>2 ", "Verana")])
def test_what_stands_behind_said_is_of_who_says_it(comma, whose):
    doc = tree(SAID.format(say=6, comma=comma, visit=9 if comma else 8))
    assert [head.text for head in arguments(doc[len(doc) - 1])["subj"]] == [whose]


OPENED = (
    "A|DET|det>2 graduate|NOUN|{}>7 of|ADP|case>4 Kelmoor|PROPN|nmod>2 ~,|PUNCT|punct>2 she|PRON|nsubj>7"
    " joined=join|VERB|root Verana|PROPN|obj>7"
)


@pytest.mark.parametrize("dep", ["nsubj", "obl:unmarked", "dislocated"])
def test_a_noun_before_the_subject_describes_it(dep):
    found = roles(OPENED.format(dep), "graduate")
    assert found["opening"] == ["she"]
    assert "she" in found["appos"]


def test_a_phrase_before_the_subject_does_not():
    text = "At|ADP|case>2 noon|NOUN|obl>5 ~,|PUNCT|punct>2 she|PRON|nsubj>5 left=leave|VERB|root"
    assert "opening" not in roles(text, "noon")


def test_a_name_takes_nothing_from_its_verb_that_stands_apart():
    text = "Maren|PROPN|nsubj:pass>3 was|AUX|aux:pass>3 taught=teach|VERB.VBN|root at|ADP|case>5 Kelmoor|PROPN|obl>3"
    assert "at" not in roles(text, "Maren")


def test_a_word_that_parsers_cut_at_its_hyphen():
    text = "The|DET|det>4 secretary|NOUN|compound>4 ~-|PUNCT|punct>2 ~general|NOUN|nsubj>5 left=leave|VERB|root"
    assert named_as(token(text, "general")) == {"general", "secretary-general"}
    assert named_as(token(text, "secretary")) == {"secretary"}
