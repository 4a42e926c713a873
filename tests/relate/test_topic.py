"""The body that a sentence leaves out: "Nauru was admitted", "Tuvalu is an observer"."""

from __future__ import annotations

import pytest

from kg.relate.cast import Cast
from kg.relate.topic import at_hand
from tests.build import scene, tree
from tests.relate.world import ONTOLOGY

BODIES = {"League": "InternationalOrganization", "Union": "InternationalOrganization"}
MEMBER = "Verana|PROPN|nsubj>3 is=be|AUX|cop>3 member|NOUN|root"


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("League|PROPN|nsubj>2 met=meet|VERB|root", ["League"]),
        ("Union|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2", ["Union"]),
        ("He|PRON|nsubj>2 praised=praise|VERB|root League|PROPN|obj>2 and|CCONJ|cc>5 Union|PROPN|conj>3", []),
        ("He|PRON|nsubj>2 slept=sleep|VERB|root", []),
    ],
)
def test_the_body_of_the_sentence_before(before, meant):
    doc = tree(f"{before}\n{MEMBER}")
    parsed, resolution = scene(doc, {name: type for name, type in BODIES.items() if name in doc.text})
    found = at_hand(doc[len(doc) - 1], Cast(parsed, resolution, ONTOLOGY))
    assert [one.entity.label for one in found] == meant


def test_who_is_named_most_but_not_yet_is_not_meant():
    later = "\n".join(["Union|PROPN|nsubj>2 met=meet|VERB|root"] * 3)
    for first, meant in (("League|PROPN|obj>2 praised=praise|VERB|root\n", ["League"]), ("", [])):
        doc = tree(f"{first}{MEMBER}\n{later}")
        parsed, resolution = scene(doc, {name: type for name, type in BODIES.items() if name in doc.text})
        member = next(token for token in doc if token.text == "member")
        assert [one.entity.label for one in at_hand(member, Cast(parsed, resolution, ONTOLOGY))] == meant


def test_the_mission_that_is_spoken_of():
    doc = tree(f"Shield|PROPN|nsubj>2 began=begin|VERB|root\nLeague|PROPN|nsubj>2 met=meet|VERB|root\n{MEMBER}")
    parsed, resolution = scene(doc, {"Shield": "MilitaryOperation", "League": "InternationalOrganization"})
    cast = Cast(parsed, resolution, ONTOLOGY)
    assert [one.entity.label for one in at_hand(doc[3], cast, "MilitaryOperation")] == ["Shield"]
