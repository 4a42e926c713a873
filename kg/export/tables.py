"""Nodes and edges as CSV: for people, pandas and Gephi (``csv``), for ``neo4j-admin database import`` (``neo4j``).

The first is what people open in a spreadsheet, which would run a cell that begins with ``=`` as a formula; texts are
not ours, so such a cell begins with an apostrophe there, as the spreadsheet's user would type it. The second is for
a program and verbatim.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from kg.export.network import Value, edges, nodes
from kg.graph import Graph

__all__ = ["edges_csv", "neo4j_nodes", "neo4j_relationships", "nodes_csv"]

_NODE: Final = ("label", "type", "aliases", "wikidata")
_EDGE: Final = (
    *("relation", "predicate", "status", "by", "start", "end", "at", "ended"),
    *("role", "topic", "place", "confidence", "evidence", "sources"),
)
_TYPES: Final = {
    "ended": "boolean",
    "confidence": "double",
    **dict.fromkeys(("aliases", "evidence", "sources"), "string[]"),
}
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_LIST: Final = "\x1f"
"""Between the items of a list for Neo4j: U+001F, the separator of units, which no text needs."""


def nodes_csv(graph: Graph, stream: BinaryIO) -> None:
    """Entities, one a line, with a header; lists are joined by `` | ``."""
    rows = ((id, *(_cell(values.get(name)) for name in _NODE)) for id, values in nodes(graph))
    _write(("id", *_NODE), rows, stream)


def edges_csv(graph: Graph, stream: BinaryIO) -> None:
    """Statements, one a line, with a header; ``source`` and ``target`` are ids of nodes."""
    rows = ((*ids, *(_cell(values.get(name)) for name in _EDGE)) for *ids, values in edges(graph))
    _write(("id", "source", "target", *_EDGE), rows, stream)


def neo4j_nodes(graph: Graph, stream: BinaryIO) -> None:
    """Entities with the header that Neo4j's import reads; labels: ``Entity`` and the type."""
    columns = tuple(name for name in _NODE if name != "type")
    rows = (
        (id, _verbatim(("Entity", str(values["type"]))), *(_verbatim(values.get(name)) for name in columns))
        for id, values in nodes(graph)
    )
    _write(("id:ID", ":LABEL", *map(_typed, columns)), rows, stream)


def neo4j_relationships(graph: Graph, stream: BinaryIO) -> None:
    """Statements with the header that Neo4j's import reads."""
    columns = tuple(name for name in _EDGE if name != "relation")
    header = (":START_ID", ":END_ID", ":TYPE", *map(_typed, ("id", *columns)))
    rows = (
        (source, target, values["relation"], id, *(_verbatim(values.get(name)) for name in columns))
        for id, source, target, values in edges(graph)
    )
    _write(header, rows, stream)


def _typed(column: str) -> str:
    return f"{column}:{_TYPES.get(column, 'string')}"


def _cell(value: Value | None) -> Value | None:
    if isinstance(value, tuple):
        value = " | ".join(value)
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _verbatim(value: Value | None) -> Value | None:
    if isinstance(value, tuple):
        return _LIST.join(item.replace(_LIST, " ") for item in value)
    return str(value).lower() if isinstance(value, bool) else value


def _write(header: Sequence[str], rows: Iterable[Sequence[object]], stream: BinaryIO) -> None:
    stream.writelines(_lines([header]))
    stream.writelines(_lines(rows))


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="\n").writerow(row)
        yield line.getvalue().encode()
