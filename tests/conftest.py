"""What several test modules share: the graphs of the example articles, built once, by the command that users have."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

Kg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def kg() -> Kg:
    """Runs the command in a process of its own: ``kg("query", folder, "...")``."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        options = {"cwd": ROOT, **options}
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, **options)

    return run


@pytest.fixture(scope="session")
def seeds_graph(kg: Kg, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``seeds/``; tests read it and do not change it."""
    return _built(kg, ROOT / "seeds", tmp_path_factory)


@pytest.fixture(scope="session")
def articles_graph(kg: Kg, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``tests/gold/articles``; tests read it and do not change it."""
    return _built(kg, ROOT / "tests" / "gold" / "articles", tmp_path_factory)


def _built(kg: Kg, articles: Path, temporary: pytest.TempPathFactory) -> Path:
    folder = temporary.mktemp(articles.name) / "graph"
    done = kg("build", articles, "--out", folder)
    assert done.returncode == 0, done.stderr + done.stdout
    return folder
