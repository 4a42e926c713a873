"""The graph in the formats of other tools. A format is one function and one line in ``WRITERS``."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from kg.errors import UsageError
from kg.export.lines import jsonl, record
from kg.export.network import edges_csv, gexf, graphml, nodes_csv, to_networkx
from kg.export.rdf import jsonld, nquads, ntriples, rdfxml, trig, turtle
from kg.graph import Graph

__all__ = ["WRITERS", "csv_folder", "export", "is_folder", "record", "to_networkx"]

WRITERS: Final[Mapping[str, Callable[[Graph], bytes]]] = MappingProxyType(
    {
        "turtle": turtle,
        "trig": trig,
        "nquads": nquads,
        "ntriples": ntriples,
        "jsonld": jsonld,
        "rdfxml": rdfxml,
        "graphml": graphml,
        "gexf": gexf,
        "csv": edges_csv,
        "jsonl": jsonl,
    }
)
"""Format -> what writes it. The same graph gives the same bytes."""


def export(graph: Graph, format: str, stream: BinaryIO) -> None:
    """Writes the graph in one format of ``WRITERS``. Raises UsageError for another."""
    if format not in WRITERS:
        close = get_close_matches(format, WRITERS, n=1)
        perhaps = f"; did you mean {close[0]}?" if close else f"; there are {', '.join(WRITERS)}"
        raise UsageError(f"no export format {format!r}{perhaps}")
    stream.write(WRITERS[format](graph))


def csv_folder(graph: Graph, folder: Path) -> None:
    """Writes ``nodes.csv`` and ``edges.csv`` (as Gephi, Neo4j and pandas read them) into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nodes.csv").write_bytes(nodes_csv(graph))
    (folder / "edges.csv").write_bytes(edges_csv(graph))


def is_folder(target: str | Path) -> bool:
    """True for a path that is a folder, or is not there and looks like one."""
    path = Path(target)
    return path.is_dir() or str(target).endswith(("/", os.sep)) or not (path.suffix or path.exists())
