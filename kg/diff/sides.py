"""The two graphs, as far as they can differ: only articles whose digest differs are read at all.

An article's digest covers its text, its evidence and the statements that it makes of the actors of the graph; so a
comparison costs as much as there is to tell, not as much as there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.diff.values import Cause
from kg.graph import Graph
from kg.graph.canonical import standing
from kg.graph.codec import SOURCE
from kg.graph.lookup import statement_in
from kg.graph.terms import kg
from kg.model import Appearance, Extraction, Statement

__all__ = ["Content", "Side", "Sides", "sides"]

Content = tuple[str, ...]
"""``Statement.content``."""


@dataclass(frozen=True)
class Side:
    """One of the two graphs. ``readings``: the articles that differ, as they were read, by source."""

    graph: Graph
    readings: Mapping[str, Extraction]

    @cached_property
    def stated(self) -> Mapping[Content, Mapping[str, set[Content]]]:
        """What these articles say of the actors of the graph -> source -> the same as it was read there."""
        found: dict[Content, dict[str, set[Content]]] = {}
        for source, reading in self.readings.items():
            for read in reading.statements:
                content = standing(read, self.graph.identities, source).content()
                found.setdefault(content, {}).setdefault(source, set()).add(read.content())
        return found

    @cached_property
    def read(self) -> Mapping[str, set[Content]]:
        """Source -> the content of all that was read there."""
        return {source: {read.content() for read in one.statements} for source, one in self.readings.items()}

    @cached_property
    def told(self) -> Mapping[str, Mapping[str, tuple[Appearance, ...]]]:
        """Id of an entity of the graph -> source -> how these articles tell of it."""
        found: dict[str, dict[str, tuple[Appearance, ...]]] = {}
        for source, reading in self.readings.items():
            for appearance in reading.appearances:
                of = found.setdefault(self.graph.identities.of(appearance.entity.id, source), {})
                of[source] = (*of.get(source, ()), appearance)
        return found

    def statement(self, like: Statement) -> Statement | None:
        """The statement of this content with all its evidence; None where nothing says so."""
        return statement_in(self.graph.store, self.graph.names, self.graph.names.statement(like))


@dataclass(frozen=True, slots=True)
class Sides:
    """The two graphs. ``causes``: each article that differs -> why, as far as that is about the article."""

    old: Side
    new: Side
    causes: Mapping[str, Cause]

    def statements(self) -> list[tuple[Statement | None, Statement | None]]:
        """Every statement that differing articles make, on both sides with all evidence."""
        like = {
            stated.content(): stated
            for side in (self.old, self.new)
            for source, reading in side.readings.items()
            for read in reading.statements
            for stated in (standing(read, side.graph.identities, source),)
        }
        return [(self.old.statement(like[content]), self.new.statement(like[content])) for content in sorted(like)]


def sides(old: Graph, new: Graph) -> Sides:
    """Compares the articles of two graphs."""
    known = _digests(old), _digests(new)
    differing = sorted(source for source in {*known[0], *known[1]} if known[0].get(source) != known[1].get(source))
    one, other = (
        Side(graph, {source: found for source in differing if (found := graph.read(source)) is not None})
        for graph in (old, new)
    )
    return Sides(one, other, {source: _cause(source, one, other) for source in differing})


def _cause(source: str, old: Side, new: Side) -> Cause:
    before, after = old.readings.get(source), new.readings.get(source)
    if before is None:
        return Cause.ARTICLE_ADDED
    if after is None:
        return Cause.ARTICLE_REMOVED
    if before.article.sha256 != after.article.sha256:
        return Cause.ARTICLE_EDITED
    return Cause.IDENTITY if before == after else Cause.REREAD


def _digests(graph: Graph) -> dict[str, str]:
    """Source -> digest of every article; the names of the graph make part of the digest."""
    digests = {quad.subject: quad.object for quad in graph.store.quads_for_pattern(None, kg("digest"), None, None)}
    return {
        getattr(quad.object, "value", ""): getattr(digests.get(quad.subject), "value", "")
        for quad in graph.store.quads_for_pattern(None, SOURCE, None, None)
    }
