"""A difference for programs: JSON values, and the change of the quads as an RDF Patch.

RDF Patch (of Apache Jena, https://jena.apache.org/documentation/rdf-patch) because other stores can apply it: lines
of N-Quads behind A (add) and D (delete), graphs included. The ChangeSet vocabulary knows no graphs, wants a set for
each subject, and reified triples. Neither has room for reasons to be queried: ``kg.diff.rdf`` has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.diff.result import Diff
from kg.diff.values import Change, EntityChange, Reason
from kg.export import record
from kg.graph import Graph, Names
from kg.model import Decision, Entity, Evidence, Statement

__all__ = ["patch", "to_json"]

_OF_STATEMENT = {"id", "subject", "object", "relation", "predicate", "start", "end", "at", "ended"}
_OF_STATEMENT |= {"role", "topic", "place", "status", "by"}


def to_json(diff: Diff) -> str:
    """One JSON value: counts, articles, statements, entities, decisions; statements as in ``statements.jsonl``."""
    old, new = diff.names
    value = {
        "counts": {kind.value: number for kind, number in diff.counts().items()},
        "articles": [{"source": one.source, "cause": one.cause.value} for one in diff.articles],
        "statements": [_change(one, old, new) for one in diff.statements],
        "entities": [_entities(one, old, new) for one in diff.entities],
        "decisions": [{"before": _decision(one.before), "after": _decision(one.after)} for one in diff.decisions],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def patch(old: Graph, new: Graph) -> Iterator[bytes]:
    """What makes the quads of ``old`` those of ``new``, as an RDF Patch: deletions first, each sorted."""
    yield b"TX .\n"
    for letter, one, other in (b"D", old, new), (b"A", new, old):
        quads = (quad for quad in one.store if quad not in other.store and quad.graph_name != one.names.inferred)
        lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        yield from (letter + b" " + line for line in sorted(lines.splitlines(keepends=True)))
    yield b"TC .\n"


def _change(change: Change, old: Names, new: Names) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "before": change.before and _statement(change.before, old),
        "after": change.after and _statement(change.after, new),
        "fields": list(change.fields),
        "lost": [_evidence(change.before, piece, old) for piece in change.lost if change.before],
        "gained": [_evidence(change.after, piece, new) for piece in change.gained if change.after],
        "reasons": _reasons(change.reasons),
    }


def _statement(statement: Statement, names: Names) -> dict[str, object]:
    line = record(statement, statement.evidence[0], names)
    return {key: line[key] for key in line if key in _OF_STATEMENT}


def _evidence(statement: Statement, piece: Evidence, names: Names) -> dict[str, object]:
    line = record(statement, piece, names)
    return {key: line[key] for key in line if key not in _OF_STATEMENT}


def _entities(change: EntityChange, old: Names, new: Names) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "before": [_entity(one, old) for one in change.before],
        "after": [_entity(one, new) for one in change.after],
        "reasons": _reasons(change.reasons),
    }


def _entity(entity: Entity, names: Names) -> dict[str, object]:
    told = {"id": names.entity(entity.id).value, "label": entity.label, "type": entity.type}
    return {**told, "aliases": list(entity.aliases), "wikidata": entity.wikidata, "because": entity.because}


def _decision(decision: Decision | None) -> dict[str, object] | None:
    if decision is None:
        return None
    return {
        "one": decision.one,
        "other": decision.other,
        "verdict": decision.verdict.value,
        "because": decision.because,
        "likeness": decision.score,
        "by": decision.by,
        "when": decision.when and str(decision.when),
    }


def _reasons(reasons: tuple[Reason, ...]) -> list[dict[str, object]]:
    return [{"cause": one.cause.value, "sources": list(one.sources), "because": one.because} for one in reasons]
