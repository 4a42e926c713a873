"""Kills processes with SIGKILL at random moments while they build, add, remove, judge, back up and restore.

    PYTHONPATH=. python tests/benchmarks/kill.py [--trials 100] [--seed 1]

The real functions of ``kg.making`` and ``kg.keeping`` run in a process of their own, on extractions made beforehand:
what is tested is the store. ``kills.py`` does it to the real ``kg build``, language pipeline and all. After each
kill:

readable      the graph opens (or is not there yet, and nothing was acknowledged)
partial       articles that are neither as they were before nor as they should become
lost          articles that were told to be done and are not
twice         articles that were told to be done and are read again
mended        the same work, done again, ends with the bytes of a run that nobody disturbed, ``kg check`` finds
              nothing, and no file is left over
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from kg import graph, spool
from kg.errors import GraphError
from kg.graph.canonical import canonical
from kg.graph.place import spool_file
from kg.model import Extraction
from kg.spool import Spool
from tests.benchmarks.works import JOBS, WORKS, after, before, do, prepared

_OURS = ("kg-graph.notes", "kg-graph.identity", "kg-graph.state")  # no part of the graph: they save work
DONE = "done"


def _child(work: str, place: Path, tells: Connection) -> None:
    tells.send("")
    do(work, place, tells.send)
    tells.send(DONE)


def _telling_what_is_read(work: str, place: Path, tells: Connection) -> None:
    do(work, place, tell_read=tells.send)


@dataclass
class Row:
    """What came of the trials of one kind; ``killed`` counts when it came."""

    trials: int = 0
    killed: Counter = field(default_factory=Counter)
    unreadable: int = 0
    partial: int = 0
    lost: int = 0
    twice: int = 0
    unmended: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return self.unreadable + self.partial + self.lost + self.twice + len(self.unmended)


class Killing:
    """Places before and after each work, and trials between them."""

    def __init__(self, place: Path, seed: int = 1) -> None:
        self._place = place
        self._chance = random.Random(seed)
        self._context = multiprocessing.get_context("forkserver")  # its children are warm and have no store open
        self._context.set_forkserver_preload(
            ["kg.pipeline", "kg.making", "kg.view", "pyvis", "tests.benchmarks.kill"]
        )
        self._seconds: dict[str, float] = {}

    def ready(self, work: str) -> None:
        """Does the work once undisturbed, for its time and its bytes."""
        self._run(prepared, work, self._place / work / "before")
        shutil.copytree(self._place / work / "before", self._place / work / "after")
        start = time.monotonic()
        self._run(_quietly, work, self._place / work / "after")
        self._seconds[work] = time.monotonic() - start

    def trial(self, work: str, row: Row) -> None:
        """Kills the work once, looks at what is left, and does it again."""
        if work not in self._seconds:
            self.ready(work)
        place = self._place / "trial"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._place / work / "before", place)
        told = self._killed(work, place)
        row.trials += 1
        row.killed["ended" if DONE in told else "told" if told else "untold"] += 1
        acknowledged = [one for one in told if one and one != DONE]
        self._look(work, place, acknowledged, row)
        if work == "worker":  # the build goes on without it, and to its end
            row.unmended += [] if DONE in told else [f"{work}: the build ended"]
        row.twice += len({*acknowledged} & {*self._read_again(work, place)})
        row.unmended += [f"{work}: {one}" for one in self._different(work, place)]

    def _killed(self, work: str, place: Path) -> list[str]:
        """Runs the work and kills it at a random moment; what it had told by then."""
        reads, tells = self._context.Pipe(duplex=False)
        child = self._context.Process(target=_child, args=(work, place, tells))
        child.start()
        tells.close()
        reads.recv()
        time.sleep(self._chance.uniform(0, self._seconds[work]))
        below = children(child.pid)
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(self._chance.choice(below) if work == "worker" else child.pid, signal.SIGKILL)
        child.join()
        told = _heard(reads)
        if left := alive_after(below, 5):
            raise RuntimeError(f"{work}: processes are left over: {left}")
        return told

    def _read_again(self, work: str, place: Path) -> list[str]:
        """Does the work again, to its end; the sources that were read for that."""
        reads, tells = self._context.Pipe(duplex=False)
        self._run(_telling_what_is_read, work, place, tells, ours=tells)
        return _heard(reads)

    def _look(self, work: str, place: Path, told: Sequence[str], row: Row) -> None:
        old = {one.article.source: canonical(one) for one in before(work)}
        new = after(work)
        try:
            found = {one.article.source: one for one in kept(place / "graph")}
        except GraphError:
            found = {}
            row.unreadable += bool(old or told)
        row.partial += sum(one not in (old.get(source), new.get(source)) for source, one in found.items())
        row.partial += sum(source not in found for source in old.keys() & new.keys())
        row.lost += sum(found.get(source) != new[source] for source in told)

    def _different(self, work: str, place: Path) -> Iterator[str]:
        """What a run that nobody disturbed has otherwise."""
        expected = self._place / work / "after"
        mine, theirs = (sorted(map(str, _files(one))) for one in (place, expected))
        if mine != theirs:
            yield f"files {sorted(set(mine) ^ set(theirs))}"
        for name in set(mine) & set(theirs):
            if (place / name).read_bytes() != (expected / name).read_bytes():
                yield f"{name} is different"
        for folder in ("graph", "again"):
            if (place / folder).exists():
                with graph.read(place / folder) as held:
                    yield from graph.check(held)

    def _run(self, target: Callable[..., None], *arguments: object, ours: Connection | None = None) -> None:
        child = self._context.Process(target=target, args=arguments)
        child.start()
        if ours:
            ours.close()
        child.join()
        if child.exitcode:
            raise RuntimeError(f"{target.__name__}{arguments} failed: {child.exitcode}")


def kept(folder: Path) -> list[Extraction]:
    """What the articles say that a graph holds, or that wait for it. Raises GraphError where there is none."""
    if spool.waits(folder):
        with Spool(spool_file(folder)) as waiting:
            return [canonical(one.extraction) for one in waiting.incoming()]
    with graph.read(folder) as held:
        return list(held.readings())


def _heard(reads: Connection) -> list[str]:
    """All that was sent until nobody could send any more."""
    told = []
    with contextlib.suppress(EOFError):
        while True:
            told.append(reads.recv())
    return told


def children(process: int) -> list[int]:
    """The workers that a process has started (Linux)."""
    found = []
    with contextlib.suppress(OSError):
        for one in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes():
                found.append(int(one))
    return found


def alive_after(processes: Sequence[int], seconds: float) -> list[int]:
    """Which of them are still there when the time is over, at most."""
    end = time.monotonic() + seconds
    while (left := [one for one in processes if _runs(one)]) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def _runs(process: int) -> bool:
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _quietly(work: str, place: Path) -> None:
    do(work, place, lambda source: None)


def _files(place: Path) -> Iterator[Path]:
    """All files but those of the engine, whose names differ from run to run."""
    for path in place.rglob("*"):
        if path.is_file() and path.parent.name != "store" and path.name not in _OURS:
            yield path.relative_to(place)


def trials(count: int, place: Path, seed: int = 1, works: Sequence[str] = WORKS) -> dict[str, Row]:
    """That many kills, most of them of builds, additions and removals."""
    killing, rows = Killing(place, seed), {work: Row() for work in works}
    often = [work for work in works if work in (*WORKS[:3], *JOBS)] or list(works)
    order = (*often, *works)
    for number in range(count):
        work = order[number % len(order)]
        killing.trial(work, rows[work])
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rows = trials(options.trials, Path(name), options.seed, (*WORKS, *JOBS))
    print(f"{'killed while':14}{'trials':>8}{'untold':>8}{'told':>8}{'ended':>8}", end="")
    print(f"{'unreadable':>12}{'partial':>9}{'lost':>6}{'twice':>7}{'not mended':>12}")
    for work, row in rows.items():
        killed = (row.killed[kind] for kind in ("untold", "told", "ended"))
        print(f"{work:14}{row.trials:>8}" + "".join(f"{count:>8}" for count in killed), end="")
        print(f"{row.unreadable:>12}{row.partial:>9}{row.lost:>6}{row.twice:>7}{len(row.unmended):>12}")
    for row in rows.values():
        for one in row.unmended[:5]:
            print(f"    {one}")
    return 1 if any(row.faults for row in rows.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
