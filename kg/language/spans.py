"""What is done to names after the network: edges trimmed, demonyms, and one text's names made consistent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

Found = tuple[int, int, str, float]
"""A name: words [start, end), label, probability."""

_RULE: Final = 0.8
_ARTICLES: Final = frozenset({"the", "a", "an"})
_AFTER: Final = frozenset({"'s", "’s", "'", "’", ",", ".", ":", ";", "-", "–", '"', "”", "“"})
_TITLES: Final = frozenset(
    {
        *(
            "president",
            "minister",
            "secretary",
            "ambassador",
            "premier",
            "chancellor",
            "senator",
            "governor",
            "mayor",
        ),
        *("mayor", "spokesman", "spokeswoman", "spokesperson", "professor", "prof.", "dr."),
        *("mr.", "mr", "mrs.", "mrs", "ms."),
    }
)


@cache
def demonyms() -> frozenset[str]:
    """ "Azerbaijani", "Azerbaijanis", "Shiite": as written."""
    text = resources.files("kg.language").joinpath("data", "demonyms.txt").read_text("utf8")
    singular = set(text.split())
    return frozenset(singular | {w + "s" for w in singular if not w.endswith(("ese", "sh", "ch", "s", "man"))})


def tidy(words: Sequence[str], coarse: Sequence[str], found: list[Found]) -> list[Found]:
    """The names of a text after all rules, in order, without overlap.

    :param coarse: the UD part of speech of each word
    """
    names = _consistent(words, [name for raw in found if (name := _trimmed(words, raw))])
    taken = _taken(names)
    for i, word in enumerate(words):
        if i not in taken and word in demonyms() and coarse[i] in ("ADJ", "PROPN", "NOUN"):
            names.append((i, i + 1, "NORP", _RULE))
    names += _again(words, coarse, names)
    return sorted(names)


def _trimmed(words: Sequence[str], name: Found) -> Found | None:
    """Without an article or title in front, and without a possessive or punctuation behind."""
    start, end, label, sure = name
    while start < end and words[start].lower() in _ARTICLES and end - start > 1:
        start += 1
    while label == "PERSON" and end - start > 1 and words[start].lower() in _TITLES:
        start += 1
    while end > start and words[end - 1] in _AFTER:
        end -= 1
    while start < end and words[start] in _AFTER:
        start += 1
    return (start, end, label, sure) if start < end else None


def _consistent(words: Sequence[str], names: list[Found]) -> list[Found]:
    """A single doubtful word that is a person's family name elsewhere in the text is that person."""
    families = {
        words[end - 1] for start, end, label, sure in names if label == "PERSON" and end - start > 1 and sure >= _RULE
    }
    return [
        (start, end, "PERSON", _RULE)
        if end - start == 1 and sure < _RULE and words[start] in families and label != "PERSON"
        else (start, end, label, sure)
        for start, end, label, sure in names
    ]


def _taken(names: list[Found]) -> set[int]:
    return {i for start, end, _, _ in names for i in range(start, end)}


def _again(words: Sequence[str], coarse: Sequence[str], names: list[Found]) -> list[Found]:
    """Words of no name that are, elsewhere in the text, a person's family name or a whole name of several words."""
    whole: dict[tuple[str, ...], str] = {}
    for start, end, label, sure in names:
        text = tuple(words[start:end])
        if sure >= 0.5 and (len(text) > 1 or text[0].isupper()) and all(w[:1].isalnum() for w in (text[0], text[-1])):
            whole.setdefault(text, label)
            if label == "PERSON" and len(text) > 1 and len(text[-1]) > 3 and text[-1][:1].isupper():
                whole.setdefault((text[-1],), label)
    return list(_occurrences(words, coarse, whole, _taken(names)))


def _occurrences(
    words: Sequence[str], coarse: Sequence[str], whole: dict[tuple[str, ...], str], taken: set[int]
) -> list[Found]:
    longest = max((len(text) for text in whole), default=0)
    firsts = {text[0] for text in whole}
    found: list[Found] = []
    at = 0
    while at < len(words):
        size = 1
        if words[at] in firsts and at not in taken:
            for size in range(min(longest, len(words) - at), 0, -1):
                text = tuple(words[at : at + size])
                free = not any(i in taken for i in range(at, at + size))
                if free and text in whole and (size > 1 or _alone(words, coarse, at)):
                    found.append((at, at + size, whole[text], _RULE))
                    break
            else:
                size = 1
        at += size
    return found


def _alone(words: Sequence[str], coarse: Sequence[str], at: int) -> bool:
    """Whether a proper noun stands by itself, not inside a longer run of capitalised words."""
    around = [words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)]
    return coarse[at] == "PROPN" and not any(w[:1].isupper() and coarse[at] != "PUNCT" for w in around[1:])
