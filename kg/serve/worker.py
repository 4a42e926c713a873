"""A worker: a process that holds the snapshot open, answers one request after another, and can be killed any time."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from kg import graph
from kg.errors import QueryError, RequestError, UsageError
from kg.graph import Graph
from kg.serve.values import Limits, Request, Response, plain

__all__ = ["work"]

MEMORY = 1 << 30
"""Bytes of data that a worker may hold: a query that sorts a cross product dies alone, not with the machine."""


def work(pipe: Connection, snapshot: Path, base: str, limits: Limits) -> None:
    """Answers what comes by ``pipe`` until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; only the front acts on it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _bound_memory()
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, requests, snapshot), daemon=True).start()
    held = graph.attach(snapshot, base)
    while True:
        pipe.send(_answer(requests.get(), held, limits))


def _listen(pipe: Connection, requests: queue.SimpleQueue[Request], snapshot: Path) -> None:
    """Takes requests while a query runs (Oxigraph lets go of the interpreter), so that the end of the front is seen.

    The front kills its workers and removes the snapshot; where it was killed itself, its workers do that.
    """
    try:
        while True:
            requests.put(pipe.recv())
    except (EOFError, OSError):
        shutil.rmtree(snapshot.parent, ignore_errors=True)
        os._exit(0)


def _answer(request: Request, held: Graph, limits: Limits) -> Response:
    from kg.serve.app import respond  # the front, which imports this module, must not load what makes pages

    try:
        return respond(request, held, limits)
    except RequestError as error:
        return plain(error.status, str(error), error.headers)
    except (QueryError, UsageError) as error:
        return plain(400, str(error))
    except MemoryError:
        return plain(503, "this takes more memory than one request may have")
    except Exception as error:  # the front must get an answer, and nobody outside learns how we are made
        print_exception(error)
        return Response(500, "text/plain; charset=utf-8", b"something went wrong here; the log says what\n")


def print_exception(error: Exception) -> None:
    """Writes the error to the log (stderr) as one line that no text of a request can break or colour."""
    lines = "".join(traceback.format_exception(error)).encode("unicode_escape").decode("ascii")
    sys.stderr.write(f"kg serve: internal error: {lines}\n")
    sys.stderr.flush()


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["RUST_BACKTRACE"] = "0"  # who has no memory left hangs while it looks for words about that
