"""What several test modules share: the graphs of the example articles, built once, by the command that users have."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# The tests say the same tomorrow: Hypothesis draws the same examples each time. KG_EXPLORE=1 draws new ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("explore" if os.environ.get("KG_EXPLORE") else "same")

# Who is started in the background ignores Ctrl-C, and so would all processes that the tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent

Command = Callable[..., "subprocess.CompletedProcess[str]"]
GraphOf = Callable[[Path], Path]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def command() -> Command:
    """Runs the command in a process of its own: ``command("query", folder, "...")``."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "kg", *map(str, arguments)]
        options = {"cwd": ROOT, **options}
        return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=300, **options)

    return run


@pytest.fixture(scope="session")
def graph_of(request: pytest.FixtureRequest, command: Command, tmp_path_factory: pytest.TempPathFactory) -> GraphOf:
    """Gives the graph of a folder of articles, which the first process builds that wants it (``pytest -n 2``).

    Each process has a copy: what one puts beside a graph while it reads it is in nobody's way.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own

    def of(articles: Path) -> Path:
        first = shared / f"graph-of-{articles.name}"
        with first.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not first.exists():
                done = command("build", articles, "--out", draft := first.with_suffix(".draft"))
                assert done.returncode == 0, done.stderr + done.stdout
                draft.rename(first)
        return shutil.copytree(first, tmp_path_factory.mktemp(articles.name) / "graph")

    return of


@pytest.fixture(scope="session")
def seeds_graph(graph_of: GraphOf) -> Path:
    """The graph of ``seeds/``; tests read it and do not change it."""
    return graph_of(ROOT / "seeds")


@pytest.fixture(scope="session")
def articles_graph(graph_of: GraphOf) -> Path:
    """The graph of ``tests/gold/articles``; tests read it and do not change it."""
    return graph_of(ROOT / "tests" / "gold" / "articles")


@pytest.fixture(scope="session")
def gold_graphs(seeds_graph: Path, articles_graph: Path, graph_of: GraphOf) -> dict[str, Path]:
    """The graph of every set with gold statements, by the set's name."""
    more = {name: graph_of(ROOT / "tests" / "gold" / name) for name in ("dev", "held-out")}
    return {"seeds": seeds_graph, "articles": articles_graph} | more
