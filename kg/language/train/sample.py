"""A training sentence: words with the layers that its corpus annotates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from kg.language.labels import BIO_TAGS, NAME_LABELS

UNKNOWN: Final = -1
"""A head that is not annotated; words with it teach neither arc nor label."""

MINOR: Final = NAME_LABELS[4:]
"""Labels that a corpus of persons, organizations and places may have left unmarked."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words [start, end) are a name of one of the labels; with `maybe`, or no name at all."""

    start: int
    end: int
    labels: tuple[str, ...]
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence.

    `heads[i]` is the index of the head, i itself for the root, UNKNOWN where not annotated. `tags` are (fine tag,
    coarse tag, features) or None. `soft[i]` says what a word outside `names` may be: 0 no name, 1 a name of a minor
    label, 2 anything. `gaps[i]` is the gap class before the word.
    """

    words: tuple[str, ...]
    gaps: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[tuple[str, str, str] | None, ...]
    names: tuple[Name, ...] = ()
    soft: tuple[int, ...] = ()
    document: str = ""
    lemmas: tuple[str, ...] = field(default=(), compare=False)

    def with_names(self, names: tuple[Name, ...], soft: tuple[int, ...]) -> Sample:
        return replace(self, names=names, soft=soft)

    def name_masks(self) -> list[int]:
        """For each word the BIO tags that are right, as bits."""
        minor = sum(_bit(bio, label) for label in MINOR for bio in "BI")
        by_softness = (1, 1 | minor, (1 << len(BIO_TAGS)) - 1)
        masks = [by_softness[s] for s in self.soft]
        for name in self.names:
            for i in range(name.start, name.end):
                bio = "B" if i == name.start else "I"
                masks[i] = sum(_bit(bio, label) for label in name.labels) | (1 if name.maybe else 0)
        return masks


def unparsed(words: list[str], gaps: list[int], names: list[Name], soft: list[int], document: str = "") -> Sample:
    """A sentence with names only."""
    size = len(words)
    return Sample(
        tuple(words),
        tuple(gaps),
        (UNKNOWN,) * size,
        ("",) * size,
        (None,) * size,
        tuple(names),
        tuple(soft),
        document,
    )


def _bit(bio: str, label: str) -> int:
    return 1 << (1 + 2 * NAME_LABELS.index(label) + "BI".index(bio))
