"""Several processes read what one does, whatever becomes of them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import kg
from kg import workers
from kg.errors import ExtractorError, LanguageError
from kg.model import Article, Skipped
from kg.outputs import FILES
from tests.benchmarks.kill import children
from tests.readers import Taken, naming, numbered, one_by_one, stillborn, unloadable


def read(
    articles: list[Article], reader: Callable[[], workers.Reader], **options: int | None
) -> list[workers.Result]:
    with contextlib.closing(workers.read(iter(articles), reader, **options)) as found:
        return list(found)


@pytest.mark.parametrize(("jobs", "chunk"), [(2, 1), (3, 4), (2, 100)])
def test_the_results_are_those_of_one_process_in_its_order(jobs: int, chunk: int) -> None:
    assert read(numbered(23), one_by_one, jobs=jobs, chunk=chunk) == read(numbered(23), one_by_one)


def test_without_articles_nothing_is_loaded() -> None:
    assert read([], lambda: pytest.fail("loaded"), jobs=2) == []


def test_few_articles_are_read_here() -> None:
    here = []
    read(numbered(3), lambda: here.append(os.getpid()) or one_by_one(), jobs=None)
    assert here == [os.getpid()]


def test_no_more_processes_are_started_than_there_is_work_for() -> None:
    found = read(numbered(7), naming, jobs=50, chunk=4)
    assert len({one.reason for result in found for one in result.told}) == 2


def test_only_so_many_articles_are_on_the_way() -> None:
    articles = Taken(500)
    with contextlib.closing(workers.read(iter(articles), one_by_one, jobs=2, chunk=2)) as found:
        for given, _ in enumerate(found, start=1):
            assert articles.taken <= given + 20


def test_an_article_that_kills_twice_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    found = read(numbered(12, deadly=5), partial(one_by_one, tmp_path), jobs=2)
    assert [isinstance(one, Skipped) for one in found] == [n == 5 for n in range(12)]
    assert found[5].source == "005.txt"
    assert found[5].reason.startswith("the process that reads it ended each time (SIGKILL")
    assert found[:5] + found[6:] == [one for one in read(numbered(12), one_by_one) if "005" not in repr(one)]


def test_an_article_that_kills_no_more_is_read(tmp_path: Path) -> None:
    found = read(numbered(6, deadly=2), partial(one_by_one, tmp_path, times=2), jobs=2)
    assert [one.extraction.article.source for one in found] == [f"{n:03}.txt" for n in range(6)]


def test_what_is_wrong_with_the_tools_is_told_as_in_one_process() -> None:
    with pytest.raises(LanguageError, match="no such pipeline; install it"):
        read(numbered(3), unloadable, jobs=2)


def test_workers_that_cannot_begin_are_told_and_not_tried_for_ever() -> None:
    with pytest.raises(ExtractorError, match=r"end before they begin \(exit code 3\); take fewer"):
        read(numbered(3), stillborn, jobs=2)


WAITING = """
from kg import workers
from tests.readers import numbered, slow
if __name__ == "__main__":
    list(workers.read(iter(numbered(9)), slow, jobs=2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_with_the_build_its_workers_end_at_once(how: int, tmp_path: Path) -> None:
    script = tmp_path / "waiting.py"
    script.write_text(WAITING)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, script], env=environment, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while len(started := children(process.pid)) < 2:
            time.sleep(0.05)
        # Ctrl-C reaches all processes of a terminal.
        os.killpg(process.pid, how) if how == signal.SIGINT else os.kill(process.pid, how)
        said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == -how
    assert said.count("Traceback") == (how == signal.SIGINT), said  # the workers say nothing
    until = time.monotonic() + 30
    while any(Path(f"/proc/{one}").exists() for one in started):
        assert time.monotonic() < until
        time.sleep(0.02)


TEXT = "{n} Party leader Anna Holm met Jonas Berg in Oslo on Monday. The {n} Party joined the Nordic League in 1994."


def test_a_graph_made_by_two_processes_is_the_same_to_the_byte(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for number in range(9):
        (tmp_path / "articles" / f"{number}.txt").write_text(TEXT.format(n=f"Number{number}"))
    kg.build(tmp_path / "articles", tmp_path / "one").close()
    kg.build(tmp_path / "articles", tmp_path / "two", jobs=2).close()
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    assert b"nordic-league" in (tmp_path / "two" / "statements.jsonl").read_bytes()
