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
from kg.errors import QueryError
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


def test_a_table_does_not_obey_the_text(world):
    held = graph.memory([world.extraction("a.txt", {"role": "\x1b[2J\nchief"})])
    table = graph.select(held, "SELECT ?r { ?s kg:role ?r }").table()
    assert "\x1b" not in table
    assert len(table.splitlines()) == 3


SAVED = {
    "members-with-dates": {"actor": "Atlantic Alliance"},
    "statements-of": {"actor": "Norge"},
    "timeline": {"one": "Norway", "other": "Atlantic Alliance"},
    "by-year": {"year": "1960"},
}


def ask(held, name):
    return graph.ask_saved(held, name, SAVED.get(name, {})).rows()


def test_saved_questions_have_answers(held):
    sentence = "Norway joined the Atlantic Alliance in 1949."
    assert ask(held, "members-with-dates") == [
        ("Norway", "Atlantic Alliance", None, None, "negated"),
        ("Norway", "Atlantic Alliance", "1949", None, "asserted"),
    ]
    assert ("Norway", "memberOf", "Atlantic Alliance", "asserted", sentence, "a.txt") in ask(held, "statements-of")
    assert [row[:4] for row in ask(held, "who-said-what")] == [
        ("Kari Dahl", "Norway", "memberOf", "Atlantic Alliance")
    ]
    assert [row[0] for row in ask(held, "timeline")] == ["1949", None]
    assert [row[:3] for row in ask(held, "holders-of-posts")] == [("Kari Dahl", "envoy", "Atlantic Alliance")]
    assert [row[:3] for row in ask(held, "by-year")] == [("Norway", "memberOf", "Atlantic Alliance")]
    assert ask(held, "counts-by-relation") == [("memberOf", "2", "1"), ("holdsPositionIn", "1", "1")]
    assert [(row[4], row[6]) for row in ask(held, "contradictions")] == [("a.txt", "b.txt")]
    assert next((row[0], row[3]) for row in ask(held, "gaps")) == ("a.txt", "Atlantic Alliance, Norway")
    assert [row[2:] for row in ask(held, "who-is-one")] == [("different", None, "anna", "two")]


def test_every_saved_question_says_what_it_answers_and_runs(held):
    assert len(graph.saved_queries()) >= 9
    for saved in graph.saved_queries():
        assert saved.answers
        assert dict(saved.parameters).keys() == SAVED.get(saved.name, {}).keys()
        assert ask(held, saved.name), saved.name


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("member", {}, "no saved query 'member'; there are by-year, "),
        ("timeline", {"one": "Norway"}, "timeline needs other: "),
        ("gaps", {"actor": "Norway"}, "gaps has no parameter 'actor'; it has none"),
        ("statements-of", {"actor": "Atlantis"}, "nobody in this graph is called 'Atlantis'"),
        ("statements-of", {"actor": "id:a b"}, "Invalid IRI"),
    ],
)
def test_a_saved_question_asked_wrongly_says_how(held, name, parameters, message):
    with pytest.raises(QueryError, match=message):
        graph.ask_saved(held, name, parameters)


def test_a_name_of_several_must_be_told_apart(world):
    twin = replace(world.envoy, id="kari-dahl-9999")
    held = graph.memory([world.extraction("a.txt", {"subject": world.envoy}, {"subject": twin})])
    with pytest.raises(QueryError, match="name of several: say which of id:kari-dahl-1f2e, id:kari-dahl-9999"):
        graph.ask_saved(held, "statements-of", {"actor": "Kari Dahl"})
