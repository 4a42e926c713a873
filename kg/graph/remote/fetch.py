"""All quads of a graph pattern from a SPARQL server, counted: what a server leaves out is never overlooked.

Servers cut results off at some number of rows, a few tell so, most do not. So whatever could have been cut is counted
by a second query, and asked for in smaller pieces (by a hash of the subject) until each piece comes whole.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.asking.results import rows
from kg.graph.codec import SOURCE
from kg.graph.names import Names
from kg.graph.remote.endpoint import Endpoint
from kg.graph.remote.near import AT_ONCE
from kg.graph.terms import kg

__all__ = ["copied", "fetched", "graphs_of", "in_parts"]

SURE: Final = 500
"""Rows that every server gives: more are counted by a second request."""
PIECE: Final = 50_000
"""Rows that are asked for at once: some ten million bytes."""
TRIES: Final = 3
"""How often a copy is begun anew because the graph changed meanwhile."""

_DIGITS: Final = "0123456789abcdef"
_DEEPEST: Final = 5  # digits of a hash: a million pieces


def fetched(endpoint: Endpoint, pattern: str, prefix: str = "") -> Iterator[ox.Quad]:
    """The quads ``?g ?s ?p ?o`` of a graph pattern, all of them, once or more often.

    ``prefix``: only those whose subject's hash begins so. Raises GraphError, also where the server holds rows back.
    """
    where = f'{{ {pattern} }} FILTER(STRSTARTS(MD5(STR(?s)), "{prefix}"))' if prefix else f"{{ {pattern} }}"
    found = rows(endpoint, f"SELECT ?g ?s ?p ?o WHERE {{ {where} }}", "g", "s", "p", "o")
    if len(found) > SURE and len(found) != _count(endpoint, where):
        if len(prefix) == _DEEPEST:
            raise GraphError(f"{endpoint.url}: gives {len(found)} rows of more; raise its limit of rows")
        for digit in _DIGITS:
            yield from fetched(endpoint, pattern, prefix + digit)
        return
    for graph, subject, predicate, value in found:
        assert isinstance(graph, ox.NamedNode)
        assert isinstance(subject, ox.NamedNode | ox.BlankNode)
        assert isinstance(predicate, ox.NamedNode)
        assert value is not None
        yield ox.Quad(subject, predicate, value, graph)


def graphs_of(graphs: Iterable[ox.NamedNode]) -> str:
    """The pattern for all that these graphs hold."""
    return f"VALUES ?g {{ {' '.join(map(str, graphs))} }} GRAPH ?g {{ ?s ?p ?o }}"


def in_parts(nodes: Sequence[ox.NamedNode]) -> Iterator[Sequence[ox.NamedNode]]:
    """As many as go into one request."""
    for start in range(0, len(nodes), AT_ONCE):
        yield nodes[start : start + AT_ONCE]


def copied(endpoint: Endpoint, names: Names) -> ox.Store:
    """A copy of the whole graph as it was at one moment. Raises GraphError where it keeps changing meanwhile."""
    for _ in range(TRIES):
        listed = _articles(endpoint, names)
        sizes = _sizes(endpoint, [*listed, names.facts, names.inferred, names.identity])
        copy = ox.Store()
        for graphs in _batches(sizes):
            for digits in itertools.product(_DIGITS, repeat=_depth(max(sizes[graph] for graph in graphs))):
                copy.extend(fetched(endpoint, graphs_of(graphs), "".join(digits)))
        if len(copy) == sum(sizes.values()) and _articles(endpoint, names) == listed:
            return copy
    raise GraphError(f"{endpoint.url}: changes while it is read; try again when its writer is done")


def _articles(endpoint: Endpoint, names: Names) -> dict[ox.NamedNode, list[str]]:
    """The graphs of all articles: their sources and digests."""
    pattern = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?p = {SOURCE} || ?p = {kg('digest')})"
    found: dict[ox.NamedNode, list[str]] = {}
    for text, quad in sorted((str(quad), quad) for quad in fetched(endpoint, pattern)):
        assert isinstance(quad.graph_name, ox.NamedNode)
        if quad.graph_name.value.startswith(names.base):
            found.setdefault(quad.graph_name, []).append(text)
    return found


def _count(endpoint: Endpoint, where: str) -> int:
    ((count,),) = rows(endpoint, f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}", "n")
    assert isinstance(count, ox.Literal)
    return int(count.value)


def _sizes(endpoint: Endpoint, graphs: Sequence[ox.NamedNode]) -> dict[ox.NamedNode, int]:
    """How many triples each graph has, where it has any."""
    found: dict[ox.NamedNode, int] = {}
    for part in in_parts(graphs):
        text = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {graphs_of(part)} }} GROUP BY ?g"
        for graph, count in rows(endpoint, text, "g", "n"):
            if isinstance(graph, ox.NamedNode) and isinstance(count, ox.Literal):
                found[graph] = int(count.value)
    return found


def _batches(sizes: Mapping[ox.NamedNode, int]) -> Iterator[list[ox.NamedNode]]:
    """Graphs, as many together as make one piece."""
    batch: list[ox.NamedNode] = []
    room = PIECE
    for graph, size in sizes.items():
        if batch and (size > room or len(batch) == AT_ONCE):
            yield batch
            batch, room = [], PIECE
        batch.append(graph)
        room -= size
    if batch:
        yield batch


def _depth(size: int) -> int:
    """How many digits of a hash part so many quads into pieces."""
    depth = 0
    while size > PIECE * 16**depth:
        depth += 1
    return depth
