"""Asking and giving: what the command prints of a graph, where, and its exit code."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import api, graph
from kg.cli import main
from kg.model import Appearance, Article, Entity, Evidence, Extraction, Statement, TextSpan

VERBS = ("build", "add", "remove", "query", "why", "view", "export", "check", "report")

MEMBERSHIPS = {
    "Partnership for Peace": "1994",
    "NACC": "1992-03",
    "D-8": "",
    "Central Asia Consultative Forum": "2025",
}
"""Of the country of the example, by a name in the articles, with the date of joining that they give."""


def ids_of(folder: Path) -> dict[str, str]:
    with api.open(folder) as graph:
        return {name: graph.entity(name).id for name in MEMBERSHIPS}


# ------------------------------------------------------------------------------------------------ help and usage


def test_help_answers_without_loading_anything(root: Path) -> None:
    program = (
        "import sys\nfrom kg.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: print(sorted(n.partition('.')[0] for n in sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert all(f"  {verb} " in shown for verb in VERBS)
    assert not [name for name in ("spacy", "pyoxigraph", "numpy", "rdflib") if f"'{name}'" in shown]


@pytest.mark.parametrize("verb", VERBS)
def test_each_help_text_shows_an_example(verb: str, capsys) -> None:
    with pytest.raises(SystemExit) as leaving:
        main([verb, "--help"])
    assert leaving.value.code == 0
    assert f"example:\n  kg {verb} " in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("sing",),
        ("build", "seeds"),
        ("query", "GRAPH"),
        ("query", "GRAPH", "SELECT * {}", "-p", "novalue"),
        ("query", "GRAPH", "missing.rq"),
        ("export", "GRAPH", "--format", "docx"),
        ("query", "GRAPH", "membres"),
        ("query", "GRAPH", "members-with-dates"),
        ("query", "GRAPH", "members-with-dates", "-p", "akter=NATO"),
        ("why", "GRAPH", "Nobody Of That Name", "memberOf", "NATO"),
        ("why", "GRAPH", "Azerbaijan", "memberof", "NATO"),
        ("remove", "no-such-article.txt", "GRAPH"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_exits_2(arguments, seeds_graph: Path, capsys) -> None:
    try:
        code = main([str(seeds_graph) if argument == "GRAPH" else argument for argument in arguments])
    except SystemExit as leaving:
        code = leaving.code
    shown = capsys.readouterr()
    assert code == 2
    assert shown.out == ""
    assert shown.err
    assert "Traceback" not in shown.err


def test_a_folder_that_is_no_graph_is_named(tmp_path: Path, capsys) -> None:
    assert main(["query", str(tmp_path), "SELECT * { ?s ?p ?o }"]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_wrong_query_is_told_without_a_traceback(seeds_graph: Path, kg) -> None:
    done = kg("query", seeds_graph, "SELECT ?o { id:azerbaijan kg:memberOf")
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert "Traceback" not in done.stderr


# ------------------------------------------------------------------------------------------------ asking


def test_the_memberships_of_the_example_are_found(seeds_graph: Path, printed) -> None:
    answer = printed("query", seeds_graph, "SELECT ?o { id:azerbaijan kg:memberOf ?o }", "--format", "json")
    members = {binding["o"]["value"].rpartition("/")[2] for binding in json.loads(answer)["results"]["bindings"]}
    assert {name: key for name, key in ids_of(seeds_graph).items() if key not in members} == {}


def test_a_saved_query_gives_them_with_their_dates(seeds_graph: Path, printed) -> None:
    asked = ("query", seeds_graph, "members-with-dates", "-p", "actor=Azerbaijan", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed(*asked), newline="")))
    with api.open(seeds_graph) as graph:
        labels = {name: graph.entity(name).label for name in MEMBERSHIPS}
    starts = {row["of"]: row["start"] for row in rows if row["member"] == "Azerbaijan"}
    assert {name: starts.get(label) for name, label in labels.items()} == MEMBERSHIPS


def test_a_query_from_a_file(seeds_graph: Path, tmp_path: Path, printed) -> None:
    (tmp_path / "count.rq").write_text("SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }", encoding="utf-8")
    answer = printed("query", seeds_graph, tmp_path / "count.rq", "--format", "csv")
    ids = {json.loads(line)["id"] for line in (seeds_graph / "statements.jsonl").read_text("utf-8").splitlines()}
    assert answer.split() == ["n", str(len(ids))]


def test_the_saved_queries_are_listed(seeds_graph: Path, printed) -> None:
    listed = printed("query", seeds_graph, "--list")
    assert "members-with-dates -p actor=" in listed


def test_why_shows_all_that_one_needs_to_judge(seeds_graph: Path, printed) -> None:
    shown = printed("why", seeds_graph, "Azerbaijan", "memberOf", "Partnership for Peace")
    assert "Bilateral cooperation began when [Azerbaijan] *joined* " in shown
    assert "since 1994" in shown
    assert "004_2e397ce5a55cb8c9.txt:" in shown
    assert "2018-11-29" in shown
    assert "asserted" in shown
    assert "confidence 0." in shown


def test_why_takes_two_names_and_gives_json(seeds_graph: Path, kg) -> None:
    shown = kg("why", seeds_graph, "Azerbaijan", "Partnership for Peace")
    assert shown.returncode == 0
    assert "Azerbaijan memberOf Partnership for Peace" in shown.stdout
    done = kg("why", seeds_graph, "Azerbaijan", "memberOf", "Partnership for Peace", "--json")
    found = json.loads(done.stdout)
    lines = [json.loads(line) for line in (seeds_graph / "statements.jsonl").read_text("utf-8").splitlines()]
    assert found
    for record in found:
        told = ("trigger", "title", "publisher", "published", "parts", "independent")
        extra = {key: record.pop(key) for key in told}
        assert 1 <= extra["independent"] <= len(found)
        assert extra["trigger"] in record["evidence"]
        assert record in lines
    nothing = kg("why", seeds_graph, "Partnership for Peace", "memberOf", "Azerbaijan", "--json")
    assert (nothing.returncode, json.loads(nothing.stdout)) == (1, [])


def test_why_has_the_words_of_every_qualifier_of_every_edge(seeds_graph: Path) -> None:
    with api.open(seeds_graph) as held:
        edges = [(said.subject.id, said.relation, said.object.id) for said in held.statements()]
        found = [one for edge in edges for one in held.why(*edge)]
    assert found
    for one in found:
        shown, said, piece = str(one), one.statement, one.evidence
        assert f"rule {piece.rule} " in shown
        assert "".join(words for _, words in one.parts()) == piece.text
        for words in (piece.start_text, piece.end_text, piece.at_text, said.role, said.topic, piece.status_text):
            assert words is None or f"“{words}”".replace("\n", " ") in shown
        assert (said.attribution.by is None) or (piece.by_text and f"“{piece.by_text}”" in shown)


def test_why_tells_what_else_there_is_between_the_two(seeds_graph: Path, capsys) -> None:
    assert main(["why", str(seeds_graph), "Partnership for Peace", "memberOf", "Azerbaijan"]) == 1
    shown = capsys.readouterr().out
    assert "Nothing says" in shown
    assert "  Azerbaijan memberOf Partnership for Peace" in shown


def test_why_tells_how_many_independent_sources_there_are(monkeypatch, kg) -> None:
    texts = {"a.txt": "Norway joined NATO.", "b.txt": "norway joined  NATO!", "c.txt": "NATO took in Norway."}
    ends = (Entity("norway", "Norway", "Country"), Entity("nato", "NATO", "InternationalOrganization"))
    told = [_saying(source, text, ends) for source, text in texts.items()]
    monkeypatch.setattr(api, "open", lambda folder: api.Graph(graph.memory(told)))
    shown = kg("why", "any", "norway", "memberOf", "nato").stdout
    assert "  2 independent sources in 3 articles (one source: a.txt, b.txt)\n" in shown
    assert {record["independent"] for record in json.loads(kg("why", "any", "norway", "nato", "--json").stdout)} == {
        2
    }


def _saying(source: str, text: str, ends: tuple[Entity, Entity]) -> Extraction:
    whole = TextSpan(0, len(text))
    article = Article(source, text, hashlib.sha256(text.encode()).hexdigest(), (whole,))
    spans = (TextSpan(0, 1), TextSpan(1, 2), TextSpan(2, 3))
    piece = Evidence(source, whole, text, *spans, "Norway", "NATO", rule="by/hand", confidence=0.9)
    said = Statement(ends[0], "memberOf", ends[1], (piece,))
    return Extraction(article, (said,), tuple(Appearance(end, (end.label,)) for end in ends))
