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
    views: frozenset[str]
    """Nouns of "in X's view", "in the words of X"."""
    phrasing: frozenset[str]
    """Verbs of "as X put it"."""
    denying: frozenset[str]
    doubting: frozenset[str]
    planning: frozenset[str]
    foreseeing: frozenset[str]
    accusing: frozenset[str]
    charging: frozenset[str]
    """Verbs whose object did or will do what stands behind "of", "for", "from": "thanked X for helping"."""
    appealing: frozenset[str]
    """Verbs of asking, whom they ask behind "on" or "to": "called on X to leave"."""
    urging: frozenset[str]
    """Verbs of asking, whom they ask their object: "urged X to leave"."""
    dismissing: frozenset[str]
    """Verbs by which a claim is said to be untrue: "rejected the accusation that ..."."""
    saying_nouns: frozenset[str]
    doubting_nouns: frozenset[str]
    denying_nouns: frozenset[str]
    planning_nouns: frozenset[str]
    untrue: frozenset[str]
    uncertain: frozenset[str]
    certain: frozenset[str]
    reportedly: frozenset[str]
    ending: frozenset[str]
    being: frozenset[str]
    nearly: frozenset[str]
    weighing: frozenset[str]
    falsely: frozenset[str]
    enabling: frozenset[str]
    failing: frozenset[str]
    possible: frozenset[str]
    planned: frozenset[str]
    not_: frozenset[str]
    upcoming: frozenset[str]
    perhaps: frozenset[str]
    former: frozenset[str]
    tenures: frozenset[str]
    """Words that tell how long a post is held, and belong to no title: "its new president"."""
    over: frozenset[str]
    conditions: frozenset[str]
    apart: frozenset[str]
    keeping: frozenset[str]
    standins: frozenset[str]
    """Nouns that act for whom they belong to: "the Azerbaijani side", "France's troops"."""
    bands: frozenset[str]
    """Nouns that act for an organization, never for a country: "Hezbollah fighters"."""
    members: frozenset[str]
    """Nouns for one of many that are themselves states or bodies: no international body is what its members are."""
    counts: frozenset[str]
    """Nouns that count: "thousands of X"."""
    documents: frozenset[str]
    """What somebody says something in: "a statement urging X to ..." is its author's urging."""
    helping: frozenset[str]
    """Verbs that can stand for a whole clause: "Y is not", "so did Y"."""
    repeating: frozenset[str]
    likewise: frozenset[str]
    duties: frozenset[str]
    """Helping words by which a speaker asks for something: "Y must withdraw", X said."""
    envoys: frozenset[str]
    """Posts that speak for somebody: "the ambassador of X"."""
    utterances: frozenset[str]
    """Nouns for what somebody says or writes, which speaks for its author: "a statement from X"."""
    calling: frozenset[str]
    """Verbs that say what somebody is: "calls Y a reliable partner"."""
    city_posts: frozenset[str]
    """Posts of a city: "Oslo's mayor", where "Oslo's negotiator" is Norway's."""
    seats: frozenset[str]
    """Posts by which a party has a seat: "Labour senator"."""
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
