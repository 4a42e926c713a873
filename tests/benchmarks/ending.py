"""What a build does once the last article is read, by the number of articles: time and memory of each part.

    PYTHONPATH=. python tests/benchmarks/ending.py [--put] [--files CHOICE] [ARTICLES ...]

The articles are those of ``generated.news``, twenty statements each. They are loaded at once, which is no part of a
build; ``--put`` stores one after the other as a build does, and takes as much longer. Each size is built in a process
of its own: CPU seconds, and the most memory that the process held during each part, which counts what it held before.
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

PARTS = ("fill", "identity", "files", "all", "told")


def main() -> int:
    """Prints a line for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=int, nargs="*", default=[1000, 3000, 10_000], help="sizes")
    options.add_argument("--put", action="store_true", help="store one article after the other")
    options.add_argument("--files", default="auto", help="as for kg build")
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.one:
        print(json.dumps(measured(args.articles[0], put=args.put, files=args.files)))
        return 0
    print("articles  " + "".join(f"{part + ' s':>12}{'MB':>7}" for part in PARTS) + f"{'ms/article':>12}")
    for size in args.articles:
        command = [sys.executable, __file__, "--one", str(size), "--files", args.files, *(["--put"] * args.put)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        told: dict[str, list[float]] = json.loads(done.stdout)
        parts = "".join("{:12.2f}{:7.0f}".format(*told.get(part, (0.0, 0.0))) for part in PARTS)
        ends = sum(told[part][0] for part in PARTS if part in told and part not in ("fill", "all"))
        print(f"{size:8}  {parts}{1000 * ends / size:12.2f}", flush=True)
    return 0


def measured(articles: int, *, put: bool, files: str) -> dict[str, tuple[float, float]]:
    """CPU seconds and peak memory (MB) of each part of a build, in this process."""
    from kg import identity, making, outputs
    from kg.graph import GraphWriter
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
                took[name] = time.process_time() - started, _peak()

        return run

    def fill(store: GraphWriter) -> Outcome:
        if put:
            for extraction in news(articles):
                store.put(extraction)
        else:
            store.load(news(articles))
        identity.remember(store, news(articles))  # as a build does with each article that it stores
        return Outcome((), (), (), ())

    identity.settle = timed("identity", identity.settle)
    outputs.update = timed("files", outputs.update)
    plain: dict[str, Any] = dict.fromkeys(("base", "update", "judgements", "language"))
    with tempfile.TemporaryDirectory() as folder:
        place = whereabouts(Path(folder, "graph"))
        build = timed("all", making._filled)
        with build(
            place, timed("fill", fill), conclude=lambda store: False, stays=True, files=files, **plain
        ) as graph:
            timed("told", lambda: str(graph.summary))()
    return took


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    sys.exit(main())
