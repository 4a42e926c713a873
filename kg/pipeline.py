"""The whole program on one screen: articles in, a graph out.

    ingest -> annotate -> resolve -> relate -> graph -> the files beside it

Start reading here. Each stage is a package of that name; the values that pass between them are in ``model.py``;
``extraction`` joins the stages from an article to what it says, ``workers`` has several processes do that, and
``cluster`` many machines; ``spool`` has the articles of a new graph wait until all are there, ``storing`` has
several at once go into one that holds some.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from kg import cluster, ingest, workers
from kg.cluster import Cluster
from kg.errors import ShapeError
from kg.extraction import Tools, extract, reader, tools
from kg.graph import GraphWriter
from kg.model import Article, Read, Refused, Skipped
from kg.packing import Packed, packer
from kg.pool import Worker
from kg.remembered import known
from kg.spool import Spool
from kg.storing import Shelf

__all__ = ["Outcome", "Tools", "build", "extract", "tools"]

Answer = TypeVar("Answer", Read, Packed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. ``written`` and ``removed`` are sources whose content in the graph changed, ``replaced``
    those of ``written`` that it had held before; ``unchanged`` did not have to be read again.

    ``refused`` is what the extractor proposed and dropped; none where it proposes nothing that it does not give.
    """

    sources: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[Refused, ...] = ()
    unchanged: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Skipped, ...]:
        """The inputs that should have given an article and did not."""
        return tuple(skip for skip in self.skipped if skip.failed)


def build(
    paths: Sequence[str | Path],
    store: GraphWriter,
    *,
    using: Callable[[], Tools] = tools,
    stdin: BinaryIO | None = None,
    keep: bool = False,
    jobs: int | None = 1,
    on: Cluster | None = None,
    mark: str | None = None,
    again: bool = False,
    spool: Spool | None = None,
    progress: Callable[[str], None] = lambda source: None,
) -> Outcome:
    """Makes the graph equal to its input; with ``keep``, only adds to it and replaces.

    Articles that cannot be read are skipped and told, and what the graph holds of them stays: unreadable today is not
    withdrawn. So it is with those whose extractor fails. Nothing leaves where some input could not be reached, or
    nothing could be read.

    :param using: gives the tools; called in each process that reads, and only when there is an article to read
    :param jobs: as ``workers.read``
    :param on: where articles are read instead, as ``cluster.read``; None: here
    :param mark: stands for the tools (``fingerprint``): an article that the graph holds as they read it is not read
        again. None: everything is
    :param again: everything is, and remembered for the next time
    :param spool: where articles wait for a new graph, and its input is compared with; None: they are stored
    :param progress: called with each source when it is done
    """
    kept = store if spool is None else spool
    done = _Done(kept, progress)
    articles = done.taken(ingest.read(paths, stdin=stdin), None if again else mark)
    making = partial(reader, using, store.names)
    if spool is not None:
        done.take(_results(articles, partial(packer, making, store.names, mark), jobs, on), partial(done.wait, spool))
    else:
        with Shelf(store, mark, done.stored) as shelf:
            done.take(_results(articles, making, jobs, on), shelf.add)
    outcome = done.outcome()
    if keep or not outcome.sources:
        return outcome
    return replace(outcome, removed=tuple(_leave(kept, set(outcome.sources), outcome.failed)))


def _results(
    articles: Iterator[Article],
    making: Callable[[], Worker[Article, Answer]],
    jobs: int | None,
    on: Cluster | None,
) -> Generator[Answer | Skipped]:
    """What comes of each article, wherever it is read."""
    if on is None:
        return workers.read(articles, making, jobs=jobs)
    return cluster.read(articles, making, on=on)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a build has done so far, as ``Outcome`` tells it."""

    kept: GraphWriter | Spool
    progress: Callable[[str], None]
    sources: list[str] = field(default_factory=list)
    told: list[Skipped | Refused] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)  # sources to be read that the graph holds
    written: list[str] = field(default_factory=list)

    def taken(self, items: Iterable[Article | Skipped], mark: str | None) -> Iterator[Article]:
        """The articles to be read: those that the graph does not hold as tools of this ``mark`` read them."""
        for item in items:
            if isinstance(item, Skipped):
                self.told.append(item)
                continue
            self.sources.append(item.source)
            refused = None if mark is None else known(self.kept, item, mark)
            if refused is None:
                if self.kept.holds(item.source):
                    self.held.add(item.source)
                yield item
            else:
                self.told.extend(refused)
                self.unchanged.append(item.source)
                self.progress(item.source)

    def take(self, results: Generator[Answer | Skipped], add: Callable[[Answer], None]) -> None:
        """Adds each to the graph, and notes what was told of it."""
        with contextlib.closing(results):
            for result in results:
                if isinstance(result, Skipped):
                    self.told.append(result)
                    self.progress(result.source)
                else:
                    self.told.extend(result.told)
                    add(result)

    def wait(self, spool: Spool, one: Packed) -> None:
        """Has an article wait for the graph."""
        self.stored(one.source, ShapeError(one.wrong) if one.wrong else spool.add(one))

    def stored(self, source: str, result: bool | ShapeError) -> None:
        """One article is in the graph (False: as it was), or cannot be."""
        if isinstance(result, ShapeError):
            self.told.append(Skipped(source, f"not stored: {result}"))
        elif result:
            self.written.append(source)
        self.progress(source)

    def outcome(self) -> Outcome:
        """All of it, with nothing removed."""
        refused = sorted(
            (one for one in self.told if isinstance(one, Refused)), key=lambda one: (one.source, one.reason)
        )
        return Outcome(
            sources=tuple(self.sources),
            skipped=tuple(one for one in self.told if isinstance(one, Skipped)),
            written=tuple(self.written),
            removed=(),
            refused=tuple(refused),
            unchanged=tuple(self.unchanged),
            replaced=tuple(source for source in self.written if source in self.held),
        )


def _leave(kept: GraphWriter | Spool, sources: set[str], failed: Sequence[Skipped]) -> list[str]:
    """Takes out what is no longer in the input, as far as the failed inputs leave no doubt of it."""
    if not all(skip.reached for skip in failed):
        return []
    stay = sources | {skip.source for skip in failed}  # "r.jsonl" keeps "r.jsonl#1", "r.jsonl#2" itself alone
    gone = [source for source in kept.sources() if not {source, source.partition("#")[0]} & stay]
    for source in gone:
        kept.remove(source)
    return gone
