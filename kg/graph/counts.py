"""How much a graph holds, counted where it is stored: no article is read for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.actors import LABEL
from kg.graph.codec import SOURCE, TYPE, local
from kg.graph.names import Names
from kg.graph.terms import kg
from kg.model import Status

__all__ = ["Counts", "counts"]


@dataclass(frozen=True, slots=True)
class Counts:
    """``statements`` in the order of ``Status``; ``gaps`` are sentences that name two actors and gave no statement,
    ``dropped`` stretches left out as boilerplate, ``undecided`` pairs that may be one actor.
    """

    articles: int
    entities: int
    statements: Mapping[Status, int]
    gaps: int
    dropped: int
    undecided: int


def counts(store: ox.Store, names: Names) -> Counts:
    """Those of a stored graph."""

    def number(pattern: str) -> int:
        ((found,),) = _rows(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {pattern} }}")
        return int(found.value)

    by_status = f"SELECT ?status (COUNT(*) AS ?n) {{ GRAPH {names.facts} {{ ?s {kg('status')} ?status }} }}"
    found = {local(status.value): int(n.value) for status, n in _rows(store, f"{by_status} GROUP BY ?status")}
    return Counts(
        articles=number(f"?g {{ ?s {SOURCE} ?o }}"),
        entities=number(f"{names.facts} {{ ?s {LABEL} ?o }}"),
        statements={status: found.get(status.value, 0) for status in Status},
        gaps=number(f"?g {{ ?s {TYPE} {kg('Gap')} }}"),
        dropped=number(f"?g {{ ?s {TYPE} {kg('Dropped')} }}"),
        undecided=number(f"{names.identity} {{ ?s {kg('verdict')} {kg('undecided')} }}"),
    )


def _rows(store: ox.Store, question: str) -> ox.QuerySolutions:
    found = store.query(question)
    assert isinstance(found, ox.QuerySolutions)
    return found
