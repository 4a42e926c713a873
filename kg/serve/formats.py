"""Media types, and which one a client gets: by quality, then by how exactly it is named, then in our order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import RequestError

__all__ = ["GRAPHS", "HTML", "TABLES", "chosen", "names"]

HTML: Final = "text/html; charset=utf-8"

TABLES: Final[Mapping[str, tuple[str, ox.QueryResultsFormat]]] = MappingProxyType(
    {
        "json": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
        "xml": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
        "csv": ("text/csv; charset=utf-8", ox.QueryResultsFormat.CSV),
        "tsv": ("text/tab-separated-values; charset=utf-8", ox.QueryResultsFormat.TSV),
    }
)
"""Formats of rows: name -> media type, writer."""

GRAPHS: Final[Mapping[str, tuple[str, ox.RdfFormat]]] = MappingProxyType(
    {
        "turtle": ("text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        "ntriples": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
        "rdfxml": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        "trig": ("application/trig", ox.RdfFormat.TRIG),
        "nquads": ("application/n-quads", ox.RdfFormat.N_QUADS),
    }
)
"""Formats of triples: name -> media type, writer."""

_SAME = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/x-turtle": "turtle",
    "text/plain": "ntriples",
    "application/xhtml+xml": "html",
}
"""Other names of a format, where a client gives no better one."""


def chosen(accept: str, offered: Sequence[str], asked: str = "") -> str:
    """The name of the format to answer in: ``asked`` by its name, or what ``Accept`` likes best.

    ``offered`` in our order; ``html`` may be among them. Raises RequestError (406) where none fits.
    """
    if asked in offered:
        return asked
    if asked and accept.strip() in ("", "*/*"):  # SPARQLWrapper names formats of its own, and accepts what it wants
        raise RequestError(406, f"no format {asked!r} for this; there are {', '.join(offered)}")
    if not accept.strip():
        return offered[0]
    liked = [(_quality(accept, name), -place, name) for place, name in enumerate(offered)]
    if max(liked)[0] == (0.0, 0):
        types = ", ".join(_media(name) for name in offered)
        raise RequestError(406, f"nothing that you accept fits; there are {types}")
    return max(liked)[2]


def names(text: str) -> tuple[str, ...]:
    """The media types by which a client may ask for the format of this name."""
    return (_media(text), *(other for other, name in _SAME.items() if name == text))


def _media(name: str) -> str:
    found = {**TABLES, **GRAPHS, "html": (HTML, None)}[name][0]
    return found.partition(";")[0]


def _quality(accept: str, name: str) -> tuple[float, int]:
    """How much a client likes a format (0: not at all), and how exactly it names it."""
    best = (0.0, 0)
    exact = -1
    for part in accept.split(",")[:50]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        rank = _rank(media, name)
        if rank > exact:
            exact, best = rank, (_q(parameters), rank)
    return best if best[0] > 0 else (0.0, 0)


def _rank(media: str, name: str) -> int:
    """How exactly a range of ``Accept`` names the format; -1: not at all."""
    known = names(name)
    if media == known[0]:
        return 4
    if media in known:
        return 3
    kind = known[0].partition("/")[0]
    return {f"{kind}/*": 2, "*/*": 1}.get(media, -1)


def _q(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        if found := re.fullmatch(r"q\s*=\s*([01](?:\.\d{0,3})?)", parameter):
            return min(1.0, float(found[1]))
    return 1.0
