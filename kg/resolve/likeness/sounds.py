"""Names in the letters a to z, as they are written and as they sound."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from anyascii import anyascii

from kg.authority import comparable
from kg.errors import OntologyError
from kg.ontology import sections

__all__ = ["NameLists", "in_signs", "letters", "name_lists", "skeleton", "sound", "without_vowels"]

_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]+[A-Z])")
_ABJAD: Final = re.compile("[\u0590-\u06ff]")
_SIGNS: Final = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_LOST: Final = re.compile("[aeiouywh']")
_TWICE: Final = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class NameLists:
    """``ontologies/authority/names.yaml``: what two spellings of one name may differ in."""

    particles: frozenset[str]
    patronymic: frozenset[str]
    titles: frozenset[str]
    nicknames: Mapping[str, frozenset[int]]
    """Word -> the numbers of the lines on which it stands: two that share one are the same given name."""
    sounds: tuple[tuple[re.Pattern[str], str], ...]
    legal_phrases: tuple[str, ...]
    weak: frozenset[str]
    numbers: Mapping[str, int]


@cache
def name_lists() -> NameLists:
    """The lists of this installation, read once. Raises ``OntologyError`` for a section that is missing or broken."""
    lists = sections("authority/names.yaml")
    try:
        return NameLists(
            particles=frozenset(lists["particles"]),
            patronymic=frozenset(lists["patronymic"]),
            titles=frozenset(lists["titles"]),
            nicknames=_lines(lists["nicknames"]),
            sounds=tuple((re.compile(pattern), letter) for pattern, letter in lists["sounds"]),
            legal_phrases=tuple(sorted(lists["legal_phrases"], key=lambda words: (-len(words), words))),
            weak=frozenset(lists["weak"]),
            numbers=lists["numbers"],
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        message = f"names.yaml: a section is missing or of the wrong shape: {error!r}"
        raise OntologyError(message) from error


@lru_cache(maxsize=65536)
def letters(name: str) -> str:
    """``name`` in lower-case letters a to z, digits and blanks: other scripts letter by letter, marks left out.

    ``Həsən Əliyev`` is "hesen eliyev", ``Сергей Лавров`` "sergey lavrov".
    """
    plain = anyascii(name.replace("’", "'").replace("ʻ", "'").replace("ʼ", "'"))
    plain = _INNER_CAPITAL.sub(" ", plain)
    return comparable(plain.replace("-", " ").replace("`", "").replace("'", ""))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """One word of ``letters`` as it sounds, roughly: spellings of one sound become the same letter."""
    for pattern, letter in name_lists().sounds:
        word = pattern.sub(letter, word)
    return word


def without_vowels(name: str) -> bool:
    """True where a name is in a script that does not write short vowels (Arabic, Hebrew, Persian)."""
    return bool(_ABJAD.search(name))


def in_signs(name: str) -> bool:
    """True where a name is written in signs for syllables or words (Chinese, Korean, Japanese kanji)."""
    return bool(_SIGNS.search(name))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of one word of ``letters``, its first letter kept: all that an Arabic spelling tells."""
    first = "a" if word[:1] in "aeiou" else word[:1]
    return _TWICE.sub(r"\1", first + _LOST.sub("", word[1:]))


def _lines(lists: Sequence[Sequence[Any]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lists):
        for word in line:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
