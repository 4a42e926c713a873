"""Dask as people start it, on this machine's own loopback: a scheduler, and workers, each a process."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.graph.servers import free_port

ROOT = Path(__file__).parent.parent
_OFF = ("--no-dashboard", "--dashboard-address", "127.0.0.1:0")
_UNSEEN = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}  # as docs/how-to/machines.md says


@dataclass
class Dask:
    """A scheduler and its workers. What they write stands in ``folder``."""

    folder: Path
    port: int = field(default_factory=free_port)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def scheduler(self, **environment: str) -> subprocess.Popen[bytes]:
        return self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), **environment)

    def workers(self, count: int = 1, threads: int = 1, **environment: str) -> subprocess.Popen[bytes]:
        """``count`` processes, each started again where it dies."""
        many = ("--nworkers", str(count), "--nthreads", str(threads))
        where = ("--host", "127.0.0.1", "--local-directory", str(self.folder))
        return self._start("worker", self.address, *many, *where, **environment)

    def _start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{words[0]}-{len(self.processes)}.out").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words, *_OFF],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", **_UNSEEN, **environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def wait(self) -> None:
        """Until the scheduler answers."""
        for _ in range(1200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "scheduler-0.out").read_text())

    def end(self) -> None:
        """Ends all at once, workers first: they would look for the scheduler."""
        for process in reversed(self.processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def dask(folder: Path, workers: int = 2, threads: int = 1, **environment: str) -> Iterator[Dask]:
    """A scheduler that answers, and so many workers; they may not all be there yet."""
    folder.mkdir(exist_ok=True)
    started = Dask(folder)
    try:
        started.scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0", **environment)
        if workers:
            started.workers(workers, threads, **environment)
        started.wait()
        yield started
    finally:
        started.end()


def reading(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that read, of those that ``Dask.workers`` has started (Linux)."""
    found = [one for path in Path(f"/proc/{process.pid}/task").glob("*/children") for one in path.read_text().split()]
    return [int(one) for one in found if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
