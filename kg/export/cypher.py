"""Cypher: a script that makes the graph in Neo4j or Memgraph, beside what is there.

A node is an entity, with the label ``Entity`` and its type; a relationship a statement, of whatever status: filter on
``status``. Running the script again changes nothing, for all is merged by ``id``. Texts go in as literals: nothing of
them can end one (``text``).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final, TypeVar

from kg.export.network import Value, edges, nodes
from kg.graph import Graph

__all__ = ["cypher", "memgraph", "text"]

_T = TypeVar("_T")

BATCH: Final = 500
"""Rows of one command: many are quick, too many are more than a server parses."""

_NEO4J: Final = "CREATE CONSTRAINT kg_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
_MEMGRAPH: Final = "CREATE CONSTRAINT ON (n:Entity) ASSERT n.id IS UNIQUE;\nCREATE INDEX ON :Entity(id);\n"
_ESCAPES: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED: Final = re.compile(r"[\\'\x00-\x1f\x7f]")
_PLAIN_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def cypher(graph: Graph, stream: BinaryIO) -> None:
    """For Neo4j 5 and later: ``cypher-shell -f graph.cypher``."""
    stream.writelines(line.encode() for line in _script(graph, _NEO4J))


def memgraph(graph: Graph, stream: BinaryIO) -> None:
    """For Memgraph, which declares constraints in words of its own: ``mgconsole < graph.cypherl``."""
    stream.writelines(line.encode() for line in _script(graph, _MEMGRAPH))


def text(value: str) -> str:
    r"""A string literal of this text.

    Some versions of Neo4j turn ``\u0027`` into a quotation mark before they read anything else, wherever it stands.
    So a backslash and a ``u`` of the text never stand side by side: the literal is cut in two there.
    """
    parts = (_ESCAPED.sub(_escape, part) for part in re.split(r"(?<=\\)(?=u)", value))
    return "'" + "' + '".join(parts) + "'"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _script(graph: Graph, constraint: str) -> Iterator[str]:
    yield constraint
    for type, of_type in _grouped((str(values["type"]), (id, values)) for id, values in nodes(graph)):
        label = _name(type)
        for rows in _batches(_map({"id": id, **_without(values, "type")}) for id, values in of_type):
            yield from _unwind(rows, f"MERGE (n:Entity {{id: row.id}}) SET n:{label} SET n += row")
    found = ((str(values["relation"]), (id, source, target, values)) for id, source, target, values in edges(graph))
    for relation, of_relation in _grouped(found):
        link = (
            "MATCH (s:Entity {id: row.s}) MATCH (o:Entity {id: row.o}) "
            f"MERGE (s)-[r:{_name(relation)} {{id: row.p.id}}]->(o) SET r += row.p"
        )
        rows_of = (
            f"{{s: {text(source)}, o: {text(target)}, p: {_map({'id': id, **_without(values, 'relation')})}}}"
            for id, source, target, values in of_relation
        )
        for rows in _batches(rows_of):
            yield from _unwind(rows, link)


def _unwind(rows: Iterable[str], command: str) -> Iterator[str]:
    before = "UNWIND [\n  "
    for row in rows:
        yield before + row
        before = ",\n  "
    yield f"\n] AS row {command};\n"


def _grouped(found: Iterable[tuple[str, _T]]) -> Iterator[tuple[str, list[_T]]]:
    """What stands under one name together, by name: a label or a type cannot be a variable in Cypher."""
    groups: dict[str, list[_T]] = {}
    for name, one in found:
        groups.setdefault(name, []).append(one)
    return ((name, groups[name]) for name in sorted(groups))


def _batches(rows: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _without(values: Mapping[str, Value], name: str) -> dict[str, Value]:
    return {key: value for key, value in values.items() if key != name}


def _map(values: Mapping[str, Value]) -> str:
    return f"{{{', '.join(f'{_name(key)}: {_literal(value)}' for key, value in values.items())}}}"


def _literal(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(text, value))}]"
    return text(value) if isinstance(value, str) else str(value).lower()


def _name(name: str) -> str:
    """A label, type or key; these come from the ontology, and quoted they can be anything."""
    return name if _PLAIN_NAME.fullmatch(name) else f"`{name.replace('`', '``')}`"
