"""Making: a graph equal to its articles, nothing written twice, nothing lost."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BESIDE = ("graph.trig", "statements.jsonl", "graph.html", "report.html", "report.json")

STORY = "OSLO, March 3 2021. Norway joined NATO in 1949. Prime Minister Erna Solberg met Jens Stoltenberg in Oslo."
OTHER = "HELSINKI, April 4 2023. Finland joined NATO in April 2023, and Sweden applauded the decision of Finland."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "norway.txt").write_text(STORY, encoding="utf-8")
    (folder / "finland.txt").write_text(OTHER, encoding="utf-8")
    return folder


def sources(graph: Path) -> set[str]:
    lines = (graph / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["source"] for line in lines}


def test_a_second_build_writes_nothing(articles: Path, tmp_path: Path, kg) -> None:
    graph = tmp_path / "graph"
    assert kg("build", articles, "--out", graph).returncode == 0
    before = {name: (graph / name).stat() for name in BESIDE}
    done = kg("build", articles, "--out", graph)
    assert done.returncode == 0
    assert "nothing changed" in done.stdout
    assert done.stderr == ""  # no progress where nobody watches
    after = {name: (graph / name).stat() for name in BESIDE}
    assert {n: (s.st_ino, s.st_mtime_ns) for n, s in after.items()} == {
        n: (s.st_ino, s.st_mtime_ns) for n, s in before.items()
    }


def test_build_leaves_what_is_gone_add_keeps_it_and_remove_takes_it(articles: Path, tmp_path: Path, kg) -> None:
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


def test_a_changed_article_changes_what_came_from_it_alone(articles: Path, tmp_path: Path, kg) -> None:
    graph = tmp_path / "graph"
    kg("build", articles, "--out", graph)
    before = set(lines_of(graph))
    (articles / "finland.txt").write_text(OTHER.replace("joined NATO in", "left NATO in"), encoding="utf-8")
    assert "articles written: 1 (1 replaced), removed: 0" in kg("build", articles, "--out", graph).stdout
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


def test_bad_input_is_named_with_its_reason_and_the_rest_is_built(tmp_path: Path, kg) -> None:
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


def test_nothing_is_lost_where_nothing_could_be_read(articles: Path, tmp_path: Path, kg) -> None:
    kg("build", articles, "--out", tmp_path / "graph")
    before = lines_of(tmp_path / "graph")
    assert kg("build", tmp_path / "missing", "--out", tmp_path / "graph").returncode == 1
    assert lines_of(tmp_path / "graph") == before != []


def test_an_article_that_cannot_be_read_this_time_stays(articles: Path, tmp_path: Path, kg) -> None:
    kg("build", articles, "--out", tmp_path / "graph")
    before = lines_of(tmp_path / "graph")
    (articles / "finland.txt").write_bytes(b"")
    assert kg("build", articles, "--out", tmp_path / "graph").returncode == 1
    assert lines_of(tmp_path / "graph") == before


def test_each_text_of_standard_input_is_an_article_of_its_own(tmp_path: Path, kg, monkeypatch) -> None:
    names = [f"stdin-{hashlib.sha256(text.encode()).hexdigest()[:8]}" for text in (STORY, OTHER)]
    for text, changes in ((STORY, "articles written: 1, removed: 0"), (OTHER, "articles written: 1, removed: 0")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        done = kg("add", "-", "--out", tmp_path / "graph")
        assert done.returncode == 0
        assert changes in done.stdout
    assert sources(tmp_path / "graph") == set(names)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OTHER.encode())))
    assert "nothing changed" in kg("add", "-", "--out", tmp_path / "graph").stdout


def test_what_is_replaced_is_told(articles: Path, tmp_path: Path, kg) -> None:
    kg("build", articles / "norway.txt", "--out", tmp_path / "graph")
    (articles / "norway.txt").write_text(STORY.replace("1949", "1950"), encoding="utf-8")
    done = kg("add", articles, "--out", tmp_path / "graph")
    assert "articles written: 2 (1 replaced), removed: 0\nreplaced: norway.txt\n" in done.stdout


def test_conclusions_are_there_when_asked_for_and_only_then(tmp_path: Path, kg) -> None:
    story, plain, other = tmp_path / "story.txt", tmp_path / "plain", tmp_path / "other"
    story.write_text(
        "OSLO, March 3 2021. Erna Solberg is the president of the Norwegian Red Cross.", encoding="utf-8"
    )
    build = ("build", story, "--out")
    kg(*build, plain)
    kg(*build, other, "--infer")
    assert b"graph:inferred {" in (other / "graph.trig").read_bytes()
    assert "nothing changed" in kg(*build, other).stdout
    assert (other / "graph.trig").read_bytes() == (plain / "graph.trig").read_bytes()


def test_what_was_concluded_is_right_after_a_removal(articles: Path, tmp_path: Path, kg) -> None:
    graph, other = tmp_path / "graph", tmp_path / "other"
    kg("build", articles, "--out", graph, "--infer")
    assert "id:sweden" in kg("query", graph, "SELECT ?who { ?who a kg:Actor }").stdout
    kg("remove", "finland.txt", graph)
    kg("build", articles / "norway.txt", "--out", other, "--infer")
    assert b"graph:inferred {" in (graph / "graph.trig").read_bytes()
    assert (graph / "graph.trig").read_bytes() == (other / "graph.trig").read_bytes()
    kg("add", articles / "finland.txt", "--out", graph)
    kg("build", articles, "--out", other, "--infer")
    assert (graph / "graph.trig").read_bytes() == (other / "graph.trig").read_bytes()


def test_removing_keeps_what_the_build_said_was_skipped(articles: Path, tmp_path: Path, kg) -> None:
    graph = tmp_path / "graph"
    (articles / "empty.txt").write_bytes(b"")
    kg("build", articles, "--out", graph)
    told = json.loads((graph / "report.json").read_text(encoding="utf-8"))["skipped"]
    assert [skip["source"] for skip in told] == ["empty.txt"]
    assert kg("remove", "finland.txt", graph).returncode == 0
    report = json.loads((graph / "report.json").read_text(encoding="utf-8"))
    assert report["skipped"] == told
    assert [article["source"] for article in report["articles"]] == ["norway.txt"]
    (graph / "report.json").write_text("mine", encoding="utf-8")
    assert kg("remove", "norway.txt", graph).returncode == 0


def test_an_interrupted_build_loses_nothing(articles: Path, tmp_path: Path, root: Path, kg) -> None:
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
        told = "kg: interrupted; what was done so far is kept; run again to finish"
        assert process.stderr.read().strip() == told
    assert process.returncode == 130
    assert lines_of(graph) == before
    assert kg("query", graph, "ASK { id:finland kg:memberOf id:nato }").stdout.strip() == "yes"
    assert kg("build", articles, "--out", graph).returncode == 0
    assert lines_of(graph) == before


def test_markup_in_an_article_is_text(articles: Path, tmp_path: Path, kg) -> None:
    markup = "Norway praised <script>alert(1)</script> Denmark on Monday. </script><img src=x onerror=alert(2)>"
    (articles / "norway.txt").write_text(f"{STORY} It was a long meeting, they said. {markup}", encoding="utf-8")
    assert kg("build", articles, "--out", tmp_path / "graph").returncode == 0
    assert "norway.txt" in sources(tmp_path / "graph")
    for name in ("graph.html", "report.html"):
        page = (tmp_path / "graph" / name).read_text(encoding="utf-8")
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("trouble", ["folder", "file", "records"])
def test_what_cannot_be_reached_today_does_not_take_its_articles_along(kg, tmp_path, trouble) -> None:
    there, other = tmp_path / "there", tmp_path / "other"
    for folder in (there, other):
        folder.mkdir()
    (there / "one.txt").write_text("Kenya joined the African Union in 1963.\n")
    (other / "two.txt").write_text("Peru praised Chile on 3 May 2021.\n")
    records = tmp_path / "r.jsonl"
    records.write_text('{"text": "Japan thanked India in 2020."}\n')
    inputs = {"folder": other, "file": other / "two.txt", "records": records}
    assert kg("build", there, inputs[trouble], "--out", tmp_path / "g").returncode == 0
    if trouble == "folder":
        other.rename(tmp_path / "elsewhere")
    elif trouble == "file":
        (other / "two.txt").unlink()
    else:
        records.write_bytes(b"\x00\x01\x02" * 400)
    again = kg("build", there, inputs[trouble], "--out", tmp_path / "g")
    assert again.returncode == 1
    assert "removed: 0" in again.stdout or "nothing changed" in again.stdout


def test_the_names_of_a_new_graph_begin_as_asked(kg, articles: Path, tmp_path: Path) -> None:
    graph = tmp_path / "g"
    assert kg("build", articles, "--out", graph, "--base", "https://example.org/news/").returncode == 0
    ids = {json.loads(line)["subject"]["id"] for line in (graph / "statements.jsonl").read_text("utf-8").splitlines()}
    assert ids
    assert all(one.startswith("https://example.org/news/id/") for one in ids)
    other = kg("build", articles, "--out", graph, "--base", "https://example.org/other/")
    assert other.returncode == 1
    assert "https://example.org/news/" in other.stderr


def test_the_pages_speak_the_language_that_was_asked_for_until_another_is(kg, articles: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"

    def begins(name: str) -> str:
        return (graph / name).read_text(encoding="utf-8")[:80]

    refused = kg("build", articles, "--out", graph, "--language", "dee")
    assert refused.returncode != 0
    assert "they speak de" in refused.stderr
    assert not graph.exists()
    assert kg("build", articles, "--out", graph, "--language", "de").returncode == 0
    assert kg("remove", "norway.txt", graph).returncode == 0
    page = (graph / "graph.html").read_bytes()
    assert b"ist Mitglied von" in page
    assert 'lang="de"' in begins("graph.html")
    assert 'lang="de"' in begins("report.html")
    assert kg("view", graph).returncode == 0
    assert (graph / "graph.html").read_bytes() == page
    assert kg("report", graph, "-o", graph / "other.html", "--language", "en").returncode == 0
    assert 'lang="en"' in begins("other.html")
    assert 'href="graph.html"' in (graph / "other.html").read_text(encoding="utf-8")
    assert kg("add", articles, "--out", graph, "--language", "en").returncode == 0
    assert 'lang="en"' in begins("graph.html")
    assert 'lang="en"' in begins("report.html")
