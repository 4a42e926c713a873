"""Nodes and edges: what an entity and a statement are where a graph has no more than these, and networkx's graph.

A node is an entity, by its id; an edge a statement, by the last part of its IRI. Absent values are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.graph import Graph, Names
from kg.model import Entity, Statement

if TYPE_CHECKING:
    import networkx

__all__ = ["Value", "edges", "nodes", "to_networkx"]

Value = str | bool | float | tuple[str, ...]


def to_networkx(statements: Iterable[Statement], entities: Iterable[Entity]) -> networkx.MultiDiGraph:
    """A directed multigraph: ``graph.nodes["nato"]["label"]``, ``graph.edges["norway", "nato", key]["start"]``.

    Edges carry every status, denials too: filter on ``status``. ``confidence`` is that of the surest evidence;
    ``evidence`` and ``sources`` are tuples, sentence by sentence; dates are ISO 8601 strings.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for entity in entities:
        graph.add_node(entity.id, **_node(entity))
    for statement in statements:
        key = Names().statement(statement).value.rpartition("/")[2]
        graph.add_edge(statement.subject.id, statement.object.id, key=key, **_edge(statement))
    return graph


def nodes(graph: Graph) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Each entity: its id and what is known of it."""
    return ((entity.id, _node(entity)) for entity in graph.entities())


def edges(graph: Graph) -> Iterator[tuple[str, str, str, Mapping[str, Value]]]:
    """Each statement: its id, the ids of subject and object, and all that it says."""
    for one in graph.statements():
        key = graph.names.statement(one).value.rpartition("/")[2]
        yield key, one.subject.id, one.object.id, _edge(one)


def _node(entity: Entity) -> dict[str, Value]:
    return _present(label=entity.label, type=entity.type, aliases=entity.aliases, wikidata=entity.wikidata)


def _edge(statement: Statement) -> dict[str, Value]:
    when, by = statement.interval, statement.attribution.by
    return _present(
        relation=statement.relation,
        predicate=statement.predicate,
        status=statement.status.value,
        by=by.id if by else None,
        start=str(when.start) if when.start else None,
        end=str(when.end) if when.end else None,
        at=str(when.at) if when.at else None,
        ended=when.ended or None,
        role=statement.role,
        topic=statement.topic,
        place=statement.place,
        confidence=max((round(piece.confidence, 2) for piece in statement.evidence), default=None),
        evidence=tuple(piece.text for piece in statement.evidence),
        sources=tuple(piece.source for piece in statement.evidence),
    )


def _present(**values: Value | None) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value is not None}
