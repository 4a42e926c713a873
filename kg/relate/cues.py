"""The word lists of ``ontologies/cues.yaml``, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from kg.errors import OntologyError
from kg.ontology import sections


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tell who says something and whether it is so; each field is the section of that name."""

    saying: frozenset[str]
    adding: frozenset[str]
    counterparts: frozenset[str]
    telling_of: frozenset[str]
    finding: frozenset[str]
    """Verbs that say what stands in a clause under them, and else are no saying: "found that ..."."""
    convinced: frozenset[str]
    """Verbs whose passive says what the subject thinks: "was convinced that ..."."""
    regarding: frozenset[str]
    """Verbs by which somebody says what another is: "sees Y as an ally of Z"."""
    hosts: frozenset[str]
    """Nouns for who acts for the state in whose place it is: "the government in Kyiv", "police in Peru"."""
    persons: frozenset[str]
    """Pronouns for who can speak."""
    issuing: frozenset[str]
    """Participles by which a text is whose it is: "a report published by X"."""
    homes: frozenset[str]
    """Nouns for whose they are, where an office-holder has them: "his country"."""
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
    undertakings: frozenset[str]
    """Nouns of what somebody is bound to do: "won a contract to build ..."."""
    untrue: frozenset[str]
    uncertain: frozenset[str]
    certain: frozenset[str]
    reportedly: frozenset[str]
    ending: frozenset[str]
    refusing: frozenset[str]
    """Verbs of an answer that is no: "X asked, Y refused"."""
    accepting: frozenset[str]
    offering: frozenset[str]
    """Verbs of offering: "X offered to mediate, but Y declined"."""
    requests: frozenset[str]
    """Nouns of what was asked or offered: "declined the offer"."""
    occasions: frozenset[str]
    """Nouns of what took place where it has ended: "ended his visit"."""
    meetings: frozenset[str]
    """Nouns of what was held where it ended by itself: "talks ended"."""
    being: frozenset[str]
    nearly: frozenset[str]
    dating: frozenset[str]
    """Verbs of a sentence that only tells when it was what the others tell of: "the trip came on 3 May"."""
    applying: frozenset[str]
    """Verbs beside whose infinitive a date is that of the asking: "applied to join in May"."""
    weighing: frozenset[str]
    falsely: frozenset[str]
    enabling: frozenset[str]
    failing: frozenset[str]
    unable: frozenset[str]
    """Verbs and adjectives whose infinitive does not happen: "was unable to sign"."""
    holding: frozenset[str]
    """Words whose infinitive is so: "managed to sign"; behind all others it is but planned or possible."""
    arising: frozenset[str]
    """Words behind which "from doing" is done: "profits from selling"; behind all others it is not."""
    deeds: frozenset[str]
    """Nouns of what somebody has done to another."""
    approving: frozenset[str]
    """Verbs of a judgement on a deed that is done even where they are negated: "did not endorse the invasion"."""
    favouring: frozenset[str]
    """Verbs of a stand on what is not yet so: "opposes a deal"."""
    entering: frozenset[str]
    """Nouns of a state that a stand on it leaves open, however definite: "supports X's accession"."""
    lacking: frozenset[str]
    """Nouns of what is not, or no more: "the absence of relations"."""
    off: frozenset[str]
    """What is said of what does not happen: "the merger is off"."""
    candidates: frozenset[str]
    """Nouns for who seeks what stands behind "for": "a candidate for president"."""
    talks: frozenset[str]
    """Nouns of what took place though it failed."""
    possible: frozenset[str]
    planned: frozenset[str]
    not_: frozenset[str]
    upcoming: frozenset[str]
    perhaps: frozenset[str]
    former: frozenset[str]
    tenures: frozenset[str]
    party_posts: frozenset[str]
    to_be: frozenset[str]
    """Beside a post: its holder does not hold it yet."""
    """Words that tell how long a post is held, and belong to no title: "its new president"."""
    over: frozenset[str]
    conditions: frozenset[str]
    fiction: frozenset[str]
    """Nouns of what is made up: "in the novel X invades Y"."""
    scant: frozenset[str]
    """Words for next to none: "little cooperation"."""
    apart: frozenset[str]
    keeping: frozenset[str]
    places: frozenset[str]
    """Nouns before the name of a place: "the village of X"."""
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
    servants: frozenset[str]
    """Those who serve a state without a post of it: "a Veran police officer"."""
    city_posts: frozenset[str]
    """Posts of a city: "Oslo's mayor", where "Oslo's negotiator" is Norway's."""
    seats: frozenset[str]
    """Posts by which a party has a seat: "Labour senator"."""
    praise: frozenset[str]
    praise_nouns: frozenset[str]
    excess: frozenset[str]
    blame: frozenset[str]
    blame_nouns: frozenset[str]
    concluding: frozenset[str]
    staging: frozenset[str]
    beginning: frozenset[str]
    gatherings: frozenset[str]
    scenes: frozenset[str]
    thereupon: frozenset[str]
    afterwards: frozenset[str]
    """Those of them that leave open how much later, where no day was told."""
    installing: frozenset[str]
    leaving: frozenset[str]
    offices: frozenset[str]


@cache
def cues() -> Cues:
    """The lists of this installation, read once.

    :raises OntologyError: a section is missing or no list of words
    """
    raw = sections("cues.yaml")
    return Cues(**{field.name: _words(raw, field.name.rstrip("_")) for field in fields(Cues)})


def _words(raw: Mapping[str, Any], section: str) -> frozenset[str]:
    words = raw.get(section)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise OntologyError(
            f"cues.yaml: section {section!r} is missing or no list of words; quote a word that YAML takes for "
            'something else ("on", "no")'
        )
    return frozenset(words)
