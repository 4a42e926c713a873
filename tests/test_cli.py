"""The command as people run it: what it prints, where, and its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import api
from kg.cli import main

VERBS = ("build", "add", "remove", "query", "why", "view", "export", "check")
BESIDE = ("graph.trig", "statements.jsonl", "graph.html", "report.html", "report.json")

MEMBERSHIPS = {
    "Partnership for Peace": "1994",
    "NACC": "1992-03",
    "D-8": "",
    "Central Asia Consultative Forum": "2025",
}
"""Of the country of the example, by a name in the articles, with the date of joining that they give."""

STORY = "OSLO, March 3 2021. Norway joined NATO in 1949. Prime Minister Erna Solberg met Jens Stoltenberg in Oslo."
OTHER = "HELSINKI, April 4 2023. Finland joined NATO in April 2023, and Sweden applauded the decision of Finland."


class Done(NamedTuple):
    """What a run of the command left."""

    returncode: int
    stdout: str
    stderr: str


Kg = Callable[..., Done]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "norway.txt").write_text(STORY, encoding="utf-8")
    (folder / "finland.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def kg(capsys) -> Kg:
    """Runs the command in this process, where the language model is loaded once."""

    def run(*arguments: object) -> Done:
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


def sources(graph: Path) -> set[str]:
    lines = (graph / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["source"] for line in lines}


def ids_of(folder: Path) -> dict[str, str]:
    with api.open(folder) as graph:
        return {name: graph.entity(name).id for name in MEMBERSHIPS}


def printed(capsys, *arguments: object) -> str:
    assert main([str(argument) for argument in arguments]) == 0
    return capsys.readouterr().out


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
        ("why", "GRAPH", "Nobody Of That Name", "memberOf", "NATO"),
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


def test_a_wrong_query_is_told_without_a_traceback(seeds_graph: Path, kg: Kg) -> None:
    done = kg("query", seeds_graph, "SELECT ?o { id:azerbaijan kg:memberOf")
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert "Traceback" not in done.stderr


# ------------------------------------------------------------------------------------------------ asking


def test_the_memberships_of_the_example_are_found(seeds_graph: Path, capsys) -> None:
    answer = printed(capsys, "query", seeds_graph, "SELECT ?o { id:azerbaijan kg:memberOf ?o }", "--format", "json")
    members = {binding["o"]["value"].rpartition("/")[2] for binding in json.loads(answer)["results"]["bindings"]}
    assert {name: key for name, key in ids_of(seeds_graph).items() if key not in members} == {}


def test_a_saved_query_gives_them_with_their_dates(seeds_graph: Path, capsys) -> None:
    asked = ("query", seeds_graph, "members-with-dates", "-p", "actor=Azerbaijan", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed(capsys, *asked), newline="")))
    with api.open(seeds_graph) as graph:
        labels = {name: graph.entity(name).label for name in MEMBERSHIPS}
    starts = {row["of"]: row["start"] for row in rows if row["member"] == "Azerbaijan"}
    assert {name: starts.get(label) for name, label in labels.items()} == MEMBERSHIPS


def test_a_query_from_a_file(seeds_graph: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "count.rq").write_text("SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }", encoding="utf-8")
    answer = printed(capsys, "query", seeds_graph, tmp_path / "count.rq", "--format", "csv")
    ids = {json.loads(line)["id"] for line in (seeds_graph / "statements.jsonl").read_text("utf-8").splitlines()}
    assert answer.split() == ["n", str(len(ids))]


def test_the_saved_queries_are_listed(seeds_graph: Path, capsys) -> None:
    listed = printed(capsys, "query", seeds_graph, "--list")
    assert "members-with-dates -p actor=" in listed


def test_why_shows_all_that_one_needs_to_judge(seeds_graph: Path, capsys) -> None:
    shown = printed(capsys, "why", seeds_graph, "Azerbaijan", "memberOf", "Partnership for Peace")
    assert "Bilateral cooperation began when [Azerbaijan] *joined* " in shown
    assert "since 1994" in shown
    assert "004_2e397ce5a55cb8c9.txt:" in shown
    assert "2018-11-29" in shown
    assert "asserted" in shown
    assert "confidence 0." in shown


def test_why_tells_what_else_there_is_between_the_two(seeds_graph: Path, capsys) -> None:
    assert main(["why", str(seeds_graph), "Partnership for Peace", "memberOf", "Azerbaijan"]) == 1
    shown = capsys.readouterr().out
    assert "Nothing says" in shown
    assert "  Azerbaijan memberOf Partnership for Peace" in shown


def test_colours_are_for_terminals_only(seeds_graph: Path, root: Path, kg: Kg) -> None:
    command = ["why", str(seeds_graph), "Azerbaijan", "memberOf", "Partnership for Peace"]
    assert "\x1b" not in kg(*command).stdout
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "kg", *command], cwd=root, stdout=theirs, check=True)
    os.close(theirs)
    assert b"\x1b[" in os.read(ours, 100_000)
    os.close(ours)


# ------------------------------------------------------------------------------------------------ giving


def test_the_page_is_written_where_one_says(seeds_graph: Path, tmp_path: Path, capsys) -> None:
    assert printed(capsys, "view", seeds_graph, "-o", tmp_path / "page.html").strip() == str(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == (seeds_graph / "graph.html").read_bytes()


def test_an_export_to_stdout_is_that_of_the_file(seeds_graph: Path, tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", seeds_graph, "--format", "jsonl"]
    piped = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    assert piped == (seeds_graph / "statements.jsonl").read_bytes()
    assert main([*map(str, command[3:]), "-o", str(tmp_path / "x.jsonl")]) == 0
    assert (tmp_path / "x.jsonl").read_bytes() == piped


def test_a_reader_that_has_seen_enough_is_no_error(seeds_graph: Path, root: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", str(seeds_graph), "--format", "trig"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_example_keeps_to_the_shapes(seeds_graph: Path, capsys) -> None:
    assert "nothing wrong" in printed(capsys, "check", seeds_graph)


# ------------------------------------------------------------------------------------------------ making


def test_a_second_build_writes_nothing(articles: Path, tmp_path: Path, kg: Kg) -> None:
    graph = tmp_path / "graph"
    assert kg("build", articles, "--out", graph).returncode == 0
    before = {name: (graph / name).stat() for name in BESIDE}
    done = kg("build", articles, "--out", graph)
    assert done.returncode == 0
    assert done.stderr == ""  # no progress where nobody watches
    after = {name: (graph / name).stat() for name in BESIDE}
    assert {n: (s.st_ino, s.st_mtime_ns) for n, s in after.items()} == {
        n: (s.st_ino, s.st_mtime_ns) for n, s in before.items()
    }


def test_build_leaves_what_is_gone_add_keeps_it_and_remove_takes_it(articles: Path, tmp_path: Path, kg: Kg) -> None:
    graph = tmp_path / "graph"
    both = {"norway.txt", "finland.txt"}
    kg("build", articles, "--out", graph)
    assert sources(graph) == both
    of_norway = [line for line in lines_of(graph) if '"norway.txt"' in line]
    (articles / "finland.txt").rename(tmp_path / "finland.txt")
    kg("build", articles, "--out", graph)
    assert lines_of(graph) == of_norway
    kg("add", tmp_path / "finland.txt", "--out", graph)
    assert sources(graph) == both
    assert [line for line in lines_of(graph) if '"norway.txt"' in line] == of_norway
    assert kg("remove", "finland.txt", graph).returncode == 0
    assert lines_of(graph) == of_norway


def lines_of(graph: Path) -> list[str]:
    return (graph / "statements.jsonl").read_text(encoding="utf-8").splitlines()


def test_a_changed_article_changes_what_came_from_it_alone(articles: Path, tmp_path: Path, kg: Kg) -> None:
    graph = tmp_path / "graph"
    kg("build", articles, "--out", graph)
    before = set(lines_of(graph))
    (articles / "finland.txt").write_text(OTHER.replace("joined NATO in", "left NATO in"), encoding="utf-8")
    kg("build", articles, "--out", graph)
    changed = before ^ set(lines_of(graph))
    assert changed
    assert {json.loads(line)["source"] for line in changed} == {"finland.txt"}


def test_the_same_input_gives_the_same_bytes(root: Path, seeds_graph: Path, tmp_path: Path, command) -> None:
    elsewhere = tmp_path / "other" / "place"
    shutil.copytree(root / "seeds", elsewhere)
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    assert command("build", elsewhere, "--out", tmp_path / "graph", env=environment).returncode == 0
    for name in BESIDE:
        assert (tmp_path / "graph" / name).read_bytes() == (seeds_graph / name).read_bytes(), name


def test_bad_input_is_named_with_its_reason_and_the_rest_is_built(tmp_path: Path, kg: Kg) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY, encoding="utf-8")
    (folder / "latin.txt").write_bytes(
        "BREST, 4 May 2022. Moldova and the Élysée met. France praised Moldova.".encode("latin-1")
    )
    (folder / "wide.txt").write_bytes(OTHER.encode("utf-16"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "large.txt").write_bytes((STORY + "\n").encode() * 500_000)
    (folder / "german.txt").write_text(
        "Der Kanzler traf am Montag den Präsidenten und sprach über die Lage. " * 9, "utf-8"
    )
    (folder / "broken.html").write_text("<html><body><p>" + "<div" * 9, encoding="utf-8")
    (folder / "broken.jsonl").write_text('{"text": "Norway', encoding="utf-8")
    bad = {"empty.txt", "binary.txt", "large.txt", "german.txt", "broken.html", "broken.jsonl"}
    if os.geteuid() != 0:  # root may read everything
        (folder / "locked.txt").write_text(STORY, encoding="utf-8")
        (folder / "locked.txt").chmod(0)
        bad.add("locked.txt")
    done = kg("build", folder, tmp_path / "missing.txt", "--out", tmp_path / "graph")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    report = json.loads((tmp_path / "graph" / "report.json").read_text(encoding="utf-8"))
    read = {article["source"] for article in report["articles"]}
    reasons = {skip["source"]: skip["reason"] for skip in report["skipped"] if skip["failed"]}
    assert {"good.txt", "latin.txt", "wide.txt"} <= read
    for name in bad:
        assert name not in read
        assert any(source.startswith(name) for source in reasons), (name, reasons)
    assert any("missing.txt" in source for source in reasons)
    assert all(f"{source}: {reason}" in done.stdout for source, reason in reasons.items())


def test_nothing_is_lost_where_nothing_could_be_read(articles: Path, tmp_path: Path, kg: Kg) -> None:
    kg("build", articles, "--out", tmp_path / "graph")
    before = lines_of(tmp_path / "graph")
    assert kg("build", tmp_path / "missing", "--out", tmp_path / "graph").returncode == 1
    assert lines_of(tmp_path / "graph") == before != []


def test_an_article_that_cannot_be_read_this_time_stays(articles: Path, tmp_path: Path, kg: Kg) -> None:
    kg("build", articles, "--out", tmp_path / "graph")
    before = lines_of(tmp_path / "graph")
    (articles / "finland.txt").write_bytes(b"")
    assert kg("build", articles, "--out", tmp_path / "graph").returncode == 1
    assert lines_of(tmp_path / "graph") == before


def test_standard_input_is_an_article(tmp_path: Path, kg: Kg, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert kg("build", "-", "--out", tmp_path / "graph").returncode == 0
    assert sources(tmp_path / "graph") == {"-"}


def test_an_interrupted_build_loses_nothing(articles: Path, tmp_path: Path, root: Path, kg: Kg) -> None:
    graph = tmp_path / "graph"
    kg("build", articles, "--out", graph)
    before = lines_of(graph)
    command = [sys.executable, "-m", "kg", "build", "-", "--out", str(graph)]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(STORY * 3000)  # more than a pipe holds: when this returns, the build is reading
        time.sleep(1)  # and now it waits for more
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().startswith("kg: interrupted")
    assert process.returncode == 130
    assert lines_of(graph) == before
    assert kg("query", graph, "ASK { id:finland kg:memberOf id:nato }").stdout.strip() == "yes"
    assert kg("build", articles, "--out", graph).returncode == 0
    assert lines_of(graph) == before


def test_markup_in_an_article_is_text(articles: Path, tmp_path: Path, kg: Kg) -> None:
    markup = "Norway praised <script>alert(1)</script> Denmark on Monday. </script><img src=x onerror=alert(2)>"
    (articles / "norway.txt").write_text(f"{STORY} It was a long meeting, they said. {markup}", encoding="utf-8")
    assert kg("build", articles, "--out", tmp_path / "graph").returncode == 0
    assert "norway.txt" in sources(tmp_path / "graph")
    for name in ("graph.html", "report.html"):
        page = (tmp_path / "graph" / name).read_text(encoding="utf-8")
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
