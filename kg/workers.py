"""Articles read in several processes: the same result, in the same order, as in this one (``pool``)."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Final, TypeAlias

from kg import pool
from kg.model import Article, Read, Skipped
from kg.pool import Answer, Worker

__all__ = ["CHUNK", "FEW", "Reader", "left_out", "read"]

CHUNK: Final = 4
"""Articles that a worker takes at a time; the result does not depend on it."""

FEW: Final = 16
"""Articles up to which one process is done before several have loaded their tools."""

Reader: TypeAlias = Worker[Article, Read]
"""Reads articles, in the order given."""


def read(
    articles: Iterator[Article],
    reader: Callable[[], Worker[Article, Answer]],
    *,
    jobs: int | None = 1,
    chunk: int = CHUNK,
) -> Generator[Answer | Skipped]:
    """What each article says, in the order given; a ``Skipped`` for one that no process survives.

    :param reader: gives what reads, with all that it needs; called once in each process that reads, and only when
        there is an article. For several processes it must be something that can be pickled
    :param jobs: how many processes; 1: this one; 0: as many as there are cores, and memory for; None: likewise, but
        this one for few articles
    :raises ExtractorError: the processes cannot be started
    """
    few = FEW - 1 if jobs is None else 0
    return pool.done(articles, reader, left_out, jobs=jobs or 0, chunk=chunk, few=few)


def left_out(article: Article, why: str) -> Skipped:
    """An article that no process survives."""
    return Skipped(article.source, f"the process that reads it ended each time ({why}); divide it, or leave it out")
