"""Names that hold hyphens, bodies that hold bodies, and agreements that have no name of their own."""

from __future__ import annotations

import pytest

from kg.annotate.gazetteer import Gazetteer
from kg.annotate.names import names
from kg.authority.known import Known
from tests.annotate.world import GAZETTEER
from tests.build import authority, blank, tree

ROAD = Gazetteer(authority(Known("road", "Coal-Steel Forum", "InternationalOrganization")), blank())


def named(text, gazetteer=GAZETTEER, **labels):
    """(words, label) of each name; keywords are what the pipeline found, ``_`` for a blank."""
    doc = tree(text, {words.replace("_", " "): label for words, label in labels.items()})
    return [(name.text, name.label) for name in names(doc, gazetteer)]


# ------------------------------------------------------------------------------------------------------ hyphens

WIDE = "Coal|PROPN|compound>4 -|PUNCT|punct>1 Steel|PROPN|compound>4 Forum|PROPN|nsubj>5 met=meet|VERB|root\n"
TIGHT = WIDE.replace("-|", "~-|").replace("Steel", "~Steel")


@pytest.mark.parametrize(("text", "words"), [(WIDE, "Coal - Steel Forum"), (TIGHT, "Coal-Steel Forum")])
def test_a_known_name_with_and_without_blanks_round_its_hyphen(text, words):
    assert named(text, ROAD) == [(words, "ORG")]


@pytest.mark.parametrize(("text", "words"), [(WIDE, "Coal - Steel Forum"), (TIGHT, "Coal-Steel Forum")])
def test_an_unknown_name_with_a_hyphen_is_found_again(text, words):
    doc = tree(text * 2, {words: "ORG"})
    assert [name.text for name in names(doc, GAZETTEER)] == [words, words]


def test_a_known_name_may_be_written_both_ways_in_one_text():
    assert named(WIDE + TIGHT, ROAD) == [("Coal - Steel Forum", "ORG"), ("Coal-Steel Forum", "ORG")]


def test_an_unknown_name_written_both_ways_does_no_harm():
    doc = tree(WIDE + TIGHT, {"Coal - Steel Forum": "ORG"})
    assert ("Coal - Steel Forum", "ORG") in [(name.text, name.label) for name in names(doc, GAZETTEER)]


@pytest.mark.parametrize("words", ["Secretary|PROPN|compound>2 ~-|PUNCT|punct>1 ~General", "Secretary-General"])
def test_a_title_with_a_hyphen_is_no_part_of_a_persons_name(words):
    last = len(words.split())
    text = (
        f"{words}|PROPN|nmod:desc>{last + 1} Ilse|PROPN|nsubj>{last + 3} Maren|PROPN|flat>{last + 1}"
        " spoke=speak|VERB|root"
    )
    doc = tree(text, {"Secretary-General Ilse Maren": "PERSON"})
    assert [(name.text, name.label) for name in names(doc, GAZETTEER)] == [("Ilse Maren", "PERSON")]


# -------------------------------------------------------------------------------------------- bodies within bodies


def office(part, whole):
    return (
        f"The|DET|det>3 Treaty|PROPN|compound>3 {part}|PROPN|nsubj>8 of|ADP|case>7 the|DET|det>7"
        f" Foreign|PROPN|compound>7 {whole}|PROPN|nmod>3 wrote=write|VERB|root"
    )


@pytest.mark.parametrize("part", ["Department", "Office", "Section"])
@pytest.mark.parametrize("whole", ["Ministry", "Secretariat"])
def test_the_name_of_a_part_names_the_body_too(part, whole):
    name = f"Treaty {part} of the Foreign {whole}"
    doc = tree(office(part, whole), {name: "ORG"})
    assert [(one.text, one.label) for one in names(doc, GAZETTEER)] == [(name, "ORG"), (f"Foreign {whole}", "ORG")]


@pytest.mark.parametrize(("part", "whole"), [("Embassy", "Ministry"), ("Office", "Coast")])
def test_what_is_no_part_or_no_body_is_one_name(part, whole):
    name = f"Treaty {part} of the Foreign {whole}"
    doc = tree(office(part, whole), {name: "ORG"})
    assert [one.text for one in names(doc, GAZETTEER)] == [name]


# ------------------------------------------------------------------------------------ agreements without a name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "They|PRON|nsubj>2 signed=sign|VERB|root a|DET|det>4 ceasefire|NOUN|obj>2 brokered=broker|VERB.VBN|acl>4"
            " by|ADP|case>7 Kelmoor|PROPN|obl:agent>5",
            "ceasefire",
        ),
        (
            "They|PRON|nsubj>2 signed=sign|VERB|root a|DET|det>4 truce|NOUN|obj>2 that|PRON|nsubj>6"
            " held=hold|VERB|acl:relcl>4",
            "truce",
        ),
        (
            "They|PRON|nsubj>2 signed=sign|VERB|root a|DET|det>6 new|ADJ|amod>6 trade|NOUN|compound>6"
            " accord|NOUN|obj>2",
            "new trade accord",
        ),
    ],
)
def test_an_agreement_of_which_more_is_told(text, words):
    assert (words, "AGREEMENT") in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "They|PRON|nsubj>2 kept=keep|VERB|root the|DET|det>4 ceasefire|NOUN|obj>2",
        "It|PRON|nsubj>5 is=be|AUX|cop>5 a|DET|det>5 new|ADJ|amod>5 forum|NOUN|root",
        "They|PRON|nsubj>3 will|AUX|aux>3 deal|VERB.VB|root fairly|ADV|advmod>3",
        "They|PRON|nsubj>2 signed=sign|VERB|root a|DET|det>5 new|ADJ|amod>5 paper|NOUN|obj>2",
    ],
)
def test_an_agreement_of_which_nothing_is_told(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("new|ADJ|amod>5 ceasefire|NOUN|compound>5 talks=talk|NOUN|obj>2", "new ceasefire talks"),
        ("his|PRON|nmod:poss>4 funeral|NOUN|obj>2", "funeral"),
        ("the|DET|det>4 summit|NOUN|obj>2 of|ADP|case>6 donors=donor|NOUN|obl>2", "summit"),
    ],
)
def test_an_event_of_which_more_is_told(text, words):
    assert named(f"They|PRON|nsubj>2 held=hold|VERB|root {text}") == [(words, "EVENT")]


def test_a_clause_behind_a_comma_tells_no_event_that_was_told_before():
    told = "They|PRON|nsubj>2 planned=plan|VERB|root a|DET|det>5 great|ADJ|amod>5 summit|NOUN|obj>2\n"
    again = (
        "The|DET|det>2 summit|NOUN|nsubj>7 ~,|PUNCT|punct>4 hosted=host|VERB.VBN|acl>2 abroad|ADV|advmod>4"
        " ~,|PUNCT|punct>4 failed=fail|VERB|root"
    )
    assert named(told + again) == [("great summit", "EVENT")]
    assert named(again) == [("summit", "EVENT")]


def test_a_name_beside_the_noun_stays_the_name():
    text = (
        "They|PRON|nsubj>2 signed=sign|VERB|root a|DET|det>5 Veran|ADJ|amod>5 ceasefire|NOUN|obj>2"
        " brokered=broker|VERB.VBN|acl>5"
    )
    assert named(text) == [("Veran", "NORP"), ("ceasefire", "AGREEMENT")]


def test_a_body_has_all_its_capitals():
    text = (
        "They|PRON|nsubj>2 opened=open|VERB|root the|DET|det>9 International|PROPN|amod>9 Anti|PROPN|compound>7"
        " ~-|PUNCT|punct>5 ~Piracy|PROPN|compound>9 Training|PROPN|compound>9 Centre|PROPN|obj>2"
    )
    doc = tree(text, {"Training Centre": "ORG"})
    assert "International Anti-Piracy Training Centre" in [name.text for name in names(doc, GAZETTEER)]


def test_an_exercise_and_its_capitals_are_one_name():
    text = (
        "Troops|NOUN|nsubj>2 began=begin|VERB|root Exercise|PROPN|obj>2 Blue|PROPN|compound>5"
        " Heron|PROPN|flat>3 today|NOUN|obl:unmarked>2"
    )
    doc = tree(text, {"Heron": "GPE"})
    assert [(name.text, name.label) for name in names(doc, GAZETTEER)] == [("Exercise Blue Heron", "OPERATION")]


def test_an_exercise_without_a_name_is_none():
    assert names(tree("Exercise|NOUN|nsubj>2 helps=help|VERB|root"), GAZETTEER) == []


# ------------------------------------------------------------------------------------------ parties and their leaders

LED = (
    "The|DET|det>3 Progress|PROPN|compound>3 {}|PROPN|nsubj>7 of|ADP|case>5 Luis|PROPN|nmod>3 Maren|PROPN|flat>5"
    " won|VERB|root"
)


def test_a_party_and_whose_it_is_are_two_names():
    found = named(LED.format("Alliance"), Progress_Alliance_of_Luis_Maren="ORG")
    assert found == [("Progress Alliance", "ORG"), ("Luis Maren", "PERSON")]
    assert ("Luis Maren", "PERSON") in named(LED.format("Alliance"), Progress_Alliance="ORG", Luis_Maren="ORG")


def test_other_bodies_bear_names_of_people():
    found = named(LED.format("Foundation"), Progress_Foundation_of_Luis_Maren="ORG")
    assert found == [("Progress Foundation of Luis Maren", "ORG")]
