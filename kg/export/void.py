"""What is in the graph, for catalogues and for people who decide whether to load it: VoID and DCAT, in Turtle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph import Graph
from kg.graph.codec import TYPE
from kg.graph.terms import VOCABULARIES, term
from kg.graph.trig import subjects, turtle

__all__ = ["void"]

_VOID: Final = "http://rdfs.org/ns/void#"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_WIKIDATA: Final = VOCABULARIES["wd"]
_USED: Final = ("kg", "rdf", "rdfs", "skos", "prov", "dct", "oa")
_WHAT: Final = (
    "Who is related to whom according to news articles: entities, statements with time, role, speaker and status, "
    "and the sentences that they stand on."
)


def void(graph: Graph, stream: BinaryIO) -> None:
    """Counts by class and property, the vocabularies, links to other data sets, and where a dump belongs."""
    prefixes = {**graph.names.prefixes, "void": _VOID, "dcat": _DCAT}
    stream.write(turtle(_description(graph), prefixes))


def _description(graph: Graph) -> Iterator[ox.Triple]:
    dataset = ox.NamedNode(f"{graph.names.base}void")
    classes: Counter[ox.NamedNode] = Counter()
    properties: Counter[ox.NamedNode] = Counter()
    links: Counter[ox.NamedNode] = Counter()
    for quad in graph.store:
        properties[quad.predicate] += 1
        if isinstance(quad.object, ox.NamedNode):
            classes[quad.object] += quad.predicate == TYPE
            links[quad.predicate] += quad.object.value.startswith(_WIKIDATA)
    yield from _head(graph, dataset)
    found = subjects(graph.store)
    entities = sum(
        isinstance(node, ox.NamedNode) and node.value.startswith(f"{graph.names.base}id/") for node in found
    )
    counts = {"triples": properties.total(), "distinctSubjects": len(found), "entities": entities}
    for name, count in (counts | {"classes": len(+classes), "properties": len(properties)}).items():
        yield ox.Triple(dataset, _void(name), ox.Literal(count))
    for node, count in (+classes).items():
        yield from _part(graph, dataset, "class", node, ("entities", count))
    for node, count in properties.items():
        yield from _part(graph, dataset, "property", node, ("triples", count))
    yield from _linksets(graph, dataset, +links)


def _head(graph: Graph, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """What it is, which words it uses, and its dump: ``graph.trig`` of the graph's folder, beside its base."""
    dump = ox.NamedNode(f"{graph.names.base}graph.trig")
    file = ox.NamedNode(f"{dataset.value}#trig")
    yield ox.Triple(dataset, TYPE, _void("Dataset"))
    yield ox.Triple(dataset, TYPE, ox.NamedNode(_DCAT + "Dataset"))
    yield ox.Triple(dataset, term("dct:title"), ox.Literal("Actors and relationships in the news", language="en"))
    yield ox.Triple(dataset, term("dct:description"), ox.Literal(_WHAT, language="en"))
    yield ox.Triple(dataset, term("dct:language"), ox.Literal("en"))
    yield ox.Triple(dataset, _void("uriSpace"), ox.Literal(graph.names.base))
    yield ox.Triple(dataset, _void("feature"), ox.NamedNode(f"{_FORMATS}TriG"))
    yield ox.Triple(dataset, _void("dataDump"), dump)
    yield ox.Triple(dataset, ox.NamedNode(_DCAT + "distribution"), file)
    yield ox.Triple(file, TYPE, ox.NamedNode(_DCAT + "Distribution"))
    yield ox.Triple(file, ox.NamedNode(_DCAT + "downloadURL"), dump)
    yield ox.Triple(file, ox.NamedNode(_DCAT + "mediaType"), ox.NamedNode(f"{_MEDIA_TYPES}application/trig"))
    for prefix in _USED:
        yield ox.Triple(dataset, _void("vocabulary"), ox.NamedNode(VOCABULARIES[prefix]))


def _part(
    graph: Graph, dataset: ox.NamedNode, kind: str, node: ox.NamedNode, count: tuple[str, int]
) -> Iterator[ox.Triple]:
    part = ox.NamedNode(f"{dataset.value}#{kind}-{quote(graph.names.short(node.value), safe='')}")
    yield ox.Triple(dataset, _void(f"{kind}Partition"), part)
    yield ox.Triple(part, _void(kind), node)
    yield ox.Triple(part, _void(count[0]), ox.Literal(count[1]))


def _linksets(graph: Graph, dataset: ox.NamedNode, links: Counter[ox.NamedNode]) -> Iterator[ox.Triple]:
    """The links to Wikidata, one set for each property that makes them."""
    wikidata = ox.NamedNode(f"{dataset.value}#wikidata")
    if links:
        yield ox.Triple(wikidata, TYPE, _void("Dataset"))
        yield ox.Triple(wikidata, term("dct:title"), ox.Literal("Wikidata"))
        yield ox.Triple(wikidata, _void("uriSpace"), ox.Literal(_WIKIDATA))
    for predicate, count in links.items():
        linkset = ox.NamedNode(f"{wikidata.value}-{quote(graph.names.short(predicate.value), safe='')}")
        yield ox.Triple(linkset, TYPE, _void("Linkset"))
        yield ox.Triple(linkset, _void("subjectsTarget"), dataset)
        yield ox.Triple(linkset, _void("objectsTarget"), wikidata)
        yield ox.Triple(linkset, _void("linkPredicate"), predicate)
        yield ox.Triple(linkset, _void("triples"), ox.Literal(count))


def _void(local: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + local)
