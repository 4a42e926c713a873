"""Names of persons: "Marie T. Osei", "Osei, Marie", "Dr Marie Osei" are one; "Marie Osei" and "Ama Osei" two."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA

from kg.resolve.likeness.sounds import letters, name_lists, without_vowels
from kg.resolve.likeness.words import Likeness, Pairing, consonants_alike, paired, words_alike
from kg.resolve.words import words

__all__ = ["person_words", "persons_alike"]

_INITIAL: Final = 0.85
_ONE_WORD: Final = 0.55
"""A surname alone may be anybody of that surname."""
_TURNED: Final = 0.6
_CONTRADICTED: Final = 0.5
_EXTRA: Final = 0.03
"""Lost for each word that only one of the two has."""
_LONG_ENOUGH: Final = 5
"""Letters from which on the same letters with other blanks are the same name."""


def persons_alike(one: str, other: str) -> Likeness:
    """How likely two names of persons are one."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return Likeness(0.0, "no letters")
    how = consonants_alike if without_vowels(one) != without_vowels(other) else words_alike
    mine, yours = _without_particles(first), _without_particles(second)
    if mine == yours:
        return Likeness(1.0, "the same words")
    if together := _run_together(mine, yours):
        return together
    found = _with_initials(paired(mine, yours, how), mine, yours)
    if not found.pairs:
        return Likeness(0.0, "no word in common")
    if found.left and found.right:
        against = f"{' '.join(found.left)} against {' '.join(found.right)}"
        return Likeness(min(_CONTRADICTED, _CONTRADICTED * found.score), against)
    told = [f"{mine[i]} ~ {yours[j]}" for i, j, likeness in found.pairs if likeness < 1]
    turned = _turned(found, first, second, "," in one or "," in other)
    if turned is not None:
        return Likeness(turned, "the words are in another order")
    extra = found.left or found.right
    if extra and len(found.pairs) < 2:
        return Likeness(_ONE_WORD, f"one has {' '.join(extra)} besides")
    score = found.score - _lost(found, extra) - (_EXTRA if found.crossed else 0.0)
    told += [f"one has {' '.join(extra)} besides"] if extra else []
    return Likeness(max(0.0, score), ", ".join(told) or "another order")


def person_words(name: str) -> list[str]:
    """The words of a name that count: the surname last, without titles, "Jr" and small words."""
    return _without_particles(_words(name))


def _words(name: str) -> list[str]:
    """The words of a name in the letters a to z, the surname last, without titles and "Jr"."""
    if name.count(",") == 1:
        surname, given = name.split(",")
        name = f"{given} {surname}" if given.strip() else surname
    parts = letters(name).split()
    titles = words().titles | name_lists().titles
    while len(parts) > 1 and parts[0] in titles:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in words().suffixes:
        parts = parts[:-1]
    return parts


def _without_particles(parts: list[str]) -> list[str]:
    lists = name_lists()
    first = parts[:1] if parts and parts[0] in lists.nicknames else []  # "Ben Okri", but "bin Rashid Mohammed"
    return first + [part for part in parts[len(first) :] if part not in lists.particles] or parts


def _run_together(one: list[str], other: list[str]) -> Likeness | None:
    """The same letters with other blanks; with one wrong letter where one of the two has no blank at all."""
    first, second = "".join(one), "".join(other)
    if first == second and len(first) > _LONG_ENOUGH:
        return Likeness(0.97, "the blanks differ")
    glued = min(len(one), len(other)) == 1 < max(len(one), len(other))
    if glued and min(len(first), len(second)) > 8 and OSA.distance(first, second) <= 1:
        return Likeness(0.9, "the blanks and a letter differ")
    return None


def _with_initials(found: Pairing, one: list[str], other: list[str]) -> Pairing:
    """Words left over that are the initial of each other, or the same letters with other blanks, are pairs, too."""
    pairs, left, right = list(found.pairs), list(found.left), list(found.right)
    for mine in found.left if pairs else ():
        yours = next((word for word in right if word[0] == mine[0] and 1 in (len(word), len(mine))), None)
        if yours is not None:
            left.remove(mine)
            right.remove(yours)
            pairs.append((one.index(mine), other.index(yours), _INITIAL))
    glued, parted = "".join(left), "".join(right)
    if len(left) != len(right) and min(len(glued), len(parted)) > _LONG_ENOUGH and OSA.distance(glued, parted) <= 1:
        pairs.append((one.index(left[0]), other.index(right[0]), 0.95))
        left, right = [], []
    return Pairing(tuple(sorted(pairs)), tuple(left), tuple(right))


def _turned(found: Pairing, one: list[str], other: list[str], comma: bool) -> float | None:
    """The score where another order makes it another name: given name and surname, son and father; else None."""
    if not found.crossed:
        return None
    patronymic = name_lists().patronymic
    if patronymic.intersection(one[1:]) and patronymic.intersection(other[1:]):
        return _CONTRADICTED
    alone = len(found.pairs) == 2 and not (found.left or found.right)
    return _TURNED if alone and not comma and not patronymic.intersection((*one, *other)) else None


def _lost(found: Pairing, extra: tuple[str, ...]) -> float:
    """What words besides cost: little, but much where only two words are alike and one of them is a guess."""
    if not extra:
        return 0.0
    full = sum(len(word) > 1 for word in extra)
    guessed = len(found.pairs) == 2 and min(likeness for _, _, likeness in found.pairs) < _INITIAL
    return _EXTRA * full + 0.1 * guessed + 0.06 * (full > 2 and len(found.pairs) == 2)
