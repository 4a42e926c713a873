"""Workers of a Dask scheduler read what one process does, whatever becomes of them."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from dask import config

import kg
from kg import cluster, fingerprint, workers
from kg.cli import main
from kg.cluster import Cluster
from kg.errors import ExtractorError, LanguageError, UsageError
from kg.model import Article, Skipped
from kg.outputs import FILES
from tests.clusters import Dask, dask, reading
from tests.readers import Taken, alone, numbered, one_by_one, unloadable

SAME = partial(str, "the same everywhere")
TEXT = "{n} Party leader Anna Holm met Jonas Berg in Oslo on Monday. The {n} Party joined the Nordic League in 1994."

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    with dask(tmp_path_factory.mktemp("dask"), workers=2, threads=2) as started:
        yield started


def read(
    articles: list[Article],
    reader: Callable[[], workers.Reader],
    at: Dask,
    *,
    marking: Callable[[], str | None] = SAME,
    chunk: int = 4,
) -> list[workers.Result]:
    on = Cluster(at.address, marking)
    with contextlib.closing(cluster.read(iter(articles), reader, on=on, chunk=chunk)) as found:
        return list(found)


@pytest.mark.parametrize(("count", "chunk"), [(1, 4), (23, 1), (23, 4), (23, 100)])
def test_the_results_are_those_of_one_process_in_its_order(running: Dask, count: int, chunk: int) -> None:
    expected = list(workers.read(iter(numbered(count)), one_by_one))
    assert read(numbered(count), one_by_one, running, chunk=chunk) == expected


def test_without_articles_nobody_is_asked() -> None:
    assert list(cluster.read(iter(()), one_by_one, on=Cluster("tcp://127.0.0.1:1", SAME))) == []


def test_only_so_many_articles_are_on_the_way_and_who_stops_calls_them_back(running: Dask) -> None:
    articles = Taken(500)
    on = Cluster(running.address, SAME)
    with contextlib.closing(cluster.read(iter(articles), one_by_one, on=on, chunk=2)) as found:
        for given, _ in enumerate(itertools.islice(found, 100), start=1):
            assert articles.taken <= given + 20
    assert articles.taken < 130
    assert len(read(numbered(3), one_by_one, running)) == 3


def test_a_worker_reads_one_article_at_a_time_whatever_threads_it_has(running: Dask, tmp_path: Path) -> None:
    found = read(numbered(12), partial(alone, tmp_path), running, chunk=1)
    assert [one.count for result in found for one in result.told] == [1] * 12


def test_an_article_that_kills_each_time_is_left_out_and_the_others_are_read(running: Dask, tmp_path: Path) -> None:
    found = read(numbered(12, deadly=5), partial(one_by_one, tmp_path), running)
    assert [isinstance(one, Skipped) for one in found] == [n == 5 for n in range(12)]
    assert found[5].source == "005.txt"
    assert found[5].reason.startswith("the process that reads it ended each time (")
    rest = [one for one in workers.read(iter(numbered(12)), one_by_one) if "005" not in repr(one)]
    assert found[:5] + found[6:] == rest


def test_what_is_wrong_with_the_tools_is_told_as_in_one_process(running: Dask) -> None:
    with pytest.raises(LanguageError, match="no such pipeline; install it"):
        read(numbered(3), unloadable, running)


def test_a_worker_with_other_code_or_data_is_refused(running: Dask) -> None:
    with pytest.raises(
        ExtractorError, match=r"worker tcp://127\.0\.0\.1:\d+ has other code, weights, .*the same wheel"
    ):
        read(numbered(3), one_by_one, running, marking=partial(os.getpid))


def test_a_worker_of_another_version_is_refused(running: Dask) -> None:
    other = {**fingerprint.versions(), "spacy": "2.3.9"}
    with (
        mock.patch("kg.fingerprint.versions", return_value=other),
        pytest.raises(ExtractorError, match=r"has spacy 3\.[\d.]+ \(here 2\.3\.9\); install the same"),
    ):
        read(numbered(3), one_by_one, running, marking=partial(os.getpid))


@pytest.mark.parametrize(
    "address", ["", "8786", "tcp://127.0.0.1", "http://127.0.0.1:8786", "tcp://127.0.0.1:port", "::"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a Dask scheduler; give it like"):
        list(cluster.read(iter(numbered(1)), one_by_one, on=Cluster(address, SAME)))


def test_a_worker_without_kg_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kg.py").touch()
    with (
        dask(tmp_path / "dask", workers=1, PYTHONPATH=str(tmp_path)) as started,
        pytest.raises(ExtractorError, match=r"cannot load kg \(No module named 'kg\..*install the same on each"),
    ):
        read(numbered(3), one_by_one, started)


def test_an_address_that_is_not_as_dask_is_set_is_told() -> None:
    with pytest.raises(UsageError, match=r"no certificates for it; name them .* distributed\.comm\.tls"):
        list(cluster.read(iter(numbered(1)), one_by_one, on=Cluster("tls://127.0.0.1:1", SAME)))
    with (
        config.set({"distributed.comm.require-encryption": True}),
        pytest.raises(UsageError, match=r"set to encrypt; give the address as tls://127\.0\.0\.1:1"),
    ):
        list(cluster.read(iter(numbered(1)), one_by_one, on=Cluster("127.0.0.1:1", SAME)))


def test_jobs_and_a_scheduler_exclude_each_other(command, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one or the other"):
        kg.build([], tmp_path / "graph", jobs=2, scheduler="tcp://127.0.0.1:1")
    done = command("build", "seeds", "--out", tmp_path / "graph", "--jobs", 1, "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "give one or the other" in done.stderr


# ------------------------------------------------------------------------------------------------ whole graphs


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(TEXT.format(n=f"Number{number}"))
    return folder


@pytest.fixture(scope="module")
def expected(articles: Path) -> Path:
    kg.build(articles, articles.parent / "expected").close()
    return articles.parent / "expected"


def assert_same(one: Path, other: Path) -> None:
    for name in FILES:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def killing(processes: Callable[[], list[int]], at: int, told: list[str]) -> Callable[[str], None]:
    """Kills a process when so many articles are stored; ``told`` are their sources."""

    def tell(source: str) -> None:
        told.append(source)
        if len(told) == at:
            os.kill(processes()[0], signal.SIGKILL)

    return tell


def test_the_graph_is_the_same_to_the_byte_though_a_worker_is_killed(
    running: Dask, articles: Path, expected: Path, tmp_path: Path
) -> None:
    kill = killing(lambda: reading(running.processes[1]), 5, [])
    kg.build(articles, tmp_path / "graph", scheduler=running.address, progress=kill).close()
    assert_same(tmp_path / "graph", expected)


def test_another_ontology_there_is_refused_in_one_line(
    running: Dask, articles: Path, command, root: Path, tmp_path: Path
) -> None:
    shutil.copytree(root / "ontologies", tmp_path / "ontologies")
    with (tmp_path / "ontologies" / "cues.yaml").open("a") as cues:
        cues.write("# ours\n")
    environment = {**os.environ, "KG_ONTOLOGIES": str(tmp_path / "ontologies")}
    done = command("build", articles, "--out", tmp_path / "graph", "--scheduler", running.address, env=environment)
    assert done.returncode == 1
    assert "has other code, weights, ontologies" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_scheduler_that_is_killed_is_told_and_another_one_goes_on(
    articles: Path, expected: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    with dask(tmp_path / "one", workers=1) as one:
        kill = killing(lambda: [one.processes[0].pid], 5, told)
        with pytest.raises(ExtractorError, match=r"is lost .* Start it again, and run the same: it goes on"):
            kg.build(articles, tmp_path / "graph", scheduler=one.address, progress=kill)
    assert 5 <= len(told) < 40
    assert capfd.readouterr() == ("", "")
    with (
        dask(tmp_path / "other", workers=0) as other,
        mock.patch("kg.cluster._PATIENCE", 2),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("kg.cluster._LOG.warning", lambda *_: other.workers(1))  # there is none, and it is told once
        with kg.build(articles, tmp_path / "graph", scheduler=other.address) as graph:
            assert graph.summary.unchanged == len(told)
        assert len(other.processes) == 2
    assert_same(tmp_path / "graph", expected)


def test_nobody_at_the_address_is_told_in_one_line(
    articles: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["build", str(articles), "--out", str(tmp_path / "graph"), "--scheduler", "tcp://127.0.0.1:1"]
    with mock.patch("kg.scheduler._PATIENCE", 0.5):
        assert main(words) == 1
    told = capfd.readouterr().err
    why = r"\((.*refused|nothing came within 0\.5 seconds)\)"  # Dask tells the one or the other
    assert re.search(rf"no Dask scheduler answers at tcp://127\.0\.0\.1:1 {why}; start one", told)
    assert len(told.splitlines()) == 1
