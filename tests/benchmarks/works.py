"""What the tests stop in the middle: builds, additions, removals, judgements, backups and restores.

The real functions of ``kg.making`` and ``kg.keeping``, on extractions made beforehand in place of reading and
language: what is tested is the store.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import kg
from kg import graph, keeping, workers
from kg.errors import UsageError
from kg.graph.canonical import canonical
from kg.model import Article, Extraction, Read
from tests.benchmarks.generated import altered, extractions

ARTICLES, GONE = 6, 2


WORKS = ("build", "add", "remove", "judge", "backup", "restore")


JOBS = ("jobs", "worker")
"""A build with two processes that read: it is killed itself, or one of the two."""


BUILDS = ("build", *JOBS)


Tell = Callable[[str], None]


def articles(count: int = ARTICLES) -> list[Extraction]:
    """What ``count`` articles say."""
    return list(extractions(count * 10))


def before(work: str) -> list[Extraction]:
    """What the graph holds when the work begins."""
    every = articles()
    return {"add": every[: ARTICLES // 2]}.get(work, [] if work in BUILDS else every)


def incoming(work: str) -> list[Extraction]:
    """What comes: of ``add``, half are articles that the graph holds in another form."""
    every = articles()
    return {"add": [*map(altered, every[:2]), *every[2:]]}.get(work, every if work in BUILDS else [])


def after(work: str) -> dict[str, Extraction]:
    """What the graph holds in the end."""
    kept = before(work)[GONE:] if work == "remove" else [*before(work), *incoming(work)]
    return {one.article.source: canonical(one) for one in kept}


_read = workers.read


def reader(given: Sequence[Extraction], seconds: float, *_: object) -> workers.Reader:
    """``kg.extraction.reader`` without language: reads articles as these extractions have it, slowly."""
    known = {one.article: one for one in given}

    def read(articles: Iterator[Article]) -> Iterator[Read]:
        for article in articles:
            time.sleep(seconds)
            yield Read(known[article])

    return read


def read_one_by_one(articles: Iterator[Article], making: Any, *, jobs: int, tell: Tell) -> Iterator[Any]:
    """``kg.workers.read``, which tells what is read."""
    for result in _read(articles, making, jobs=jobs, chunk=1):
        tell(result.source)
        yield result


def made(
    folder: Path,
    given: Sequence[Extraction],
    *,
    keep: bool = True,
    infer: bool = True,
    jobs: int = 1,
    tell: Tell = lambda source: None,
    tell_read: Tell = lambda source: None,
) -> None:
    """``kg.build``, with these extractions in place of reading and language."""
    with (
        mock.patch("kg.graph.engine._BULK", 1),  # tables for the few articles here, too
        mock.patch("kg.ingest.read", return_value=[one.article for one in given]),
        mock.patch("kg.pipeline.reader", partial(reader, given, 0.03 if jobs != 1 else 0)),
        mock.patch("kg.workers.read", partial(read_one_by_one, tell=tell_read)),
    ):
        kg.build(["given"], folder, keep=keep, infer=infer, jobs=jobs, progress=tell).close()


def do(work: str, place: Path, tell: Tell = lambda source: None, tell_read: Tell = lambda source: None) -> None:
    """One work on ``place/graph``, whatever an earlier try has left of it."""
    folder = place / "graph"
    if work in ("add", *BUILDS):
        options = {"keep": work == "add", "infer": work != "add", "jobs": 2 if work in JOBS else 1}
        made(folder, incoming(work), **options, tell=tell, tell_read=tell_read)
    elif work == "remove":
        gone = [one.article.source for one in before(work)[:GONE]]
        with graph.read(folder) as held:
            rest = [source for source in gone if source in held.sources()]
        with contextlib.suppress(UsageError):  # all are gone, and the files beside the store follow
            kg.remove(rest or gone, folder).close()
    elif work == "judge":
        one, other = _two()
        kg.judge(one, other, "same", folder, who="anna", when="2026-11-22", why="one office").close()
    elif work == "backup":
        keeping.backup(folder, place / "graph.zip")
    elif not (place / "again").exists():
        keeping.restore(place / "source.zip", place / "again").close()


def _two() -> tuple[str, str]:
    """The ids of two actors of one type."""
    kinds: dict[str, str] = {}
    for entity in sorted({one.entity for read in articles() for one in read.appearances}, key=lambda one: one.id):
        if (first := kinds.setdefault(entity.type, entity.id)) != entity.id:
            return first, entity.id
    raise AssertionError


def prepared(work: str, place: Path) -> None:
    """Makes the place, in the state before the work."""
    place.mkdir(parents=True)
    if before(work):
        made(place / "graph", before(work))
    if work == "restore":
        keeping.backup(place / "graph", place / "source.zip")
