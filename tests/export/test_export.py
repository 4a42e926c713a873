"""Every format is read back by a tool that is not ours."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import networkx
import pytest
import rdflib

from kg import export, graph
from kg.errors import GraphError, UsageError
from kg.model import Article, Extraction

TEXT = 'Peru left "Mercado" in 2019, Ana Ruiz said. \x0b<b>=1+1</b>'


def written(held, format):
    stream = io.BytesIO()
    export.export(held, format, stream)
    again = io.BytesIO()
    export.export(held, format, again)
    assert stream.getvalue() == again.getvalue()
    return stream.getvalue()


@pytest.mark.parametrize(("format", "theirs"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_formats_with_graphs(held, format, theirs):
    read = rdflib.Dataset().parse(data=written(held, format), format=theirs)
    assert len(set(read.quads())) == len(held.store)
    assert {str(quad[3]) for quad in read.quads()} == {name.value for name in held.store.named_graphs()}


@pytest.mark.parametrize(("format", "theirs"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_formats_without_graphs_hold_what_was_read(held, format, theirs):
    size = len(held.store)
    graph.infer(held)
    read = rdflib.Graph().parse(data=written(held, format), format=theirs)
    assert len(read) == size
    text = TEXT.replace("\x0b", "\ufffd") if format == "rdfxml" else TEXT
    assert rdflib.Literal(text, lang="en") in set(read.objects())


def check_network(read):
    assert set(read.nodes) == {"peru", "mercado-1a", "ana-ruiz-2b"}
    assert read.nodes["peru"]["label"] == "Peru"
    assert {values["relation"] for _, _, values in read.edges(data=True)} == {"memberOf", "relatedTo"}
    assert {values["evidence"] for _, _, values in read.edges(data=True)} == {TEXT.replace("\x0b", "\ufffd")}
    assert len({key for _, _, key in read.edges(keys=True)}) == 2


def test_graphml(held):
    check_network(networkx.read_graphml(io.BytesIO(written(held, "graphml")), force_multigraph=True))


def test_gexf(held):
    content = written(held, "gexf")
    check_network(networkx.read_gexf(io.BytesIO(content)))
    assert b"date=" not in content
    assert b'mode="static"' in content


def test_csv(held, tmp_path):
    export.export_to(held, "csv", tmp_path / "out")
    with (tmp_path / "out" / "edges.csv").open(newline="", encoding="utf-8") as stream:
        edges = {row["relation"]: row for row in csv.DictReader(stream)}
    assert edges["memberOf"]["end"] == "2019"
    assert edges["memberOf"]["by"] == "ana-ruiz-2b"
    assert edges["relatedTo"]["evidence"] == TEXT
    with (tmp_path / "out" / "nodes.csv").open(newline="", encoding="utf-8") as stream:
        nodes = {row["id"]: row for row in csv.DictReader(stream)}
    assert nodes["peru"]["aliases"] == "Republic of Peru"
    assert {row["source"] for row in edges.values()} <= nodes.keys()
    assert written(held, "csv") == (tmp_path / "out" / "edges.csv").read_bytes()


def test_json_lines_are_as_the_contract_says(held):
    lines = [json.loads(line) for line in written(held, "jsonl").decode().split("\n")[:-1]]
    assert lines[0] == {
        "id": held.names.statement(held.statements()[0]).value,
        "subject": {
            "id": "https://kg.example/id/peru",
            "label": "Peru",
            "type": "Country",
            "aliases": ["Republic of Peru"],
        },
        "object": {
            "id": "https://kg.example/id/mercado-1a",
            "label": "Mercado",
            "type": "Organization",
            "aliases": [],
        },
        "relation": "memberOf",
        "end": "2019",
        "end_text": "in 2019",
        "status": "negated",
        "by": {
            "id": "https://kg.example/id/ana-ruiz-2b",
            "label": "Ana Ruiz",
            "type": "Person",
            "aliases": [],
        },
        "rule": "left",
        "confidence": 0.88,
        "source": "news/a.txt",
        "evidence": TEXT,
        "evidence_start": 0,
        "evidence_end": len(TEXT),
        "subject_mention": "Peru",
        "object_mention": "Mercado",
    }
    assert lines[1]["predicate"] == "leave"
    assert len(lines) == 2


def test_networkx(held):
    made = export.to_networkx(held.statements(), held.entities())
    assert isinstance(made, networkx.MultiDiGraph)
    keys = {held.names.statement(one).value.rpartition("/")[2] for one in held.statements()}
    assert {key for _, _, key in made.edges(keys=True)} == keys
    edge = next(values for _, _, values in made.edges(data=True) if values["relation"] == "memberOf")
    assert edge["end"] == "2019"
    assert edge["evidence"] == (TEXT,)
    assert "start" not in edge
    assert made.nodes["peru"]["aliases"] == ("Republic of Peru",)


def test_an_unknown_format_says_which_there_are(held):
    with pytest.raises(UsageError, match="no export format 'turtel'; did you mean turtle"):
        export.export(held, "turtel", io.BytesIO())
    with pytest.raises(UsageError, match="there are turtle, trig"):
        export.export(held, "pdf", io.BytesIO())


def test_every_format_writes_an_empty_graph():
    for format in export.WRITERS:
        written(graph.memory(), format)


def test_what_fails_on_the_way_leaves_the_file_that_was_there(held, tmp_path):
    file, folder = tmp_path / "graph.ttl", tmp_path / "tables"
    export.export_to(held, "turtle", file)
    export.export_to(held, "csv", folder)
    before = {path: path.read_bytes() for path in (file, folder / "nodes.csv")}
    held.put(Extraction(Article("b.txt", "", hashlib.sha256().hexdigest(), ()), ()))
    (folder / "edges.csv").unlink()
    (folder / "edges.csv").mkdir()
    with pytest.raises(OSError, match=r"edges\.csv"):
        export.export_to(held, "csv", folder)
    held.close()
    with pytest.raises(GraphError, match="closed"):
        export.export_to(held, "turtle", file)
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(path.name for path in folder.iterdir()) == ["edges.csv", "nodes.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "tables"]
