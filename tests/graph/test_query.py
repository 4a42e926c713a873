"""Questions: free ones, saved ones, forbidden ones."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib

from kg import graph
from kg.errors import QueryError, UsageError
from kg.model import Decision, Identities, Verdict


@pytest.fixture
def held(world):
    held = graph.memory(
        [
            world.extraction("a.txt", {"when": {"start": "1949"}}),
            world.extraction(
                "b.txt",
                {"status": "negated", "by": world.envoy},
                {"subject": world.envoy, "relation": "holdsPositionIn", "role": "envoy"},
                text="Kari Dahl denied it.",
            ),
        ]
    )
    held.identify(Identities(decisions=(Decision("dahl-1", "kari-dahl", Verdict.DIFFERENT, "two", None, "anna"),)))
    return held


def test_the_usual_prefixes_are_known_and_no_row_is_doubled(held):
    assert graph.select(held, "SELECT ?o { id:norway kg:memberOf ?o }").rows() == [("id:atlantic-alliance",)]


def test_a_query_may_be_about_one_graph(held):
    assert len(graph.select(held, "SELECT ?s { GRAPH graph:facts { ?s a kg:Statement } }")) == 3


def test_ask_and_construct(held):
    assert graph.select(held, "ASK { ?s kg:memberOf ?o }")
    assert not graph.select(held, "ASK { ?s kg:owns ?o }")
    built = graph.select(held, "CONSTRUCT { ?o kg:hasMember ?s } WHERE { ?s kg:memberOf ?o }")
    assert built.rows() == [("id:atlantic-alliance", "kg:hasMember", "id:norway")]


@pytest.mark.parametrize("value", ["id:norway", "https://kg.example/id/norway", "Norway", "norge", "norway"])
def test_a_variable_is_bound_to_what_a_person_means(held, value):
    assert graph.select(held, "SELECT ?a ?o { ?a kg:memberOf ?o }", {"a": value})


def test_values_are_bound_and_never_pasted(held):
    hostile = '" } ; DROP ALL ; SELECT ?a { ?a ?b "'
    assert not graph.select(held, "SELECT ?a { ?s skos:prefLabel ?a }", {"a": hostile})
    assert len(graph.select(held, "SELECT ?s { ?s a kg:Statement }")) == 3


def test_a_bound_variable_must_be_selected(held):
    with pytest.raises(QueryError, match=r"\?a is given a value, so the query must SELECT it"):
        graph.select(held, "SELECT ?o { ?a kg:memberOf ?o }", {"a": "Norway"})


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { id:a kg:owns id:b }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/x>",
        "CLEAR ALL",
        "SELECT * { SERVICE <http://127.0.0.1/x> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1/x> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/x> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "#" . SERVICE<http://127.0.0.1/x> { ?s ?p ?o } }',
        "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1/x> { ?s ?p ?o } }",
    ],
)
def test_queries_only_read_and_stay_here(held, text):
    before = set(held.store)
    with pytest.raises(QueryError, match="not allowed"):
        graph.select(held, text)
    assert set(held.store) == before


@pytest.mark.parametrize(
    "word", ["?service", "kg:service", '"SERVICE"', "<http://x.example/SERVICE>", "# SERVICE\n id:a"]
)
def test_words_that_only_look_forbidden_are_allowed(held, word):
    graph.select(held, f"SELECT * {{ ?s ?p {word} }}")


def test_a_wrong_query_is_shown_with_its_place(held):
    with pytest.raises(QueryError, match=r"(?s)line 2, column \d+:\n  \?s \?\?p \?o\n +\^"):
        graph.select(held, "SELECT * {\n?s ??p ?o }".replace(" }", "\n}"))
    with pytest.raises(QueryError, match="prefix foaf: and nobody declares it; known are kg, "):
        graph.select(held, "SELECT * { ?s foaf:name ?o }")


def test_answers_in_all_formats_are_read_back_by_others(held, world):
    answer = graph.select(
        held, 'SELECT ?o ?l ("a\\tb\\n\\"c\\"" AS ?t) (1 AS ?n) ?none { ?o skos:prefLabel ?l } ORDER BY ?l'
    )
    assert answer.table().splitlines()[0].split() == ["o", "l", "t", "n", "none"]
    assert len(answer.table().splitlines()) == 2 + 3
    rows = list(csv.reader(io.StringIO(answer.csv(), newline="")))
    assert rows[1] == ["https://kg.example/id/atlantic-alliance", "Atlantic Alliance", 'a\tb\n"c"', "1", ""]
    parsed = rdflib.query.Result.parse(io.BytesIO(answer.json().encode()), format="json")
    assert [str(row.l) for row in parsed] == ["Atlantic Alliance", "Kari Dahl", "Norway"]
    tsv = list(ox.parse_query_results(answer.tsv().encode(), format=ox.QueryResultsFormat.TSV))
    assert [tuple(row) for row in tsv] == list(answer.terms)
    assert json.loads(graph.select(held, "ASK {}").json()) == {"head": {}, "boolean": True}


def test_results_in_xml_are_read_back_by_others(world):
    role = 'a<b> & "c"\r\n \x07'
    held = graph.memory([world.extraction("a.txt", {"role": role})])
    question = "SELECT ?r ?s ('x'@en AS ?tagged) (1.5 AS ?n) ?none { ?s kg:role ?r }"
    answer = graph.select(held, question)
    (row,) = rdflib.query.Result.parse(io.BytesIO(answer.xml().encode()), format="xml")
    assert str(row.r) == role.replace("\x07", "\N{REPLACEMENT CHARACTER}")
    assert row.s == rdflib.URIRef(answer.terms[0][1].value)
    assert (row.tagged, row.n) == (rdflib.Literal("x", lang="en"), rdflib.Literal("1.5", datatype=rdflib.XSD.decimal))
    assert row.none is None
    ours = ox.parse_query_results(answer.xml().encode(), format=ox.QueryResultsFormat.XML)
    assert [variable.value for variable in ours.variables] == ["r", "s", "tagged", "n", "none"]
    said = rdflib.query.Result.parse(io.BytesIO(graph.select(held, "ASK {}").xml().encode()), format="xml")
    assert said.askAnswer is True


@pytest.mark.parametrize(
    ("format", "parser"), [("turtle", "turtle"), ("trig", "trig"), ("ntriples", "nt"), ("jsonld", "json-ld")]
)
@pytest.mark.parametrize(
    "question", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s a kg:Statement ; ?p ?o }", "DESCRIBE id:norway"]
)
def test_triples_are_read_back_by_others(question, format, parser, held):
    answer = graph.select(held, question)
    read = rdflib.Dataset(default_union=True).parse(data=answer.text(format), format=parser)
    wanted = rdflib.Graph().parse(data=answer.text("ntriples"), format="nt")
    assert len(answer) > 3
    assert set(read.triples((None, None, None))) == set(wanted)
    assert format == "ntriples" or "https://kg.example/ontology#" in answer.text(format)


def test_rows_are_no_triples(held):
    with pytest.raises(UsageError, match="only CONSTRUCT and DESCRIBE give RDF"):
        graph.select(held, "SELECT ?s { ?s a kg:Statement }").text("turtle")
    with pytest.raises(UsageError, match="no format 'docx'; there are table, csv"):
        graph.select(held, "ASK {}").text("docx")


def test_a_table_fits_the_width_by_cutting_its_longest_columns(held):
    answer = graph.select(held, "SELECT ?e ?t ?n { ?e oa:exact ?t ; oa:start ?n }")
    assert max(map(len, answer.table().splitlines())) > 100
    lines = answer.table(width=50).splitlines()
    assert max(map(len, lines)) <= 50
    assert "…" in lines[2]
    assert answer.table(width=500) == answer.table()
    assert all("…" in line for line in answer.table(width=1).splitlines()[2:])


def test_a_table_does_not_obey_the_text(world):
    held = graph.memory([world.extraction("a.txt", {"role": "\x1b[2J\nchief"})])
    table = graph.select(held, "SELECT ?r { ?s kg:role ?r }").table()
    assert "\x1b" not in table
    assert len(table.splitlines()) == 3


def test_a_name_of_several_must_be_told_apart(world):
    twin = replace(world.envoy, id="kari-dahl-9999")
    held = graph.memory([world.extraction("a.txt", {"subject": world.envoy}, {"subject": twin})])
    with pytest.raises(QueryError, match="name of several: say which of id:kari-dahl-1f2e, id:kari-dahl-9999"):
        graph.ask_saved(held, "statements-of", {"actor": "Kari Dahl"})
