"""SPARQL over everything that is stored (``asked``: the saved questions).

Queries see all graphs as one (``GRAPH`` still tells them apart), or those that they name by FROM. They read only:
updates are no queries, and SERVICE and LOAD, which would reach the network, are refused. Values are bound as terms,
never pasted into text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import pyoxigraph as ox

from kg import ontology
from kg.errors import QueryError
from kg.graph.asking.answer import Answer, Term
from kg.graph.asking.hints import hint
from kg.graph.asking.saved import bound
from kg.graph.asking.tokens import TOKENS
from kg.graph.engine import Rows
from kg.graph.store import Graph
from kg.graph.terms import kg
from kg.model import Entity
from kg.spelling import alike

__all__ = ["actor", "answered", "explained", "meant", "named", "near", "refuse", "select"]


def select(graph: Graph, text: str, bindings: Mapping[str, str] | None = None) -> Answer:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE; the usual prefixes are known.

    ``bindings`` gives variables (without ``?``) their values: a prefixed name or IRI (``id:nato``), a relation
    (``memberOf``), a name or alias of an entity ("NATO"), a number, or any other text. A bound variable must be
    one that SELECT lists. Raises QueryError.
    """
    answer = answered(graph, text, {key: meant(graph, value, ox.Literal) for key, value in (bindings or {}).items()})
    return answer if answer else replace(answer, note=hint(text, graph.names.prefixes))


def answered(graph: Graph, text: str, terms: Mapping[str, Term] = MappingProxyType({})) -> Answer:
    """As ``select``, with terms for the variables."""
    refuse(text)
    values = {ox.Variable(name): term for name, term in terms.items()}
    try:
        found = graph.engine.query(text, prefixes=graph.names.prefixes, values=values)
        if isinstance(found, bool):
            return Answer((), (), graph.names, yes=found)
        if isinstance(found, Rows):
            return Answer(found.variables, found.rows, graph.names)
        triples = sorted({(one.subject, one.predicate, one.object) for one in found}, key=str)
        return Answer(("subject", "predicate", "object"), tuple(triples), graph.names, triples=True)
    except SyntaxError as error:
        raise QueryError(explained(text, str(error), graph.names.prefixes)) from error
    except RuntimeError as error:
        if unlisted := next((name for name in terms if f"?{name} in its SELECT" in str(error)), None):
            raise QueryError(f"?{unlisted} is given a value, so the query must SELECT it") from error
        raise QueryError(f"the query cannot be answered: {error}") from error
    except (OSError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def meant(graph: Graph, value: str, otherwise: Callable[[str], Term]) -> Term:
    """What a person means by ``value``; ``otherwise`` decides about words that are nobody's name."""
    if value in ontology.load().relations:
        return kg(value)
    if re.fullmatch(r"-?\d+", value):
        return ox.Literal(int(value))
    return actor(graph, value) or otherwise(value)


def actor(graph: Graph, value: str) -> Term | None:
    """Whom a person means: an IRI, ``id:nato``, a name. None for nobody's; raises QueryError for that of several."""
    prefix, colon, local = value.partition(":")
    try:
        if colon and prefix in graph.names.prefixes:
            return ox.NamedNode(graph.names.prefixes[prefix] + local)
        if value.startswith(("http://", "https://")):
            return ox.NamedNode(value)
    except ValueError as error:
        raise QueryError(f"{value}: {error}") from error
    found = _labelled(graph, value) or [graph.names.entity(one.id) for one in named(graph.entities(), value)]
    if len(found) > 1:
        ids = ", ".join(graph.names.short(node.value) for node in found)
        raise QueryError(f"{value!r} is the name of several: say which of {ids}")
    return found[0] if found else None


def _labelled(graph: Graph, name: str) -> list[ox.NamedNode]:
    """Who has exactly this label: found by index, where going through all names takes long in a large graph."""
    rows = answered(graph, bound(_LABELLED, {"name": [ox.Literal(name)]})).terms
    return [term for row in rows for term in row if isinstance(term, ox.NamedNode)]


_LABELLED = "SELECT DISTINCT ?entity { VALUES ?_name { UNDEF } ?entity skos:prefLabel ?_name } ORDER BY ?entity"


def named(entities: Iterable[Entity], name: str) -> list[Entity]:
    """Who is called that: by id or label, else by alias; case does not matter."""
    wanted, known = name.casefold(), list(entities)
    found = [one for one in known if wanted in (one.id.casefold(), one.label.casefold())]
    return found or [one for one in known if wanted in {alias.casefold() for alias in one.aliases}]


def near(name: str, names: Sequence[str]) -> list[str]:
    """Up to three names like it: those that hold all its words, shortest first, else those spelt nearly so."""
    words = set(name.casefold().split())
    holding = sorted((known for known in names if words <= set(known.casefold().split())), key=lambda k: (len(k), k))
    return list(dict.fromkeys([*(holding if words else []), *alike(name, names, 3)]))[:3]


_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}


def refuse(text: str) -> None:
    """Raises QueryError for what would write or reach the network; escapes are read before words, as in SPARQL."""
    plain = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _unescaped, text)
    for version in {text, plain}:
        words = [found["word"].upper() for found in TOKENS.finditer(version) if found["word"]]
        if "SERVICE" in words:
            raise QueryError("SERVICE is not allowed: queries stay on this machine")
        if first := next((word for word in words if word in _UPDATES), None):
            raise QueryError(f"{first} is not allowed: queries only read; `kg build` and `kg add` change the graph")


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else " "


def explained(text: str, error: str, prefixes: Mapping[str, str]) -> str:
    """A message with the line and its place marked, instead of the parser's grammar."""
    unknown = sorted(
        set(re.findall(r"(?<![\w:<?$])([A-Za-z][\w-]*):", _without_literals(text)))
        - prefixes.keys()
        - set(re.findall(r"(?i)prefix\s+([\w-]*):", text))
    )
    if "Prefix not found" in error and unknown:
        return f"the query uses prefix {unknown[0]}: and nobody declares it; known are {', '.join(prefixes)}"
    place = re.search(r"(\d+):(\d+)", error)
    if not place:
        return f"the query is not SPARQL: {error}"
    line, column = int(place[1]), int(place[2])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    expected = error.partition("expected ")[2].partition("\n")[0]
    marked = f"  {shown}\n  {' ' * (column - 1)}^"
    return f"the query is not SPARQL: line {line}, column {column}:\n{marked}\n(expected {expected})"


def _without_literals(text: str) -> str:
    return TOKENS.sub(lambda found: " " if (found["skip"] or "")[:1] in ("'", '"', "<", "#") else found[0], text)
