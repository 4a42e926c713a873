"""How two actors are linked: the shortest chains of statements between them.

SPARQL's property paths tell that there is a chain and not which; so this takes steps, from both ends, each of them
one query for all nodes that were reached. It asks as everybody does, so it works on any engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.asking.answer import Answer, Term
from kg.graph.asking.query import answered
from kg.graph.asking.saved import SavedQuery, bound
from kg.graph.store import Graph

__all__ = ["paths"]

LONGEST = 6
"""Steps. In a graph of news everybody is linked to everybody by so many."""

_COLUMNS = ("path", "step", "subject", "relation", "object", "start", "end", "at", "more", "sentence", "source")
_Links = dict[Term, dict[Term, list[Term]]]
"""node -> neighbour -> the statements that link the two"""


def paths(graph: Graph, saved: SavedQuery, terms: Mapping[str, Sequence[Term]]) -> Answer:
    """The answer to ``paths``: one row for each step of each chain, chains in the order of their names.

    Empty where the two are not linked within so many steps.
    """
    (start,), (goal,), steps, limit = terms["from"], terms["to"], _number(terms, "steps"), _number(terms, "limit")
    if not 1 <= steps <= LONGEST:
        raise QueryError(f"steps={steps}: give a number from 1 to {LONGEST}")
    if start == goal:
        raise QueryError("from and to are the same actor")
    chains = sorted(
        _chains(graph, saved.text, start, goal, steps), key=lambda chain: [str(node) for node, _ in chain]
    )
    kept = chains[:limit]
    told = _told(graph, {statement for chain in kept for _, found in chain for statement in found})
    rows = []
    for number, chain in enumerate(kept, start=1):
        for step, (_, statements) in enumerate(chain, start=1):
            best = min((told[one] for one in statements), key=lambda row: (-float(_text(row[0])), *map(_text, row)))
            rows.append(
                (ox.Literal(number), ox.Literal(step), *best[1:7], ox.Literal(len(statements) - 1), *best[7:])
            )
    return Answer(_COLUMNS, tuple(rows), graph.names)


def _chains(graph: Graph, step: str, start: Term, goal: Term, steps: int) -> Iterator[list[tuple[Term, list[Term]]]]:
    """All shortest chains: each a list of (node that the step leads to, statements for the step)."""
    links: _Links = {}
    reached: tuple[dict[Term, int], dict[Term, int]] = ({start: 0}, {goal: 0})
    edges: list[set[Term]] = [{start}, {goal}]
    taken = 0
    while taken < steps and all(edges) and not reached[0].keys() & reached[1].keys():
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        found = _neighbours(graph, step, edges[side])
        links |= found
        fresh = {other for others in found.values() for other in others} - reached[side].keys()
        far = max(reached[side].values()) + 1
        reached[side].update(dict.fromkeys(fresh, far))
        edges[side] = fresh
        taken += 1
    if reached[0].keys() & reached[1].keys():
        yield from _walks(_both_ways(links), start, goal, taken)


def _walks(links: _Links, start: Term, goal: Term, length: int) -> Iterator[list[tuple[Term, list[Term]]]]:
    """All chains of exactly this length, which is the least there is: so none comes by a node twice."""
    left = {goal: 0}  # how many steps from the goal, for nodes near enough
    for distance in range(1, length + 1):
        edge = [node for node, far in left.items() if far == distance - 1]
        left |= {other: distance for node in edge for other in links.get(node, ()) if other not in left}

    def onward(node: Term, rest: int) -> Iterator[list[tuple[Term, list[Term]]]]:
        if node == goal:
            yield []
            return
        for other, statements in links.get(node, {}).items():
            if left.get(other) == rest - 1:
                yield from ([(other, statements), *further] for further in onward(other, rest - 1))

    yield from onward(start, length)


def _neighbours(graph: Graph, step: str, nodes: Iterable[Term]) -> _Links:
    found: _Links = {}
    for here, there, statement in answered(graph, bound(step, {"from": sorted(nodes, key=str)})).terms:
        if here is not None and there is not None and statement is not None:
            found.setdefault(here, {}).setdefault(there, []).append(statement)
    return found


def _both_ways(links: _Links) -> _Links:
    both: _Links = {}
    for here, others in links.items():
        for there, statements in others.items():
            both.setdefault(here, {})[there] = statements
            both.setdefault(there, {})[here] = statements
    return both


def _told(graph: Graph, statements: Iterable[Term]) -> dict[Term, tuple[Term | None, ...]]:
    """For each statement its surest sentence and all that a step shows."""
    rows = answered(graph, bound(_STEP, {"statement": sorted(statements, key=str)})).terms
    return {row[0]: row[1:] for row in reversed(rows) if row[0] is not None}


def _number(terms: Mapping[str, Sequence[Term]], name: str) -> int:
    return int(_text(terms[name][0]))


def _text(term: Term | None) -> str:
    return "" if term is None or isinstance(term, ox.Triple) else term.value


_STEP = """
SELECT ?_statement ?confidence ?subject ?relation ?object ?start ?end ?at ?sentence ?source {
  VALUES ?_statement { UNDEF }
  ?_statement kg:predicate ?predicate ; kg:subject/skos:prefLabel ?subject ; kg:object/skos:prefLabel ?object .
  ?evidence kg:evidenceFor ?_statement ; kg:confidence ?confidence ; oa:exact ?sentence ;
    oa:hasSource/dct:identifier ?source .
  OPTIONAL { ?_statement kg:predicateText ?verb }
  OPTIONAL { ?_statement kg:start ?start }
  OPTIONAL { ?_statement kg:end ?end }
  OPTIONAL { ?_statement kg:at ?at }
  BIND(STRAFTER(STR(?predicate), "#") AS ?name)
  BIND(IF(BOUND(?verb), CONCAT(?name, " (", ?verb, ")"), ?name) AS ?relation)
}
ORDER BY ?_statement DESC(?confidence) ?source ?sentence
"""
