"""What several test modules share: the graphs of the example articles, built once, by the command that users have."""

from __future__ import annotations

import os
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
def seeds_graph(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``seeds/``; tests read it and do not change it."""
    return _built(command, ROOT / "seeds", tmp_path_factory)


@pytest.fixture(scope="session")
def articles_graph(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``tests/gold/articles``; tests read it and do not change it."""
    return _built(command, ROOT / "tests" / "gold" / "articles", tmp_path_factory)


@pytest.fixture(scope="session")
def gold_graphs(
    seeds_graph: Path, articles_graph: Path, command: Command, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The graph of every set with gold statements, by the set's name."""
    gold = ROOT / "tests" / "gold"
    more = {name: _built(command, gold / name, tmp_path_factory) for name in ("dev", "held-out")}
    return {"seeds": seeds_graph, "articles": articles_graph} | more


def _built(command: Command, articles: Path, temporary: pytest.TempPathFactory) -> Path:
    folder = temporary.mktemp(articles.name) / "graph"
    done = command("build", articles, "--out", folder)
    assert done.returncode == 0, done.stderr + done.stdout
    return folder
