"""What the graph costs above the bare engine: python tests/benchmarks/store.py [STATEMENTS ...] [--json FILE]

Each part runs in a process of its own, over the extractions of ``generated.py``, and beside the same work done by
pyoxigraph alone: N-Quads loaded from bytes (``bulk_load``, the fastest way there is), the text of the same query
answered and its rows taken, a document's graph dropped and its quads inserted. The two take turns, and medians are
shown: of the clock, and of the processor (all threads), which other work on the machine moves less. Memory is the
peak of the process without what the input takes.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import graph
from kg.graph.document import encode
from kg.graph.names import Names
from tests.benchmarks.generated import altered, entities, extractions

BARS = {"load": 1.5, "memory": 1.3, "query": 1.3, "replace": 50, "growth": 2, "check": 1}
ROUNDS = 9
LOADS = 3
PATIENCE = 10  # seconds after which a query is not asked again
QUESTIONS = {
    "members with dates": """SELECT ?member ?of ?start ?end WHERE {
        ?s kg:predicate kg:memberOf ; kg:subject/skos:prefLabel ?member ; kg:object/skos:prefLabel ?of .
        OPTIONAL { ?s kg:start ?start } OPTIONAL { ?s kg:end ?end } } LIMIT 1000""",
    "one actor with evidence": """SELECT ?relation ?other ?sentence ?source WHERE {
        ?s kg:subject <ACTOR> ; kg:predicate ?relation ; kg:object/skos:prefLabel ?other .
        ?e kg:evidenceFor ?s ; oa:exact ?sentence ; oa:hasSource/dct:identifier ?source }""",
    "two hops": """SELECT DISTINCT ?middle ?end WHERE {
        <ACTOR> ?p ?middle . ?middle ?q ?end . ?middle skos:prefLabel ?one . ?end skos:prefLabel ?other }""",
    "valid in a year": """SELECT ?subject ?predicate ?object WHERE {
        ?s kg:subject ?subject ; kg:predicate ?predicate ; kg:object ?object ; kg:startEarliest ?from .
        OPTIONAL { ?s kg:endLatest ?to }
        FILTER(?from <= "1994-12-31"^^xsd:date && (!BOUND(?to) || ?to >= "1994-01-01"^^xsd:date)) }""",
    "counts by relation": """SELECT ?relation (COUNT(?s) AS ?statements) WHERE { ?s kg:predicate ?relation }
        GROUP BY ?relation ORDER BY DESC(?statements)""",
    "stated by a person": """SELECT ?subject ?predicate ?object WHERE {
        ?s kg:statedBy <ACTOR> ; kg:subject ?subject ; kg:predicate ?predicate ; kg:object ?object }""",
}


def main() -> int:
    """Prints a line for each figure; 1 where a bar does not hold at the largest size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("statements", type=int, nargs="*", default=[10_000, 100_000], help="sizes")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    options.add_argument("--part", help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.part:
        name, place = args.part.split(":", 1)
        print(json.dumps(PARTS[name](args.statements[0], Path(place))))
        return 0
    print(f"{'statements':>10}  {'what':34}  {'kg':>10}  {'raw':>10}  {'ratio':>6}  {'bar':>5}")
    lines: list[dict[str, Any]] = []
    for size in args.statements:
        for one in measured(size):
            lines.append(one)
            show(one)
    for one in growth(lines, args.statements):
        lines.append(one)
        show(one)
    if args.json:
        args.json.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    return int(any(line["ratio"] > line["bar"] for line in lines if line["statements"] == max(args.statements)))


def show(line: dict[str, Any]) -> None:
    over = "" if line["ratio"] <= line["bar"] else "  over"
    figures = f"{line['kg']:>10.4g}  {line['raw']:>10.4g}  {line['ratio']:>6.2f}  {line['bar']:>5}"
    print(f"{line['statements']:>10}  {line['what']:34}  {figures}{over}", flush=True)


def measured(size: int) -> Iterator[dict[str, Any]]:
    """The figures of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        part("write", size, folder)
        for where in ("memory", "disk"):
            pairs = [[part(f"{who}_{where}", size, folder) for who in ("kg", "raw")] for _ in range(LOADS)]
            for key, what, bar in (("cpu", "CPU s", "load"), ("seconds", "s", "load"), ("peak", "MB", "memory")):
                mine, bare = (statistics.median(one[key] for one in found) for found in zip(*pairs, strict=True))
                yield line(size, f"load, {where}: {what}", bar, mine, bare)
        for what, found in part("queries", size, folder).items():
            for unit, (mine, bare) in found.items():
                yield line(size, f"{what}: {unit}", "query", mine, bare)
        for unit, (mine, bare) in part("replace", size, folder).items():
            yield line(size, f"replace a document: {unit}", "replace", mine, bare)
        yield line(size, "kg check, and five minutes: CPU s", "check", part("audit", size, folder), 300)


def line(size: int, what: str, bar: str, mine: float, bare: float) -> dict[str, Any]:
    return {"statements": size, "what": what, "kg": mine, "raw": bare, "ratio": mine / bare, "bar": BARS[bar]}


def growth(lines: list[dict[str, Any]], sizes: list[int]) -> Iterator[dict[str, Any]]:
    """How much slower replacing is in the largest graph than in the smallest."""
    found = {one["statements"]: one["kg"] for one in lines if one["what"] == "replace a document: CPU ms"}
    if len(found) > 1:
        what = f"replace: CPU ms there, and at {min(sizes)}"
        yield line(max(sizes), what, "growth", found[max(sizes)], found[min(sizes)])


def part(name: str, size: int, folder: Path) -> Any:
    """What one part gives, run by itself."""
    command = [sys.executable, __file__, str(size), "--part", f"{name}:{folder}"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


# ------------------------------------------------------------------------------------------------ parts


def timed(action: Callable[[], object]) -> dict[str, float]:
    """Seconds of the processor and of the clock, and MB that the peak of the process's memory grew by."""
    before, started = peak(), now()
    action()
    cpu, seconds = (after - then for after, then in zip(now(), started, strict=True))
    return {"cpu": cpu, "seconds": seconds, "peak": peak() - before}


def now() -> tuple[float, float]:
    """Seconds of the processor, all threads, and of the clock."""
    return time.process_time(), time.perf_counter()


Figures = dict[str, tuple[float, float]]


class Turns:
    """Milliseconds of two who take turns, the median of each."""

    def __init__(self) -> None:
        self.times: tuple[list[tuple[float, ...]], list[tuple[float, ...]]] = ([], [])

    def took(self, whose: int, action: Callable[[], object]) -> None:
        started = now()
        action()
        self.times[whose].append(tuple((after - then) * 1000 for after, then in zip(now(), started, strict=True)))

    def figures(self) -> Figures:
        """By unit, of the first and of the other."""
        mine, bare = ([statistics.median(unit) for unit in zip(*times, strict=True)] for times in self.times)
        return dict(zip(("CPU ms", "ms"), zip(mine, bare, strict=True), strict=True))


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write(size: int, folder: Path) -> None:
    """The graph that the other parts look at, and its quads in a file."""
    with graph.write(folder / "graph") as held:
        held.load(extractions(size))
        with (folder / "quads.nq").open("wb") as stream:
            held.store.dump(stream, format=ox.RdfFormat.N_QUADS)


def kg_memory(size: int, folder: Path) -> dict[str, float]:
    given = list(extractions(size))
    return timed(lambda: graph.memory(given))


def raw_memory(size: int, folder: Path) -> dict[str, float]:
    return raw(ox.Store(), folder)


def kg_disk(size: int, folder: Path) -> dict[str, float]:
    given = list(extractions(size))
    with tempfile.TemporaryDirectory(dir=folder) as name, graph.write(Path(name) / "kg") as held:
        return timed(lambda: held.load(given))


def raw_disk(size: int, folder: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        return raw(ox.Store(name), folder)


def raw(store: ox.Store, folder: Path) -> dict[str, float]:
    with (folder / "quads.nq").open("rb") as stream:
        return timed(lambda: store.bulk_load(stream, format=ox.RdfFormat.N_QUADS))


def queries(size: int, folder: Path) -> dict[str, Figures]:
    actor = str(Names().entity(entities(size)[0].id))
    found = {}
    with graph.read(folder / "graph") as held:
        for what, text in QUESTIONS.items():
            asked = text.replace("<ACTOR>", actor)
            found[what] = turns(lambda asked=asked: graph.select(held, asked), lambda asked=asked: bare(held, asked))
        saved = next(query for query in graph.saved_queries() if query.name == "counts-by-relation")
        ask = "saved: counts-by-relation"
        found[ask] = turns(lambda: graph.ask_saved(held, saved.name, {}), lambda: bare(held, saved.text))
    return found


def bare(held: graph.Graph, text: str) -> object:
    answer = held.store.query(text, prefixes=held.names.prefixes, use_default_graph_as_union=True)
    return [tuple(row) for row in answer]


def turns(mine: Callable[[], object], other: Callable[[], object]) -> Figures:
    """Several turns one after the other."""
    found, asked = Turns(), time.perf_counter()
    for action in (mine, other):  # whoever comes first reads from a cold disk
        action()
    while len(found.times[0]) < ROUNDS and (time.perf_counter() - asked < PATIENCE or len(found.times[0]) < 3):
        for whose, action in enumerate((mine, other)):
            found.took(whose, action)
    return found.figures()


def replace(size: int, folder: Path) -> Figures:
    """One document to another form and back, by kg and by a raw update of its graph alone."""
    chosen = [one for number, one in enumerate(extractions(size)) if number % (size // 10 // ROUNDS) == 0][:ROUNDS]
    found = Turns()
    with graph.write(folder / "graph") as held:
        for extraction in chosen:
            for version in (altered(extraction), extraction):
                new = encode(version, held.names)
                found.took(0, lambda version=version: held.put(version))
                quads = "".join(f"{' '.join(triple)} .\n" for triple in new.document)
                request = f"DROP GRAPH {new.doc} ; INSERT DATA {{ GRAPH {new.doc} {{ {quads} }} }}"
                found.took(1, lambda request=request: held.store.update(request))
    return found.figures()


def audit(size: int, folder: Path) -> float:
    with graph.read(folder / "graph") as held:
        started = time.process_time()
        assert graph.check(held) == []
        return time.process_time() - started


PARTS: dict[str, Callable[[int, Path], Any]] = {
    part.__name__: part for part in (write, kg_memory, raw_memory, kg_disk, raw_disk, queries, replace, audit)
}


if __name__ == "__main__":
    sys.exit(main())
