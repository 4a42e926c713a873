"""Copies are found as if each article were compared to all before it."""

from __future__ import annotations

import random

from kg.ingest.copies import ALIKE, Copies, shingles_of, words_of
from kg.model import Article
from tests.build import article

PHRASE = "as this newspaper has told its readers in each of its editions since the war began in the north "


def edited(words: list[str], changes: int, rng: random.Random) -> list[str]:
    words = list(words)
    for place in rng.sample(range(len(words)), changes):
        words[place] = f"other{rng.randrange(10**6)}"
    return words


def corpus() -> list[Article]:
    """Articles with a phrase that all have, each with copies in which more and more words are others."""
    rng = random.Random(5)
    made = []
    for number in range(25):
        words = [f"word{rng.randrange(4000)}" for _ in range(rng.choice([60, 200, 400]))]
        for changes in (0, 0, 1, 2, 3, 5, 8, 13, 21):
            text = PHRASE + " ".join(edited(words, changes, rng))
            made.append(article(text, source=f"{number}-{len(made)}.txt"))
    rng.shuffle(made)
    return made


def by_comparing(articles: list[Article]) -> list[bool]:
    """Whether each is a copy of one before it that is none."""
    kept: list[set[int]] = []
    found = []
    for one in articles:
        runs = set(shingles_of(words_of(one)))
        found.append(any(len(runs & other) / len(runs | other) >= ALIKE for other in kept))
        if not found[-1]:
            kept.append(runs)
    return found


def test_the_same_are_found_as_by_comparing_each_to_all():
    articles = corpus()
    with Copies() as copies:
        told = [copies.seen(one) for one in articles]
    assert [why is not None for why in told] == by_comparing(articles)
    assert all(why.startswith(("same text as ", "copy of ")) for why in told if why)


def test_a_phrase_that_very_many_articles_have_hides_no_copy(monkeypatch):
    monkeypatch.setattr("kg.ingest.copies.COMMON", 5)
    test_the_same_are_found_as_by_comparing_each_to_all()
