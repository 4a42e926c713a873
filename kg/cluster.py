"""Tasks done on many machines, by Dask: the same answers, in the same order, as in this process.

    this process     takes tasks as they come, in chunks, and gives on the answers, as in ``pool``
    the scheduler    is somebody else's (``dask scheduler``): gives chunks to workers, and again when one has died
    a worker         loads the tools with the first chunk and keeps them; it has to have them: none are sent

However many tasks there are, only some chunks for each worker are on the way. Where a worker works by other code
or weights than this process would, nothing of it is taken: the graph would not be the same. A worker does one chunk
at a time, whatever threads it has, for the language pipeline is not made for several.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import pickle
import threading
import time
import traceback
import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from kg import fingerprint
from kg.errors import ExtractorError
from kg.model import Article, Skipped
from kg.pool import DEATHS, ON_THE_WAY, THREADS, Answer, Task, Worker, portable
from kg.scheduler import connected, reached
from kg.workers import CHUNK, left_out

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster", "done", "read"]

_PATIENCE: Final = 10.0  # seconds until we say that nobody reads
_COUNTED: Final = 5.0  # seconds for which the number of workers is taken to be the same
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where tasks are done: the address of a Dask ``scheduler``.

    ``marking`` gives what stands for the tools of a process, here and in each worker (``fingerprint``).
    """

    scheduler: str
    marking: Callable[[], str | None]


def read(
    articles: Iterator[Article], reader: Callable[[], Worker[Article, Answer]], *, on: Cluster, chunk: int = CHUNK
) -> Generator[Answer | Skipped]:
    """What each article says, in the order given; a ``Skipped`` for one that no worker survives.

    :param reader: gives what reads, with all that it needs; called once in each worker, for which it is pickled
    :raises ExtractorError: nobody answers, the scheduler is lost, or a worker is not as this process
    :raises UsageError: that is no address, or Dask is not installed
    """
    return done(articles, reader, left_out, on=on, chunk=chunk)


def done(
    tasks: Iterator[Task],
    making: Callable[[], Worker[Task, Answer]],
    lost: Callable[[Task, str], Answer],
    *,
    on: Cluster,
    chunk: int = 1,
) -> Generator[Answer]:
    """As ``pool.done``, by the workers of a scheduler; raises as ``read``."""
    first = list(islice(tasks, 1))
    if not first:
        return
    every = chain(first, tasks)
    with connected(on.scheduler) as client:
        yield from _Sending(client, on, making, lost).answers(iter(lambda: tuple(islice(every, chunk)), ()))


# ------------------------------------------------------------------------------------------------ here


class _Sending:
    """Chunks on their way to workers and back."""

    def __init__(
        self, client: Client, on: Cluster, making: Callable[[], Worker[Any, Any]], lost: Callable[[Any, str], Any]
    ) -> None:
        marking = pickle.dumps(on.marking)
        self._tools = pickle.dumps((_versions(), on.marking(), marking, pickle.dumps(making)))
        self._lost = lost
        self._client = client
        self._scheduler = on.scheduler
        self._workers = 0
        self._counted = -_COUNTED
        self._told = False  # that there is no worker

    def answers(self, chunks: Iterator[tuple[Any, ...]]) -> Iterator[Any]:
        """Those to the tasks of all chunks, in order."""
        way: deque[tuple[tuple[Any, ...], Future]] = deque()
        while True:
            while len(way) < ON_THE_WAY * max(1, self._count()) and (tasks := next(chunks, None)) is not None:
                way.append((tasks, self._send(tasks)))
            if not way:
                return
            yield from self._of(*way.popleft())

    def _of(self, tasks: tuple[Any, ...], future: Future) -> tuple[Any, ...]:
        from distributed import KilledWorker

        try:
            return self._awaited(future)
        except KilledWorker:
            return tuple(map(self._alone, tasks))

    def _alone(self, task: Any) -> Any:
        """Has a task done by itself, one of whose chunk kills who does it, or of one that was with it on a worker.

        It goes before all others, and no other such task is on its way: so the workers that die with it die of it.
        """
        from distributed import KilledWorker

        deaths = 0
        while deaths < DEATHS:
            try:
                return self._awaited(self._send((task,), priority=1))[0]
            except KilledWorker as killed:
                deaths += killed.allowed_failures + 1
        return self._lost(task, "Dask lost its workers, perhaps for want of memory")

    def _send(self, tasks: tuple[Any, ...], *, priority: int = 0) -> Future:
        # A call in bytes, made by ``loads``: a worker without kg would die of a function of ours, and say nothing.
        with reached(self._scheduler):
            call = pickle.dumps(_Call(self._tools, pickle.dumps(tasks)))
            return self._client.submit(pickle.loads, call, key=f"read-{uuid.uuid4()}", priority=priority)

    def _awaited(self, future: Future) -> tuple[Any, ...]:
        """What came of a chunk, however long that takes. Raises KilledWorker."""
        from distributed import wait

        with reached(self._scheduler):
            while not future.done():
                with contextlib.suppress(TimeoutError), self._client.as_current():
                    wait([future], timeout=_PATIENCE)
                if not future.done() and not self._count() and not self._told:
                    self._told = True
                    _LOG.warning(
                        "%s has no worker yet; start some: dask worker %s --nthreads 1", *2 * (self._scheduler,)
                    )
            found = pickle.loads(future.result())
        if isinstance(found, Exception):
            raise found
        return found  # type: ignore[no-any-return]

    def _count(self) -> int:
        """How many workers there are, or were a moment ago."""
        if time.monotonic() - self._counted > _COUNTED:
            with reached(self._scheduler):
                self._workers = len(self._client.nthreads())
                self._told &= not self._workers
            self._counted = time.monotonic()
        return self._workers


# ------------------------------------------------------------------------------------------------ in a worker

_ONE: Final = threading.Lock()
"""Held by whoever does a chunk."""


@dataclass(frozen=True, slots=True)
class _Call:
    """Pickled, it is a call of ``_done``: who unpickles it gets what that returns."""

    tools: bytes
    tasks: bytes

    def __reduce__(self) -> tuple[Callable[[bytes, bytes], bytes], tuple[bytes, bytes]]:
        return _done, (self.tools, self.tasks)


def _done(tools: bytes, tasks: bytes) -> bytes:
    """The pickled answers to pickled tasks, or the error that says what is wrong with the tools."""
    with _ONE:
        try:
            return pickle.dumps(tuple(_loaded(tools)(iter(pickle.loads(tasks)))))
        except Exception as error:
            error.add_note(f"in a Dask worker:\n{traceback.format_exc()}")
            return pickle.dumps(portable(error))


@functools.lru_cache(maxsize=1)
def _loaded(tools: bytes) -> Worker[Any, Any]:
    """What does them here, loaded when first asked for. Raises ExtractorError where it is not what it is there."""
    os.environ.update(dict.fromkeys(THREADS, "1"))  # read when numpy and its like are imported, below
    versions, mark, marking, making = pickle.loads(tools)
    if mark is not None and _mark(marking) != mark:
        raise ExtractorError(_difference(versions))
    return pickle.loads(making)()  # type: ignore[no-any-return]


def _mark(marking: bytes) -> str | None:
    """What stands for the tools of this process; None where it does not even have what tells it."""
    try:
        return pickle.loads(marking)()  # type: ignore[no-any-return]
    except (ImportError, AttributeError, TypeError):
        return None


def _difference(versions: dict[str, str]) -> str:
    from distributed import get_worker

    worker = f"the Dask worker {get_worker().address}"
    if other := _versions().items() - versions.items():
        told = ", ".join(f"{name} {version} (here {versions.get(name)})" for name, version in sorted(other))
        return f"{worker} has {told}; install the same on each machine, and start the workers again"
    return (
        f"{worker} has other code, weights, ontologies or known actors than there are here; install the same wheel "
        "on each machine, the files of KG_ONTOLOGIES and --authority at the same paths, and start the workers again"
    )


def _versions() -> dict[str, str]:
    return {"kg": fingerprint.version("kg"), **fingerprint.versions()}
