"""Articles read on many machines, by Dask: the same result, in the same order, as in this process.

    this process     takes articles from the input, in chunks, and gives on what comes of them, as in ``workers``
    the scheduler    is somebody else's (``dask scheduler``): gives chunks to workers, and again when one has died
    a worker         loads the tools with the first chunk and keeps them; it has to have them: none are sent

However many articles there are, only some chunks for each worker are on the way. Where a worker reads by other code
or weights than this process would, nothing of it is taken: the graph would not be the same. A worker reads one chunk
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
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit

from kg import fingerprint
from kg.errors import ExtractorError, UsageError
from kg.model import Article
from kg.workers import CHUNK, DEATHS, ON_THE_WAY, THREADS, Reader, Result, left_out, portable

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster", "read"]

_PATIENCE: Final = 10.0  # seconds until a scheduler must have answered, and until we say that nobody reads
_COUNTED: Final = 5.0  # seconds for which the number of workers is taken to be the same
_LOGGERS: Final = ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio")
_LOG = logging.getLogger(__name__)

Chunk: TypeAlias = tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where articles are read: the address of a Dask ``scheduler``.

    ``marking`` gives what stands for the tools of a process, here and in each worker (``fingerprint``).
    """

    scheduler: str
    marking: Callable[[], str | None]


def read(
    articles: Iterator[Article], reader: Callable[[], Reader], *, on: Cluster, chunk: int = CHUNK
) -> Generator[Result]:
    """What each article says, in the order given; a ``Skipped`` for one that no worker survives.

    :param reader: gives what reads, with all that it needs; called once in each worker, for which it is pickled
    :raises ExtractorError: nobody answers, the scheduler is lost, or a worker is not as this process
    :raises UsageError: that is no address, or Dask is not installed
    """
    if (first := next(articles, None)) is None:
        return
    every = chain((first,), articles)
    with _connected(on.scheduler) as client:
        yield from _Reading(client, on, reader).read(iter(lambda: tuple(islice(every, chunk)), ()))


# ------------------------------------------------------------------------------------------------ here


class _Reading:
    """Chunks on their way to workers and back."""

    def __init__(self, client: Client, on: Cluster, reader: Callable[[], Reader]) -> None:
        marking = pickle.dumps(on.marking)
        self._tools = pickle.dumps((_versions(), on.marking(), marking, pickle.dumps(reader)))
        self._client = client
        self._scheduler = on.scheduler
        self._workers = 0
        self._counted = -_COUNTED
        self._told = False  # that there is no worker

    def read(self, chunks: Iterator[Chunk]) -> Iterator[Result]:
        """The results of the articles of all chunks, in order."""
        way: deque[tuple[Chunk, Future]] = deque()
        while True:
            while len(way) < ON_THE_WAY * max(1, self._count()) and (articles := next(chunks, None)) is not None:
                way.append((articles, self._send(articles)))
            if not way:
                return
            yield from self._results(*way.popleft())

    def _results(self, articles: Chunk, future: Future) -> tuple[Result, ...]:
        from distributed import KilledWorker

        try:
            return self._awaited(future)
        except KilledWorker:
            return tuple(map(self._alone, articles))

    def _alone(self, article: Article) -> Result:
        """Reads an article by itself, one of whose chunk kills who reads it, or of one that was with it on a worker.

        It goes before all others, and no other such article is on its way: so the workers that die with it die of it.
        """
        from distributed import KilledWorker

        deaths = 0
        while deaths < DEATHS:
            try:
                return self._awaited(self._send((article,), priority=1))[0]
            except KilledWorker as killed:
                deaths += killed.allowed_failures + 1
        return left_out(article, "Dask lost its workers, perhaps for want of memory")

    def _send(self, articles: Chunk, *, priority: int = 0) -> Future:
        # A call in bytes, made by ``loads``: a worker without kg would die of a function of ours, and say nothing.
        with _reached(self._scheduler):
            call = pickle.dumps(_Call(self._tools, pickle.dumps(articles)))
            return self._client.submit(pickle.loads, call, key=f"read-{uuid.uuid4()}", priority=priority)

    def _awaited(self, future: Future) -> tuple[Result, ...]:
        """What came of a chunk, however long that takes. Raises KilledWorker."""
        from distributed import wait

        with _reached(self._scheduler):
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
            with _reached(self._scheduler):
                self._workers = len(self._client.nthreads())
                self._told &= not self._workers
            self._counted = time.monotonic()
        return self._workers


@contextlib.contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """A client of Dask that nobody else here takes for theirs; leaving it calls back what is on the way."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("reading on several machines needs Dask: pip install 'kg[dask]'") from error
    with _quiet():
        _check(scheduler)
        try:
            client = Client(scheduler, name="kg", set_as_default=False, timeout=_PATIENCE)
        except OSError as error:
            raise ExtractorError(
                f"no Dask scheduler answers at {scheduler} ({error.__cause__ or error}); start one (dask scheduler), "
                "or build without --scheduler"
            ) from error
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):  # a scheduler that is gone cannot be told
                client.close(timeout=_PATIENCE)


def _check(scheduler: str) -> None:
    """Tells what a client of Dask would not survive. Raises UsageError."""
    from distributed import Security

    scheme, _, place = scheduler.rpartition("://")
    try:
        parts = urlsplit(f"//{place}")
        sound = scheme in ("", "tcp", "tls") and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        sound = False
    if not sound:
        raise UsageError(f"{scheduler}: no address of a Dask scheduler; give it like tcp://host:8786")
    security = Security().get_connection_args("client")
    if scheme == "tls" and security["ssl_context"] is None:
        raise UsageError(
            f"{scheduler}: Dask has no certificates for it; name them as its setting distributed.comm.tls"
        )
    if scheme != "tls" and security["require_encryption"]:
        raise UsageError(f"{scheduler}: Dask is set to encrypt; give the address as tls://{place}")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What Dask would write to the terminal is told by our errors, or is nobody's business."""
    import dask

    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextlib.contextmanager
def _reached(scheduler: str) -> Iterator[None]:
    """Tells what is wrong with Dask, in our words. What is wrong with an article or the tools comes as a value."""
    from distributed import CancelledError, KilledWorker

    try:
        yield
    except (KilledWorker, ExtractorError):
        raise
    except Exception as error:
        if isinstance(error, ImportError | AttributeError):
            raise ExtractorError(
                f"a worker of the Dask scheduler at {scheduler} cannot load kg ({error}); install the same on each "
                "machine, and start the workers again"
            ) from error
        cancelled = isinstance(error, CancelledError)  # says in many lines that it is
        why = "connection lost" if cancelled else f"{type(error).__name__}: {error}".partition("\n")[0]
        raise ExtractorError(
            f"the Dask scheduler at {scheduler} is lost ({why}); what was read is stored. Start it again, and run "
            "the same: it goes on where it stopped"
        ) from error


# ------------------------------------------------------------------------------------------------ in a worker

_ONE: Final = threading.Lock()
"""Held by whoever reads."""


@dataclass(frozen=True, slots=True)
class _Call:
    """Pickled, it is a call of ``_read``: who unpickles it gets what that returns."""

    tools: bytes
    articles: bytes

    def __reduce__(self) -> tuple[Callable[[bytes, bytes], bytes], tuple[bytes, bytes]]:
        return _read, (self.tools, self.articles)


def _read(tools: bytes, articles: bytes) -> bytes:
    """The pickled results of pickled articles, or the error that says what is wrong with the tools."""
    with _ONE:
        try:
            return pickle.dumps(tuple(_loaded(tools)(iter(pickle.loads(articles)))))
        except Exception as error:
            error.add_note(f"in a Dask worker:\n{traceback.format_exc()}")
            return pickle.dumps(portable(error))


@functools.lru_cache(maxsize=1)
def _loaded(tools: bytes) -> Reader:
    """What reads here, loaded when it is first asked for. Raises ExtractorError where it is not what it is there."""
    os.environ.update(dict.fromkeys(THREADS, "1"))  # read when numpy and its like are imported, below
    versions, mark, marking, reader = pickle.loads(tools)
    if mark is not None and _mark(marking) != mark:
        raise ExtractorError(_difference(versions))
    return pickle.loads(reader)()  # type: ignore[no-any-return]


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
