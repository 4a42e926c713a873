"""What the ontology says, and what it refuses to say."""

from __future__ import annotations

import re
import shutil

import pytest
import rdflib

from kg import ontology
from kg.errors import OntologyError

HEAD = """
@prefix kg: <https://kg.example/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:Entity a owl:Class ; rdfs:label "entity" ; skos:definition "All." .
kg:Person a owl:Class ; rdfs:subClassOf kg:Entity ; rdfs:label "person" ; skos:definition "One." .
kg:Body a owl:Class ; rdfs:subClassOf kg:Entity ; rdfs:label "body" ; skos:definition "Many." .
"""
SIDES = "rdfs:domain kg:Person ; rdfs:range kg:Body"
NAMED = 'rdfs:label "likes" ; skos:definition "Likes it."'


def read(tmp_path, text):
    path = tmp_path / "kg.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return ontology.load(path)


def test_every_term_of_ours_is_labelled_and_defined():
    graph = rdflib.Graph().parse(ontology.folder() / "kg.ttl")
    ours = {s for s in graph.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(ontology.NAMESPACE)}
    assert len(ours) > 100
    for term in ours:
        said = [label.language for label in graph.objects(term, rdflib.RDFS.label)]
        assert said.count("en") == 1, term
        assert len(set(said)) == len(said), term
        assert len(list(graph.objects(term, rdflib.SKOS.definition))) == 1, term


def test_every_term_that_is_written_is_declared():
    declared = rdflib.Graph().parse(ontology.folder() / "kg.ttl")
    source = "".join(path.read_text() for path in (ontology.folder().parent / "kg" / "graph").glob("*.py"))
    for name in set(re.findall(r'\bkg\("(\w+)"\)', source)):
        assert (rdflib.URIRef(ontology.NAMESPACE + name), None, None) in declared, name


def test_a_relation_knows_its_sides():
    known = ontology.load()
    assert known.fits("memberOf", "Country", "InternationalOrganization")
    assert not known.fits("memberOf", "City", "Organization")
    assert not known.fits("spouseOf", "Person", "Country")
    assert known.is_a("Country", "Place")
    assert known.is_a("Country", "Actor")
    assert not known.is_a("City", "Actor")
    assert known.relation("metWith").symmetric
    assert known.relation("succeeds").inverse == "succeededBy"
    assert known.relation("metWith").kind == "interaction"
    assert known.relation("relatedTo").kind == "open"
    assert known.relation("partOf").transitive
    assert known.relation("spokeAt").parent == "attended"


def test_unknown_names_are_answered_with_the_nearest():
    with pytest.raises(OntologyError, match=r"kg\.ttl declares no relation memberof; did you mean memberOf\?"):
        ontology.load().relation("memberof")
    with pytest.raises(OntologyError, match="no entity type Organisation; did you mean Organization"):
        ontology.load().is_a("Person", "Organisation")


def test_a_small_ontology_reads(tmp_path):
    known = read(
        tmp_path,
        f"kg:likes a kg:State ; {NAMED} ; rdfs:domain kg:Person ; rdfs:range [ owl:unionOf (kg:Body kg:Person) ] .",
    )
    assert known.relation("likes").range == ("Body", "Person")
    assert list(known.classes) == ["Body", "Entity", "Person"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kg:likes a kg:State ; rdfs:domain kg:Person ; rdfs:range kg:Person .", "kg:likes needs one rdfs:label"),
        ('kg:likes a kg:State ; rdfs:label "x" ; rdfs:domain kg:Person ; rdfs:range kg:Person .', "skos:definition"),
        (f"kg:likes a kg:State ; {NAMED} ; rdfs:domain kg:Person .", "kg:likes needs one rdfs:range"),
        (f"kg:likes a kg:State ; {NAMED} ; rdfs:domain kg:Persn ; rdfs:range kg:Person .", "kg:Persn .*mean Person"),
        (
            f"kg:likes a kg:State, owl:SymmetricProperty ; {NAMED} ; {SIDES} .",
            "symmetric",
        ),
        (
            f"kg:likes a kg:State, kg:Interaction ; {NAMED} ; {SIDES} .",
            "more than one kind",
        ),
        (
            f"kg:likes a kg:State ; {NAMED} ; owl:inverseOf kg:likd ; {SIDES} .",
            "inverse kg:likd is no relation; did you mean likes",
        ),
        (
            f"kg:likes a kg:State ; {NAMED} ; owl:inverseOf kg:liked ; {SIDES} ."
            f"kg:liked a kg:State ; {NAMED} ; owl:inverseOf kg:likes ; {SIDES} .",
            "domain and range must be",
        ),
        (
            f"kg:likes a kg:State ; {NAMED} ; owl:inverseOf kg:liked ; {SIDES} ."
            f"kg:liked a kg:State ; {NAMED} ; rdfs:domain kg:Body ; rdfs:range kg:Person .",
            "say owl:inverseOf in both",
        ),
        (
            f"kg:likes a kg:State ; {NAMED} ; rdfs:subPropertyOf kg:liked ; {SIDES} ."
            f"kg:liked a kg:State ; {NAMED} ; rdfs:domain kg:Body ; rdfs:range kg:Body .",
            "does not allow",
        ),
        (
            f"kg:likes a kg:State ; {NAMED} ; rdfs:subPropertyOf kg:likes ; {SIDES} .",
            "its own parent",
        ),
        ("kg:Crowd rdfs:subClassOf kg:Body , kg:Crowd .", "kg:Crowd stands below itself"),
        ("kg:Crowd rdfs:subClassOf kg:Body , kg:Heap .", "kg:Heap, which is not below kg:Entity"),
        ("kg:Crowd rdfs:subClassOf kg:Body .", "kg:Crowd needs one rdfs:label"),
        ("kg:likes a kg:State ;; ; 'x' .", r"kg\.ttl: line \d+: not Turtle"),
    ],
)
def test_contradictions_are_refused_with_file_and_term(tmp_path, text, message):
    with pytest.raises(OntologyError, match=message) as refused:
        read(tmp_path, text)
    assert "kg.ttl" in str(refused.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(OntologyError, match=r"none\.ttl: cannot be read"):
        ontology.load(tmp_path / "none.ttl")


def test_a_copy_of_ontologies_is_read_where_the_variable_says(tmp_path, monkeypatch) -> None:
    own = shutil.copytree(ontology.folder(), tmp_path / "own")
    monkeypatch.setenv(ontology.OWN, str(own))
    assert ontology.folder() == own
    (own / "kg.ttl").unlink()
    with pytest.raises(OntologyError, match=r"KG_ONTOLOGIES=.*own: holds no kg\.ttl; it takes a copy"):
        ontology.folder()
