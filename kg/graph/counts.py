"""How much a graph holds. In a folder it is kept beside the store and follows each change, so that nobody counts.

kg-graph.state   {"generation": ..., "settled": ..., "counts": {"articles": ..., ...}}
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.files import replace
from kg.graph.actors import LABEL
from kg.graph.codec import SOURCE, TYPE, local
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple
from kg.graph.terms import kg
from kg.model import Status

__all__ = ["Counts", "State", "Tally", "counted", "keep", "kept", "tally"]

Tally = Counter[str]
"""What ``Counts`` tells, by its names; the statements by their status."""

_STATUSES: Final = tuple(status.value for status in Status)
_WITH_ANY: Final = {str(SOURCE): "articles", str(LABEL): "entities"}
_WITH: Final = {
    (str(TYPE), str(kg("Gap"))): "gaps",
    (str(TYPE), str(kg("Dropped"))): "dropped",
    (str(kg("verdict")), str(kg("undecided"))): "undecided",
    **{(str(kg("status")), str(kg(status))): status for status in _STATUSES},
}


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

    @classmethod
    def of(cls, found: Tally) -> Counts:
        """The same, from a tally."""
        others = {name: found[name] for name in ("articles", "entities", "gaps", "dropped", "undecided")}
        return cls(statements={status: found[status.value] for status in Status}, **others)


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a store as it is. ``settled``: the generation in which all that hangs on the articles was made
    right, where that still is so; None where nobody knows.
    """

    counts: Tally
    settled: str | None


def tally(triples: Iterable[Triple]) -> Tally:
    """How many of these triples stand for what is counted; each stands in one graph of the store, and once there."""
    names = (_WITH_ANY.get(predicate) or _WITH.get((predicate, object)) for _, predicate, object in triples)
    return Counter(name for name in names if name)


def counted(store: ox.Store, names: Names) -> Tally:
    """All that is in a store. Goes through all its statements."""

    def number(pattern: str) -> int:
        ((found,),) = _rows(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {pattern} }}")
        return int(found.value)

    said = f"{{ GRAPH {names.facts} {{ ?s {kg('status')} ?status }} }} GROUP BY ?status"
    by_status = _rows(store, f"SELECT ?status (COUNT(*) AS ?n) {said}")
    found = Counter({local(status.value): int(n.value) for status, n in by_status})
    found["articles"] = number(f"?g {{ ?s {SOURCE} ?o }}")
    found["entities"] = number(f"{names.facts} {{ ?s {LABEL} ?o }}")
    found["gaps"] = number(f"?g {{ ?s {TYPE} {kg('Gap')} }}")
    found["dropped"] = number(f"?g {{ ?s {TYPE} {kg('Dropped')} }}")
    found["undecided"] = number(f"{names.identity} {{ ?s {kg('verdict')} {kg('undecided')} }}")
    return found


def kept(file: Path, generation: str | None) -> State | None:
    """What the file tells of this generation of the store; None where it tells nothing of it."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if generation is None or told["generation"] != generation:
            return None
        counts = Counter({str(name): int(number) for name, number in told["counts"].items()})
        return State(counts, None if told["settled"] is None else str(told["settled"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(file: Path, generation: str, state: State) -> None:
    """Writes it down; where that cannot be done, somebody will count again."""
    counts = {name: number for name, number in sorted(state.counts.items()) if number}
    told = {"generation": generation, "settled": state.settled, "counts": counts}
    with contextlib.suppress(OSError):
        replace(file, (json.dumps(told) + "\n").encode())


def _rows(store: ox.Store, question: str) -> ox.QuerySolutions:
    found = store.query(question)
    assert isinstance(found, ox.QuerySolutions)
    return found
