"""What a build does once the last article is read, by the number of articles: time and memory of each part.

    PYTHONPATH=. python tests/benchmarks/ending.py [--files CHOICE] [ARTICLES ...]

The articles are those of ``generated.news``, twenty statements each: they "wait" as for a build of a new graph, then
it is decided who is one actor, and all is stored. Each size is built in a process of its own: CPU seconds, and the
most memory that the process held during each part, which counts what it held before, and some 35 MB of programs that
are no more than mapped.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.generated import news

PARTS = ("wait", "identity", "store", "files", "all", "told")


def main() -> int:
    """Prints a line for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=int, nargs="*", default=[1000, 3000, 10_000], help="sizes")
    options.add_argument("--files", default="auto", help="as for kg build")
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.one:
        print(json.dumps(measured(args.articles[0], files=args.files)))
        return 0
    print("articles  " + "".join(f"{part + ' s':>12}{'MB':>7}" for part in PARTS) + f"{'ms/article':>12}")
    for size in args.articles:
        command = [sys.executable, __file__, "--one", str(size), "--files", args.files]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        told: dict[str, list[float]] = json.loads(done.stdout)
        parts = "".join("{:12.2f}{:7.0f}".format(*told.get(part, (0.0, 0.0))) for part in PARTS)
        ends = sum(told[part][0] for part in PARTS if part in told and part not in ("wait", "all"))
        print(f"{size:8}  {parts}{1000 * ends / size:12.2f}", flush=True)
    return 0


def measured(articles: int, *, files: str) -> dict[str, tuple[float, float]]:
    """CPU seconds and peak memory (MB) of each part of a build, in this process."""
    from kg import machine, making, outputs, spool
    from kg.graph import GraphWriter
    from kg.identity import settling
    from kg.identity.bundles import alone
    from kg.model import Read
    from kg.packing import pack
    from kg.pipeline import Outcome
    from kg.whereabouts import whereabouts

    took: dict[str, tuple[float, float]] = {}

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*positional: Any, **named: Any) -> Any:
            started = time.process_time()
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is told anew from here on
            try:
                return work(*positional, **named)
            finally:
                before, most = took.get(name, (0.0, 0.0))
                took[name] = before + time.process_time() - started, max(most, _peak())

        return run

    def wait(store: GraphWriter, *, spool: spool.Spool) -> Outcome:
        for extraction in news(articles):
            spool.add(pack(Read(extraction), store.names, "a mark"))
        return Outcome((), (), (), ())

    settling.follow = timed("identity", settling.follow)
    spool.fill = timed("store", spool.fill)
    outputs.update = timed("files", outputs.update)
    machine.gives_back()  # as in the process of the command
    left: dict[str, Any] = dict.fromkeys(("base", "update", "judgements", "language"))
    wanted = making._Wanted(infer=False, keep=False, stays=True, files=files, through=alone, **left)
    with tempfile.TemporaryDirectory() as folder:
        build = timed("all", making._filled)
        with build(whereabouts(Path(folder, "graph")), timed("wait", wait), wanted) as graph:
            timed("told", lambda: str(graph.summary))()
    return took


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    sys.exit(main())
