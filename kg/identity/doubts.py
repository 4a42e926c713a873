"""Pairs that nobody has decided, side by side with what is told of each: for a person to judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph import Graph
from kg.graph.lookup import outline_of, sources_naming
from kg.identity.profiles import Profile, profiles
from kg.model import Decision, Verdict
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


def doubts(graph: Graph, terms: Ontology) -> list[Doubt]:
    """The undecided pairs of a graph, the likeliest first. No article is read that names none of them."""
    open_ = [one for one in graph.identities.decisions if one.verdict is Verdict.UNDECIDED]
    naming = {id: _naming(graph, id) for one in open_ for id in (one.one, one.other)}
    sources = sorted(set().union(*naming.values()))
    outlines = (outline_of(graph.store, graph.names, source) for source in sources)
    known = profiles((one for one in outlines if one is not None), terms, graph.identities.split)
    sides = {id: Portrait(known[id], _sentences(graph, id, naming[id])) for id in naming}
    open_.sort(key=lambda one: (-(one.score or 0.0), one.one, one.other))
    return [Doubt(one, sides[one.one], sides[one.other]) for one in open_]


def _naming(graph: Graph, id: str) -> set[str]:
    """The sources of the articles that may mean this entity."""
    borne = {source for (_, source), bearer in graph.identities.split.items() if bearer == id}
    return borne | sources_naming(graph.store, graph.names.entity(id))


def _sentences(graph: Graph, id: str, sources: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The first that say something of it, by source, each with its source."""
    found: set[tuple[str, str]] = set()
    for source in sorted(sources):
        extraction = graph.read(source) if len(found) < _SENTENCES else None
        for statement in extraction.statements if extraction else ():
            ends = statement.subject.id, statement.object.id
            if id in (graph.identities.split.get((end, source), end) for end in ends):
                found.update((source, " ".join(piece.text.split())) for piece in statement.evidence)
    return tuple(sorted(found)[:_SENTENCES])
