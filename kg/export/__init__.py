"""The graph in the formats of other tools. A format is one function and one line in ``WRITERS``."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from kg.errors import UsageError
from kg.export.cypher import cypher, memgraph
from kg.export.followthemoney import followthemoney
from kg.export.format import Format
from kg.export.lines import jsonl, record
from kg.export.markup import gexf, graphml
from kg.export.network import to_networkx
from kg.export.parquet import parquet
from kg.export.parts import jsonl_parts, nquads_parts, parquet_parts, write_parts
from kg.export.quickstatements import quickstatements
from kg.export.rdf import jsonld, nquads, ntriples, ntriples12, rdfxml, trig, turtle, turtle12
from kg.export.tables import edges_csv, neo4j_nodes, neo4j_relationships, nodes_csv
from kg.export.void import void
from kg.files import writing
from kg.graph import Graph
from kg.spelling import perhaps

__all__ = ["WRITERS", "Format", "export", "export_to", "format_of", "record", "to_networkx"]

_TABLES: Final = {"nodes.csv": nodes_csv, "edges.csv": edges_csv}
_NEO4J: Final = {"nodes.csv": neo4j_nodes, "relationships.csv": neo4j_relationships}

WRITERS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "turtle": Format("RDF: what was read, canonical Turtle", turtle, (".ttl",)),
        "trig": Format("RDF: the whole graph with its named graphs, canonical TriG", trig, (".trig",)),
        "nquads": Format("RDF: the whole graph, sorted N-Quads", nquads, (".nq",), parts=nquads_parts),
        "ntriples": Format("RDF: what was read, sorted N-Triples", ntriples, (".nt",)),
        "jsonld": Format("RDF: the whole graph, JSON-LD 1.1", jsonld, (".jsonld",)),
        "rdfxml": Format("RDF: what was read, RDF/XML", rdfxml, (".rdf",)),
        "turtle12": Format("RDF 1.2: statements reify triple terms, Turtle", turtle12, (".12.ttl",)),
        "ntriples12": Format("RDF 1.2: statements reify triple terms, sorted N-Triples", ntriples12, (".12.nt",)),
        "graphml": Format("network for Gephi, yEd, Cytoscape, igraph", graphml, (".graphml",)),
        "gexf": Format("network for Gephi", gexf, (".gexf",)),
        "csv": Format("table of the edges; into a folder: nodes.csv, edges.csv", edges_csv, (".csv",), _TABLES),
        "neo4j": Format("the same for neo4j-admin database import", neo4j_relationships, (), _NEO4J),
        "cypher": Format("script for Neo4j", cypher, (".cypher", ".cql")),
        "memgraph": Format("script for Memgraph", memgraph, (".cypherl",)),
        "ftm": Format("FollowTheMoney entities, for Aleph and yente", followthemoney, (".ftm.json", ".ftm.jsonl")),
        "quickstatements": Format("proposals for Wikidata, to be looked at by a person", quickstatements, (".qs",)),
        "void": Format("what is in the graph: VoID and DCAT, Turtle", void, (".void.ttl",)),
        "jsonl": Format("one JSON object for each statement and sentence", jsonl, (".jsonl",), parts=jsonl_parts),
        "parquet": Format(
            "one row for each statement and sentence (wants pyarrow)", parquet, (".parquet",), parts=parquet_parts
        ),
    }
)
"""Every format by its name."""


def export(graph: Graph, format: str, stream: BinaryIO) -> None:
    """Writes the graph in one format of ``WRITERS``. Raises UsageError for another."""
    _format(format).write(graph, stream)


def export_to(graph: Graph, format: str, target: str | Path, *, partitions: int | None = None) -> None:
    """Writes the graph to a file; to a folder, where ``target`` is or looks like one and the format has files for it.

    The folder is made. What was there before is replaced when all is written: a failure on the way leaves it. With
    ``partitions`` the target is a folder of so many parts. Raises UsageError for an unknown format or one that is not
    written in parts, OSError for what cannot be written.
    """
    found, path = _format(format), Path(target)
    if partitions is not None:
        if found.parts is None:
            able = ", ".join(name for name, one in WRITERS.items() if one.parts)
            raise UsageError(f"{format} is not written in partitions; these are: {able}")
        write_parts(graph, found.parts, partitions, path)
        return
    writers = {path: found.write}
    if found.files and _is_folder(target):
        path.mkdir(parents=True, exist_ok=True)
        writers = {path / name: write for name, write in found.files.items()}
    with contextlib.ExitStack() as streams:
        for one, write in writers.items():
            write(graph, streams.enter_context(writing(one)))


def format_of(target: str | Path) -> str:
    """The format that a file of this name is meant to have. Raises UsageError where its ending tells none."""
    path = str(target).lower()
    endings = {
        suffix: name for name, format in WRITERS.items() for suffix in format.suffixes if path.endswith(suffix)
    }
    if not endings:
        raise UsageError(f"{target}: this name tells no format; give --format, one of {', '.join(WRITERS)}")
    return endings[max(endings, key=len)]


def _format(name: str) -> Format:
    if name not in WRITERS:
        meant = perhaps(name, WRITERS) or f"; there are {', '.join(WRITERS)}"
        raise UsageError(f"no export format {name!r}{meant}")
    return WRITERS[name]


def _is_folder(target: str | Path) -> bool:
    """True for a path that is a folder, or is not there and looks like one."""
    path = Path(target)
    return path.is_dir() or str(target).endswith(("/", os.sep)) or not (path.suffix or path.exists())
