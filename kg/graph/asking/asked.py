"""Saved questions, asked: words become terms by the kind of their parameter, the terms go into the text.

Most files are the whole question; those in ``FINISHED`` are finished in Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pyoxigraph as ox

from kg import ontology
from kg.errors import OntologyError, QueryError
from kg.graph.asking.answer import Answer, Term
from kg.graph.asking.corroborated import best_corroborated, with_independent
from kg.graph.asking.paths import paths
from kg.graph.asking.query import actor, answered, near
from kg.graph.asking.saved import Parameter, SavedQuery, bound, saved_queries
from kg.graph.store import Graph
from kg.graph.terms import kg, term
from kg.model import PartialDate, Status
from kg.spelling import alike

__all__ = ["ask_saved", "saved_query"]

Terms = dict[str, Sequence[Term]]


def saved_query(name: str) -> SavedQuery:
    """The saved question of this name. Raises QueryError where there is none."""
    for query in saved_queries():
        if query.name == name:
            return query
    known = [query.name for query in saved_queries()]
    parts = {part: one for one in reversed(known) for part in (one.partition("-")[0], one)}
    close = alike(name, parts)
    meant = f"did you mean {parts[close[0]]}?" if close else f"there are {', '.join(known)}"
    raise QueryError(f"no saved query {name!r}; {meant}")


def ask_saved(graph: Graph, name: str, parameters: Mapping[str, str]) -> Answer:
    """The answer to a saved question; ``parameters`` as people write them: names of actors, ``2018-11``, ``planned``.

    Raises QueryError, also for parameters that it lacks or does not know.
    """
    saved = saved_query(name)
    for unknown in sorted(parameters.keys() - saved.parameters.keys()):
        raise QueryError(f"{name} has no parameter {unknown!r}; it has {', '.join(saved.parameters) or 'none'}")
    for one in saved.parameters.values():
        if one.required and one.name not in parameters:
            raise QueryError(f"{name} needs {one.name}: {one.meaning}")
    defaults = {one.name: one.default for one in saved.parameters.values() if one.default is not None}
    given = defaults | dict(parameters)
    terms: Terms = {}
    for key, value in given.items():
        terms |= _terms(graph, saved.parameters[key], value)
    if saved.name in FINISHED:
        return FINISHED[saved.name](graph, saved, terms)
    limit = f"\nLIMIT {int(given['limit'])}" if "limit" in given else ""
    return answered(graph, bound(saved.text, terms) + limit)


FINISHED: Mapping[str, Callable[[Graph, SavedQuery, Terms], Answer]] = {
    "best-corroborated": best_corroborated,
    "paths": paths,
    "statements-of": with_independent,
}
"""Questions that SPARQL alone cannot answer, by name: their file gives the rows, the function here the answer."""


def _terms(graph: Graph, parameter: Parameter, value: str) -> Terms:
    name = parameter.name
    match parameter.kind:
        case "actor":
            return {name: [_actor(graph, value)]}
        case "relation":
            return {name: [_relation(value)]}
        case "status":
            return {name: [_status(value)]}
        case "date":
            moment = _date(name, value)
            days = {"Earliest": moment.earliest, "Latest": moment.latest}
            return {
                name + bound: [ox.Literal(day.isoformat(), datatype=term("xsd:date"))] for bound, day in days.items()
            }
        case "number":
            if not re.fullmatch(r"[0-9]{1,9}", value):
                raise QueryError(f"{name}={value}: give a number")
            return {name: [ox.Literal(int(value))]}
    return {name: [ox.Literal(value)]}


def _relation(value: str) -> Term:
    try:
        return kg(ontology.load().relation(value.removeprefix("kg:")).name)
    except OntologyError as error:
        raise QueryError(str(error)) from error


def _status(value: str) -> Term:
    try:
        return kg(Status(value.removeprefix("kg:")).value)
    except ValueError as error:
        raise QueryError(f"{value!r} is no status; there are {', '.join(Status)}") from error


def _date(name: str, value: str) -> PartialDate:
    try:
        return PartialDate(value)
    except ValueError as error:
        raise QueryError(f"{name}={value}: give a year (2018), a month (2018-11) or a day (2018-11-29)") from error


def _actor(graph: Graph, name: str) -> Term:
    found = actor(graph, name)
    if found is None:
        alike = near(name, [called for one in graph.entities() for called in (one.label, *one.aliases)])
        meant = f"; did you mean {' or '.join(map(repr, alike))}?" if alike else ""
        raise QueryError(f"nobody in this graph is called {name!r}{meant}")
    return found
