"""The server from start to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.errors import GraphError, UsageError
from kg.graph.place import marker
from kg.graph.remote.endpoint import address
from kg.graph.snapshot import snapshot
from kg.serve.pool import Pool
from kg.serve.values import Limits, Request, Response

__all__ = ["serve"]

_GRACE = 2.0
"""Seconds that answers under way have, when the server stops."""


def serve(
    folder: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 2,
    limits: Limits = Limits(),  # noqa: B008
    log: Callable[[str], None] = lambda line: None,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serves the graph in ``folder`` as it is now, until SIGINT or SIGTERM.

    :param host: who can reach it: by default only this machine
    :param port: 0 takes a free one
    :param workers: processes for queries; as many long queries run beside them, and one process makes pages
    :param limits: what one request may cost
    :param log: gets a line for each request, with the reason where it was refused
    :param ready: called once, with the address, when it answers
    :raises GraphError: there is no graph in ``folder``, or it is being written
    :raises UsageError: h11 is not installed, or the address cannot be taken
    """
    if address(folder):
        raise UsageError(f"{folder}: is a server already; kg serve is for a graph in a folder")
    path = Path(folder)
    base = marker(path)
    if base is None:
        raise GraphError(f"{path}: is no graph; `kg build ARTICLES --out {path}` makes one")
    with snapshot(path) as copied:
        pool = Pool(copied, base, lanes={"query": workers, "page": 1}, long=workers, limits=limits)
        asyncio.run(_run(pool, host, port, log, ready))


async def _run(pool: Pool, host: str, port: int, log: Callable[[str], None], ready: Callable[[str], None]) -> None:
    try:
        from kg.serve.front import CONNECTIONS, Front, is_loopback
    except ImportError as error:
        raise UsageError("kg serve needs h11: pip install 'kg[serve]'") from error
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: KeyboardInterrupt comes instead
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    front = Front(_Kept(pool), log, local=is_loopback(host))
    try:
        server = await asyncio.start_server(front.serve, host, port, backlog=CONNECTIONS)
    except OSError as error:
        raise UsageError(f"{host}:{port}: cannot be taken ({error.strerror}); give another --port") from error
    try:
        await pool.start()
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{server.sockets[0].getsockname()[1]}/")
        await stop.wait()
    finally:
        server.close()
        await front.finish(_GRACE)
        await pool.stop()


class _Kept:
    """What the workers answer; what is the same for everybody is worked out once."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._answers: dict[tuple[str, str], Response] = {}
        self._drawing = asyncio.Lock()

    async def __call__(self, request: Request) -> Response:
        """The answer. Raises RequestError."""
        if request.path != "/network":
            return await self._answer(request)
        async with self._drawing:  # it takes long: who comes meanwhile waits for the same page
            return await self._answer(request)

    async def _answer(self, request: Request) -> Response:
        key = request.path, request.query
        if request.method in ("GET", "HEAD") and key in self._answers:
            return self._answers[key]
        asks = request.path == "/sparql" or request.path.startswith("/query")
        answer = await self._pool.answer(request, "query" if asks else "page")
        if answer.keep and not request.query:
            self._answers[key] = answer
        return answer
