"""Which path answers what. Runs in the workers: a request in, a response out.

/                    overview and search
/network             the network page
/id/NAME             an entity, /statement/KEY a statement, /doc/NAME an article: a page or RDF, as the client likes
/query               a page to ask, /query/NAME?PARAMETER=... a saved query
/sparql              SPARQL 1.1 Protocol; without a query the service description
/ontology            what the terms mean

The IRI of an entity names the page and the data alike (200, with Vary), for no redirect can lead back to
a base that is not this server; who was merged into another one is a redirect, which may be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pyoxigraph as ox

from kg import ontology
from kg.errors import QueryError, RequestError
from kg.graph import Graph, SavedQuery, ask_saved, saved_query
from kg.serve import pages
from kg.serve.describe import description
from kg.serve.formats import GRAPHS, TABLES, chosen
from kg.serve.reading import Reading
from kg.serve.sparql import Asked, asked, evaluated, triples_as, written
from kg.serve.values import Limits, Request, Response, decoded, fields, plain

__all__ = ["respond"]

_READING = "GET, HEAD, OPTIONS"

PAGE = 100
"""Statements on one page."""


def respond(request: Request, graph: Graph, limits: Limits) -> Response:
    """The answer. Raises RequestError, QueryError or UsageError for what is refused."""
    path = decoded(request.path)
    if request.method == "OPTIONS":
        return Response(204, "", b"", (("Allow", "GET, HEAD, POST, OPTIONS" if path == "/sparql" else _READING),))
    if request.method == "POST" and path != "/sparql":
        raise RequestError(405, "POST queries to /sparql", (("Allow", _READING),))
    first, _, rest = path.lstrip("/").partition("/")
    if first in ("id", "statement", "doc") and rest:
        return _thing(request, graph, limits, first, rest)
    if first == "query" and rest:
        return _saved(request, graph, limits, rest)
    if (answer := _PATHS.get(path)) is None:
        raise RequestError(404, "nothing is here; / leads to everything")
    return answer(request, graph, limits)


def _thing(request: Request, graph: Graph, limits: Limits, kind: str, rest: str) -> Response:
    """An entity, a statement or an article."""
    reading = Reading(graph)
    node = reading.node(kind, rest)
    given = _given(request)
    if node is not None and kind == "id" and (other := reading.successor(node)):
        key = quote(graph.names.entity_id(other), safe="")
        return plain(302, f"is {key} by now", (("Location", f"/id/{key}"), ("Vary", "Accept")))
    quads = reading.quads(node, kind, limits.rows) if node is not None else []
    if node is None or not quads:
        raise RequestError(404, f"the graph has no such {({'id': 'entity', 'doc': 'article'}).get(kind, kind)}")
    if chosen(request.header("accept"), (*GRAPHS, "html"), given.get("format", "")) == "html":
        start = PAGE * max(0, _number(given.get("page", "1")) - 1)
        body = pages.thing(reading, node, kind, rest, start, PAGE)
        if body is None:
            raise RequestError(404, "the graph has nothing to show here")
        return pages.response(body)
    if len(quads) > limits.rows:
        raise RequestError(422, f"more than {limits.rows} triples; ask /sparql, or raise --max-rows")
    return triples_as(quads, graph, request.header("accept"), given.get("format", ""), limits)


def _sparql(request: Request, graph: Graph, limits: Limits) -> Response:
    question = asked(request)
    accept = request.header("accept")
    if question is None:
        if request.method == "POST":
            raise RequestError(400, "a query is missing: POST it as query=...")
        given = _given(request)
        if chosen(accept, (*GRAPHS, "html"), given.get("format", "")) == "html":
            return _see("/query")
        return triples_as(description(graph, request.header("host")), graph, accept, given.get("format", ""), limits)
    if _for_people(accept, question.format):
        return _shown(question, graph, limits)
    return written(evaluated(graph, question), graph, accept, question.format, limits)


def _ask(request: Request, graph: Graph, limits: Limits) -> Response:
    """The page to ask on; its errors stay on it, beside the query."""
    question = asked(request)
    if question is None or not question.query.strip():
        return pages.response(pages.query("", limits))
    return _shown(question, graph, limits)


def _shown(question: Asked, graph: Graph, limits: Limits) -> Response:
    try:
        return pages.found(evaluated(graph, question), question.query, graph, limits)
    except (QueryError, RequestError) as error:
        status = error.status if isinstance(error, RequestError) else 400
        return pages.response(pages.query(question.query, limits, problem=str(error)), status, reason=str(error))


def _saved(request: Request, graph: Graph, limits: Limits, name: str) -> Response:
    try:
        saved = saved_query(name)
    except QueryError as error:
        raise RequestError(404, str(error)) from error
    given = {name: value for name, value in _given(request).items() if value.strip()}  # an empty field is none
    format = given.pop("format", "")
    if _for_people(request.header("accept"), format):
        return _saved_page(saved, given, graph, limits)
    answer = ask_saved(graph, name, given)
    if len(answer) > limits.rows:
        raise RequestError(422, f"the answer has more than {limits.rows} rows; raise --max-rows")
    kind = chosen(request.header("accept"), tuple(TABLES), format)
    return Response(200, TABLES[kind][0], answer.text(kind).encode("utf-8", "replace"), (("Vary", "Accept"),))


def _saved_page(saved: SavedQuery, given: dict[str, str], graph: Graph, limits: Limits) -> Response:
    """The form; with the answer, where nothing that it needs is missing."""
    if not given and any(one.required for one in saved.parameters.values()):
        return pages.response(pages.saved(saved, given, limits))
    try:
        answer = ask_saved(graph, saved.name, given)
    except QueryError as error:
        return pages.response(pages.saved(saved, given, limits, problem=str(error)), 400, reason=str(error))
    return pages.response(pages.saved(saved, given, limits, answer=answer))


def _home(request: Request, graph: Graph, limits: Limits) -> Response:
    wanted = _given(request).get("q", "").strip()
    body = pages.home(graph, wanted)
    return pages.response(body, keep=not wanted)


def _network(request: Request, graph: Graph, limits: Limits) -> Response:
    return pages.network(graph)


def _ontology(request: Request, graph: Graph, limits: Limits) -> Response:
    text = (ontology.folder() / "kg.ttl").read_bytes()
    accept = request.header("accept")
    if chosen(accept, tuple(GRAPHS), _given(request).get("format", "")) == "turtle" or "html" in accept:
        return Response(200, GRAPHS["turtle"][0], text, (("Vary", "Accept"),))
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    return triples_as(quads, graph, accept, _given(request).get("format", ""), limits)


def _style(request: Request, graph: Graph, limits: Limits) -> Response:
    return Response(200, "text/css; charset=utf-8", pages.style(), keep=True)


def _void(request: Request, graph: Graph, limits: Limits) -> Response:
    return _see("/sparql")


def _see(path: str) -> Response:
    return plain(303, f"see {path}", (("Location", path), ("Vary", "Accept")))


def _for_people(accept: str, format: str) -> bool:
    """True where a browser asks."""
    if format:
        return format == "html"
    return chosen(accept, (*TABLES, *GRAPHS, "html")) == "html"


def _given(request: Request) -> dict[str, str]:
    return {name.removeprefix("?"): value for name, value in fields(request.query)}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1


_PATHS: dict[str, Callable[[Request, Graph, Limits], Response]] = {
    "/": _home,
    "/network": _network,
    "/query": _ask,
    "/sparql": _sparql,
    "/ontology": _ontology,
    "/style.css": _style,
    "/.well-known/void": _void,
}
