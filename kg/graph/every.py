"""All nodes of one kind at once: one question for each kind, not one look-up for each value of each node.

A store on disk goes through all triples of a property in the time that it takes to find a few of them one by one. So
each property is gone through as a whole, and the engine puts together what belongs to one node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.actors import ENTITY_PREDICATES, LABEL
from kg.graph.codec import ARTICLE, EVIDENCE, PART, STATEMENT, TYPE
from kg.graph.fields import Node
from kg.graph.terms import kg, term

__all__ = ["every_article", "every_entity", "every_evidence", "every_part", "every_statement"]

_OFTEN: Final = {term("skos:altLabel"), kg("author"), kg("reason")}
"""What a node may have several times; all else it has once, if at all."""


def every_entity(store: ox.Store, facts: ox.NamedNode) -> Iterator[Node]:
    """Each entity, as the graph ``facts`` tells it."""
    return (node for _, node in _every(store, f"{LABEL} ?label", ENTITY_PREDICATES, facts))


def every_statement(store: ox.Store, facts: ox.NamedNode) -> Iterator[Node]:
    """Each statement without its evidence."""
    return (node for _, node in _every(store, _kind("Statement"), STATEMENT, facts))


def every_evidence(store: ox.Store) -> Iterator[tuple[Any, Node]]:
    """Each piece of evidence, with the graph of its article."""
    return _every(store, _kind("Evidence"), EVIDENCE)


def every_article(store: ox.Store) -> Iterator[Node]:
    """Each article without its parts; its graph is called like it."""
    return (node for _, node in _every(store, _kind("Article"), ARTICLE))


def every_part(store: ox.Store, kind: str) -> dict[Any, list[Node]]:
    """The stretches of a kind (``Paragraph``, ``Dropped``), by the graph of their article."""
    found: dict[Any, list[Node]] = {}
    for graph, node in _every(store, _kind(kind), PART):
        found.setdefault(graph, []).append(node)
    return found


def _every(
    store: ox.Store, one: str, predicates: Sequence[ox.NamedNode], graph: ox.NamedNode | None = None
) -> Iterator[tuple[Any, Node]]:
    """Each node of which the pattern ``one`` holds, with these properties; and the graph that tells so.

    Of that ``graph`` alone; None: of any.
    """
    once = [predicate for predicate in predicates if predicate not in _OFTEN]
    keys = [predicate.value for predicate in once]
    several = {one.value: _all(store, one, graph) for one in predicates if one in _OFTEN}
    for where, node, *values in _rows(store, _question(one, once, graph)):
        told = {key: [value] for key, value in zip(keys, values, strict=True) if value is not None}
        told |= {key: found[node] for key, found in several.items() if node in found}
        yield where, Node(node, told)


def _question(one: str, once: Iterable[ox.NamedNode], graph: ox.NamedNode | None) -> str:
    """The properties are gone through one after the other, and a node's values taken together by its name."""
    names = {f"?v{place}": predicate for place, predicate in enumerate(once)}
    branches = [f"?node {one} BIND(true AS ?one)", *(f"?node {names[name]} {name}" for name in names)]
    given = f"VALUES ?graph {{ {graph} }}" if graph else ""
    return (
        f"SELECT ?graph ?node {' '.join(f'(SAMPLE({name}) AS {name}_)' for name in names)}"
        f" {{ {given} GRAPH ?graph {{ {' UNION '.join(f'{{ {branch} }}' for branch in branches)} }} }}"
        " GROUP BY ?graph ?node HAVING (COUNT(?one) > 0)"
    )


def _all(store: ox.Store, predicate: ox.NamedNode, graph: ox.NamedNode | None) -> dict[Any, list[Any]]:
    """All values of one property, by node."""
    found: dict[Any, list[Any]] = {}
    where = graph or "?graph"
    for node, value in _rows(store, f"SELECT ?node ?value {{ GRAPH {where} {{ ?node {predicate} ?value }} }}"):
        found.setdefault(node, []).append(value)
    return found


def _kind(name: str) -> str:
    return f"{TYPE} {kg(name)}"


def _rows(store: ox.Store, question: str) -> Iterator[Any]:
    found = store.query(question)
    assert isinstance(found, ox.QuerySolutions)
    return iter(found)
