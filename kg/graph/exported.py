"""A graph that was exported, read back: a file that keeps its named graphs apart."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.names import Names
from kg.graph.opening import memory, read
from kg.graph.store import Graph

__all__ = ["opened"]

_FACTS = "graph/facts"


def opened(where: str | Path) -> Graph:
    """The graph in a folder or on a server; or in a file that ``kg export`` wrote as TriG, N-Quads or JSON-LD.

    Raises GraphError where there is none, or where the file cannot be read.
    """
    path = Path(where)
    if not path.is_file():
        return read(where)
    format = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if format is None or not format.supports_datasets:
        raise GraphError(f"{path}: is no file of a whole graph; `kg export --format trig` (or nquads) writes one")
    graph = memory()
    try:
        graph.store.bulk_load(path=str(path), format=format)
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(f"{path}: cannot be read ({error})") from error
    named = [name.value for name in graph.store.named_graphs() if isinstance(name, ox.NamedNode)]
    bases = [name.removesuffix(_FACTS) for name in named if name.endswith(_FACTS)]
    if len(bases) != 1 and len(graph.store):
        raise GraphError(f"{path}: has no graph that ends in {_FACTS}; it was not written by `kg export`")
    graph.names = Names(bases[0]) if bases else graph.names
    return graph
