"""What the network view costs, beside plain pyvis: python tests/benchmarks/view.py [ENTITIES ...] [--json FILE]

For each size a graph of ``generated.py`` (circles of actors, three facts for each) is written and ``kg view`` makes
its page, twice, with other hash seeds. A headless Chromium opens the page without WebGL and with it (SwiftShader,
which draws on the processor), and opens what pyvis' own template makes of the same nodes and edges, with its
libraries taken from the package so that it can draw without the internet. Figures are CPU seconds of the page's
process (in brackets those of the process that draws for it), of several rounds the least: other work on the
machine moves them. Needs selenium, chromium and chromedriver.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

import kg
from kg import graph
from kg.view.data import LARGE
from tests.benchmarks.generated import extractions

SIZES = (60, 2_000, 10_000)
BARS = {  # by entities; None where nothing was promised
    60: {"ready": 0.6, "file": 900},
    2_000: {"kg view": 3, "ready": 1.0, "filter": 0.15, "select": 0.15, "pan": 0.3},
    10_000: {"kg view": 15, "ready": 2.0, "filter": 0.4, "heap": 250},
    50_000: {"ready": 3.0, "file": 40_000},
}
UNITS = {"kg view": "s", "file": "KB", "heap": "MB"}
ROUNDS = 3
PHYSICS_TO = 500  # pyvis with physics on is given up beyond: minutes
PATIENCE = 120
WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
FLAGS = ("--headless=new", "--no-sandbox", "--window-size=1440,900", "--disable-background-networking")
FRAMES = """const [count, done] = arguments; let left = count;
    const next = () => (left-- > 0 ? requestAnimationFrame(next) : done()); next();"""
OURS = {
    "ready": "return document.body.dataset.ready === 'yes'",
    "filter": "document.querySelector('[data-kind=relation] input').click()",
    "select": "document.querySelector('.most button').click()",
}
PYVIS = {
    "ready": "return typeof network !== 'undefined' && Boolean(network.body) && (!network.physics.physicsEnabled"
    " || network.physics.stabilized)",
    "filter": "edges.update(edges.get({filter: (e) => e.label === edges.get()[0].label}).map((e) => ({id: e.id,"
    " hidden: true})))",
    "select": "network.selectNodes([network.body.nodeIndices[0]])",
}


def main() -> int:
    """Prints a line for each figure; 1 where a bar does not hold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("entities", type=int, nargs="*", default=SIZES, help="sizes")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    options.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each page is opened ({ROUNDS})")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the pages there")
    args = options.parse_args()
    lines = []
    print(f"{'entities':>8}  {'page':22}  {'what':8}  {'figure':>8} {'':2} {'(drawing)':>9}  {'bar':>5}")
    with tempfile.TemporaryDirectory() as name:
        for size in args.entities:
            for line in measured(size, args.keep or Path(name), args.rounds):
                lines.append(line)
                print(told(line), flush=True)
    if args.json:
        args.json.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    return int(any(line["bar"] and line["figure"] > line["bar"] for line in lines))


def told(line: dict[str, Any]) -> str:
    figure = "-" if line["figure"] is None else f"{line['figure']:.4g}"
    drawing = "" if line["drawing"] is None else f"({line['drawing']:.2f})"
    over = "  over" if line["bar"] and line["figure"] > line["bar"] else ""
    return (
        f"{line['entities']:>8}  {line['page']:22}  {line['what']:8}  {figure:>8} {UNITS.get(line['what'], 's'):2}"
        f" {drawing:>9}  {line['bar'] or '':>5}{over}"
    )


def measured(size: int, folder: Path, rounds: int) -> Iterator[dict[str, Any]]:
    """The figures of one size."""

    def line(page: str, what: str, figure: float | None, drawing: float | None = None) -> dict[str, Any]:
        bar = BARS.get(size, {}).get(what) if page.startswith("kg") else None
        return {
            "entities": size, "page": page, "what": what, "figure": figure, "drawing": drawing, "bar": bar
        }  # fmt: skip

    written(size, folder / f"graph-{size}")
    pages = {"kg": folder / f"kg-{size}.html"}
    took = [viewed(folder / f"graph-{size}", pages["kg"], seed) for seed in ("1", "2")]
    if took[0][2] != took[1][2]:
        raise SystemExit("kg view wrote other bytes the second time")
    yield line("kg", "kg view", min(one[0] for one in took))
    yield line("kg", "file", pages["kg"].stat().st_size / 1000)
    pages["pyvis"] = plain_pyvis(folder / f"graph-{size}", folder / f"pyvis-{size}.html", physics=False)
    if size <= PHYSICS_TO:
        moving = folder / f"pyvis-moving-{size}.html"
        pages["pyvis, physics"] = plain_pyvis(folder / f"graph-{size}", moving, physics=True)
    yield line("pyvis", "file", pages["pyvis"].stat().st_size / 1000)
    for webgl in (True, False):
        for name, page in pages.items():
            if webgl and (name != "kg" or size <= LARGE):
                continue  # drawn without it
            figures = best([opened(page, OURS if name == "kg" else PYVIS, webgl=webgl) for _ in range(rounds)])
            for what, (figure, drawing) in figures.items():
                # Without WebGL the bars hold as well: it shows less then.
                yield line(f"{name}, WebGL" if webgl else name, what, figure, drawing)


# ------------------------------------------------------------------------------------------------ pages


def written(size: int, folder: Path) -> None:
    """A graph of that many entities and three times as many facts."""
    if folder.exists():
        return
    with graph.write(folder) as held:
        held.load(extractions(int(3.45 * size), actors=size, circles=max(4, round(size**0.5))))


def viewed(source: Path, target: Path, seed: str) -> tuple[float, float, bytes]:
    """CPU seconds of ``kg view``, seconds of the clock, and what it wrote."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "kg", "view", str(source), "-o", str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONHASHSEED": seed})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - started, target.read_bytes()


def plain_pyvis(source: Path, target: Path, *, physics: bool) -> Path:
    """The same nodes and edges as pyvis itself shows them, less what it asks the internet for."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    net = Network(directed=True, cdn_resources="in_line", height="850px")
    net.toggle_physics(physics)
    with kg.open(source) as held:
        # Not by add_node and add_edge, which look through lists: the page is what is measured here.
        net.nodes = [Node(e.id, "dot", label=e.label, font_color=False).options for e in held.entities()]
        net.edges = [
            Edge(
                s.subject.id, s.object.id, True, label=s.relation, title=" ".join(p.text for p in s.evidence)
            ).options
            for s in held.statements()
        ]
    net.node_ids = [node["id"] for node in net.nodes]
    html = re.sub(r"<(script|link)[^>]*(src|href)=\"https?:[^>]*>(\s*</script>)?", "", net.generate_html())
    target.write_text(html, encoding="utf-8")
    return target


# ------------------------------------------------------------------------------------------------ browser


def best(rounds: list[dict[str, tuple[float, float | None]]]) -> dict[str, tuple[float | None, float | None]]:
    """The least of each figure; None where a round could not take it."""
    return {what: min(one[what] for one in rounds if what in one) for what in rounds[0]}


def opened(page: Path, steps: dict[str, str], *, webgl: bool) -> dict[str, tuple[float, float | None]]:
    """What the browser spends on a page, step by step."""
    with tempfile.TemporaryDirectory() as profile:
        driver = started(profile, webgl=webgl)
        try:
            (Path(profile) / "blank.html").write_text("<title>before</title>", encoding="utf-8")
            driver.get((Path(profile) / "blank.html").as_uri())
            time.sleep(0.5)
            return dict(taken(driver, page, steps))
        finally:
            driver.quit()


def started(profile: str, *, webgl: bool) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    options.binary_location = found or ""
    for flag in [*FLAGS, *(WEBGL if webgl else ["--disable-gpu", "--disable-3d-apis"]), f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_script_timeout(PATIENCE)
    driver.set_page_load_timeout(PATIENCE)
    return driver


def taken(
    driver: webdriver.Chrome, page: Path, steps: dict[str, str]
) -> Iterator[tuple[str, tuple[float, float | None]]]:
    def spent(action: Callable[[], object]) -> tuple[float, float]:
        before = processes(driver)
        action()
        driver.execute_async_script(FRAMES, 3)
        time.sleep(0.3)
        after = processes(driver)
        own, drawing = (
            sum(after[kind].values()) - sum(before[kind].get(pid, 0) for pid in after[kind])
            for kind in ("renderer", "gpu-process")
        )
        return own, drawing

    def load() -> None:
        driver.get(page.as_uri())
        WebDriverWait(driver, PATIENCE, 0.2).until(lambda _: driver.execute_script(steps["ready"]))

    yield "ready", spent(load)
    yield "pan", spent(lambda: pan(driver))
    yield "filter", spent(lambda: driver.execute_script(steps["filter"]))
    yield "select", spent(lambda: driver.execute_script(steps["select"]))
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    heap = driver.execute_cdp_cmd("Runtime.getHeapUsage", {})["usedSize"]
    yield "heap", (heap / 1e6, None)


def pan(driver: webdriver.Chrome) -> None:
    """Ten frames of a drag, from the top left corner of the picture."""
    left, top = driver.execute_script(
        "const r = document.querySelector('#canvas, #mynetwork').getBoundingClientRect(); return [r.left, r.top]"
    )
    for step in range(12):
        kind = "mousePressed" if step == 0 else "mouseReleased" if step == 11 else "mouseMoved"
        event = {"type": kind, "x": left + 8 + 12 * step, "y": top + 8 + 8 * step, "button": "left", "buttons": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", {**event, "clickCount": 1})
        driver.execute_async_script(FRAMES, 1)


def processes(driver: webdriver.Chrome) -> dict[str, dict[int, float]]:
    """CPU seconds of the browser's processes so far, by kind."""
    parents, kinds, seconds = {}, {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            words = (entry / "cmdline").read_text()
        except OSError:
            continue  # ended meanwhile
        pid = int(entry.name)
        kind = re.search(r"--type=([\w-]+)", words)
        parents[pid], kinds[pid] = int(fields[1]), kind[1] if kind else ""
        seconds[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    found: dict[str, dict[int, float]] = {"renderer": {}, "gpu-process": {}}
    for pid, kind in kinds.items():
        if kind in found and driver.service.process.pid in ancestors(pid, parents):
            found[kind][pid] = seconds[pid]
    return found


def ancestors(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid in parents:
        pid = parents[pid]
        yield pid


if __name__ == "__main__":
    sys.exit(main())
