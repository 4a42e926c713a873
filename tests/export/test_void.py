"""The description of the graph, counted again by rdflib."""

from __future__ import annotations

import rdflib
from rdflib.namespace import DCAT, RDF, SKOS, VOID

from kg import graph
from tests.export.graphs import written

KG = rdflib.Namespace("https://kg.example/ontology#")
DATASET = rdflib.URIRef("https://kg.example/void")


def described(held: graph.Graph) -> tuple[rdflib.Graph, rdflib.Dataset]:
    """The description, and the graph as rdflib counts it."""
    quads = rdflib.Dataset(default_union=True).parse(data=written(held, "nquads"), format="nquads")
    return rdflib.Graph().parse(data=written(held, "void"), format="turtle"), quads


def test_it_counts_as_rdflib_does(held) -> None:
    found, quads = described(held)
    assert (DATASET, RDF.type, DCAT.Dataset) in found
    assert found.value(DATASET, VOID.triples).toPython() == len(quads)
    assert found.value(DATASET, VOID.distinctSubjects).toPython() == len(set(quads.subjects()))
    assert found.value(DATASET, VOID.entities).toPython() == 3
    by_class = {found.value(part, VOID["class"]): part for part in found.objects(DATASET, VOID.classPartition)}
    assert by_class.keys() == set(quads.objects(None, RDF.type))
    for kind, part in by_class.items():
        assert found.value(part, VOID.entities).toPython() == len(set(quads.subjects(RDF.type, kind)))
    by_property = {found.value(part, VOID.property): part for part in found.objects(DATASET, VOID.propertyPartition)}
    assert by_property.keys() == set(quads.predicates())
    for predicate, part in by_property.items():
        assert found.value(part, VOID.triples).toPython() == len(list(quads.subject_objects(predicate)))


def test_links_to_wikidata_are_linksets(held) -> None:
    found, _ = described(held)
    linksets = {found.value(one, VOID.linkPredicate): one for one in found.subjects(RDF.type, VOID.Linkset)}
    assert linksets.keys() == {SKOS.exactMatch, KG.entityMatch}
    for linkset in linksets.values():
        assert found.value(linkset, VOID.subjectsTarget) == DATASET
        target = found.value(linkset, VOID.objectsTarget)
        assert str(found.value(target, VOID.uriSpace)) == "http://www.wikidata.org/entity/"
        assert found.value(linkset, VOID.triples).toPython() == 1


def test_an_empty_graph_has_no_links() -> None:
    found, _ = described(graph.memory())
    assert found.value(DATASET, VOID.triples).toPython() == 0
    assert not set(found.subjects(RDF.type, VOID.Linkset))
