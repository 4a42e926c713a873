"""What one more article costs, by the size of the graph it comes to:

    python tests/benchmarks/adding.py [--keep FOLDER] [ARTICLES ...]

Each graph is filled with the extractions of ``generated.news`` (twenty statements an article), and then gets one
article more, by ``kg.add`` in a process of its own. CPU seconds, by part; "read" is the language pipeline, which is
loaded for it. ``--keep`` holds the graphs, and takes those that it finds.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.generated import news

ARTICLE = (
    "Belgrade and Ankara signed an agreement on trade.\n\nSerbian President Aleksandar Vučić met Turkish Foreign "
    "Minister Hakan Fidan in Ankara on Monday. Turkey supports the membership of Serbia in the European Union.\n"
)
PARTS = ("read", "identity", "files", "told", "all")


def main() -> int:
    """Prints a line for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=int, nargs="*", default=[300, 1000, 3000, 10_000], help="sizes")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="hold the graphs there")
    options.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.into:
        print(json.dumps(measured(args.into)))
        return 0
    print("articles  " + "".join(f"{part:>10}" for part in PARTS) + f"{'peak MB':>10}")
    with tempfile.TemporaryDirectory() as temporary:
        for size in args.articles:
            home = args.keep or Path(temporary)
            filled = home / f"filled-{size}"
            if not filled.exists():
                fill(filled, size)
            graph = Path(temporary) / f"graph-{size}"
            shutil.copytree(filled, graph)
            told = _in_process(graph)
            print(
                f"{size:8}  " + "".join(f"{told.get(part, 0.0):10.2f}" for part in PARTS) + f"{told['peak']:10.0f}",
                flush=True,
            )
            shutil.rmtree(graph)
    return 0


def fill(folder: Path, articles: int) -> None:
    """A graph of so many articles, as a build leaves it."""
    from kg import graph, making

    with graph.write(folder) as store:
        store.load(news(articles))
    making.settle(folder).close()


def measured(folder: Path) -> dict[str, float]:
    """CPU seconds of each part of ``kg.add``, in this process; and its peak memory."""
    import kg
    from kg import identity, outputs, pipeline

    took: dict[str, float] = {}

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*positional: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return work(*positional, **named)
            finally:
                took[name] = took.get(name, 0.0) + time.process_time() - started

        return run

    pipeline.build = timed("read", pipeline.build)
    identity.settle = timed("identity", identity.settle)
    outputs.update = timed("files", outputs.update)
    article = folder.parent / "one-more.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    started = time.process_time()
    with kg.add(article, folder) as graph:
        timed("told", lambda: str(graph.summary))()
    took["all"] = time.process_time() - started
    took["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return took


def _in_process(folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--into", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    sys.exit(main())
