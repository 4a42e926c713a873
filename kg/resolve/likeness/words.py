"""How alike two words are, and which words of two names belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from kg.resolve.likeness.sounds import name_lists, skeleton, sound

__all__ = ["Likeness", "Pairing", "consonants_alike", "paired", "words_alike"]

_SAME_SOUND: Final = 0.94
_SLIP: Final = 0.93
"""At most, for words that differ by letters."""
_SHORT_FORM: Final = 0.9
_NEAR_SOUND: Final = 0.78
_ONE_LETTER: Final = 3
"""Letters of a word from which on one may be wrong; of two words with just so many none may."""
_TWO_LETTERS: Final = 8
"""Letters from which on two may be wrong."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 (two names) to 1 (the same words); ``because`` tells what is not the same, in their words."""

    score: float
    because: str


@lru_cache(maxsize=32768)
def words_alike(one: str, other: str) -> float:
    """From 0 to 1, for two words in the letters a to z."""
    if one == other:
        return 1.0
    nicknames = name_lists().nicknames
    if nicknames.get(one, frozenset()) & nicknames.get(other, frozenset()):
        return _SHORT_FORM
    shorter = min(len(one), len(other))
    if shorter > _ONE_LETTER and sound(one) == sound(other):
        return _SAME_SOUND
    slips = OSA.distance(one, other)
    if slips <= _allowed(one, other):
        other_sound = sound(one)[:1] != sound(other)[:1]
        return min(_SLIP, 1.08 - slips / max(len(one), len(other)) - 0.06 * other_sound)
    if shorter >= 5 and slips <= 3 and OSA.distance(sound(one), sound(other)) <= 1:
        return _NEAR_SOUND
    return 0.0


def _allowed(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    if shorter < _ONE_LETTER or (shorter == _ONE_LETTER == max(len(one), len(other))):
        return 0
    return 1 if shorter < _TWO_LETTERS else 2


def consonants_alike(one: str, other: str) -> float:
    """The same where one of the two comes from a script without vowels."""
    first, second = skeleton(one), skeleton(other)
    if first == second and len(first) > 1:
        return _SHORT_FORM
    return _NEAR_SOUND if min(len(first), len(second)) > 3 and OSA.distance(first, second) <= 1 else 0.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """Words of two names set against each other: (index, index, likeness) by the first; the words left over."""

    pairs: tuple[tuple[int, int, float], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def score(self) -> float:
        """1 less what the pairs lack."""
        return max(0.0, 1.0 - sum(1.0 - likeness for _, _, likeness in self.pairs))

    @property
    def crossed(self) -> bool:
        """The words come in another order."""
        order = [second for _, second, _ in self.pairs]
        return order != sorted(order)


def paired(one: Sequence[str], other: Sequence[str], how: Callable[[str, str], float] = words_alike) -> Pairing:
    """The words that are most alike first, each once; of equals those nearest in place."""
    every = [(how(a, b), -abs(i - j), -i, -j) for i, a in enumerate(one) for j, b in enumerate(other)]
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for likeness, _, i, j in sorted((found for found in every if found[0]), reverse=True):
        if -i not in taken and -j not in used:
            taken[-i] = (-j, likeness)
            used.add(-j)
    return Pairing(
        tuple((i, *taken[i]) for i in sorted(taken)),
        tuple(word for i, word in enumerate(one) if i not in taken),
        tuple(word for j, word in enumerate(other) if j not in used),
    )
