"""SPARQL 1.1 Protocol, read only: the request taken apart, the query answered, the rows as bytes.

Oxigraph writes the rows itself. What is cut off would look complete to a program, so an answer over a limit is an
error; only the page for people shows the first rows, and says so.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError, RequestError
from kg.graph import Graph
from kg.graph.asking.answer import xml_text
from kg.graph.asking.query import explained, refuse
from kg.graph.asking.tokens import names_graphs
from kg.serve.formats import GRAPHS, TABLES, chosen
from kg.serve.values import Limits, Request, Response, fields

__all__ = ["Asked", "Found", "asked", "evaluated", "triples_as", "written"]

Found = ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the data set that the protocol names for it (empty: all graphs as one)."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""


def asked(request: Request) -> Asked | None:
    """What a request to the endpoint asks; None where it asks nothing. Raises RequestError."""
    pairs = fields(request.query)
    query: list[str] = []
    if request.method == "POST":
        media = request.header("content-type").partition(";")[0].strip().lower()
        if media == "application/x-www-form-urlencoded":
            pairs += fields(_text(request.body))
        elif media == "application/sparql-query":
            query = [_text(request.body)]
        elif media == "application/sparql-update":
            raise RequestError(403, "updates are not allowed: this server only reads")
        else:
            types = "application/x-www-form-urlencoded or application/sparql-query"
            raise RequestError(415, f"POST a query as {types}")
    given = {name: tuple(value for key, value in pairs if key == name) for name, _ in pairs}
    if "update" in given:
        raise RequestError(403, "updates are not allowed: this server only reads")
    query += given.get("query", ())
    if not query:
        return None
    if len(query) > 1:
        raise RequestError(400, "more than one query")
    formats = given.get("format", ("",))
    return Asked(query[0], given.get("default-graph-uri", ()), given.get("named-graph-uri", ()), formats[0])


def evaluated(graph: Graph, question: Asked) -> Found:
    """What Oxigraph finds: lazily, so that reading on may raise, too. Raises QueryError, RequestError."""
    refuse(question.query)
    told = bool(question.default or question.named)
    try:
        return graph.store.query(
            question.query,
            prefixes=graph.names.prefixes,
            use_default_graph_as_union=not told and not names_graphs(question.query),
            default_graph=[*_graphs(question.default)] if told else None,
            named_graphs=[*_graphs(question.named)] if told else None,
        )
    except SyntaxError as error:
        raise QueryError(explained(question.query, str(error), graph.names.prefixes)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def written(found: Found, graph: Graph, accept: str, format: str, limits: Limits) -> Response:
    """What was found, in the format that the client likes best. Raises RequestError."""
    try:
        if isinstance(found, ox.QueryTriples):
            triples = list(itertools.islice(found, limits.rows + 1))
            if len(triples) > limits.rows:
                raise _too_much("rows", limits.rows, "triples")
            return triples_as(triples, graph, accept, format, limits)
        name = chosen(accept, tuple(TABLES), format)
        media, writer = TABLES[name]
        target = _Bounded(limits.size)
        found.serialize(target, format=writer)
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    body = target.getvalue()
    if isinstance(found, ox.QuerySolutions) and _rows(body, name) > limits.rows:
        raise _too_much("rows", limits.rows, "rows")
    return Response(200, media, _xml(body) if name == "xml" else body, (("Vary", "Accept"),))


def triples_as(
    found: Sequence[ox.Triple] | Sequence[ox.Quad], graph: Graph, accept: str, format: str, limits: Limits
) -> Response:
    """Triples (or quads, for formats that can hold them) in the format that the client likes best."""
    name = chosen(accept, tuple(GRAPHS), format)
    media, writer = GRAPHS[name]
    quads = [one for one in found if isinstance(one, ox.Quad)]
    target = _Bounded(limits.size)
    if quads and writer.supports_datasets:
        ox.serialize(quads, target, format=writer, prefixes=graph.names.prefixes)
    else:
        triples = {one.triple if isinstance(one, ox.Quad) else one for one in found}
        ox.serialize(sorted(triples, key=str), target, format=writer, prefixes=graph.names.prefixes)
    body = target.getvalue()
    return Response(200, media, _xml(body) if name == "rdfxml" else body, (("Vary", "Accept"),))


def _xml(body: bytes) -> bytes:
    """Oxigraph's XML as XML has to be: without characters that it cannot hold, and no bare carriage return, which
    would come back as a line feed.
    """
    return xml_text(body.decode()).replace("\r", "&#13;").encode()


class _Bounded(io.BytesIO):
    """Bytes up to a limit; RequestError beyond."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Adds to it."""
        if self.tell() + len(data) > self._limit:
            raise _too_much("bytes", self._limit, "bytes")
        return super().write(data)


def _too_much(what: str, limit: int, words: str) -> RequestError:
    message = f"the answer has more than {limit} {words}: add LIMIT and OFFSET, or raise --max-{what}"
    return RequestError(422, message, (("X-KG-Limit", f"{what}={limit}"),))


def _rows(body: bytes, format: str) -> int:
    """The number of rows in Oxigraph's output. Each format has something that strings in it cannot hold."""
    match format:
        case "tsv":
            return body.count(b"\n") - 1
        case "xml":
            return body.count(b"<result>")
        case "csv":
            return re.sub(rb'"(?:[^"]|"")*"', b"", body).count(b"\n") - 1
    bare = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", body)
    return bare.count(b"},{") + (b"[{" in bare)


def _graphs(names: Sequence[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise RequestError(400, f"default-graph-uri and named-graph-uri must be IRIs: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, "the body is no UTF-8") from error
