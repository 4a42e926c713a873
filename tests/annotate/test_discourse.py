"""Where a name hangs in its sentence, and who is meant by "the company" and by a "he" in a quotation."""

from __future__ import annotations

import pytest

from kg.annotate.discourse import Discourse
from tests.annotate.reading import referred
from tests.annotate.world import AUTHORITY, ONTOLOGY
from tests.build import mention, tree


def hanging(text, words):
    """(the word by which a name hangs in its sentence, is it a subject)."""
    doc = tree(text)
    discourse = Discourse(doc, AUTHORITY, ONTOLOGY, [mention(doc, words, "ORG")], ())
    return discourse.root(0).text, discourse.is_subject(0)


COMPANY = "The|DET|det>3 oil|NOUN|compound>3 company|NOUN|{}>{} Tide|PROPN|{}>{} Gas|PROPN|flat>4 {}"


@pytest.mark.parametrize("dep", ["appos", "flat", "nmod:desc"])
def test_a_described_name_hangs_where_its_description_does(dep):
    text = COMPANY.format("nsubj", 6, dep, 3, "grew=grow|VERB|root")
    assert hanging(text, "Tide Gas") == ("company", True)


def test_a_described_name_that_is_no_subject():
    text = (
        "They|PRON|nsubj>2 left=leave|VERB|root the|DET|det>4 company|NOUN|obj>2 Tide|PROPN|appos>4 Gas|PROPN|flat>5"
    )
    assert hanging(text, "Tide Gas") == ("company", False)


def test_a_titled_name_hangs_where_its_title_does():
    text = "President|PROPN|nsubj>4 Ilse|PROPN|flat>1 Maren|PROPN|flat>1 left=leave|VERB|root"
    assert hanging(text, "Ilse Maren") == ("President", True)


def test_a_name_before_a_noun_is_a_mere_attribute_of_it():
    text = "Tide|PROPN|compound>3 Gas|PROPN|flat>1 managers=manager|NOUN.NNS|nsubj>4 left=leave|VERB|root"
    assert hanging(text.replace("managers=manager", "ships=ship"), "Tide Gas") == ("Tide", False)


def test_a_speaker_whom_the_parser_took_for_an_object_is_a_subject():
    assert hanging("So|ADV|advmod>2 said=say|VERB|root Tide|PROPN|obj>2", "Tide") == ("Tide", True)
    assert hanging("They|PRON|nsubj>2 saw=see|VERB|root Tide|PROPN|obj>2", "Tide") == ("Tide", False)


# ------------------------------------------------------------------------------------------- the company said

SALE = (
    "{0}|PROPN|compound>2 {1}|PROPN|nsubj>3 bought=buy|VERB|ccomp>9 {2}|PROPN|compound>5 {3}|PROPN|obj>3"
    " ~,|PUNCT|punct>3 the|DET|det>8 company|NOUN|nsubj>9 said=say|VERB|root"
)


@pytest.mark.parametrize("pair", [("Tide", "Gas", "Fjord", "Bank"), ("Fjord", "Bank", "Tide", "Gas")])
def test_the_company_that_speaks_is_the_subject_of_the_sentence(pair):
    assert referred(SALE.format(*pair), Tide_Gas="ORG") == [("the company", " ".join(pair[:2]))]


def test_without_a_subject_the_company_is_the_last_that_was_named():
    text = (
        "They|PRON|nsubj>2 left=leave|VERB|root Tide|PROPN|compound>4 Gas|PROPN|obj>2 for|ADP|case>7"
        " Fjord|PROPN|compound>7 Bank|PROPN|obl>2\nThe|DET|det>2 company|NOUN|nsubj>3 grew=grow|VERB|root"
    )
    assert ("The company", "Fjord Bank") in referred(text, Tide_Gas="ORG")


# --------------------------------------------------------------------------------------- "he" in a quotation

CAME = "{} came=come|VERB|root\n"
MAREN = "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1"
LIND = "Tove|PROPN|nsubj>3 Lind|PROPN|flat>1"
SPOKEN = (
    "“|PUNCT|punct>4 ~{}|PRON|nsubj>4 has|AUX|aux>4 joined=join|VERB.VBN|ccomp>11 the|DET|det>6 club|NOUN|obj>4"
    " ~,|PUNCT|punct>4 ~”|PUNCT|punct>4 {}|PROPN|nsubj>11 {}|PROPN|flat>9 said=say|VERB|root"
)


def meant(text, pronoun):
    return [found for found in referred(text) if found[0] == pronoun]


@pytest.mark.parametrize("pronoun", ["He", "She"])
def test_who_is_spoken_of_in_a_quotation_is_never_its_speaker(pronoun):
    assert meant(CAME.format(MAREN) + SPOKEN.format(pronoun, "Ilse", "Maren"), pronoun) == []


def test_who_is_spoken_of_in_a_quotation_may_be_somebody_else():
    text = CAME.format(LIND) + SPOKEN.format("He", "Ilse", "Maren")
    assert meant(text, "He") == [("He", "Tove Lind")]


def test_a_speaker_known_by_the_surname_is_not_he_either():
    text = CAME.format(MAREN) + SPOKEN.replace("{}|PROPN|flat>9", "loudly|ADV|advmod>11").format("He", "Maren")
    assert meant(text, "He") == []


def test_outside_the_quotation_the_speaker_comes_back():
    after = "\nHe|PRON|nsubj>2 left=leave|VERB|root"
    text = CAME.format(MAREN) + SPOKEN.format("I", "Ilse", "Maren") + after
    assert meant(text, "He") == [("He", "Ilse Maren")]
