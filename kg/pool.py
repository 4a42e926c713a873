"""Tasks done by several processes: the same answers, in the same order, as by this one.

    this process    takes tasks as they come, in chunks, and gives on the answers
    a worker        makes ready once what does them; chunks come by its pipe, answers go back by it

However many tasks there are, only some chunks for each worker are on the way. A worker that dies (out of memory,
killed) is replaced, and what it had is done again: first the chunk that it died of, task by task. Workers end when
this process does, however that ends: nobody else holds the other end of their pipes.
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
from typing import Any, Final, Self, TypeAlias, TypeVar

from kg import language, machine
from kg.errors import ExtractorError

__all__ = ["DEATHS", "ON_THE_WAY", "THREADS", "Answer", "Task", "Worker", "done", "portable"]

ON_THE_WAY: Final = 4
"""Chunks for each worker between the input and the graph."""

DEATHS: Final = 2
"""Of workers by one task, before it is lost."""

THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""What is to be 1 in the environment of a worker."""

_AT_HAND: Final = 2  # chunks that a worker has: one that it does, one so that it need not wait
_TAKES: Final = 400_000_000  # bytes: 230 MB for the tools, the articles at hand, a part of what the graph takes here
_STILLBORN: Final = 3  # workers that died before they could do anything, one after another

Task = TypeVar("Task")
Answer = TypeVar("Answer")
Worker: TypeAlias = Callable[[Iterator[Task]], Iterator[Answer]]
"""Does tasks, in the order given."""


def done(
    tasks: Iterator[Task],
    making: Callable[[], Worker[Task, Answer]],
    lost: Callable[[Task, str], Answer],
    *,
    jobs: int,
    chunk: int = 1,
    few: int = 0,
) -> Generator[Answer]:
    """The answers to all tasks, in the order given.

    :param making: makes what does them; called once in each process that does any. For several processes it must be
        something that can be pickled
    :param lost: answers for a task that no process survives; told what they end by
    :param jobs: how many processes; 1: this one; 0: as many as there are cores, and memory for
    :param few: up to so many tasks are done here
    :raises ExtractorError: the processes cannot be started
    """
    first = list(islice(tasks, few + 1))
    if not first:
        return
    every = chain(first, tasks)
    jobs = 1 if len(first) <= few else jobs or machine.fitting(_TAKES)
    if jobs == 1:
        yield from making()(every)
        return
    with _Pool(making, lost, jobs) as pool:
        yield from pool.answers(iter(lambda: tuple(islice(every, chunk)), ()))


# ------------------------------------------------------------------------------------------------ here


@dataclass(slots=True, eq=False)
class _Chunk:
    """Tasks on their way. ``answers`` are None until they are there."""

    tasks: tuple[Any, ...]
    deaths: int = 0
    answers: tuple[Any, ...] | None = None


class _Process:
    """A process, our end of its pipe, and the chunks that it has, the one that it does first."""

    def __init__(self, making: bytes) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that threads hold
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, making), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()
        self.chunks: deque[_Chunk] = deque()
        self.ready = False

    def give(self, chunk: _Chunk) -> None:
        """Sends it; whether somebody lives there shows when the answer is awaited."""
        self.chunks.append(chunk)
        with contextlib.suppress(OSError):
            self.pipe.send(chunk.tasks)

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

    def __init__(self, making: Callable[[], Worker[Any, Any]], lost: Callable[[Any, str], Any], jobs: int) -> None:
        self._making = pickle.dumps(making)
        self._lost = lost
        self._jobs = jobs
        self._workers: list[_Process] = []
        self._order: list[_Chunk] = []  # all that are on the way, in the order of the tasks
        self._waiting: deque[_Chunk] = deque()  # those that a worker had that died
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()

    def answers(self, chunks: Iterator[tuple[Any, ...]]) -> Iterator[Any]:
        """Those to the tasks of all chunks, in order."""
        self._feed(chunks)
        while self._order:
            while (answers := self._order[0].answers) is None:
                self._collect(None)
                self._feed(chunks)
            del self._order[0]
            for answer in answers:
                yield answer
                self._collect(0)  # nobody waits for us while something is done with it
                self._feed(chunks)

    def _feed(self, chunks: Iterator[tuple[Any, ...]]) -> None:
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
                idlest = _Process(self._making)
                self._workers.append(idlest)
            idlest.give(chunk)

    def _next(self, chunks: Iterator[tuple[Any, ...]]) -> _Chunk | None:
        """The next chunk of the tasks, unless enough are on the way; None where there is none."""
        if len(self._order) >= ON_THE_WAY * self._jobs or (tasks := next(chunks, None)) is None:
            return None
        self._order.append(_Chunk(tasks))
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
                worker.chunks.popleft().answers = message

    def _replace(self, dead: _Process) -> None:
        """What the dead one had waits for another, the chunk that it died of in pieces."""
        self._workers.remove(dead)
        why, had = dead.end(), list(dead.chunks)
        if not dead.ready:
            self._stillborn += 1
        elif had:
            had[:1] = self._divided(had[0], why)
        if self._stillborn > _STILLBORN:
            raise ExtractorError(
                f"the processes of --jobs end before they begin ({why}); take fewer (--jobs 1). A script of your own "
                'that builds with jobs does so under `if __name__ == "__main__":`'
            )
        self._waiting.extend(had)

    def _divided(self, chunk: _Chunk, why: str) -> list[_Chunk]:
        """What is to be done again of a chunk that a worker died of."""
        if len(chunk.tasks) > 1:
            pieces = [_Chunk((task,)) for task in chunk.tasks]
            at = self._order.index(chunk)
            self._order[at : at + 1] = pieces
            return pieces
        chunk.deaths += 1
        if chunk.deaths < DEATHS:
            return [chunk]
        perhaps = ", perhaps for want of memory" if why == "SIGKILL" else ""
        chunk.answers = (self._lost(chunk.tasks[0], f"{why}{perhaps}"),)
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


def _work(pipe: Connection, making: bytes) -> None:
    """Does what comes by ``pipe`` until it closes. None says that all is ready, an exception what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side ends us
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    language.alone()
    os.environ.update(dict.fromkeys(THREADS, "1"))  # read when numpy and its like are imported, below
    chunks: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, chunks), daemon=True).start()
    try:
        answers = pickle.loads(making)()
        pipe.send(None)
        while True:
            pipe.send(tuple(answers(iter(chunks.get()))))
    except Exception as error:
        error.add_note(f"in a process of --jobs:\n{traceback.format_exc()}")
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
    """Takes chunks while others are done, so that the end of the other side is seen at once, whatever goes on."""
    try:
        while True:
            chunks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)
