"""What the endpoint says of itself: SPARQL 1.1 Service Description, with the graphs that it holds (VoID)."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.graph import Graph
from kg.graph.terms import term
from kg.ontology import NAMESPACE
from kg.serve.formats import GRAPHS, TABLES

__all__ = ["description"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMED = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
}


def description(graph: Graph, host: str) -> list[ox.Triple]:
    """The service's description; ``host`` is the name by which the client asked for it."""
    known = re.fullmatch(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", host)
    here = ox.NamedNode(f"http://{host if known else 'localhost'}/sparql")
    service, data, default = (ox.NamedNode(f"{here.value}#{part}") for part in ("service", "dataset", "default"))
    kind = term("rdf:type")
    triples = [
        ox.Triple(service, kind, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), here),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        ox.Triple(service, _sd("defaultDataset"), data),
        ox.Triple(data, kind, _sd("Dataset")),
        ox.Triple(data, kind, _void("Dataset")),
        ox.Triple(data, _void("sparqlEndpoint"), here),
        ox.Triple(data, _void("uriSpace"), ox.Literal(graph.names.base)),
        ox.Triple(data, _void("vocabulary"), ox.NamedNode(NAMESPACE)),
        ox.Triple(data, _void("triples"), ox.Literal(len(graph.store))),
        ox.Triple(data, _sd("defaultGraph"), default),
        ox.Triple(default, kind, _sd("Graph")),
        ox.Triple(default, _void("triples"), ox.Literal(len(graph.store))),
    ]
    for name in (*TABLES, *GRAPHS):
        triples.append(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + _NAMED[name])))
    for held in (graph.names.facts, graph.names.inferred, graph.names.identity):
        if next(graph.store.quads_for_pattern(None, None, None, held), None) is not None:
            part = ox.NamedNode(f"{here.value}#{held.value.rpartition('/')[2]}")
            triples += [
                ox.Triple(data, _sd("namedGraph"), part),
                ox.Triple(part, kind, _sd("NamedGraph")),
                ox.Triple(part, _sd("name"), held),
            ]
    return triples


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)
