"""What reads in the workers of the tests; a module of its own, for each of them loads it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import LanguageError
from kg.model import Article, Extraction, Read, Refused
from kg.workers import Reader

DEADLY = "deadly"


def numbered(count: int, *, deadly: int | None = None) -> list[Article]:
    """Articles, one of them with a word that kills who reads it."""
    from tests.build import article  # loads spaCy, which each process that reads would do with this module

    return [article(DEADLY if n == deadly else "Peace.", source=f"{n:03}.txt") for n in range(count)]


@dataclass
class Taken:
    """So many articles, one after the other, and how many were taken."""

    count: int
    taken: int = 0

    def __iter__(self) -> Iterator[Article]:
        for one in numbered(self.count):
            self.taken += 1
            yield one


def one_by_one(folder: Path | None = None, times: int = 99) -> Reader:
    """Reads articles; dies of the deadly one, so many times."""

    def read(articles: Iterator[Article]) -> Iterator[Read]:
        for one in articles:
            if one.text == DEADLY and len(list(folder.iterdir())) < times:
                (folder / f"{time.monotonic_ns()}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield Read(Extraction(one), (Refused(one.source, "so it is", 1),))

    return read


def unloadable() -> Reader:
    raise LanguageError("no such pipeline; install it")


def stillborn() -> Reader:
    os._exit(3)


def naming() -> Reader:
    """Reads articles, and says by which process."""

    def read(articles: Iterator[Article]) -> Iterator[Read]:
        for one in articles:
            yield Read(Extraction(one), (Refused(one.source, str(os.getpid()), 1),))

    return read


def slow() -> Reader:
    def read(articles: Iterator[Article]) -> Iterator[Read]:
        for one in articles:
            time.sleep(60)
            yield Read(Extraction(one))

    return read


def alone(folder: Path) -> Reader:
    """Reads articles; says of each how many were being read by its process."""

    def read(articles: Iterator[Article]) -> Iterator[Read]:
        for one in articles:
            place = folder / f"{os.getpid()}-{one.source}"
            place.touch()
            time.sleep(0.02)
            count = len(list(folder.glob(f"{os.getpid()}-*")))
            place.unlink()
            yield Read(Extraction(one), (Refused(one.source, "read at a time", count),))

    return read
