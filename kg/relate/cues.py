"""The word lists of ``ontologies/cues.yaml``, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.ontology import folder


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tell who says something and whether it is so; each field is the section of that name."""

    saying: frozenset[str]
    according: frozenset[str]
    denying: frozenset[str]
    doubting: frozenset[str]
    planning: frozenset[str]
    foreseeing: frozenset[str]
    accusing: frozenset[str]
    saying_nouns: frozenset[str]
    doubting_nouns: frozenset[str]
    denying_nouns: frozenset[str]
    planning_nouns: frozenset[str]
    untrue: frozenset[str]
    uncertain: frozenset[str]
    ending: frozenset[str]
    being: frozenset[str]
    enabling: frozenset[str]
    failing: frozenset[str]
    possible: frozenset[str]
    planned: frozenset[str]
    not_: frozenset[str]
    upcoming: frozenset[str]
    perhaps: frozenset[str]
    former: frozenset[str]
    over: frozenset[str]
    conditions: frozenset[str]
    standins: frozenset[str]
    """Nouns that act for whom they belong to: "the Azerbaijani side", "France's troops"."""
    envoys: frozenset[str]
    """Posts that speak for somebody: "the ambassador of X"."""
    praise: frozenset[str]
    praise_nouns: frozenset[str]
    blame: frozenset[str]
    blame_nouns: frozenset[str]


@cache
def cues() -> Cues:
    """The lists of this installation, read once.

    :raises OntologyError: a section is missing or no list of words
    """
    try:
        raw = yaml.safe_load((folder() / "cues.yaml").read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise OntologyError(f"cues.yaml: not YAML: {error}") from error
    if not isinstance(raw, dict):
        raise OntologyError("cues.yaml: not a mapping of sections")
    return Cues(**{field.name: _words(raw, field.name.rstrip("_")) for field in fields(Cues)})


def _words(raw: Mapping[str, Any], section: str) -> frozenset[str]:
    words = raw.get(section)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise OntologyError(
            f"cues.yaml: section {section!r} is missing or no list of words; quote a word that YAML takes for "
            'something else ("on", "no")'
        )
    return frozenset(words)
