"""The Cypher script is run by an engine, GraphQLite, that nobody here wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import graph
from kg.export.cypher import text
from tests.export.graphs import written

Run = Callable[[str], Any]
STRING = re.compile(r"'(?:[^'\\]|\\[\\'ntr]|\\u00[01][0-9a-f]|\\u007f)*'")
"""A string literal of openCypher, of the escapes that are used."""


@pytest.fixture
def run() -> Run:
    """Runs one command in an empty graph; gives its rows."""
    apsw, graphqlite = pytest.importorskip("apsw"), pytest.importorskip("graphqlite")
    connection = apsw.Connection(":memory:")
    connection.enable_load_extension(True)
    connection.load_extension(graphqlite.loadable_path())

    def command(words: str) -> Any:
        ((answer,),) = connection.execute("SELECT cypher(?)", (words,))
        return json.loads(answer)

    return command


def script(held: graph.Graph, format: str = "cypher") -> list[str]:
    return written(held, format).decode().removesuffix(";\n").split(";\n")


def test_the_script_makes_the_graph_and_makes_it_once(held, run: Run) -> None:
    for _ in range(2):
        for command in script(held):
            run(command)
    people = run("MATCH (n:Entity) WHERE n:Person RETURN n.id AS id, n.label AS label")
    assert people == [{"id": "ana-ruiz-2b", "label": "Ana Ruiz"}]
    (link,) = run("MATCH (a)-[r:memberOf]->(b) RETURN a.id AS a, b.id AS b, r.status AS s, r.`by` AS t, r.`end` AS u")
    assert link == {"a": "peru", "b": "mercado-1a", "s": "negated", "t": "ana-ruiz-2b", "u": "2019"}
    assert run("MATCH (n) RETURN count(n) AS count") == [{"count": 3}]
    assert run("MATCH ()-[r]->() RETURN count(r) AS count") == [{"count": 2}]


def test_no_text_gets_out_of_its_literal(hostile, run: Run) -> None:
    for command in script(hostile):
        run(command)
    found = {row["id"]: row["label"] for row in run("MATCH (n:Company) RETURN n.id AS id, n.label AS label")}
    told = {entity.id: entity.label for entity in hostile.entities()}
    assert found.keys() == told.keys()
    # GraphQLite reads a sum inside of a map as nothing, though not by itself, and ends texts at NUL.
    fit = {id: label for id, label in told.items() if "\\u" not in label and "\0" not in label}
    assert {id: found[id] for id in fit} == fit
    for label in told.values():
        assert run(f"RETURN {text(label)} AS label") == [{"label": label.partition("\0")[0]}]


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("\\u0027'`\n{}"))
def test_a_literal_is_strings_and_nothing_else(value: str) -> None:
    written = text(value)
    literals = STRING.findall(written)
    assert " + ".join(literals) == written
    assert not re.search(r"\\u(?!00[01][0-9a-f]|007f)", written)  # what some versions of Neo4j would read first
    assert (
        "".join(json.loads('"' + one[1:-1].replace('"', '\\"').replace("\\'", "'") + '"') for one in literals)
        == value
    )


def test_memgraph_differs_in_how_it_declares_constraints_only(held) -> None:
    neo4j, memgraph = script(held), script(held, "memgraph")
    assert neo4j[0] == "CREATE CONSTRAINT kg_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE"
    assert memgraph[:2] == ["CREATE CONSTRAINT ON (n:Entity) ASSERT n.id IS UNIQUE", "CREATE INDEX ON :Entity(id)"]
    assert neo4j[1:] == memgraph[2:]
