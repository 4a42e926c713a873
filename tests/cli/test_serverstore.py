"""The command on graphs that real servers hold: every verb, the files beside them, and what goes wrong."""

from __future__ import annotations

import contextlib
import functools
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import graph
from kg.graph.remote import endpoint
from tests.cli.conftest import Kg
from tests.cli.test_making import BESIDE, OTHER, STORY
from tests.graph import servers

SECRET = "not-to-be-shown-7b1"
MORE = "ANKARA, May 5 2022. Turkey and Azerbaijan signed an agreement in Ankara."
MEMBERS = "SELECT ?who { ?who kg:memberOf id:nato } ORDER BY ?who"


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Iterator[functools._lru_cache_wrapper[str]]:
    """Gives the address of a server of a kind, the same one each time."""
    with contextlib.ExitStack() as held:
        start = {"oxigraph": servers.oxigraph, "virtuoso": servers.virtuoso}
        yield functools.cache(lambda kind: held.enter_context(start[kind](tmp_path_factory.mktemp(kind))))


@pytest.fixture(autouse=True)
def _access(monkeypatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")  # Virtuoso wants to know who writes, Oxigraph does not ask
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")
    monkeypatch.setattr("kg.graph.place.PATIENCE", 0.2)
    monkeypatch.setattr(endpoint, "PAUSES", (0.01, 0.01))


@pytest.fixture(params=["oxigraph", "virtuoso"])
def url(request, started) -> str:
    """The address of a server without a graph."""
    found = started(request.param)
    with graph.write(found) as held:
        for name in [*held.store.named_graphs(), held.names.about]:
            held.engine._endpoint.update(f"DROP SILENT GRAPH {name}")
    return found


@pytest.fixture
def articles(tmp_path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "norway.txt").write_text(STORY, encoding="utf-8")
    (folder / "finland.txt").write_text(OTHER, encoding="utf-8")
    return folder


def test_a_graph_is_made_changed_asked_and_shown(url, articles, tmp_path, kg: Kg):
    files, local, new = tmp_path / "files", tmp_path / "graph", tmp_path / "new.txt"
    new.write_text(MORE, encoding="utf-8")

    def run(*words: object) -> str:
        done = kg(*words)
        assert (done.returncode, done.stderr) == (0, ""), words
        return done.stdout

    assert "articles written: 2, removed: 0" in run("build", articles, "--store", url, "--out", files)
    assert {path.name for path in files.iterdir()} == set(BESIDE)
    assert "articles written: 1, removed: 0" in run("add", new, "--store", url, "--out", files)
    assert run("diff", files / "graph.trig", url) == "nothing changed\n"

    run("build", articles, new, "--out", local)
    for name in BESIDE:
        assert (files / name).read_bytes() == (local / name).read_bytes(), name
    verbs = [["query", MEMBERS], ["query", "statements-of", "-p", "actor=NATO"], ["why", "Norway", "NATO"]]
    for verb, *words in [*verbs, ["report"], ["report", "--json"], ["export", "--format", "trig"]]:
        assert run(verb, url, *words) == run(verb, local, *words), verb
    run("view", url, "-o", tmp_path / "view.html")
    run("view", local, "-o", tmp_path / "local.html")
    assert (tmp_path / "view.html").read_bytes() == (tmp_path / "local.html").read_bytes()
    assert run("check", url) == f"{url}: 8 statements, nothing wrong\n"
    assert run("diff", local, url, "--exit-code") == "nothing changed\n"
    assert run("diff", url, url, "--exit-code") == "nothing changed\n"

    run("remove", "new.txt", url)
    assert "      1  articles\n" in run("diff", local, url)
    assert kg("diff", url, local, "--exit-code").returncode == 1


def test_what_people_decide_is_kept_in_their_file(url, articles, tmp_path, kg: Kg):
    judged = tmp_path / "mine.tsv"
    assert kg("build", articles, "--store", url).returncode == 0
    never = kg("same", url, "Norway", "Finland")
    assert (never.returncode, never.stdout) == (2, "")
    assert "--judgements FILE" in never.stderr
    done = kg("same", url, "Norway", "Finland", "--judgements", judged)
    assert (done.returncode, done.stdout) == (0, f"Norway and Finland: same ({judged})\n"), done.stderr
    assert kg("query", url, MEMBERS).stdout.count("id:") == 1
    assert kg("same", url, "Norway", "Finland", "--undo", "--judgements", judged).returncode == 0
    assert kg("query", url, MEMBERS).stdout.count("id:") == 2
    assert kg("different", url, "Norway", "Finland", "--judgements", judged).returncode == 0
    assert "\ndifferent\tfinland\tnorway\t" in judged.read_text(encoding="utf-8")
    assert kg("review", url, "--list", "--judgements", judged).returncode == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("view URL", 2, "a server has no folder for the page; give -o"),
        ("diff URL", 2, "keeps no earlier state"),
        ("backup URL -o FILE", 2, "kg export URL --format nquads"),
        ("restore FILE --out URL", 2, "kg export URL --format nquads"),
        ("serve URL", 2, "is a server already"),
        ("remove none.txt URL", 2, "no article of the graph"),
        ("query URL/nowhere MEMBERS", 1, "is no SPARQL endpoint"),
        ("query http://127.0.0.1:PORT/query MEMBERS", 1, "cannot be reached"),
        ("query http://dba:SECRET@127.0.0.1:PORT/query MEMBERS", 2, "no user or password in an address"),
        ("build ARTICLES --store /no/address", 2, "is no http(s) address"),
    ],
)
def test_what_is_no_use_is_told_in_one_sentence(words, code, told, started, articles, tmp_path, kg: Kg):
    url = started("oxigraph")
    with graph.write(url):
        pass
    known = {"URL": url, "SECRET": SECRET, "PORT": str(servers.free_port()), "ARTICLES": str(articles)}
    known |= {"MEMBERS": shlex.quote(MEMBERS), "FILE": str(tmp_path / "file")}
    for name, value in known.items():
        words, told = words.replace(name, value), told.replace(name, value)
    refused(kg(*shlex.split(words)), code, told)


@pytest.mark.parametrize(
    ("verb", "kind"), [("build ARTICLES --store URL", "user"), ("remove a.txt URL", "user"), ("check URL", "token")]
)
def test_who_is_not_let_in_is_told_so_without_a_secret(verb, kind, started, articles, monkeypatch, kg: Kg, caplog):
    url = started("virtuoso")
    with graph.write(url):
        pass
    if kind == "user":
        monkeypatch.setenv("KG_STORE_PASSWORD", SECRET)
    else:
        monkeypatch.delenv("KG_STORE_USER")
        monkeypatch.setenv("KG_STORE_TOKEN", SECRET)
    done = kg(*verb.replace("URL", url).replace("ARTICLES", str(articles)).split())
    assert SECRET not in done.stdout + done.stderr + caplog.text
    if kind == "user":
        refused(done, 1, "does not let us in (401); set KG_STORE_USER")


def test_a_server_that_dies_in_the_middle_is_told_and_the_next_build_finishes(
    articles, tmp_path, monkeypatch, kg: Kg
):
    """It is killed after some requests, and started again on what it had kept."""
    for after in (5, 9):
        folder = tmp_path / str(after)
        folder.mkdir()
        with contextlib.ExitStack() as held:
            url = held.enter_context(servers.oxigraph(folder))
            post, seen = endpoint.Endpoint._post, []

            def counted(self, *words, post=post, seen=seen, held=held, after=after):
                seen.append(words)
                if len(seen) == after:
                    held.close()
                return post(self, *words)

            monkeypatch.setattr(endpoint.Endpoint, "_post", counted)
            refused(kg("build", articles, "--store", url, "--out", tmp_path / "files"), 1, "cannot be reached")
            assert len(seen) > after
            monkeypatch.setattr(endpoint.Endpoint, "_post", post)
        with servers.oxigraph(folder) as url:
            taken = kg("build", articles, "--store", url)  # its claim is still there
            refused(taken, 1, "DROP SILENT GRAPH <")
            other = endpoint.Endpoint(url, endpoint.update_address(url, user=False), endpoint.Access())
            other.update(taken.stderr[taken.stderr.index("DROP SILENT GRAPH <") :])
            other.close()
            assert kg("build", articles, "--store", url, "--out", tmp_path / "files").returncode == 0
            assert kg("build", articles, "--out", tmp_path / "local").returncode == 0
            assert kg("diff", tmp_path / "local", url, "--exit-code").returncode == 0


def test_every_saved_query_gives_the_rows_of_its_example_on_every_engine(seeds_graph, url, kg: Kg):
    with graph.read(seeds_graph) as local, graph.write(url) as held:
        held.load(local.readings())
        held.identify(local.identities)
        assert set(held.store) == set(local.store)
    found = 0
    for query in graph.saved_queries():
        words = shlex.split(query.example.removeprefix("kg query graph "))
        mine, yours = (kg("query", where, *words, "--format", "csv") for where in (seeds_graph, url))
        assert (yours.returncode, yours.stderr) == (0, ""), query.name
        assert rows(yours.stdout) == rows(mine.stdout), query.name
        found += len(yours.stdout.splitlines()) > 1
    assert found > 10


def rows(table: str) -> list[list[str]]:
    """The words of each row: GROUP_CONCAT gives its parts in no order that SPARQL knows."""
    return sorted(sorted(re.findall(r"[^\s,\"]+", line)) for line in table.splitlines())


def refused(done, code: int, told: str) -> None:
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    assert SECRET not in done.stderr
