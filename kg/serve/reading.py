"""What a page tells of one thing, found by the store's indexes, so that it costs as much as it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.graph import Graph
from kg.graph.actors import REPLACED
from kg.graph.codec import SOURCE, SPAN, TYPE, evidence_from, statement_from
from kg.graph.fields import Node
from kg.graph.lookup import entity_in, node_in
from kg.graph.terms import kg, term
from kg.model import Entity, Evidence, Statement

__all__ = ["Fact", "Paper", "Piece", "Reading", "Sorted"]

SORTED = 2_000
"""Statements of one page's thing that are put in order before the page is cut; more come as the store has them."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An article without its text; ``key`` is its IRI behind ``doc/``."""

    key: str
    source: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence for a statement; ``anchor`` is the fragment of its IRI on the page of its article."""

    evidence: Evidence
    paper: Paper
    anchor: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement; ``key`` is its IRI behind ``statement/``."""

    key: str
    statement: Statement
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A stretch of all facts about something, and how many there are."""

    facts: tuple[Fact, ...]
    count: int


class Reading:
    """One look at a graph; what it has seen of entities and articles it keeps."""

    def __init__(self, graph: Graph) -> None:
        self._store, self._names = graph.store, graph.names
        self._entities = _Entities(graph)
        self._papers: dict[str, Paper] = {}

    def node(self, kind: str, rest: str) -> ox.NamedNode | None:
        """The IRI that a path (decoded) means: ``id``, ``statement`` or ``doc`` and what follows; None: no IRI."""
        safe = "/" if kind == "doc" else ""
        try:
            return ox.NamedNode(f"{self._names.base}{kind}/{quote(rest, safe=safe)}")
        except ValueError:
            return None

    def entity(self, node: ox.NamedNode) -> Entity | None:
        """The entity of this IRI; None where the graph has none."""
        return entity_in(self._store, self._names, node)

    def successor(self, node: ox.NamedNode) -> ox.NamedNode | None:
        """Who stands for the entity of this IRI by now; None where it stands for itself, or never was."""
        for quad in self._store.quads_for_pattern(node, REPLACED, None, self._names.identity):
            return quad.object if isinstance(quad.object, ox.NamedNode) else None
        return None

    def about(self, node: ox.NamedNode, start: int, length: int) -> Sorted:
        """The statements that an entity is a side of, or has made."""
        found = {
            quad.subject
            for predicate in ("subject", "object", "statedBy")
            for quad in self._store.quads_for_pattern(None, kg(predicate), node, self._names.facts)
            if isinstance(quad.subject, ox.NamedNode)
        }
        return self._cut(found, start, length)

    def fact(self, node: ox.NamedNode) -> Fact | None:
        """The statement of this IRI; None where there is none."""
        stored = node_in(self._store, node, self._names.facts)
        return self._fact(stored) if kg("Statement").value in stored.texts(TYPE) else None

    def paper(self, node: ox.NamedNode) -> Paper | None:
        """The article of this IRI; None where there is none."""
        if node.value not in self._papers:
            if not self._text(node, SOURCE):
                return None
            more = (term("dct:title"), term("dct:issued"), kg("publisher"), kg("url"))
            self._papers[node.value] = Paper(
                unquote(node.value.removeprefix(f"{self._names.base}doc/")),
                self._text(node, SOURCE) or "",
                *(self._text(node, predicate) for predicate in more),
            )
        return self._papers[node.value]

    def told_by(self, doc: ox.NamedNode, start: int, length: int) -> Sorted:
        """The statements that an article gives, in its order."""
        found: dict[ox.NamedNode, int] = {}
        for quad in self._store.quads_for_pattern(None, kg("evidenceFor"), None, doc):
            if isinstance(quad.object, ox.NamedNode):
                begins = SPAN.read(node_in(self._store, quad.subject, doc)).start
                found[quad.object] = min(begins, found.get(quad.object, begins))
        ordered = sorted(found, key=lambda node: (found[node], node.value))
        facts = (self._fact(node_in(self._store, one, self._names.facts)) for one in ordered[start : start + length])
        return Sorted(tuple(facts), len(ordered))

    def paragraphs(self, doc: ox.NamedNode) -> list[str]:
        """The text of an article that was read, by paragraphs."""
        text = self._text(doc, kg("text")) or ""
        spans = sorted(
            SPAN.read(node_in(self._store, quad.subject, doc))
            for quad in self._store.quads_for_pattern(None, TYPE, kg("Paragraph"), doc)
        )
        return [text[span.start : span.end] for span in spans]

    def quads(self, node: ox.NamedNode, kind: str, limit: int) -> list[ox.Quad]:
        """What the graph says of something, as RDF: of an entity with its statements and their sentences.

        One more than ``limit`` at most, so that too many can be told from enough.
        """
        found: dict[ox.Quad, None] = {}
        for quad in self._described(node, kind):
            found[quad] = None
            if len(found) > limit:
                break
        return list(found)

    def _described(self, node: ox.NamedNode, kind: str) -> Iterator[ox.Quad]:
        store, facts = self._store, self._names.facts
        if kind == "doc":
            yield from store.quads_for_pattern(None, None, None, node)
            return
        yield from store.quads_for_pattern(node, None, None, facts)
        yield from store.quads_for_pattern(None, REPLACED, node, self._names.identity)
        statements: list[object] = [node] if kind == "statement" else []
        for predicate in ("subject", "object", "statedBy") if kind == "id" else ():
            statements += [quad.subject for quad in store.quads_for_pattern(None, kg(predicate), node, facts)]
        for statement in dict.fromkeys(statements):
            assert isinstance(statement, ox.NamedNode)
            yield from store.quads_for_pattern(statement, None, None, facts)
            for quad in store.quads_for_pattern(None, kg("evidenceFor"), statement, None):
                yield from store.quads_for_pattern(quad.subject, None, None, None)

    def _cut(self, nodes: Iterable[ox.NamedNode], start: int, length: int) -> Sorted:
        ordered = sorted(nodes, key=lambda node: node.value)
        count = len(ordered)
        if count > SORTED:
            ordered, start = ordered[start : start + length], 0
        facts = [self._fact(node_in(self._store, node, self._names.facts)) for node in ordered]
        facts.sort(key=lambda fact: fact.statement.content())
        return Sorted(tuple(facts[start : start + length]), count)

    def _fact(self, node: Node) -> Fact:
        pieces = sorted(self._pieces(node.subject), key=lambda one: (one.evidence.source, one.evidence.span))
        statement = statement_from(node, self._entities, [one.evidence for one in pieces], self._names)
        return Fact(node.subject.value.rpartition("/")[2], statement, tuple(pieces))

    def _pieces(self, statement: ox.NamedNode) -> Iterator[Piece]:
        for quad in self._store.quads_for_pattern(None, kg("evidenceFor"), statement, None):
            doc = quad.graph_name
            if (
                isinstance(doc, ox.NamedNode)
                and isinstance(quad.subject, ox.NamedNode)
                and (paper := self.paper(doc))
            ):
                evidence = evidence_from(node_in(self._store, quad.subject, doc), paper.source)
                yield Piece(evidence, paper, quad.subject.value.partition("#")[2])

    def _text(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        for quad in self._store.quads_for_pattern(node, predicate, None, node):
            return quad.object.value if isinstance(quad.object, (ox.Literal, ox.NamedNode)) else None
        return None


class _Entities(dict[str, Entity]):
    """Entities by id, looked up when they are first wanted."""

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph

    def __missing__(self, key: str) -> Entity:
        found = entity_in(self._graph.store, self._graph.names, self._graph.names.entity(key))
        self[key] = found or Entity(key, key, "Entity")
        return self[key]
