"""Changes to training sentences leave trees that are trees and names where they belong."""

from __future__ import annotations

import random

import pytest

from kg.language.train import augment, frames
from kg.language.train.sample import Name, Sample

pytest.importorskip("rigour", reason="rigour, of the extra train, is not installed")

VERB = ("VBD", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin")
NAME = ("NNP", "PROPN", "Number=Sing")
SENTENCE = Sample(
    words=("Ana", "Diaz", "visited", "Vienna", "yesterday", "."),
    gaps=(1, 1, 1, 1, 1, 0),
    heads=(2, 0, 2, 2, 2, 2),
    relations=("nsubj", "flat", "root", "obj", "advmod", "punct"),
    tags=(NAME, NAME, VERB, NAME, ("RB", "ADV", "_"), (".", "PUNCT", "_")),
    names=(Name(0, 2, ("PERSON",)), Name(3, 4, ("GPE",))),
    soft=(0,) * 6,
)


def assert_sound(sample: Sample) -> None:
    size = len(sample.words)
    assert {len(x) for x in (sample.gaps, sample.heads, sample.relations, sample.tags, sample.soft)} == {size}
    roots = [i for i, h in enumerate(sample.heads) if h == i]
    assert len(roots) == 1
    for i in range(size):
        steps, at = 0, i
        while at != roots[0]:
            at, steps = sample.heads[at], steps + 1
            assert steps <= size
    assert len(sample.name_masks()) == size
    assert all(0 <= n.start < n.end <= size for n in sample.names)


@pytest.mark.parametrize("seed", range(60))
def test_every_change_is_sound(seed: int) -> None:
    chance = random.Random(seed)
    changed = augment.swap_names(SENTENCE, chance, 1.0, 1.0, 1.0)
    for step in (frames.apposed, frames.led, frames.quoted):
        assert_sound(changed)
        changed = step(changed, chance)
    assert_sound(changed)


def test_an_inverted_quotation_has_its_speaker_as_subject() -> None:
    seen = 0
    for seed in range(80):
        framed = frames.quoted(SENTENCE, random.Random(seed))
        root = next(i for i, h in enumerate(framed.heads) if h == i)
        subjects = [i for i, h in enumerate(framed.heads) if h == root and framed.relations[i] == "nsubj"]
        assert len(subjects) == 1
        assert framed.relations[framed.words.index("visited")] == "ccomp"
        seen += subjects[0] > root
    assert seen > 30


def test_a_title_hangs_on_the_name_and_is_no_part_of_it() -> None:
    titled = augment.with_title(SENTENCE, SENTENCE.names[0], ["Foreign", "Minister"])
    assert titled.words[:4] == ("Foreign", "Minister", "Ana", "Diaz")
    assert titled.relations[:4] == ("amod", "nmod:desc", "nsubj", "flat")
    assert (titled.heads[0], titled.heads[1]) == (1, 2)
    assert titled.names[0] == Name(2, 4, ("PERSON",))


def test_a_swapped_name_keeps_its_place_in_the_tree() -> None:
    swapped = augment.replace_name(SENTENCE, SENTENCE.names[0], ["Khalid", "al-Amin"])
    assert swapped.words[:5] == ("Khalid", "al", "-", "Amin", "visited")
    assert swapped.heads[0] == 4
    assert swapped.relations[:4] == ("nsubj", "flat", "punct", "flat")
    assert_sound(swapped)
