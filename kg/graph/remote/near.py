"""The part of a graph on a server that decides what a change of one article changes, fetched with a few queries.

``delta`` then finds the change in it as it does in a whole graph. What it looks up is: the article as it stands; the
statements that come and go; their other evidence; the plain triples; the entities; of those that are retold, all that
articles tell; of the statements that go, the others between the same two.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from kg.graph.actors import ENTITY_PREDICATES
from kg.graph.codec import SOURCE
from kg.graph.delta import stated_in, told_in
from kg.graph.document import Encoded
from kg.graph.lookup import document_of, node_in
from kg.graph.names import Names
from kg.graph.terms import kg, term

__all__ = ["near"]

AT_ONCE = 400
"""Terms in one request: Virtuoso's compiler gives up at some thousand."""

_ENTITY = (*ENTITY_PREDICATES, term("rdfs:label"))


def near(
    fetch: Callable[[str], Iterable[ox.Quad]], names: Names, source: str, new: Encoded | None, merged: Container[str]
) -> ox.Store:
    """What ``delta`` needs when the article ``source`` comes to say ``new`` (None: it goes).

    ``fetch`` gives the quads ``?g ?s ?p ?o`` of a graph pattern; ``merged`` are the ids that stand for others.
    """
    found = ox.Store()
    found.extend(fetch(f"GRAPH ?g {{ ?doc {SOURCE} {ox.Literal(source)} . ?s ?p ?o }}"))
    old = document_of(found, source)
    if old is None and new is None:
        return found
    if old is not None and new is not None and node_in(found, old, old).text(kg("digest")) == new.digest:
        return found
    stated = stated_in(found, old)
    for request in _together(_first(found, names, old, stated, new, merged)):
        found.extend(fetch(request))
    leaving = [node for node in stated if not new or node not in new.statements]
    for request in _together(_between(found, names, leaving)):
        found.extend(fetch(request))
    return found


_Pattern: TypeAlias = tuple[str, Sequence[str], str]
"""What stands before the terms of a VALUES, the terms, and what stands after them."""


def _first(
    found: ox.Store,
    names: Names,
    old: ox.NamedNode | None,
    stated: Sequence[ox.NamedNode],
    new: Encoded | None,
    merged: Container[str],
) -> Iterator[_Pattern]:
    """What the article as it stands and as it will be say where to look."""
    facts = f"}} VALUES ?g {{ {names.facts} }} GRAPH ?g {{ ?s ?p ?o }}"
    yield "VALUES ?s {", _texts([*stated, *(new.statements if new else ())]), facts
    yield "VALUES ?o {", _texts(stated), f"}} GRAPH ?g {{ ?s ?p ?o FILTER(?p = {kg('evidenceFor')}) }}"
    plain = new.plain.values() if new else ()
    rows = dict.fromkeys(f"({' '.join(one)})" for one in plain)
    yield "VALUES (?s ?p ?o) {", list(rows), facts
    before, after = told_in(found, names, old), new.told if new else {}
    changed = [key for key in sorted({*before, *after}) if before.get(key, ()) != after.get(key, ())]
    predicates = " ".join(map(str, _ENTITY))
    yield f"VALUES ?p {{ {predicates} }} VALUES ?s {{", _texts(map(names.entity, changed)), facts
    retold = [
        key
        for key in changed
        if key in before or key in merged or any(one.entity.id != key for one in after.get(key, ()))
    ]
    yield "VALUES ?e {", _texts(map(names.entity, retold)), f"}} GRAPH ?g {{ ?s {kg('entity')} ?e ; ?p ?o }}"


def _between(found: ox.Store, names: Names, leaving: Iterable[ox.NamedNode]) -> Iterator[_Pattern]:
    """All statements between the ends of those that leave: one of them may make the same triple true."""
    pairs: dict[str, None] = {}
    for statement in leaving:
        node = node_in(found, statement, names.facts)
        if node.values:  # not so where a write was cut off
            pairs[f"({node.link(kg('subject'))} {node.link(kg('object'))})"] = None
    ends = f"?s {kg('subject')} ?a ; {kg('object')} ?b ; ?p ?o"
    yield "VALUES (?a ?b) {", list(pairs), f"}} VALUES ?g {{ {names.facts} }} GRAPH ?g {{ {ends} }}"


def _together(patterns: Iterable[_Pattern]) -> Iterator[str]:
    """Patterns with their terms, as many in one request as fit."""
    parts: list[str] = []
    room = AT_ONCE
    for before, terms, after in patterns:
        rest = terms
        while rest:
            now, rest = rest[:room], rest[room:]
            parts.append(f"{{ {before} {' '.join(now)} {after} }}")
            room -= len(now)
            if not room:
                yield " UNION ".join(parts)
                parts, room = [], AT_ONCE
    if parts:
        yield " UNION ".join(parts)


def _texts(nodes: Iterable[ox.NamedNode]) -> list[str]:
    return list(dict.fromkeys(map(str, nodes)))
