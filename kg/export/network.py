"""Nodes and edges: networkx, GraphML and GEXF (Gephi, Cytoscape, yEd), CSV (Neo4j, pandas).

A node is an entity, by its id; an edge a statement, by the last part of its IRI. Absent values are left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from kg.export.rdf import xml_text
from kg.graph import Graph, Names
from kg.model import Entity, Statement

if TYPE_CHECKING:
    import networkx

__all__ = ["edges_csv", "gexf", "graphml", "nodes_csv", "to_networkx"]

_GEXF = "http://www.gexf.net/1.2draft"
_NODE_COLUMNS = ("id", "label", "type", "aliases", "wikidata")
_EDGE_COLUMNS = (
    *("id", "source", "target", "relation", "predicate", "status", "by", "start", "end", "at", "ended"),
    *("role", "topic", "place", "confidence", "evidence", "sources"),
)


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


def graphml(graph: Graph) -> bytes:
    """GraphML; lists are joined by `` | ``."""
    import networkx

    return "\n".join(networkx.generate_graphml(_flat(graph), named_key_ids=True)).encode() + b"\n"


def gexf(graph: Graph) -> bytes:
    """GEXF 1.2; lists are joined by `` | ``.

    ``start`` and ``end`` are called ``since`` and ``until``: under their own names Gephi would take the graph for a
    dynamic one and show what has no date at no time.
    """
    import networkx

    flat = _flat(graph)
    for _, _, values in flat.edges(data=True):
        values.update({new: values.pop(old) for old, new in (("start", "since"), ("end", "until")) if old in values})
    tree = ElementTree.fromstring("\n".join(networkx.generate_gexf(flat, version="1.2draft")))
    for meta in tree.findall(f"{{{_GEXF}}}meta"):
        tree.remove(meta)  # the day of the export and the version of networkx are no part of the graph
    ElementTree.register_namespace("", _GEXF)
    text: bytes = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def nodes_csv(graph: Graph) -> bytes:
    """Entities, one a line, with a header; lists are joined by `` | ``."""
    return _csv(_NODE_COLUMNS, ({"id": entity.id, **_node(entity)} for entity in graph.entities()))


def edges_csv(graph: Graph) -> bytes:
    """Statements, one a line, with a header; ``source`` and ``target`` are ids of nodes."""
    rows = (
        {
            "id": graph.names.statement(one).value.rpartition("/")[2],
            "source": one.subject.id,
            "target": one.object.id,
            **_edge(one),
        }
        for one in graph.statements()
    )
    return _csv(_EDGE_COLUMNS, rows)


def _node(entity: Entity) -> dict[str, object]:
    return _present(label=entity.label, type=entity.type, aliases=entity.aliases, wikidata=entity.wikidata)


def _edge(statement: Statement) -> dict[str, object]:
    when, by = statement.interval, statement.attribution.by
    return _present(
        relation=statement.relation,
        predicate=statement.predicate,
        status=statement.status.value,
        by=by and by.id,
        start=when.start and str(when.start),
        end=when.end and str(when.end),
        at=when.at and str(when.at),
        ended=when.ended or None,
        role=statement.role,
        topic=statement.topic,
        place=statement.place,
        confidence=max((round(piece.confidence, 2) for piece in statement.evidence), default=None),
        evidence=tuple(piece.text for piece in statement.evidence),
        sources=tuple(piece.source for piece in statement.evidence),
    )


def _present(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _flat(graph: Graph) -> networkx.MultiDiGraph:
    """With values that XML formats can hold."""
    import networkx

    rich, flat = to_networkx(graph.statements(), graph.entities()), networkx.MultiDiGraph()
    for node, values in rich.nodes(data=True):
        flat.add_node(node, **{key: _words(value) for key, value in values.items()})
    for subject, object_, key, values in rich.edges(keys=True, data=True):
        words = {name: _words(value) for name, value in values.items()}
        flat.add_edge(subject, object_, key=key, label=values["relation"], **words)
    return flat


def _words(value: object) -> object:
    if isinstance(value, tuple):
        value = " | ".join(value)
    return xml_text(value) if isinstance(value, str) else value


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: " | ".join(v) if isinstance(v, tuple) else v for key, v in row.items()} for row in rows)
    return stream.getvalue().encode()
