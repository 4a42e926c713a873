"""Building with a language model: what it adds, what is dropped, and what a failure of it leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg as package
from tests.answering import Answer, Server, completion, serving

NORWAY = "OSLO, March 3 2021. Norway joined NATO in 1949. Prime Minister Erna Solberg met Jens Stoltenberg in Oslo."
FINLAND = "HELSINKI, April 4 2023. Finland joined NATO in April 2023, and Sweden applauded the decision of Finland."
JOINED = {"relation": "memberOf", "object": "NATO", "words": "joined", "status": "asserted"}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """It proposes what is so of either article, and for the second something that nobody says."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("KG_LLM_KEY", "sesame-opens")
    with serving() as server:
        server.answer = lambda body: _answer(body)
        yield server


def _answer(body: dict[str, Any], failing: str = "") -> Answer:
    told = [one["text"] for one in json.loads(body["messages"][1]["content"])["sentences"]]
    if failing and any(failing in sentence for sentence in told):
        return 500, b""
    name, when = ("Norway", "1949") if any("Norway" in sentence for sentence in told) else ("Finland", "April 2023")
    sentence = next(one for one in told if "joined" in one)
    joined = {**JOINED, "subject": name, "evidence": sentence, "start": when}
    return completion(joined, {**joined, "evidence": f"{name} left NATO."}, {**joined, "relation": "loves"})


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "norway.txt").write_text(NORWAY, encoding="utf-8")
    (folder / "finland.txt").write_text(FINLAND, encoding="utf-8")
    return folder


def lines(graph: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (graph / "statements.jsonl").read_text(encoding="utf-8").splitlines()]


def report(graph: Path) -> dict[str, Any]:
    return json.loads((graph / "report.json").read_text(encoding="utf-8"))


def test_statements_of_a_model_and_the_count_of_what_was_dropped(
    articles: Path, server: Server, tmp_path: Path, kg
) -> None:
    graph = tmp_path / "graph"
    options = ("--extractor", "llm", "--endpoint", server.url, "--llm-model", "small")
    done = kg("build", articles, "--out", graph, *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert {
        (one["source"], one["relation"], one["start"], one["rule"], one["confidence"]) for one in lines(graph)
    } == {
        ("norway.txt", "memberOf", "1949", "llm/small", 0.5),
        ("finland.txt", "memberOf", "2023-04", "llm/small", 0.5),
    }
    assert "4 proposed statements dropped:\n  2: a relation that the ontology does not have\n" in done.stdout
    assert {"source": "norway.txt", "reason": "a sentence that is not in the article", "count": 1} in report(graph)[
        "refused"
    ]
    assert "nothing changed" in kg("build", articles, "--out", graph, *options).stdout
    assert kg("remove", "finland.txt", graph).returncode == 0
    assert len(report(graph)["refused"]) == 4
    assert all(headers["Authorization"] == "Bearer sesame-opens" for _, headers, _ in server.asked)
    assert not [path for path in graph.rglob("*") if path.is_file() and b"sesame-opens" in path.read_bytes()]
    assert "sesame-opens" not in done.stdout


def test_where_the_model_fails_the_article_has_no_statements_and_the_others_are_built(
    articles: Path, server: Server, tmp_path: Path, kg
) -> None:
    graph = tmp_path / "graph"
    server.answer = lambda body: _answer(body, failing="Finland")
    done = kg("build", articles, "--out", graph, "--extractor", "llm", "--endpoint", server.url)
    assert done.returncode == 1
    assert done.stderr == ""
    assert (
        f"  finland.txt: no statements: the language model's server {server.url[7:-3]} answered with HTTP 500;"
        in (done.stdout)
    )
    assert {one["source"] for one in lines(graph)} == {"norway.txt"}
    assert {one["source"] for one in report(graph)["articles"]} == {"norway.txt", "finland.txt"}


def test_a_failure_takes_nothing_that_the_graph_has(articles: Path, server: Server, tmp_path: Path, kg) -> None:
    graph = tmp_path / "graph"
    assert kg("build", articles, "--out", graph).returncode == 0
    before = lines(graph)
    server.answer = (500, b"")
    done = kg("add", articles / "norway.txt", "--out", graph, "--extractor", "llm", "--endpoint", server.url)
    assert done.returncode == 1
    assert "nothing changed" in done.stdout
    assert lines(graph) == before


def test_in_python(articles: Path, server: Server) -> None:
    with package.build(articles, extractor="llm", endpoint=server.url) as graph:
        assert {one.evidence[0].rule for one in graph.statements()} == {"llm/default"}
        assert sum(one.count for one in graph.report.refused) == 4
    assert all("model" not in body for _, _, body in server.asked)


@pytest.mark.parametrize(
    "options",
    [
        ("--extractor", "llm"),
        ("--extractor", "gliner"),
        ("--endpoint", "http://localhost:8080/v1"),
        ("--llm-model", "x"),
    ],
)
def test_wrong_options_are_told_before_anything_is_made(options: tuple[str, ...], tmp_path: Path, kg) -> None:
    done = kg("build", tmp_path / "none.txt", "--out", tmp_path / "graph", *options)
    assert done.returncode == 2
    assert done.stderr.startswith("kg: ")
    assert not (tmp_path / "graph").exists()
