"""Pairs that nobody has decided, side by side with what is told of each: for a person to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.identity.profiles import Profile, profiles
from kg.model import Decision, Extraction, Identities, Verdict
from kg.ontology import Ontology

__all__ = ["Doubt", "Portrait", "doubts"]

_SENTENCES = 3
"""Shown of each side, at most."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One side: its profile, and the first sentences that say something of it, with their sources."""

    profile: Profile
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one actor, and why that is not sure."""

    decision: Decision
    one: Portrait
    other: Portrait


def doubts(extractions: Iterable[Extraction], identities: Identities, terms: Ontology) -> list[Doubt]:
    """The undecided pairs of a graph, the likeliest first."""
    every = list(extractions)
    open_ = [one for one in identities.decisions if one.verdict is Verdict.UNDECIDED]
    if not open_:
        return []
    known, said = profiles(every, terms, identities.split), _sentences(every, identities)

    def portrait(id: str) -> Portrait:
        return Portrait(known[id], tuple(sorted(said[id])[:_SENTENCES]))

    open_.sort(key=lambda one: (-(one.score or 0.0), one.one, one.other))
    return [Doubt(one, portrait(one.one), portrait(one.other)) for one in open_]


def _sentences(extractions: Iterable[Extraction], identities: Identities) -> dict[str, set[tuple[str, str]]]:
    """What is said of each entity: source and sentence."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for extraction in extractions:
        for statement in extraction.statements:
            for end in (statement.subject.id, statement.object.id):
                meant = identities.split.get((end, extraction.article.source), end)
                found[meant].update((piece.source, " ".join(piece.text.split())) for piece in statement.evidence)
    return found
