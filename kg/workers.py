"""Articles read in several processes: the same result, in the same order, as in this one.

    this process    takes articles from the input, in chunks, and gives on what comes of them
    a worker        loads the tools once; chunks come by its pipe, results go back by it

However many articles there are, only some chunks for each worker are on the way. A worker that dies (out of memory,
killed) is replaced, and what it had is read again: first the chunk that it died of, article by article. Workers end
when this process does, however that ends: nobody else holds the other end of their pipes.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Self, TypeAlias

from kg import language, machine
from kg.errors import ExtractorError
from kg.model import Article, Read, Skipped

__all__ = [
    "CHUNK",
    "DEATHS",
    "FEW",
    "ON_THE_WAY",
    "THREADS",
    "Reader",
    "Result",
    "left_out",
    "portable",
    "read",
]

CHUNK: Final = 4
"""Articles that a worker takes at a time; the result does not depend on it."""

FEW: Final = 16
"""Articles up to which one process is done before several have loaded their tools."""

ON_THE_WAY: Final = 4
"""Chunks for each worker between the input and the graph."""

DEATHS: Final = 2
"""Of workers by one article, before it is left out."""

THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""What is to be 1 in the environment of a worker."""

_AT_HAND: Final = 2  # chunks that a worker has: one that it reads, one so that it need not wait
_TAKES: Final = 400_000_000  # bytes: 230 MB for the tools, the articles at hand, a part of what the graph takes here
_STILLBORN: Final = 3  # workers that died before they could read anything, one after another

Reader: TypeAlias = Callable[[Iterator[Article]], Iterator[Read]]
"""Reads articles, in the order given."""
Result: TypeAlias = Read | Skipped


def read(
    articles: Iterator[Article], reader: Callable[[], Reader], *, jobs: int | None = 1, chunk: int = CHUNK
) -> Generator[Result]:
    """What each article says, in the order given; a ``Skipped`` for one that no process survives.

    :param reader: gives what reads, with all that it needs; called once in each process that reads, and only when
        there is an article. For several processes it must be something that can be pickled
    :param jobs: how many processes; 1: this one; 0: as many as there are cores, and memory for; None: likewise, but
        this one for few articles
    :raises ExtractorError: the processes cannot be started
    """
    first = list(islice(articles, FEW if jobs is None else 1))
    if not first:
        return
    every = chain(first, articles)
    if jobs is None and len(first) < FEW:
        jobs = 1
    jobs = jobs or machine.fitting(_TAKES)
    if jobs == 1:
        yield from reader()(every)
        return
    with _Pool(reader, jobs) as pool:
        yield from pool.read(iter(lambda: tuple(islice(every, chunk)), ()))


def left_out(article: Article, why: str) -> Skipped:
    """An article that no process survives."""
    return Skipped(article.source, f"the process that reads it ended each time ({why}); divide it, or leave it out")


# ------------------------------------------------------------------------------------------------ here


@dataclass(slots=True, eq=False)
class _Chunk:
    """Articles on their way. ``results`` are None until they are there."""

    articles: tuple[Article, ...]
    deaths: int = 0
    results: tuple[Result, ...] | None = None


class _Worker:
    """A process, our end of its pipe, and the chunks that it has, the one that it reads first."""

    def __init__(self, reader: bytes) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that threads hold
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, reader), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()
        self.chunks: deque[_Chunk] = deque()
        self.ready = False

    def give(self, chunk: _Chunk) -> None:
        """Sends it; whether somebody lives there shows when the answer is awaited."""
        self.chunks.append(chunk)
        with contextlib.suppress(OSError):
            self.pipe.send(chunk.articles)

    def end(self) -> str:
        """Kills it and waits for its end; gives what it ended by."""
        self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        self.pipe.close()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


class _Pool:
    """So many workers. Leaving it ends them at once."""

    def __init__(self, reader: Callable[[], Reader], jobs: int) -> None:
        self._reader = pickle.dumps(reader)
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._order: list[_Chunk] = []  # all that are on the way, in the order of the articles
        self._waiting: deque[_Chunk] = deque()  # those that a worker had that died
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()

    def read(self, chunks: Iterator[tuple[Article, ...]]) -> Iterator[Result]:
        """The results of the articles of all chunks, in order."""
        self._feed(chunks)
        while self._order:
            while (results := self._order[0].results) is None:
                self._collect(None)
                self._feed(chunks)
            del self._order[0]
            for result in results:
                yield result
                self._collect(0)  # nobody waits for us while what was read is stored
                self._feed(chunks)

    def _feed(self, chunks: Iterator[tuple[Article, ...]]) -> None:
        """Gives each worker what it has room for, the idlest first; starts one where none is idle."""
        while True:
            idlest = min(self._workers, key=lambda one: len(one.chunks), default=None)
            more = len(self._workers) < self._jobs
            if idlest and len(idlest.chunks) >= _AT_HAND and not more:
                return
            chunk = self._waiting.popleft() if self._waiting else self._next(chunks)
            if chunk is None:
                return
            if idlest is None or (idlest.chunks and more):
                idlest = _Worker(self._reader)
                self._workers.append(idlest)
            idlest.give(chunk)

    def _next(self, chunks: Iterator[tuple[Article, ...]]) -> _Chunk | None:
        """The next chunk of the input, unless enough are on the way; None where there is none."""
        if len(self._order) >= ON_THE_WAY * self._jobs or (articles := next(chunks, None)) is None:
            return None
        self._order.append(_Chunk(articles))
        return self._order[-1]

    def _collect(self, timeout: float | None) -> None:
        """Takes what workers have sent; waits for it where there is no ``timeout``."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), timeout):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(message, BaseException):
                raise message
            if message is None:
                worker.ready, self._stillborn = True, 0
            else:
                worker.chunks.popleft().results = message

    def _replace(self, dead: _Worker) -> None:
        """What the dead one had waits for another, the chunk that it died of in pieces."""
        self._workers.remove(dead)
        why, had = dead.end(), list(dead.chunks)
        if not dead.ready:
            self._stillborn += 1
        elif had:
            had[:1] = self._divided(had[0], why)
        if self._stillborn > _STILLBORN:
            raise ExtractorError(
                f"the processes that read end before they begin ({why}); take fewer (--jobs 1). A script of your own "
                'that builds with jobs does so under `if __name__ == "__main__":`'
            )
        self._waiting.extend(had)

    def _divided(self, chunk: _Chunk, why: str) -> list[_Chunk]:
        """What is to be read again of a chunk that a worker died of."""
        if len(chunk.articles) > 1:
            pieces = [_Chunk((article,)) for article in chunk.articles]
            at = self._order.index(chunk)
            self._order[at : at + 1] = pieces
            return pieces
        chunk.deaths += 1
        if chunk.deaths < DEATHS:
            return [chunk]
        perhaps = ", perhaps for want of memory" if why == "SIGKILL" else ""
        chunk.results = (left_out(chunk.articles[0], f"{why}{perhaps}"),)
        return []


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C reaches all processes of a terminal; what starts here meanwhile does not hear it (``_work``)."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # started with the first process else, it would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ------------------------------------------------------------------------------------------------ in a worker


def _work(pipe: Connection, reader: bytes) -> None:
    """Reads what comes by ``pipe`` until it closes. None says that all is loaded, an exception what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side ends us
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    language.alone()
    os.environ.update(dict.fromkeys(THREADS, "1"))  # read when numpy and its like are imported, below
    chunks: queue.SimpleQueue[tuple[Article, ...]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, chunks), daemon=True).start()
    try:
        read = pickle.loads(reader)()
        pipe.send(None)
        while True:
            pipe.send(tuple(read(iter(chunks.get()))))
    except Exception as error:
        error.add_note(f"in a process that reads articles:\n{traceback.format_exc()}")
        with contextlib.suppress(OSError):
            pipe.send(portable(error))
        threading.Event().wait()  # for the end of the other side, which has to hear it first


def portable(error: Exception) -> Exception:
    """The error, or one that tells the same where it cannot be pickled and back."""
    try:
        pickle.loads(pickle.dumps(error))
        return error
    except Exception:
        other = RuntimeError(f"{type(error).__name__}: {error}")
        other.add_note("\n".join(error.__notes__))
        return other


def _listen(pipe: Connection, chunks: queue.SimpleQueue[Any]) -> None:
    """Takes chunks while others are read, so that the end of the other side is seen at once, whatever goes on."""
    try:
        while True:
            chunks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)
