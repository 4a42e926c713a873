"""The whole program on one screen: articles in, a graph out.

    ingest -> annotate -> resolve -> relate -> graph -> the files beside it

Start reading here. Each stage is a package of that name; the values that pass between them are in ``model.py``;
``extraction`` joins the stages from an article to what it says, ``workers`` has several processes do that, and
``cluster`` many machines; ``storing`` has several articles go into the graph at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg import cluster, ingest, workers
from kg.cluster import Cluster
from kg.errors import ShapeError
from kg.extraction import Tools, extract, reader, tools
from kg.graph import GraphWriter
from kg.model import Article, Read, Refused, Skipped
from kg.remembered import known
from kg.storing import Shelf

__all__ = ["Outcome", "Tools", "build", "extract", "tools"]


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
    :param progress: called with each source when it is done
    """
    told: list[Skipped | Refused] = []
    sources: list[str] = []
    unchanged: list[str] = []
    held: set[str] = set()

    def articles() -> Iterator[Article]:
        for item in ingest.read(paths, stdin=stdin):
            if isinstance(item, Skipped):
                told.append(item)
                continue
            sources.append(item.source)
            refused = None if mark is None or again else known(store, item, mark)
            if refused is None:
                if store.holds(item.source):
                    held.add(item.source)
                yield item
            else:
                told.extend(refused)
                unchanged.append(item.source)
                progress(item.source)

    reading = partial(workers.read, jobs=jobs) if on is None else partial(cluster.read, on=on)
    written: list[str] = []

    def stored(source: str, result: bool | ShapeError) -> None:
        if isinstance(result, ShapeError):
            told.append(Skipped(source, f"not stored: {result}"))
        elif result:
            written.append(source)
        progress(source)

    results = reading(articles(), partial(reader, using, store.names))
    with contextlib.closing(results), Shelf(store, mark, stored) as shelf:
        for result in results:
            told.extend(result.told if isinstance(result, Read) else [result])
            if isinstance(result, Skipped):
                progress(result.source)
            else:
                shelf.add(result)
    skipped = tuple(one for one in told if isinstance(one, Skipped))
    refused = sorted((one for one in told if isinstance(one, Refused)), key=lambda one: (one.source, one.reason))
    removed = [] if keep or not sources else _leave(store, set(sources), [skip for skip in skipped if skip.failed])
    replaced = tuple(source for source in written if source in held)
    return Outcome(
        tuple(sources), skipped, tuple(written), tuple(removed), tuple(refused), tuple(unchanged), replaced
    )


def _leave(store: GraphWriter, sources: set[str], failed: Sequence[Skipped]) -> list[str]:
    """Takes out what is no longer in the input, as far as the failed inputs leave no doubt of it."""
    if not all(skip.reached for skip in failed):
        return []
    kept = sources | {skip.source for skip in failed}  # "r.jsonl" keeps "r.jsonl#1", "r.jsonl#2" itself alone
    gone = [source for source in store.sources() if not {source, source.partition("#")[0]} & kept]
    for source in gone:
        store.remove(source)
    return gone
