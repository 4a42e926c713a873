"""What one more article costs, by the size of the graph it comes to; and one article less, a judgement, a question:

    python tests/benchmarks/adding.py [--keep FOLDER] [ARTICLES ...]

Each graph is filled with the extractions of ``generated.news`` (twenty statements an article), and then gets one
article more, by ``kg.add`` in a process of its own. CPU seconds; of those of "add", "read" is the language pipeline,
which is loaded for it. Then one more of ``generated.news``, which names whom very many others name, is "put", by
another "remove" is taken out, two countries are said to be "different", and "why" they are linked is asked.
The files beside the store are left alone: a small graph writes them with each change, a large one does not.
``--keep`` holds the graphs, and takes those that it finds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kg
from kg import graph, identity, making, packing, pipeline, spool
from kg.model import Extraction, Read
from tests.benchmarks.generated import news

ARTICLE = (
    "Belgrade and Ankara signed an agreement on trade.\n\nSerbian President Aleksandar Vučić met Turkish Foreign "
    "Minister Hakan Fidan in Ankara on Monday. Turkey supports the membership of Serbia in the European Union.\n"
)
PARTS = ("read", "identity", "add", "put", "remove", "different", "why")


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
    print("articles" + "".join(f"{part:>10}" for part in PARTS) + f"{'peak MB':>10}")
    with tempfile.TemporaryDirectory() as temporary:
        for size in args.articles:
            home = args.keep or Path(temporary)
            filled = home / f"filled-{size}"
            if not filled.exists():
                fill(filled, size)
            copy = home / f"copy-{size}"
            making.settle(filled, files="never").close()  # where another version of the program filled it
            shutil.copytree(filled, copy, copy_function=_linked)
            told = _in_process(copy)
            print(
                f"{size:8}" + "".join(f"{told.get(part, 0.0):10.2f}" for part in PARTS) + f"{told['peak']:10.0f}",
                flush=True,
            )
            shutil.rmtree(copy)
    return 0


def fill(folder: Path, articles: int) -> None:
    """A graph of so many articles, as a build leaves it."""
    with graph.write(folder) as store:
        with spool.spooled(store, ()) as waiting:
            for one in news(articles):
                waiting.add(packing.pack(Read(one), store.names, None))
        store.store.optimize()  # else the tables are merged while the article comes that is measured
    making.settle(folder, files="never").close()


def measured(folder: Path) -> dict[str, float]:
    """CPU seconds of each part of ``kg.add``, in this process; and its peak memory."""
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
    article = folder.parent / "one-more.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    timed("add", lambda: str(kg.add(article, folder, files="never").summary))()
    settled, (other,) = took["identity"], news(1, start=10**6)
    timed("put", put)(folder, other)
    timed("remove", making.remove)(other.article.source, folder, files="never").close()
    timed("different", making.judge)("France", "Turkey", "different", folder, files="never").close()
    with kg.open(folder) as held:
        timed("why", held.why)("France", None, "Turkey")
    took["identity"] = settled
    took["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return took


def put(folder: Path, extraction: Extraction) -> None:
    """One article more, and who is who."""
    with graph.write(folder) as store:
        store.put(extraction)
        identity.settle(store)


def _linked(source: str, target: str) -> None:
    """A copy that costs nothing of what never changes."""
    (os.link if source.endswith(".sst") else shutil.copyfile)(source, target)


def _in_process(folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--into", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    sys.exit(main())
