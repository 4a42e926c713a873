"""Asking and giving: what the command prints of a graph, where, and its exit code."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from kg import api, graph
from kg.cli import main
from kg.cli.terminal import Progress, complain
from kg.model import Appearance, Article, Entity, Evidence, Extraction, Statement, TextSpan

VERBS = ("build", "add", "remove", "query", "why", "view", "export", "check", "report")

MEMBERSHIPS = {
    "Partnership for Peace": "1994",
    "NACC": "1992-03",
    "D-8": "",
    "Central Asia Consultative Forum": "2025",
}
"""Of the country of the example, by a name in the articles, with the date of joining that they give."""


def on_screen(terminal: int, patience: float = 0.5) -> str:
    """All that a pseudo-terminal shows: it hands over what was written in pieces of its own."""
    shown = b""
    while select.select([terminal], [], [], patience)[0]:
        try:
            shown += os.read(terminal, 10_000)
        except OSError:  # the other end is closed
            break
    return shown.decode()


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


def test_colours_are_for_terminals_only(seeds_graph: Path, root: Path, kg) -> None:
    command = ["why", str(seeds_graph), "Azerbaijan", "memberOf", "Partnership for Peace"]
    assert "\x1b" not in kg(*command).stdout
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "kg", *command], cwd=root, stdout=theirs, check=True)
    os.close(theirs)
    assert b"\x1b[" in os.read(ours, 100_000)
    os.close(ours)


@pytest.mark.parametrize("colours", [True, False])
def test_article_text_does_not_steer_a_terminal(colours: bool, monkeypatch) -> None:
    text = "Norway\x1b]0;evil\x07 joined \u202eNATO."
    article = Article("a.txt", text, "0" * 64, (TextSpan(0, len(text)),))
    spans = (TextSpan(0, 6), TextSpan(len(text) - 5, len(text) - 1), TextSpan(16, 22))
    names = ("Norway", "NATO")
    piece = Evidence("a.txt", TextSpan(0, len(text)), text, *spans, *names, rule="by/hand", confidence=0.9)
    ends = (Entity("norway", "Norway\x1b[2J", "Country"), Entity("nato", "NATO", "InternationalOrganization"))
    said = Statement(ends[0], "memberOf", ends[1], (piece,))
    held = graph.memory([Extraction(article, (said,), tuple(Appearance(end, (end.label,)) for end in ends))])
    monkeypatch.setattr(api, "open", lambda folder: api.Graph(held))
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stdout", terminal)
        assert main(["why", "any", "norway", "memberOf", "nato"]) == 0
        shown = on_screen(ours)
    os.close(ours)
    assert "evil" in shown
    assert ("\x1b[1;36m" in shown) is colours
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert not set(plain) & set("\x1b\x07\u202e")


def test_errors_do_not_steer_a_terminal(monkeypatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        complain("nobody is called \x1b[2J\u202eNATO")
        shown = on_screen(ours)
    os.close(ours)
    assert shown.strip() == "kg: nobody is called \ufffd[2J\ufffdNATO"


def test_progress_is_for_terminals_only_and_harmless(monkeypatch, capsys) -> None:
    with Progress() as progress:
        progress("piped.txt")
    assert capsys.readouterr() == ("", "")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with Progress() as progress:
            progress("seen\x1b]0;evil\x07.txt")
        shown = on_screen(ours)
    os.close(ours)
    assert "1 done: seen\ufffd]0;evil\ufffd.txt" in shown
    assert shown.endswith("\x1b[K")


def test_progress_tells_how_fast_it_is_and_how_long_the_rest_takes(monkeypatch) -> None:
    now = 0.0
    monkeypatch.setattr("kg.cli.terminal.time.monotonic", lambda: now)
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with Progress(lambda: 700) as progress:
            for number in range(100):  # four a second, those of the last minute slower: one a second
                now += 0.25 if number < 30 else 1
                progress(f"{number}.txt")
        shown = on_screen(ours)
    os.close(ours)
    lines = [line.strip() for line in re.split(r"\r|\x1b\[K", shown) if "done" in line]
    assert lines[2] == "3 of 700 done: 2.txt"
    assert lines[28] == "29 of 700 done, 4.0 a second, 3 min left: 28.txt"
    assert lines[99] == "100 of 700 done, 1.0 a second, 10 min left: 99.txt"


def test_progress_does_not_tell_what_it_cannot_know(monkeypatch) -> None:
    now = 0.0
    monkeypatch.setattr("kg.cli.terminal.time.monotonic", lambda: now)
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with Progress(lambda: 3) as progress:
            for number in range(8):  # an array of JSON holds more than one article
                now += 1
                progress(f"a.json#{number}")
                progress("too soon after the last")
        shown = on_screen(ours)
    os.close(ours)
    lines = [line.strip() for line in re.split(r"\r|\x1b\[K", shown) if "done" in line]
    assert len(lines) == 8
    assert lines[-1] == "15 done, 2.0 a second: a.json#7"


# ------------------------------------------------------------------------------------------------ giving


def test_the_page_is_written_where_one_says(seeds_graph: Path, tmp_path: Path, capsys) -> None:
    assert printed(capsys, "view", seeds_graph, "-o", tmp_path / "page.html").strip() == str(tmp_path / "page.html")
    whole = (seeds_graph / "graph.html").read_bytes()
    assert (tmp_path / "page.html").read_bytes() == whole.replace(b'"report":"report.html"', b'"report":""')
    shutil.copy(seeds_graph / "report.html", tmp_path)  # a report beside the page is linked to
    printed(capsys, "view", seeds_graph, "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == whole


def test_a_page_of_a_part_does_not_replace_the_whole(seeds_graph: Path, tmp_path: Path, capsys) -> None:
    folder = shutil.copytree(seeds_graph, tmp_path / "graph")
    whole = (folder / "graph.html").read_bytes()
    told = printed(
        capsys, "view", folder, "--timeline", "Azerbaijan", "NATO", "--year", "1994", "--min-confidence", ".2"
    )
    assert told.strip() == str(folder / "view.html")
    assert b"view=timeline" in (folder / "view.html").read_bytes()
    assert len((folder / "view.html").read_bytes()) < len(whole) == len((folder / "graph.html").read_bytes())


def test_an_export_to_stdout_is_that_of_the_file(seeds_graph: Path, tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", seeds_graph, "--format", "jsonl"]
    piped = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    assert piped == (seeds_graph / "statements.jsonl").read_bytes()
    assert main([*map(str, command[3:]), "-o", str(tmp_path / "x.jsonl")]) == 0
    assert (tmp_path / "x.jsonl").read_bytes() == piped


def test_tables_go_into_a_folder_that_is_made(seeds_graph: Path, tmp_path: Path, capsys) -> None:
    assert printed(capsys, "export", seeds_graph, "--format", "csv", "-o", f"{tmp_path}/tables/") == ""
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]


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


def test_the_report_tells_what_may_be_missing_and_why(seeds_graph: Path, capsys) -> None:
    told = json.loads(printed(capsys, "report", seeds_graph, "--json"))
    assert told == json.loads((seeds_graph / "report.json").read_text(encoding="utf-8"))
    sentences = told["missed"]["sentences"]
    assert sentences["count"] == sum(article["gaps"] for article in told["articles"])
    assert all(len(gap["actors"]) >= 2 for gap in sentences["listed"])
    shown = printed(capsys, "report", seeds_graph, "--limit", "3")
    assert f"(3 of {sentences['count']} shown)" in shown
    assert f"of {told['missed']['patterns']['count']} patterns are behind no statement" in shown
    page = (seeds_graph / "report.html").read_text(encoding="utf-8")
    assert "Mentions that found no entity" in page
    assert "Patterns that found nothing" in page


def test_a_wide_table_fits_the_terminal_and_a_pipe_gets_all(seeds_graph: Path, root: Path, kg) -> None:
    asked = ["query", str(seeds_graph), "sentences-of", "-p", "actor=NATO"]
    assert max(map(len, kg(*asked).stdout.splitlines())) > 200
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 90))
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    command = [sys.executable, "-m", "kg", *asked]
    with subprocess.Popen(command, cwd=root, stdout=theirs, env=environment):
        os.close(theirs)
        shown = on_screen(ours, patience=30)
    os.close(ours)
    assert len(shown.splitlines()) > 3
    assert max(map(len, shown.splitlines())) <= 90


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


@pytest.mark.parametrize("limit", ["-1", "few"])
def test_a_limit_is_a_count(limit: str, seeds_graph: Path) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["report", str(seeds_graph), "--limit", limit])
    assert leaving.value.code == 2
