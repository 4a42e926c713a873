"""Changes to training sentences that widen what they teach; trees stay right."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from functools import cache
from typing import Any

from kg.language.train.sample import UNKNOWN, Name, Sample
from kg.language.train.words import data, places

_FLAT = ("NNP", "PROPN", "Number=Sing")
_TITLE_ADJECTIVES = {"Prime", "Foreign", "Deputy", "Vice", "Special", "High", "Presidential"}


@cache
def people() -> list[tuple[list[str], list[str]]]:
    """Given and family names of each region, "Van Giang" as one."""
    found = []
    for region in tomllib.loads(data("people.toml")).values():
        if "given" in region:
            split = "|" if "|" in region["family"] else None
            found.append((region["given"].split(), region["family"].split(split)))
    return found


@cache
def titles() -> list[list[str]]:
    return [t.split() for t in tomllib.loads(data("people.toml"))["ranks"]["titles"].split("|")]


@cache
def _places() -> list[list[str]]:
    return [
        p.title().split()
        for p in sorted(places())
        if p.count(" ") < 2 and p.replace(" ", "").isalpha() and p.isascii()
    ]


def hyphens(words: list[str]) -> list[tuple[str, int]]:
    """Words cut at inner hyphens, as the tokenizer does: (piece, gap before it)."""
    found = []
    for word in words:
        for i, part in enumerate(word.replace("-", " - ").split()):
            found.append((part, 1 if i == 0 else 0))
    return found


def person(chance: random.Random, single: bool) -> list[str]:
    """A person's name from somewhere; only the family name if `single`."""
    given, family = chance.choice(people())
    last = chance.choice(family).split()
    if single:
        return last
    first = chance.choice(given)
    draw = chance.random()
    if draw < 0.06:
        return [first, chance.choice(given), *last]
    if draw < 0.1:
        return [first, chance.choice("ABDEGHJKLMNPRSTW") + ".", *last]
    return [first, *last]


def replace_name(sample: Sample, name: Name, words: list[str], label: str = "flat") -> Sample:
    """The sentence with other words in the place of a name; they hang on the first one (`label`), or on the last
    if the label is "compound"."""
    new = hyphens(words)
    size, start, end = len(new), name.start, name.end
    shift = size - (end - start)
    outer = [i for i in range(start, end) if not start <= sample.heads[i] < end or sample.heads[i] == i]
    top = outer[0] if outer else start
    anchor = start if label == "flat" else start + size - 1

    def moved(i: int, by: int) -> int:
        if i == UNKNOWN:
            return UNKNOWN
        if start <= i < end:
            return anchor
        return i + by if i >= end else i

    known = sample.heads[top] != UNKNOWN
    inner = [anchor if known else UNKNOWN] * size
    relations = [label] * size
    for i, (piece, _) in enumerate(new):
        if piece == "-":
            relations[i], inner[i] = "punct", (start + i + 1 if known else UNKNOWN)
    root = sample.heads[top] == top
    inner[anchor - start] = anchor if root else moved(sample.heads[top], shift)
    relations[anchor - start] = sample.relations[top]
    heads = [moved(h, shift) for h in sample.heads]
    tag = _FLAT if sample.tags[top] else None
    tags = [("HYPH", "PUNCT", "_") if tag and p == "-" else tag for p, _ in new]
    gaps = [gap for _, gap in new]
    gaps[0] = sample.gaps[start]
    names = [n for n in sample.names if n.end <= start]
    names.append(Name(start, start + size, name.labels, name.maybe))
    names += [Name(n.start + shift, n.end + shift, n.labels, n.maybe) for n in sample.names if n.start >= end]

    def cut(old: tuple[Any, ...], middle: list[Any]) -> tuple[Any, ...]:
        return (*old[:start], *middle, *old[end:])

    return Sample(
        cut(sample.words, [p for p, _ in new]),
        cut(sample.gaps, gaps),
        (*heads[:start], *inner, *heads[end:]),
        cut(sample.relations, relations),
        cut(sample.tags, tags),
        tuple(names),
        cut(sample.soft, [0] * size),
        sample.document,
    )


Inserted = tuple[str, int, int, str, tuple[str, str, str]]
"""A word, the gap before it, its head (an index of the new sentence), relation, and tags."""


def insert(sample: Sample, at: int, words: list[Inserted]) -> Sample:
    """The sentence with words before index `at`; a capitalised word there gives its gap to the first of them."""
    size = len(words)

    def moved(i: int) -> int:
        return i + size if i >= at else i

    gaps = [w[1] for w in words]
    later = list(sample.gaps[at:])
    if later and words[0][0] != ",":
        gaps[0], later[0] = later[0], 1
    known = UNKNOWN not in sample.heads
    return Sample(
        (*sample.words[:at], *(w[0] for w in words), *sample.words[at:]),
        (*sample.gaps[:at], *gaps, *later),
        (
            *(moved(h) for h in sample.heads[:at]),
            *(w[2] if known else UNKNOWN for w in words),
            *(moved(h) for h in sample.heads[at:]),
        ),
        (*sample.relations[:at], *(w[3] for w in words), *sample.relations[at:]),
        (*sample.tags[:at], *(w[4] if known else None for w in words), *sample.tags[at:]),
        tuple(n if n.end <= at else Name(n.start + size, n.end + size, n.labels, n.maybe) for n in sample.names),
        (*sample.soft[:at], *([0] * size), *sample.soft[at:]),
        sample.document,
    )


def with_title(sample: Sample, name: Name, title: list[str]) -> Sample:
    """The sentence with a title before a person's name."""
    size, at = len(title), name.start
    words = []
    for i, word in enumerate(title):
        last = i == size - 1
        adjective = word in _TITLE_ADJECTIVES and not last
        relation = "nmod:desc" if last else "amod" if adjective else "compound"
        fine = "NNP" if word[0].isupper() else "NN"
        tags = (fine, "ADJ" if adjective else "PROPN" if word[0].isupper() else "NOUN", "Number=Sing")
        if adjective:
            tags = (fine, "ADJ", "Degree=Pos")
        words.append((word, 1, at + size if last else at + size - 1, relation, tags))
    if "General" in title[-1:] and size > 1:
        words[-1] = (*words[-1][:3], "nmod:desc", words[-1][4])
    return insert(sample, at, words)


def _free(words: tuple[str, ...], start: int) -> bool:
    """Whether a title may stand before a name: nothing capitalised, no article and no adjective there."""
    before = words[start - 1] if start else ""
    return before in ("", '"', ",") or (before[0].isalnum() and before.islower() and before not in ("the", "a"))


def swap_names(sample: Sample, chance: random.Random, share: float, place_share: float, title_share: float) -> Sample:
    """Other persons and places, and titles, in the sentence."""
    for number in range(len(sample.names)):
        name = sample.names[number]
        text = sample.words[name.start : name.end]
        if name.labels == ("PERSON",) and not name.maybe and text[0][:1].isupper():
            if chance.random() < share and len(text) < 5:
                sample = replace_name(sample, name, person(chance, single=len(text) == 1))
                name = sample.names[number]
            if chance.random() < title_share and _free(sample.words, name.start):
                sample = with_title(sample, name, chance.choice(titles()))
        elif name.labels == ("GPE",) and chance.random() < place_share and text[0].istitle():
            sample = replace_name(sample, name, chance.choice(_places()), label="compound")
    return sample


def other_case(sample: Sample, chance: random.Random) -> Sample:
    """The sentence in capitals, in lower case, or With Capitals."""
    draw = chance.random()
    change = str.upper if draw < 0.35 else str.lower if draw < 0.6 else None
    words = [change(w) if change else (w[:1].upper() + w[1:] if len(w) > 3 else w) for w in sample.words]
    return replace(sample, words=tuple(words))
