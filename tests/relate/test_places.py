"""Which sentences can speak of two: only these are asked whom a pattern relates there."""

from __future__ import annotations

import pytest

from kg.relate.cast import Cast
from tests.build import entity, scene, tree
from tests.relate.world import ONTOLOGY, book, short, told

VERANA = entity("Verana")


@pytest.mark.parametrize(
    ("text", "crowded"),
    [
        ("Verana|PROPN|nsubj>2 met=meet|VERB|root Solmark|PROPN|obj>2", True),
        ("Verana|PROPN|nsubj>2 left=leave|VERB|root", False),
        ("Rain|NOUN|nsubj>2 fell=fall|VERB|root", False),
    ],
)
def test_a_sentence_that_speaks_of_one_is_not_crowded(text, crowded):
    doc = tree(text)
    actors = {name: "Country" for name in ("Verana", "Solmark") if name in doc.text}
    assert bool(Cast(*scene(doc, actors), ONTOLOGY).crowded) == crowded


def test_a_city_can_stand_for_another():
    doc = tree("Lume|PROPN|nsubj>2 won=win|VERB|root")
    assert not Cast(*scene(doc, {"Lume": "City"}), ONTOLOGY).crowded
    assert Cast(*scene(doc, {"Lume": "City"}, seats={"lume": VERANA}), ONTOLOGY).crowded == {0, 1}


def test_a_pattern_relates_one_to_whom_the_sentence_before_is_about(tmp_path):
    patterns = {
        "memberOf": [
            {"name": "joined", "verb": "join", "subject": "subj", "object": "obj"},
            {"name": "admitted", "verb": "admit", "subject": "obj", "object": ["to", "at-hand"]},
        ]
    }
    text = (
        "The|DET|det>2 League|PROPN|nsubj>3 met=meet|VERB|root\n"
        "Verana|PROPN|nsubj:pass>3 was|AUX|aux:pass>3 admitted=admit|VERB.VBN|root"
    )
    read = book(tmp_path, patterns)
    assert [pattern.beyond for file in read.files for pattern in file.patterns] == [False, True]
    assert short(told(text, {"League": "InternationalOrganization", "Verana": "Country"}, read)) == [
        "Verana memberOf League"
    ]


def test_the_words_that_can_start_a_pattern(tmp_path):
    read = book(tmp_path, {"memberOf": [{"name": "m", "noun": "member-state", "subject": "subj", "object": "of"}]})
    assert read.words == {"member-state", "state"}
    read = book(tmp_path, {"memberOf": [{"name": "m", "verb": "set_up", "subject": "subj", "object": "obj"}]})
    assert read.words == {"set"}
