"""The pairs of entities that are worth comparing: those that share a key, of many that each name has.

Every key leaves something open (the end of a word, a vowel, the order), so that one slip does not part a pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from kg.identity.profiles import Profile
from kg.resolve.likeness import name_words, skeleton, sound

__all__ = ["CROWDED", "candidates", "keys"]

CROWDED: Final = 40
"""Entities with one key, at most: a key of more says little, and its pairs share another."""


def candidates(profiles: Mapping[str, Profile]) -> list[tuple[str, str]]:
    """Pairs of ids, each in order, sorted; at least one of a pair is no known actor."""
    blocks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for id, profile in profiles.items():
        for key in keys(profile):
            blocks[key].add(id)
    found = {
        pair for ids in blocks.values() if len(ids) <= CROWDED for pair in combinations(sorted(ids), 2)
    }  # the lone surnames of a crowded name stay apart: nobody could tell them
    return sorted(pair for pair in found if profiles[pair[0]].minted or profiles[pair[1]].minted)


def keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    """The keys of all names of an entity; of one kind only those of that kind share any. Some come several times."""
    return ((profile.kind, *key) for key in _keys(profile))


def _keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    for name in sorted(profile.names):
        words = name_words(name, person=profile.person)
        if not words:
            continue
        yield "letters", "".join(sorted("".join(words)))
        if profile.person:
            yield from _person(words)
        else:
            yield from _body(words)


def _person(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    last = words[-1]
    yield "alone", sound(last)
    if len(words) > 1:
        first = words[0]
        yield "surname", sound(last), sound(first)[:1]
        yield "given", sound(first), sound(last)[:1]
        yield "consonants", skeleton(first), skeleton(last)[:2]
        yield "turned", *sorted((sound(first), sound(last)))


def _body(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield "words", *sorted(sound(word) for word in words)
    if len(words) > 1:
        yield "initials", "".join(word[0] for word in words)
        for left in range(min(len(words), 6)):  # one word may be misspelt
            yield "all but one", *sorted(sound(word) for i, word in enumerate(words) if i != left)
    else:
        yield "initials", words[0]
        yield "consonants", skeleton(words[0])
