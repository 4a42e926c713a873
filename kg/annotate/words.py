"""The word lists of ``ontologies/words.yaml``, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kg.errors import OntologyError
from kg.ontology import folder


@dataclass(frozen=True, slots=True)
class Words:
    """What the lists say; each field is the section of that name."""

    titles: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    former: frozenset[str]
    after_title: frozenset[str]
    heads: Mapping[str, str]
    """Head word -> name label."""
    media: frozenset[str]
    state_posts: frozenset[str]
    portfolios: frozenset[str]
    institutions: frozenset[str]
    sub_bodies: frozenset[str]
    agreements: frozenset[str]
    never: frozenset[str]
    speaker: frozenset[str]
    speakers: frozenset[str]
    descriptions: Mapping[str, tuple[str, ...]]
    """Noun -> classes of the ontology that it can come back to."""
    pronouns: Mapping[str, bool]
    """Pronoun -> True where it stands for a person."""
    plural_pronouns: frozenset[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    numbers: Mapping[str, int]
    saying: frozenset[str]
    """Verbs of saying, by lemma; from ``cues.yaml``."""

    @property
    def before_name(self) -> frozenset[str]:
        """Every word that may stand before a person's name without being part of it."""
        return self.titles | self.honorifics | self.ranks | self.former | self.after_title


_SETS = (
    "titles", "honorifics", "ranks", "former", "after_title", "media", "state_posts", "institutions", "portfolios", "sub_bodies", "agreements", "never", "speaker",
    "speakers", "plural_pronouns", "saying",
)  # fmt: skip


@cache
def words() -> Words:
    """The lists of this installation, read once.

    :raises OntologyError: a section is missing or of the wrong shape
    """
    return read(folder() / "words.yaml", folder() / "cues.yaml")


def read(path: Path, cues: Path) -> Words:
    """The lists of two files."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    raw["saying"] = yaml.safe_load(cues.read_text(encoding="utf-8"))["saying"]
    try:
        return Words(
            **{name: frozenset(raw[name]) for name in _SETS},
            heads={word: label for label, heads in raw["heads"].items() for word in heads},
            descriptions={noun: tuple(kinds) for noun, kinds in raw["descriptions"].items()},
            pronouns={word: entry["person"] for word, entry in raw["pronouns"].items()},
            months=tuple(raw["months"]),
            weekdays=tuple(raw["weekdays"]),
            numbers=dict(raw["numbers"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"{path.name}: section {error} is missing or not a list of words") from error
