"""Names of all but persons: "Fjord Line AS" and "Fjord Line Limited" are one, "Fund VII" and "Fund VIII" two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.resolve.likeness.sounds import letters, name_lists
from kg.resolve.likeness.words import Likeness, paired
from kg.resolve.words import words

__all__ = ["bodies_alike", "body_words"]

_INITIALS: Final = re.compile(r"(?<=\w)\.(?=\w)")
_ACRONYM: Final = re.compile(r"[A-Z0-9&.-]{2,7}")
"""A letter more makes initials another name: here there are no slips."""
_OTHER_NUMBER: Final = 0.3
_ONE_MAYBE_MORE: Final = 0.5


def bodies_alike(one: str, other: str) -> Likeness:
    """How likely two names of organizations, places, works or the like are one."""
    mine, yours = body_words(one), body_words(other)
    if not mine or not yours:
        return Likeness(0.0, "no letters")
    if mine == yours:
        return Likeness(1.0, "the same words")
    if "".join(mine) == "".join(yours):
        return Likeness(0.97, "the blanks differ")
    if _numbers(mine) != _numbers(yours):
        return Likeness(_OTHER_NUMBER, "the numbers differ")
    for short, long in ((mine, yours), (yours, mine)):
        if len(short) == 1 < len(long) and short[0] == "".join(part[0] for part in long):
            return Likeness(0.9 if len(long) > 2 else 0.7, f"{short[0]} are the initials")
    if any(_ACRONYM.fullmatch(name.strip()) for name in (one, other)):
        return Likeness(_OTHER_NUMBER, "other initials")
    return _word_by_word(mine, yours)


def _word_by_word(mine: Sequence[str], yours: Sequence[str]) -> Likeness:
    found = paired(mine, yours)
    left, right = " ".join(found.left), " ".join(found.right)
    if (left or right) and left.replace(" ", "") != right.replace(" ", ""):
        share = 2 * len(found.pairs) / (len(mine) + len(yours))
        against = f"{left} against {right}" if left and right else f"one has {left or right} besides"
        return Likeness(_ONE_MAYBE_MORE * share, against)
    told = [f"{mine[i]} ~ {yours[j]}" for i, j, likeness in found.pairs if likeness < 1]
    return Likeness(max(0.0, found.score - 0.05 * found.crossed), ", ".join(told) or "another order")


def body_words(name: str) -> list[str]:
    """The words without legal form and small words, each in the first of its spellings."""
    text = f" {letters(_INITIALS.sub('', name).replace('%', ' percent '))} "
    for phrase in name_lists().legal_phrases:
        text = text.replace(f" {phrase} ", " ")
    parts = text.split() or letters(name).split()
    kept = [part for part in parts if part not in words().legal_forms] or parts
    kept = [part for part in kept if part not in name_lists().weak] or kept
    numbers = name_lists().numbers
    return [str(numbers[part]) if part in numbers else words().spelling.get(part, part) for part in kept]


def _numbers(parts: Sequence[str]) -> list[str]:
    """The words of a name that are numbers or have one; a Roman number of a single letter is a letter."""
    return sorted(part for part in parts if re.search(r"\d", part))
