"""What is done to names after the network: edges trimmed, demonyms, and one text's names made consistent."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

Found = tuple[int, int, str, float]
"""A name: words [start, end), label, probability."""

RULE: Final = 0.8
"""The probability of a name that a rule finds."""

_DOUBTFUL: Final = 0.6
_ARTICLES: Final = frozenset({"the", "a", "an"})
_LINKS: Final = frozenset({"of", "on", "for", "between", "against", "to"})
_AFTER: Final = frozenset(
    {"'s", "’s", "'", "’", ",", ".", ":", ";", "-", "–", '"', "”", "“", "--", "—", "of", "for", "and"}
)
_GIVEN: Final = frozenset({"Christian", "Roman", "German", "Norman"})
"""Nationalities and religions that are given names, too."""

_TITLES: Final = frozenset(
    {
        *("president", "minister", "secretary", "ambassador", "premier", "chancellor", "senator", "governor"),
        *("mayor", "spokesman", "spokeswoman", "spokesperson", "professor", "prof.", "dr."),
        *("mr.", "mr", "mrs.", "mrs", "ms."),
    }
)


def tidy(words: Sequence[str], coarse: Sequence[str], found: list[Found]) -> list[Found]:
    """The names of a text after all rules, in order, without overlap.

    :param coarse: the UD part of speech of each word
    """
    names = [_relabelled(words, name) for raw in found if (name := _trimmed(words, raw))]
    names = _with_demonyms(words, coarse, _consistent(words, names))
    names += _again(words, coarse, names)
    return sorted(names)


@cache
def demonyms() -> frozenset[str]:
    """ "Azerbaijani", "Azerbaijanis", "Shiite": as written."""
    lines = _read("demonyms.txt").splitlines()
    singular = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(singular | {w + "s" for w in singular if not w.endswith(("ese", "sh", "ch", "s", "man"))})


@cache
def _label_words() -> tuple[dict[str, str], dict[str, str]]:
    """Last word -> label and first word -> label, see data/labels.toml."""
    tables: dict[str, Any] = tomllib.loads(_read("labels.toml"))
    heads = {word: label for label, listed in tables["heads"].items() for word in listed}
    firsts = {word: label for label, listed in tables["firsts"].items() for word in listed}
    return heads, firsts


def _read(name: str) -> str:
    return resources.files("kg.language").joinpath("data", name).read_text("utf8")


def joined(found: list[Found]) -> list[Found]:
    """The names of one sentence, two persons with nothing between them made one ("Abu", "Musab")."""
    names: list[Found] = []
    for name in found:
        if names and name[2] == names[-1][2] == "PERSON" and names[-1][1] == name[0]:
            names[-1] = (names[-1][0], name[1], "PERSON", min(names[-1][3], name[3]))
        else:
            names.append(name)
    return names


def _trimmed(words: Sequence[str], name: Found) -> Found | None:
    """Without an article or title in front, and without a possessive, punctuation or preposition behind."""
    start, end, label, sure = name
    while end - start > 1 and words[start].lower() in _ARTICLES:
        start += 1
    while label == "PERSON" and end - start > 1 and words[start].lower() in _TITLES:
        start += 1
    while end > start and words[end - 1] in _AFTER and not _abbreviation(words, start, end):
        end -= 1
    while start < end and words[start] in _AFTER:
        start += 1
    return (start, end, label, sure) if start < end else None


def _abbreviation(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the last word of [start, end) is the full stop of a lone capital letter ("Samuel L .")."""
    return words[end - 1] == "." and end - start > 1 and len(words[end - 2]) == 1


def _relabelled(words: Sequence[str], name: Found) -> Found:
    """With the label that its words tell, if the network is not sure of its own."""
    start, end, label, sure = name
    if sure >= _DOUBTFUL or end - start < 2 or label == "PERSON":
        return name
    heads, firsts = _label_words()
    lower = [w.lower() for w in words[start:end]]
    head = next((w for w, after in pairwise(lower) if after in _LINKS), lower[-1])
    told = firsts.get(lower[0]) or heads.get(head)
    return (start, end, told, max(sure, RULE)) if told and told != label else name


def _consistent(words: Sequence[str], names: list[Found]) -> list[Found]:
    """A single doubtful word that is a person's family name elsewhere in the text is that person."""
    families = {
        words[end - 1] for start, end, label, sure in names if label == "PERSON" and end - start > 1 and sure >= RULE
    }
    return [
        (start, end, "PERSON", RULE)
        if end - start == 1 and sure < RULE and words[start] in families and label != "PERSON"
        else (start, end, label, sure)
        for start, end, label, sure in names
    ]


def _with_demonyms(words: Sequence[str], coarse: Sequence[str], names: list[Found]) -> list[Found]:
    """With nationalities and the like from the list; one before a person's name belongs to it ("Christian Wolff")."""
    taken, starts = _taken(names), {name[0]: i for i, name in enumerate(names)}
    names = list(names)
    for i, word in enumerate(words):
        if i in taken or word not in demonyms() or coarse[i] not in ("ADJ", "PROPN", "NOUN"):
            continue
        after = starts.get(i + 1)
        if after is not None and names[after][2] == "PERSON" and word in _GIVEN:
            _, end, label, sure = names[after]
            names[after] = (i, end, label, sure)
        else:
            names.append((i, i + 1, "NORP", RULE))
    return names


def _taken(names: list[Found]) -> set[int]:
    return {i for start, end, _, _ in names for i in range(start, end)}


def _again(words: Sequence[str], coarse: Sequence[str], names: list[Found]) -> list[Found]:
    """Words of no name that are, elsewhere in the text, a person's family name or a whole name."""
    whole: dict[tuple[str, ...], str] = {}
    for start, end, label, sure in names:
        text = tuple(words[start:end])
        if sure >= 0.5 and text[0][:1].isupper() and text[-1][:1].isalnum():
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
        step = 1
        if words[at] in firsts and at not in taken:
            for size in range(min(longest, len(words) - at), 0, -1):
                label = whole.get(tuple(words[at : at + size]))
                free = taken.isdisjoint(range(at, at + size))
                if free and label and (size > 1 or _alone(words, coarse, at)):
                    found.append((at, at + size, label, RULE))
                    step = size
                    break
        at += step
    return found


def _alone(words: Sequence[str], coarse: Sequence[str], at: int) -> bool:
    """Whether a proper noun stands by itself, not before another capitalised word."""
    return coarse[at] == "PROPN" and not (at + 1 < len(words) and words[at + 1][:1].isupper())
