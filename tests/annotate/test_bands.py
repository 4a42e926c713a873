"""Groups without a name of their own: rebels, peoples, administrations."""

from __future__ import annotations

import pytest

from kg.annotate.names import names
from tests.annotate.world import GAZETTEER
from tests.build import tree


def named(text, **labels):
    """(words, label) of each name; keywords are what the pipeline found."""
    doc = tree(text, {words.replace("_", " "): label for words, label in labels.items()})
    return [(name.text, name.label) for name in names(doc, GAZETTEER)]


@pytest.mark.parametrize("noun", ["rebel", "guerrilla", "refugee", "demonstrator"])
def test_a_band_with_its_nation_is_somebody_of_its_own(noun):
    text = f"Veran|ADJ|amod>2 {noun}s={noun}|NOUN.NNS|nsubj>3 fled|VERB|root"
    assert (f"Veran {noun}s", "ORG") in named(text, Veran="NORP")


def test_a_band_without_a_nation_is_nobody():
    assert named("Armed|ADJ|amod>2 rebels=rebel|NOUN.NNS|nsubj>3 fled|VERB|root") == []


def test_rebels_in_a_place_are_told_apart_by_it():
    text = "Rebels=rebel|NOUN.NNS|nsubj>5 in|ADP|case>4 the|DET|det>4 Kelmoor|PROPN|nmod>1 fled|VERB|root"
    assert ("Rebels in the Kelmoor", "ORG") in named(text, Kelmoor="GPE")


def test_troops_of_a_nation_are_no_node_of_their_own():
    text = "Veran|ADJ|amod>2 troops=troop|NOUN.NNS|nsubj>3 fled|VERB|root"
    assert named(text, Veran="NORP") == [("Veran", "NORP")]


def test_forces_of_a_people_that_no_country_answers_for():
    text = "Tidal|ADJ|amod>2 forces=force|NOUN.NNS|nsubj>3 fled|VERB|root"
    assert ("Tidal forces", "ORG") in named(text, Tidal="NORP")


def test_a_people_is_not_the_nation_of_its_name():
    text = "ethnic|ADJ|amod>2 Verans|PROPN|nsubj>3 fled|VERB|root"
    assert named(text, Verans="NORP") == [("ethnic Verans", "ORG")]


def test_the_administration_of_a_person():
    text = "the|DET|det>3 Maren|PROPN|compound>3 administration|NOUN|nsubj>4 agreed|VERB|root"
    assert ("Maren administration", "ORG") in named(text, Maren="PERSON")


@pytest.mark.parametrize(("kind", "noun"), [("rebel", "leader"), ("opposition", "party")])
def test_leaders_and_parties_of_a_band_are_not_the_nation(kind, noun):
    text = f"Veran|ADJ|amod>3 {kind}|NOUN|compound>3 {noun}s={noun}|NOUN.NNS|nsubj>4 fled|VERB|root"
    assert (f"Veran {kind} {noun}s", "ORG") in named(text, Veran="NORP")
