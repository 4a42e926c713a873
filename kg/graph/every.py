"""All nodes of one kind at once: one question for each kind, not one look-up for each value of each node.

A store on disk goes through all triples of a property in the time that it takes to find a few of them one by one. So
each property is gone through as a whole, and the engine puts together what belongs to one node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.actors import ENTITY_PREDICATES, LABEL
from kg.graph.codec import ARTICLE, CITATION, EVIDENCE, PART, STATEMENT, TYPE
from kg.graph.fields import Node
from kg.graph.terms import kg, term

__all__ = ["every_article", "every_citation", "every_entity", "every_evidence", "every_statement"]

_OFTEN: Final = {term("skos:altLabel"), kg("author"), kg("reason")}
"""What a node may have several times; all else it has once, if at all."""

_AT_ONCE: Final = 250
"""articles whose nodes the engine puts together at once: more need more memory and are no quicker"""


def every_entity(store: ox.Store, facts: ox.NamedNode) -> Iterator[Node]:
    """Each entity, as the graph ``facts`` tells it."""
    return (node for _, node in _every(store, f"{LABEL} ?label", ENTITY_PREDICATES, [facts]))


def every_statement(store: ox.Store, facts: ox.NamedNode) -> Iterator[Node]:
    """Each statement without its evidence."""
    return (node for _, node in _every(store, _kind("Statement"), STATEMENT, [facts]))


def every_evidence(store: ox.Store, docs: Iterable[ox.NamedNode]) -> Iterator[tuple[Any, Node]]:
    """Each piece of evidence that these articles give, with the graph of its article."""
    return _every(store, _kind("Evidence"), EVIDENCE, docs)


def every_article(store: ox.Store, docs: Iterable[ox.NamedNode]) -> Iterator[tuple[Node, list[Node], list[Node]]]:
    """Each of these articles, its paragraphs, and what is dropped of it."""
    for some in _batches(docs):
        paragraphs, dropped = (_by_graph(_every(store, _kind(kind), PART, some)) for kind in ("Paragraph", "Dropped"))
        for graph, node in _every(store, _kind("Article"), ARTICLE, some):
            yield node, paragraphs.get(graph, []), dropped.get(graph, [])


def every_citation(store: ox.Store, docs: Iterable[ox.NamedNode]) -> Iterator[Node]:
    """Each of these articles, no more of it than is cited."""
    return (node for _, node in _every(store, _kind("Article"), CITATION, docs))


def _by_graph(found: Iterable[tuple[Any, Node]]) -> dict[Any, list[Node]]:
    by_graph: dict[Any, list[Node]] = {}
    for graph, node in found:
        by_graph.setdefault(graph, []).append(node)
    return by_graph


def _every(
    store: ox.Store, one: str, predicates: Iterable[ox.NamedNode], graphs: Iterable[ox.NamedNode]
) -> Iterator[tuple[Any, Node]]:
    """Each node of which the pattern ``one`` holds in one of these graphs, with these properties; and the graph."""
    once = [predicate for predicate in predicates if predicate not in _OFTEN]
    often = [predicate for predicate in predicates if predicate in _OFTEN]
    keys = [predicate.value for predicate in once]
    for some in _batches(graphs):
        several = {one.value: _all(store, one, some) for one in often}
        for where, node, *values in _rows(store, _question(one, once, some)):
            told = {key: [value] for key, value in zip(keys, values, strict=True) if value is not None}
            told |= {key: found[node] for key, found in several.items() if node in found}
            yield where, Node(node, told)


def _batches(graphs: Iterable[ox.NamedNode]) -> Iterator[list[ox.NamedNode]]:
    """So many that the engine has to put together no more than fits into a little memory."""
    left = list(graphs)
    return (left[start : start + _AT_ONCE] for start in range(0, len(left), _AT_ONCE))


def _question(one: str, once: Iterable[ox.NamedNode], graphs: Iterable[ox.NamedNode]) -> str:
    """The properties are gone through one after the other, and a node's values taken together by its name."""
    names = {f"?v{place}": predicate for place, predicate in enumerate(once)}
    branches = [f"?node {one} BIND(true AS ?one)", *(f"?node {names[name]} {name}" for name in names)]
    return (
        f"SELECT ?graph ?node {' '.join(f'(SAMPLE({name}) AS {name}_)' for name in names)}"
        f" {{ {_in(graphs)} {{ {' UNION '.join(f'{{ {branch} }}' for branch in branches)} }} }}"
        " GROUP BY ?graph ?node HAVING (COUNT(?one) > 0)"
    )


def _all(store: ox.Store, predicate: ox.NamedNode, graphs: Iterable[ox.NamedNode]) -> dict[Any, list[Any]]:
    """All values of one property, by node."""
    found: dict[Any, list[Any]] = {}
    for node, value in _rows(store, f"SELECT ?node ?value {{ {_in(graphs)} {{ ?node {predicate} ?value }} }}"):
        found.setdefault(node, []).append(value)
    return found


def _in(graphs: Iterable[ox.NamedNode]) -> str:
    return f"VALUES ?graph {{ {' '.join(map(str, graphs))} }} GRAPH ?graph"


def _kind(name: str) -> str:
    return f"{TYPE} {kg(name)}"


def _rows(store: ox.Store, question: str) -> Iterator[Any]:
    found = store.query(question)
    assert isinstance(found, ox.QuerySolutions)
    return iter(found)
