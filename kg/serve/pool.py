"""Workers, and who gets one: nobody waits behind somebody's long query.

A request starts on an idle worker of its lane. What is not done after ``SLICE`` is a long one: its process goes on
beside the lane, with less of the processor, and a new worker takes its place; so the next request waits for a slice
at most. Only so many long ones run at once: one more is ended and told to come back. At the time limit the process
is killed, which is the one way to stop a query.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import RequestError
from kg.serve import worker
from kg.serve.values import Limits, Request, Response

__all__ = ["PATIENCE", "QUEUE", "SLICE", "Pool", "busy"]

_T = TypeVar("_T")

SLICE = 0.25
"""Seconds after which a request counts as long."""

SHORT = 0.05
"""The slice while others wait and no more long ones may run: who would be sent away anyway holds up nobody."""

PATIENCE = 5.0
"""Seconds that a request waits for a worker."""

QUEUE = 256
"""Requests that wait for a worker of one lane, at most."""


def busy(message: str) -> RequestError:
    """The refusal for now."""
    return RequestError(503, message, (("Retry-After", "5"),))


class _Worker:
    """A process and our end of its pipe."""

    def __init__(self, arguments: tuple[Any, ...]) -> None:
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:  # each new worker is a fork of a process that has imported everything
            context.set_forkserver_preload(["kg.serve.nursery"])
        self._pipe, theirs = context.Pipe()
        self.process = context.Process(target=worker.work, args=(theirs, *arguments), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, request: Request) -> Response | None:
        """The answer; None where the process died of it."""
        pipe: Connection = self._pipe
        try:
            pipe.send(request)
            answer: Response = pipe.recv()
            return answer
        except (EOFError, OSError):
            return None

    def slow_down(self) -> None:
        """Gives it less of the processor than those who answer at once."""
        if sys.platform != "win32":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, 10)

    def end(self) -> None:
        """Kills it and waits for its end."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self._pipe.close()


class Pool:
    """``lanes`` maps a name to its number of workers; ``long``: how many requests may take longer than a slice."""

    def __init__(self, snapshot: Path, base: str, *, lanes: Mapping[str, int], long: int, limits: Limits) -> None:
        self._arguments = snapshot, base, limits
        self._limits = limits
        self._sizes = dict(lanes)
        self._idle: dict[str, asyncio.Queue[_Worker]] = {lane: asyncio.Queue() for lane in lanes}
        self._waiting = dict.fromkeys(lanes, 0)
        self._free = long
        self._alive: set[_Worker] = set()
        # A thread waits for each process; those that start and end processes come on top.
        self._threads = ThreadPoolExecutor(2 * (sum(lanes.values()) + long) + 4, thread_name_prefix="kg-worker")
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False

    async def start(self) -> None:
        """Starts the workers and waits until each has answered."""
        for lane, size in self._sizes.items():
            await asyncio.gather(*(self._fill(lane) for _ in range(size)))
        for lane, size in self._sizes.items():
            hello = Request("GET", "/style.css")
            await asyncio.gather(*(self.answer(hello, lane, patient=True) for _ in range(size)))

    async def stop(self) -> None:
        """Ends all processes."""
        self._stopped = True
        alive, self._alive = self._alive, set()
        await asyncio.gather(*(self._in_thread(one.end) for one in alive))
        await asyncio.gather(*self._tasks)  # what starts right now ends itself
        self._threads.shutdown(wait=True)

    async def answer(self, request: Request, lane: str, *, patient: bool = False) -> Response:
        """The answer of a worker of this lane. Raises RequestError where there is none in time.

        Who stops waiting (cancels) ends the work. ``patient``: the first answer, for which everything is loaded.
        """
        chosen = await self._worker(lane)
        asked = asyncio.ensure_future(self._in_thread(chosen.ask, request))
        try:
            length = SHORT if self._free < 1 and self._waiting[lane] else SLICE
            done, _ = await asyncio.wait({asked}, timeout=60 if patient else min(length, self._limits.timeout))
            if done and (found := asked.result()) is not None:
                self._idle[lane].put_nowait(chosen)
                return found
        except asyncio.CancelledError:
            self._replace(chosen, lane)
            raise
        if not done:
            return await self._long(chosen, asked, lane)
        self._replace(chosen, lane)
        raise _died()

    async def _worker(self, lane: str) -> _Worker:
        if self._waiting[lane] >= QUEUE:
            raise busy("too many requests are waiting; try again later")
        self._waiting[lane] += 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._idle[lane].get()
        except TimeoutError as error:
            raise busy("no worker became free in time; try again later") from error
        finally:
            self._waiting[lane] -= 1

    async def _long(self, chosen: _Worker, asked: asyncio.Future[Response | None], lane: str) -> Response:
        """The rest of a long one; another worker takes its place in the lane at once."""
        if self._free < 1:
            self._replace(chosen, lane)
            if self._limits.timeout <= SLICE:
                raise self._too_long()
            raise busy("this takes long, and as many long ones as may run at once are running; try again later")
        self._free -= 1
        chosen.slow_down()
        self._spawn(self._fill(lane))
        try:
            done, _ = await asyncio.wait({asked}, timeout=self._limits.timeout - SLICE)
            if not done:
                raise self._too_long()
            if (found := asked.result()) is None:
                raise _died()
            return found
        finally:
            self._free += 1
            self._spawn(self._end(chosen))  # it could not be made quick again

    def _too_long(self) -> RequestError:
        limit = f"{self._limits.timeout:g}"
        return RequestError(
            504,
            f"not done within the time limit of {limit} seconds; ask for less, or raise --timeout",
            (("X-KG-Limit", f"seconds={limit}"),),
        )

    def _replace(self, gone: _Worker, lane: str) -> None:
        """Ends a worker and puts another one into its lane."""
        self._spawn(self._end(gone))
        self._spawn(self._fill(lane))

    async def _fill(self, lane: str) -> None:
        started = await self._in_thread(_Worker, self._arguments)
        if self._stopped:
            await self._in_thread(started.end)
            return
        self._alive.add(started)
        self._idle[lane].put_nowait(started)

    async def _end(self, gone: _Worker) -> None:
        if gone in self._alive:
            self._alive.discard(gone)
            await self._in_thread(gone.end)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _in_thread(self, function: Callable[..., _T], *arguments: Any) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)


def _died() -> RequestError:
    return RequestError(503, "the process that worked on this died of it: it may have needed too much memory")
