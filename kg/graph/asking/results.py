"""What a SPARQL server answers, as terms that are written as this package writes them."""

from __future__ import annotations

import json
import re
from typing import Any, Final, TypeVar

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.asking.answer import Term
from kg.graph.engine import Rows
from kg.graph.remote.endpoint import Endpoint
from kg.graph.terms import XSD

__all__ = ["JSON", "TRIPLES", "found_in", "rows", "triples_in"]

JSON: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"

_BOOLEAN: Final = XSD + "boolean"
_BOOLEANS: Final = {"1": "true", "0": "false"}  # Virtuoso gives "1" for true


_T = TypeVar("_T")


def rows(endpoint: Endpoint, text: str, *variables: str, union: bool = False) -> list[tuple[Term | None, ...]]:
    """All rows of a SELECT. Raises GraphError."""
    body, _ = endpoint.query(text, accept=JSON, union=union)
    found = found_in(endpoint, body)
    if not isinstance(found, Rows) or (found.rows and not set(variables) <= set(found.variables)):
        raise GraphError(_broken(endpoint))
    places = [found.variables.index(name) for name in variables] if found.rows else []
    return [tuple(row[place] for place in places) for row in found.rows]


def found_in(endpoint: Endpoint, body: bytes) -> Rows | bool:
    """A result in JSON. Raises GraphError for what is none, or only the beginning of one."""
    try:
        found = json.loads(body)
        if isinstance(found.get("boolean"), bool):
            return bool(found["boolean"])
        variables = tuple(found["head"]["vars"])
        bindings = found["results"]["bindings"]
        return Rows(variables, tuple(tuple(_cell(row.get(name)) for name in variables) for row in bindings))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GraphError(_broken(endpoint)) from error


def _cell(cell: Any) -> Term | None:
    """One value. Raises ValueError, KeyError, TypeError or AttributeError for what is none."""
    if cell is None:
        return None
    kind, value = cell["type"], cell["value"]
    if kind == "uri":
        return ox.NamedNode(value)
    if kind == "bnode":
        return ox.BlankNode(re.sub(r"[^A-Za-z0-9]", "", value) or "b")  # Virtuoso: nodeID://b10001
    if kind not in ("literal", "typed-literal"):
        raise ValueError(kind)
    if "xml:lang" in cell:
        return ox.Literal(value, language=cell["xml:lang"])
    return _term(
        ox.Literal(value, datatype=ox.NamedNode(cell["datatype"])) if "datatype" in cell else ox.Literal(value)
    )


def triples_in(endpoint: Endpoint, body: bytes) -> list[ox.Triple]:
    """A result in N-Triples. Raises GraphError for what is none."""
    try:
        quads = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        return [ox.Triple(quad.subject, quad.predicate, _term(quad.object)) for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise GraphError(_broken(endpoint)) from error


def _term(term: _T) -> _T | ox.Literal:
    if isinstance(term, ox.Literal) and term.value in _BOOLEANS and term.datatype.value == _BOOLEAN:
        return ox.Literal(_BOOLEANS[term.value], datatype=term.datatype)
    return term


def _broken(endpoint: Endpoint) -> str:
    """What is no result, or the beginning of one that was not finished: status 200 says nothing about it."""
    return (
        f"{endpoint.url}: the reply is no whole SPARQL result; either this is no SPARQL endpoint, or the server gave "
        "up while it was answering (its own time limit?)"
    )
