"""RDF is read by raptor, PyLD and rdflib, none of which wrote it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import graph
from kg.graph.asking.answer import xml_text
from tests.export.graphs import written

REIFIES = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
SIDES = "SELECT ?s ?p ?o ?status { ?x kg:subject ?s ; kg:predicate ?p ; kg:object ?o ; kg:status ?status }"


def literals(held: graph.Graph) -> set[str]:
    return {quad.object.value for quad in held.store if isinstance(quad.object, ox.Literal)}


def rapper(path: Path, syntax: str) -> rdflib.Dataset:
    """What raptor, the reader of Redland and of many desktops, understands."""
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    command = ["rapper", "-q", "-i", syntax, "-o", "nquads" if syntax == "nquads" else "ntriples", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    return rdflib.Dataset().parse(data=done.stdout, format="nquads")


def test_an_rdf_xml_export_is_loaded_by_raptor(seeds_graph: Path, tmp_path: Path, command) -> None:
    assert command("export", seeds_graph, "-o", tmp_path / "graph.rdf").returncode == 0
    read = rapper(tmp_path / "graph.rdf", "rdfxml")
    assert command("export", seeds_graph, "-o", tmp_path / "graph.nt").returncode == 0
    assert len(read) == (tmp_path / "graph.nt").read_bytes().count(b"\n")
    kg = rdflib.Namespace("https://kg.example/ontology#")
    azerbaijan = rdflib.URIRef("https://kg.example/id/azerbaijan")
    assert rdflib.URIRef("https://kg.example/id/partnership-for-peace") in set(read.objects(azerbaijan, kg.memberOf))


@pytest.mark.parametrize("syntax", ["turtle", "ntriples", "nquads", "rdfxml"])
def test_raptor_reads_hostile_texts(hostile, tmp_path: Path, syntax: str) -> None:
    (tmp_path / "file").write_bytes(written(hostile, syntax))
    read = rapper(tmp_path / "file", syntax)
    assert len(set(read.quads())) == len(hostile.store)
    found = {str(value) for _, _, value, _ in read.quads() if isinstance(value, rdflib.Literal)}
    told = {xml_text(text) if syntax == "rdfxml" else text for text in literals(hostile)}
    assert found == {text.partition("\0")[0] for text in told}  # where raptor's own strings end


@pytest.mark.parametrize(
    ("format", "theirs"), [("turtle", "turtle"), ("ntriples", "nt"), ("trig", "trig"), ("nquads", "nquads")]
)
def test_rdflib_reads_hostile_texts(hostile, format: str, theirs: str) -> None:
    read = rdflib.Dataset().parse(data=written(hostile, format), format=theirs)
    assert {str(value) for _, _, value, _ in read.quads() if isinstance(value, rdflib.Literal)} == literals(hostile)


@pytest.mark.parametrize("which", ["held", "hostile"])
def test_pyld_expands_json_ld(which: str, request: pytest.FixtureRequest) -> None:
    jsonld = pytest.importorskip("pyld").jsonld
    made = request.getfixturevalue(which)
    lines = jsonld.to_rdf(json.loads(written(made, "jsonld")), {"format": "application/n-quads"})
    assert set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == set(made.store)


@pytest.mark.parametrize("format", ["turtle12", "ntriples12"])
def test_in_rdf_1_2_a_statement_reifies_its_triple(held, format: str) -> None:
    graph.infer(held)
    syntax = ox.RdfFormat.TURTLE if format == "turtle12" else ox.RdfFormat.N_TRIPLES
    read = {quad.triple for quad in ox.parse(written(held, format), format=syntax)}
    about = {triple.subject: triple.object for triple in read if triple.predicate == REIFIES}
    assert {(one.subject.value, one.predicate.value, one.object.value) for one in about.values()} == {
        tuple(row[:3]) for row in _full(held)
    }
    plain = {quad.triple for quad in ox.parse(written(held, "ntriples"), format=ox.RdfFormat.N_TRIPLES)}
    sides = {
        triple for triple in plain if triple.predicate.value.partition("#")[2] in ("subject", "predicate", "object")
    }
    assert read - plain == {ox.Triple(node, REIFIES, triple) for node, triple in about.items()}
    assert plain - read == sides
    assert not any(
        triple in read for triple in about.values() if "memberOf" in triple.predicate.value
    )  # it is denied


def test_rdf_1_2_is_queried_as_such(held) -> None:
    store = ox.Store()
    store.load(written(held, "turtle12"), format=ox.RdfFormat.TURTLE)
    question = """SELECT ?end { ?statement rdf:reifies <<( id:peru kg:memberOf id:mercado-1a )>> ; kg:end ?end }"""
    (row,) = store.query(question, prefixes=held.names.prefixes)
    assert row["end"].value == "2019"


def test_rdf_1_2_holds_hostile_texts(hostile) -> None:
    for format, syntax in (("turtle12", ox.RdfFormat.TURTLE), ("ntriples12", ox.RdfFormat.N_TRIPLES)):
        read = ox.parse(written(hostile, format), format=syntax)
        assert {quad.object.value for quad in read if isinstance(quad.object, ox.Literal)} == literals(hostile)


def _full(held: graph.Graph) -> list[tuple[str, ...]]:
    rows = held.store.query(SIDES, prefixes=held.names.prefixes, use_default_graph_as_union=True)
    return [tuple(row[name].value for name in ("s", "p", "o", "status")) for row in rows]
