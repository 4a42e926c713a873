"""Sentences that nobody expects: next to nothing, emoji, hundreds of names or clauses."""

from __future__ import annotations

import time as clock

import pytest

from kg.relate import relate
from tests.build import scene, tree
from tests.relate.world import JOINED, MEMBER, ONTOLOGY, told


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".|PUNCT|root",
        "Verana|PROPN|root",
        ".|PUNCT|root ~!|PUNCT|punct>1 ~?|PUNCT|punct>1",
        "🙂|SYM|root joined=join|VERB|dep>1",
        "-|PUNCT|root ~led=lead|VERB|dep>1",
        "join|VERB|root",
        "conflict|NOUN|root",
        "\u200b|X|root",
    ],
)
def test_next_to_nothing_tells_nothing(patterns, text):
    parsed, resolution = scene(tree(text), {"Verana": "Country"} if "Verana" in text else {})
    assert relate(parsed, resolution, ontology=ONTOLOGY, book=patterns) == ([], [])


def test_emoji_do_not_shift_the_evidence(patterns):
    (found,) = told("🙂🙂|SYM|dep>3 " + shifted(JOINED), MEMBER, patterns)
    (piece,) = found.evidence
    assert piece.text[piece.subject.start : piece.subject.end] == "Verana"


def shifted(line):
    """A sentence behind one more word."""
    return " ".join(
        f"{word.rpartition('>')[0]}>{int(word.rpartition('>')[2]) + 1}" if ">" in word else word
        for word in line.split()
    )


def test_three_hundred_who_are_joined_are_read_in_time(patterns):
    names = [f"C{number}" for number in range(300)]
    others = " ".join(f"{name}|PROPN|conj>1" for name in names[1:])
    text = f"{names[0]}|PROPN|nsubj>301 {others} attacked=attack|VERB|root Solmark|PROPN|obj>301"
    started = clock.process_time()
    found = told(text, {**dict.fromkeys(names, "Country"), "Solmark": "Country"}, patterns)
    assert clock.process_time() - started < 20
    assert len(found) == 300
    assert {fact.relation for fact in found} == {"attacked"}


@pytest.mark.parametrize("dep", ["conj", "xcomp", "advcl", "ccomp", "acl:relcl", "parataxis"])
def test_a_sentence_of_three_hundred_clauses_is_read_in_time(patterns, dep):
    clauses = " ".join(f"joined=join|VERB|{f'{dep}>{i}' if i > 1 else 'root'}" for i in range(1, 300))
    started = clock.process_time()
    told(f"Verana|PROPN|nsubj>2 {clauses} League|PROPN|obj>300", MEMBER, patterns)
    assert clock.process_time() - started < 20
