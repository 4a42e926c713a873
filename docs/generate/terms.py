"""What ``kg.ttl`` says of a term beyond what the program reads: its alignments, and the words for statements."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pyoxigraph as ox

from generate.markdown import code
from kg import ontology

__all__ = ["alignments", "others", "store"]

_WIDER = "the other term is wider"
_MATCHES = {
    "skos:exactMatch": "the same",
    "skos:closeMatch": "about the same",
    "skos:broadMatch": _WIDER,
    "skos:narrowMatch": "the other term is narrower",
    "kg:inverseMatch": "counted from object to subject",
}
_PREFIXES = {
    "wdt": ("http://www.wikidata.org/prop/direct/", "https://www.wikidata.org/wiki/Property:"),
    "wd": ("http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"),
    "schema": ("https://schema.org/", "https://schema.org/"),
    "org": ("http://www.w3.org/ns/org#", "http://www.w3.org/ns/org#"),
    "prov": ("http://www.w3.org/ns/prov#", "http://www.w3.org/ns/prov#"),
    "oa": ("http://www.w3.org/ns/oa#", "http://www.w3.org/ns/oa#"),
    "dct": ("http://purl.org/dc/terms/", "http://purl.org/dc/terms/"),
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    "owl": ("http://www.w3.org/2002/07/owl#", "http://www.w3.org/2002/07/owl#"),
    "xsd": ("http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/2001/XMLSchema#"),
}
"""Prefix -> what its terms begin with, and where a browser finds them."""


@functools.cache
def store() -> ox.Store:
    """``kg.ttl``, to be asked."""
    found = ox.Store()
    found.load(path=ontology.folder() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    return found


def alignments(name: str) -> Iterator[tuple[str, str]]:
    """What other vocabularies call a term: a link, and how the two compare; then its category of events."""
    for property, means in _MATCHES.items():
        for row in _select(f"SELECT ?other {{ kg:{name} {property} ?other }} ORDER BY ?other"):
            yield linked(row[0].value), means
    for row in _select(f"SELECT ?category {{ kg:{name} kg:plover ?category }}"):
        yield f"PLOVER {row[0].value}", "category of political events"


def linked(iri: str) -> str:
    """A link to a term of another vocabulary, by its short name."""
    for prefix, (begin, page) in _PREFIXES.items():
        if iri.startswith(begin):
            return f"[{prefix}:{iri.removeprefix(begin)}]({page}{iri.removeprefix(begin)})"
    return f"<{iri}>"


def others() -> list[tuple[str, str, str, str]]:
    """The terms that are no type and no relation: name, what has it, its values, definition; in the file's order."""
    known = ontology.load()
    asked = """
        SELECT ?term ?domain ?range ?definition {
          ?term skos:definition ?definition
          OPTIONAL { ?term rdfs:domain ?domain FILTER(isIRI(?domain)) }
          OPTIONAL { ?term rdfs:range ?range }
        } ORDER BY ?domain ?term"""
    rows = [(_short(row[0].value), row[1], row[2], row[3].value) for row in _select(asked)]
    return [
        (name, _short(domain.value) if domain else "", _short(range.value) if range else "", definition)
        for name, domain, range, definition in rows
        if name.removeprefix("kg:") not in {*known.classes, *known.relations}
    ]


def _select(text: str) -> ox.QuerySolutions:
    begins = {prefix: begin for prefix, (begin, _) in _PREFIXES.items()}
    ours = {"kg": ontology.NAMESPACE, "skos": "http://www.w3.org/2004/02/skos/core#"}
    rdfs = {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    found = store().query(text, prefixes=begins | ours | rdfs)
    assert isinstance(found, ox.QuerySolutions)
    return found


def _short(iri: str) -> str:
    begins = {prefix: begin for prefix, (begin, _) in _PREFIXES.items()} | {"kg": ontology.NAMESPACE}
    for prefix, begin in begins.items():
        if iri.startswith(begin):
            return f"{prefix}:{iri.removeprefix(begin)}"
    return code(iri)
