"""How fast articles become a graph, beside the language pipeline alone on the same text, and what that costs.

    PYTHONPATH=. python tests/benchmarks/throughput.py
    PYTHONPATH=. python tests/benchmarks/throughput.py --articles 1000 --sizes 1000,10000 --jobs 2 --json

Every figure comes from a process of its own, one after the other, over the articles of ``corpus.py``. Seconds are CPU
seconds where nothing else is said: others at work on the machine change them less than those of a clock.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import corpus
from tests.benchmarks.stages import Clock, watch

BARS = {"throughput": 0.75, "start": 4.0, "help": 0.4, "memory": 1.5, "time": 1.15, "jobs": 1.7, "dask": 0.9}
ONCE, LAST = ("load", "files"), ("identity", "store")
"""Stages of a build that are paid once; and those of each article that come when all are read."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300, help="of the comparison with the language pipeline")
    parser.add_argument("--sizes", default="100,300,1000", help="of the builds whose memory and time are compared")
    parser.add_argument("--jobs", type=int, default=0, help="also build in so many processes, by the clock")
    parser.add_argument("--dask", action="store_true", help="and by so many workers of a Dask scheduler here")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--part", nargs=3, metavar=("PART", "CORPUS", "JOBS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.part:
        name, path, jobs = chosen.part
        print(json.dumps(PARTS[name](Path(path), int(jobs))))
        return 0
    sizes = [int(size) for size in chosen.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="kg-benchmark-") as folder:
        found = measured(Path(folder), chosen.articles, sizes, chosen.jobs, dask=chosen.dask)
    print(json.dumps(found, indent=1) if chosen.json else table(found))
    return 0


def measured(folder: Path, count: int, sizes: list[int], jobs: int, *, dask: bool = False) -> dict[str, Any]:
    """All figures; the language pipeline is measured before and after the build, since machines are not steady."""
    paths = {size: corpus.write(size, folder / f"{size}.jsonl") for size in {5, count, *sizes}}
    first, built = part("bare", paths[count]), part("build", paths[count])
    bare = {**first, "seconds": (first["seconds"] + part("bare", paths[count])["seconds"]) / 2}
    last = sum(built["stages"][stage] for stage in LAST)
    each, once = built["each"] * count + last, built["once"] - last
    found = {
        "articles": count,
        "words": bare["words"],
        "statements": built["statements"],
        "bare": bare["seconds"],
        "build": {**built, "each": each, "once": once},
        "throughput": bare["seconds"] / each,
        "throughput with what is paid once": bare["seconds"] / (each + once),
        "command": command("build", str(paths[count]), "--out", str(folder / "command"), "--jobs", "1"),
        "start": part("start", paths[5]),
        "help": min((command("--help") for _ in range(3)), key=lambda took: took["clock"]),
        "sizes": {str(size): part("stored", paths[size]) for size in sizes},
    }
    if jobs:
        found["jobs"] = {str(n): part("stored", paths[max(sizes)], n)["clock"] for n in (1, jobs)}
    if jobs and dask:
        found["dask"] = part("on_dask", paths[max(sizes)], jobs)["clock"]
    return found


def part(name: str, path: Path, jobs: int = 1) -> dict[str, Any]:
    """What a part of its own process has found."""
    told = subprocess.run(
        [sys.executable, __file__, "--part", name, str(path), str(jobs)], check=True, stdout=subprocess.PIPE
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def command(*arguments: str) -> dict[str, float]:
    """A command as users run it."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": cpu, "clock": time.perf_counter() - started}


# ------------------------------------------------------------------------------------------- parts, each a process


def bare(path: Path, jobs: int) -> dict[str, Any]:
    """The language pipeline alone over the text of the articles, as ``kg build`` reads it."""
    from kg import ingest, language
    from kg.model import Article

    texts = [item.text for item in ingest.read([path]) if isinstance(item, Article)]
    nlp = language.load()
    nlp(texts[0])
    started = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return {"seconds": time.process_time() - started, "words": sum(len(text.split()) for text in texts)}


def build(path: Path, jobs: int) -> dict[str, Any]:
    """A build with the time of each of its stages."""
    clock = Clock()
    watch(clock)
    done = plain(path, jobs)
    return {**done, "stages": dict(clock.took)}


def plain(path: Path, jobs: int, **options: str) -> dict[str, Any]:
    """A build as it is; ``once`` is what follows the last article, ``each`` the time from one to the next."""
    import kg
    from kg import language, machine

    language.alone()  # as in the process of the command
    machine.gives_back()
    done: list[float] = []
    clock = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        out = Path(folder, "graph")
        graph = kg.build(path, out, jobs=jobs, progress=lambda source: done.append(time.process_time()), **options)
        took, clock = time.process_time(), time.perf_counter() - clock
        sizes = {
            "store": sum(file.stat().st_size for file in (out / "store").rglob("*") if file.is_file()),
            "files": sum(file.stat().st_size for file in out.iterdir() if file.is_file()),
        }
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        statements = len(graph.statements())
    each = (done[-1] - done[0]) / max(1, len(done) - 1)
    return {
        "seconds": took,
        "clock": clock,
        "once": took - done[-1],
        "each": each,
        "memory": memory,
        "statements": statements,
        "disk": sizes,
    }


def stored(path: Path, jobs: int, **options: str) -> dict[str, Any]:
    """A build that leaves the files beside the store alone, as each does above 20,000 statements: sizes compare."""
    return plain(path, jobs, files="never", **options)


def on_dask(path: Path, jobs: int) -> dict[str, Any]:
    """A build by workers that are there, and load what they need when it begins, as processes do."""
    from distributed import Client

    from tests.clusters import dask

    with dask(path.parent / "dask", workers=jobs) as started:
        with Client(started.address, set_as_default=False) as client:
            client.wait_for_workers(jobs)
        return stored(path, 1, scheduler=started.address)


def start(path: Path, jobs: int) -> dict[str, float]:
    """From an interpreter that knows nothing to the first article in the graph of the command."""
    code = (
        "import time, sys, os; began = time.perf_counter()\n"
        "def told(self, source):\n"
        "    print(time.perf_counter() - began, time.process_time(), flush=True); os._exit(0)\n"
        "from kg.cli import main, terminal; terminal.Progress.__call__ = told\n"
        "main(['build', sys.argv[1], '--out', sys.argv[2], '--jobs', '1'])"
    )
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        words = [sys.executable, "-c", code, str(path), str(Path(folder, "graph"))]
        told = subprocess.run(words, check=True, stdout=subprocess.PIPE)
    clock, cpu = map(float, told.stdout.split())
    return {"clock": clock, "seconds": cpu}


PARTS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    function.__name__: function for function in (bare, build, on_dask, start, stored)
}


# --------------------------------------------------------------------------------------------------------- table


def table(found: dict[str, Any]) -> str:
    count, built, bare = found["articles"], found["build"], found["bare"]
    lines = [
        f"{count:,} articles, {found['words']:,} words, {found['statements']:,} statements",
        "",
        f"{'':34}{'articles/s':>12}{'words/s':>12}{'ms/article':>12}",
        *(
            f"{what:34}{count / seconds:12.2f}{found['words'] / seconds:12,.0f}{1000 * seconds / count:12.1f}"
            for what, seconds in (
                ("language pipeline alone", bare),
                ("kg build, each article", built["each"]),
                ("kg build, with what is paid once", built["each"] + built["once"]),
                ("kg build, the command", found["command"]["seconds"]),
            )
        ),
        "",
        f"{'stage (the clock takes some, too)':34}{'ms/article':>12}{'of language':>12}",
        *(
            f"  {stage:32}{1000 * took / count:12.1f}{took / bare:12.2f}"
            for stage, took in built["stages"].items()
            if stage not in ONCE
        ),
        "once: " + ", ".join(f"{stage} {built['stages'][stage]:.1f} s" for stage in ONCE),
        "",
        _bar("throughput of the language pipeline's", found["throughput"], "throughput", at_least=True),
        f"{'  with what is paid once':40}{found['throughput with what is paid once']:8.2f}",
        _bar("start to the first article, seconds", found["start"]["clock"], "start"),
        _bar("kg --help, seconds", found["help"]["clock"], "help"),
        "",
        f"{'articles':>10}{'ms/article':>12}{'MB memory':>12}{'kB store':>12}{'kB files':>12}  (kB: of each article)",
    ]
    for size, one in found["sizes"].items():
        disk = [one["disk"][kind] / 1000 / int(size) for kind in ("store", "files")]
        lines.append(f"{int(size):10,}{1000 * one['each']:12.1f}{one['memory']:12.0f}{disk[0]:12.1f}{disk[1]:12.1f}")
    if len(found["sizes"]) > 1:
        few, *_, many = found["sizes"].values()
        lines.append(_bar("memory, the most articles : the fewest", many["memory"] / few["memory"], "memory"))
        lines.append(_bar("time of each, likewise", many["each"] / few["each"], "time"))
    if "jobs" in found:
        (_, one), (jobs, several) = found["jobs"].items()
        lines.append(_bar(f"{jobs} processes as fast as one, times", one / several, "jobs", at_least=True))
    if "dask" in found:
        lines.append(_bar(f"Dask's {jobs} workers as fast as these", several / found["dask"], "dask", at_least=True))
    return "\n".join(lines)


def _bar(what: str, value: float, name: str, *, at_least: bool = False) -> str:
    reached = value >= BARS[name] if at_least else value <= BARS[name]
    bar = f"{'at least' if at_least else 'at most'} {BARS[name]:g}"
    return f"{what:40}{value:8.2f}  {bar}{'' if reached else ': missed'}"


if __name__ == "__main__":
    sys.exit(main())
