"""Networks and tables, as igraph, networkx and readers of CSV see them."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx
import pytest

from kg import export
from kg.graph.asking.answer import xml_text
from tests.export.graphs import written

NEO4J_COLUMN = re.compile(r"(id:ID|:LABEL|:START_ID|:END_ID|:TYPE|\w+:(string|double|boolean)(\[\])?)")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_igraph_reads_graphml(held, hostile, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    (tmp_path / "held.graphml").write_bytes(written(held, "graphml"))
    read = igraph.Graph.Read_GraphML(str(tmp_path / "held.graphml"))
    assert read.is_directed()
    assert set(read.vs["label"]) == {"Peru", "Mercado", "Ana Ruiz"}
    ends = {(read.vs[edge.source]["id"], read.vs[edge.target]["id"]) for edge in read.es}
    assert ends == {("peru", "mercado-1a")}
    assert set(read.es["confidence"]) == {0.88}
    (tmp_path / "hostile.graphml").write_bytes(written(hostile, "graphml"))
    read = igraph.Graph.Read_GraphML(str(tmp_path / "hostile.graphml"))
    assert set(read.vs["label"]) == {xml_text(entity.label) for entity in hostile.entities()}


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networks_hold_hostile_texts(hostile, format: str) -> None:
    source = io.BytesIO(written(hostile, format))
    read = networkx.read_graphml(source) if format == "graphml" else networkx.read_gexf(source)
    entities = {entity.id: entity for entity in hostile.entities()}
    assert set(read.nodes) == entities.keys()
    for id, values in read.nodes(data=True):
        assert values["label"] == xml_text(entities[id].label)
        assert values["aliases"] == xml_text(" | ".join(entities[id].aliases))
    edges = {(one.subject.id, one.object.id): xml_text(one.role or "") for one in hostile.statements()}
    assert {(one, other): values["role"] for one, other, values in read.edges(data=True)} == edges


def test_gephi_gets_the_edges_that_it_counts_with(held) -> None:
    space = {"g": "http://www.gexf.net/1.2draft"}
    tree = ET.fromstring(written(held, "gexf"))
    declared = {one.get("id") for one in tree.findall(".//g:attributes[@class='edge']/g:attribute", space)}
    assert {one.get("for") for one in tree.findall(".//g:edge//g:attvalue", space)} <= declared
    assert {"since", "until"} <= declared
    assert not {"start", "end"} & declared


def test_csv_is_safe_in_a_spreadsheet_and_nothing_is_lost(hostile, tmp_path: Path) -> None:
    export.export_to(hostile, "csv", tmp_path / "tables")
    nodes, edges = rows(tmp_path / "tables" / "nodes.csv"), rows(tmp_path / "tables" / "edges.csv")
    cells = [cell for row in (*nodes, *edges) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    bare = {row["id"]: re.sub(r"^'(?='*[=+\-@\t\r])", "", row["label"]) for row in nodes}
    assert bare == {entity.id: entity.label for entity in hostile.entities()}
    assert {row["source"] for row in edges} == bare.keys()


def test_neo4j_gets_headers_with_types_and_texts_as_they_are(hostile, held, tmp_path: Path) -> None:
    export.export_to(hostile, "neo4j", tmp_path / "tables")
    nodes = rows(tmp_path / "tables" / "nodes.csv")
    links = rows(tmp_path / "tables" / "relationships.csv")
    assert all(NEO4J_COLUMN.fullmatch(column) for column in (*nodes[0], *links[0]))
    assert {row["id:ID"]: row["label:string"] for row in nodes} == {one.id: one.label for one in hostile.entities()}
    assert {row[":LABEL"] for row in nodes} == {"Entity\x1fCompany"}
    assert {row[":START_ID"] for row in links} == {row[":END_ID"] for row in links} == {row["id:ID"] for row in nodes}
    assert {row[":TYPE"] for row in links} == {"owns"}
    export.export_to(held, "neo4j", tmp_path / "small")
    denied = next(row for row in rows(tmp_path / "small" / "relationships.csv") if row[":TYPE"] == "memberOf")
    assert (denied["status:string"], denied["end:string"], denied["confidence:double"]) == ("negated", "2019", "0.88")
