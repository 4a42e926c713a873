"""Can two names be one name? A score from 0 to 1 and the reason for it.

    sounds       letters a to z, as written and as they sound
    words        two words, and the words of two names set against each other
    persons      names of persons: particles, initials, short forms, order
    bodies       all other names: legal forms, numbers, acronyms

This looks at names alone. That two articles speak of one actor needs more: see ``kg.identity``.
"""

from __future__ import annotations

from functools import lru_cache

from kg.resolve.likeness.bodies import bodies_alike, body_words
from kg.resolve.likeness.persons import person_words, persons_alike
from kg.resolve.likeness.sounds import in_signs, skeleton, sound
from kg.resolve.likeness.words import Likeness

__all__ = ["LIKELY", "SURE", "Likeness", "alike", "name_words", "skeleton", "sound"]

SURE = 0.8
"""From here on two names are one name, as far as names tell (0.95 of them, by the benchmark of names)."""
LIKELY = 0.55
"""From here on they may be: a person has to look."""


@lru_cache(maxsize=8192)
def alike(one: str, other: str, *, person: bool) -> Likeness:
    """How likely two names are one name; the same in either order.

    >>> alike("Sergei Lavrov", "Сергей Лавров", person=True).score >= SURE
    True
    >>> alike("Gaya Mammadov", "Novruz Mammadov", person=True).because
    'gaya against novruz'
    """
    first, second = sorted((one, other))
    if in_signs(first) and in_signs(second) and first != second:
        return Likeness(0.5, "other signs")  # one syllable is a word: transliterated it would pass for a slip
    return persons_alike(first, second) if person else bodies_alike(first, second)


@lru_cache(maxsize=65536)
def name_words(name: str, *, person: bool) -> tuple[str, ...]:
    """The words that names are compared by: letters a to z, no titles, particles, legal forms and small words."""
    return tuple(person_words(name) if person else body_words(name))
