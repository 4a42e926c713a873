"""Kills the real ``kg build`` with SIGKILL at random moments, language pipeline and all, and lets it finish.

    PYTHONPATH=. python tests/benchmarks/kills.py [--trials 4] [--articles 24] [--seed 1] [--ways worker]

So many trials of each way in ``WAYS``, over articles of ``corpus.py``. ``kill.py`` does the like with the store
alone, hundreds of times in the same time. Of each kill:

start, read, end  when it came: before the first article was told to be done, before the last one, after it
too late          the build was done already
lost              articles that were told to be done and are not in the graph
twice             articles that were told to be done and are read again by the next run
not mended        what a build, done again, has otherwise than one that nobody disturbed, or ``kg check`` finds
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import graph, outputs
from kg.cli import main as command
from kg.cli import terminal
from kg.errors import GraphError
from tests.benchmarks import corpus
from tests.benchmarks.kill import Row, alive_after, children, kept
from tests.clusters import Dask, dask, reading

DONE = "done "
"""What a line begins with that tells of an article."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a build is run, and who is killed: one of the ``victims`` beside the build's process and its Dask."""

    options: tuple[str, ...]  # none: those that have the workers of a Dask scheduler read
    victims: Callable[[int, Dask], list[int]]
    goes_on: bool = False  # the build itself ends well


WAYS = {
    "alone": Way(("--jobs", "1"), lambda build, on: [build]),
    "build": Way(("--jobs", "2"), lambda build, on: [build]),
    "worker": Way(("--jobs", "2"), lambda build, on: children(build), goes_on=True),
    "scheduler": Way((), lambda build, on: [on.processes[0].pid]),
    "dask-worker": Way((), lambda build, on: reading(on.processes[1]), goes_on=True),
}
"""One process; two that read, and the one that stores is killed; or one of the two; likewise with Dask."""


@dataclass
class Run:
    """The command, telling of each article, and what it has told."""

    process: subprocess.Popen[str]
    done: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)  # seconds from the start to each of them, and to the end
    known: int = 0  # articles that it did not have to read

    @classmethod
    def of(cls, articles: Path, out: Path, options: Sequence[str]) -> Run:
        words = ["build", str(articles), "--out", str(out), *options]
        words = [sys.executable, __file__, "--command", *words]
        return cls(subprocess.Popen(words, stdout=subprocess.PIPE, text=True))

    def until(self, count: float = math.inf) -> Run:
        """Goes on until so many articles are done, or to its end."""
        assert self.process.stdout is not None
        start = time.monotonic() - (self.at[-1] if self.at else 0)
        while len(self.done) < count and (line := self.process.stdout.readline()):
            if line.startswith(DONE):
                self.done.append(line.removeprefix(DONE).rstrip("\n"))
                self.at.append(time.monotonic() - start)
            elif found := re.search(r"not read again: (\d+)", line):
                self.known = int(found[1])
        if len(self.done) < count:
            self.process.wait()
            self.process.stdout.close()
            self.at.append(time.monotonic() - start)
        return self


def telling(words: Sequence[str]) -> int:
    """``kg`` itself; where a terminal would show how far it is, each article is a line."""
    terminal.Progress.__call__ = lambda self, source: print(f"{DONE}{source}", flush=True)
    return command(words)


class Trials:
    """Kills in one way."""

    def __init__(self, name: str, place: Path, articles: Path, seed: int) -> None:
        self.row = Row()
        self._way = WAYS[name]
        self._articles = articles
        self._chance = random.Random(f"{seed} {name}")
        self._place = place
        place.mkdir(exist_ok=True)
        self._expected, self._out = place / "expected", place / "trial"
        with self._machines() as (options, _):
            self._whole = Run.of(articles, self._expected, options).until()

    @contextlib.contextmanager
    def _machines(self) -> Iterator[tuple[tuple[str, ...], Dask]]:
        """The options of a run, and the scheduler and workers that there are for it; none where it names its own."""
        if options := self._way.options:
            yield options, Dask(self._place, 0)
            return
        with dask(self._place / "dask") as started:
            yield ("--scheduler", started.address), started

    def kill(self) -> None:
        """One more."""
        shutil.rmtree(self._out, ignore_errors=True)
        with self._machines() as (options, on):
            before, when = self._killed(options, on)
        self.row.killed[when] += 1
        self.row.lost += len({*before.done} - self._held())
        with self._machines() as (options, _):
            after = Run.of(self._articles, self._out, options).until()
        self._count(before, after)

    def _killed(self, options: Sequence[str], on: Dask) -> tuple[Run, str]:
        """What the run told that was killed, and when that was."""
        count, most = self._moment()
        run = Run.of(self._articles, self._out, options).until(count)
        time.sleep(self._chance.uniform(0, most))
        while run.process.poll() is None and not (victims := self._way.victims(run.process.pid, on)):
            time.sleep(0.02)  # until there is somebody to kill
        below = children(run.process.pid)
        when = "start" if not count else "read" if count < len(self._whole.done) else "end"
        if run.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._chance.choice(victims), signal.SIGKILL)
        else:
            when = "too late"
        run.until()
        if left := alive_after(below, 10):
            raise RuntimeError(f"processes are left over: {left}")
        return run, when

    def _held(self) -> set[str]:
        """The articles that the graph holds; none where it was killed before there was a graph."""
        with contextlib.suppress(GraphError):
            return {one.article.source for one in kept(self._out)}
        return set()

    def _moment(self) -> tuple[int, float]:
        """So many articles are done, and at most so many seconds have gone since."""
        whole, (*at, end) = len(self._whole.done), self._whole.at
        if self._chance.random() < 0.2:
            return 0, at[0]
        if self._chance.random() < 0.3 and not self._way.goes_on:
            return whole, end - at[-1]
        return self._chance.randrange(1, whole), 2 * (at[-1] - at[0]) / whole

    def _count(self, before: Run, after: Run) -> None:
        row, found = self.row, self._out
        row.trials += 1
        with graph.read(found) as held:
            row.unmended += graph.check(held)
        row.twice += max(0, len(before.done) - after.known)
        codes = before.process.returncode, after.process.returncode
        if codes[1] or (self._way.goes_on and codes[0]):
            row.unmended.append(f"ended with {codes[0]}, and again with {codes[1]}")
        files = [*outputs.FILES, "kg-graph.json"]
        different = [name for name in files if (found / name).read_bytes() != (self._expected / name).read_bytes()]
        row.unmended += [f"{name} is different" for name in different]


def trials(count: int, place: Path, *, articles: int, seed: int, ways: Sequence[str] = tuple(WAYS)) -> dict[str, Row]:
    """That many kills in each way."""
    corpus.write(articles, place / "articles.jsonl")
    rows = {}
    for name in ways:
        killing = Trials(name, place / name, place / "articles.jsonl", seed)
        for _ in range(count):
            killing.kill()
        rows[name] = killing.row
    return rows


def main() -> int:
    if sys.argv[1:2] == ["--command"]:
        return telling(sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=4)
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-kills-") as name:
        rows = trials(options.trials, Path(name), articles=options.articles, seed=options.seed, ways=options.ways)
    columns = ("start", "read", "end", "too late")
    print(f"{'killed':12}{'trials':>8}{''.join(f'{one:>10}' for one in columns)}", end="")
    print(f"{'lost':>8}{'twice':>8}{'not mended':>12}")
    for name, row in rows.items():
        print(f"{name:12}{row.trials:>8}" + "".join(f"{row.killed[one]:>10}" for one in columns), end="")
        print(f"{row.lost:>8}{row.twice:>8}{len(row.unmended):>12}")
        for fault in row.unmended[:5]:
            print(f"    {fault}")
    return 1 if any(row.faults for row in rows.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
