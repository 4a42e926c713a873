"""The arguments of kg serve."""

from __future__ import annotations

from kg.cli.arguments.verb import Verbs, number, verb

__all__ = ["serving"]


def serving(verbs: Verbs) -> None:
    """Adds the verb that serves a graph."""
    serve = verb(
        verbs,
        "serve",
        "serving:serve",
        "serve the graph as it is now to browsers and SPARQL clients, read only",
        "kg serve graph\n"
        "curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?o { id:azerbaijan kg:memberOf ?o }' "
        "http://localhost:8000/sparql\n"
        "curl -H 'Accept: text/turtle' http://localhost:8000/id/azerbaijan",
    )
    serve.add_argument("graph", metavar="GRAPH", help="the graph's folder")
    serve.add_argument("--port", type=number, default=8000, metavar="N", help="default: 8000; 0: a free one")
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1, which only this machine reaches"
    )
    serve.add_argument(
        "--workers",
        type=positive,
        default=2,
        metavar="N",
        help="processes for queries, and as many more for long ones; default: 2",
    )
    serve.add_argument(
        "--timeout", type=seconds, default=30.0, metavar="S", help="seconds for one request; default: 30"
    )
    serve.add_argument(
        "--max-rows", type=positive, default=100_000, metavar="N", help="rows of an answer; default: 100000"
    )
    serve.add_argument(
        "--max-bytes", type=positive, default=16_000_000, metavar="N", help="bytes of an answer; default: 16000000"
    )


def positive(text: str) -> int:
    """A count of at least one. Raises ValueError (wrong usage) for less."""
    if (found := number(text)) < 1:
        raise ValueError(text)
    return found


def seconds(text: str) -> float:
    """A time above nothing and up to a day. Raises ValueError (wrong usage) for others."""
    if not 0 < (found := float(text)) <= 86_400:
        raise ValueError(text)
    return found
