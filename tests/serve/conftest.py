"""A small graph whose names begin elsewhere, with hostile text in it, and a server over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import graph
from kg.model import Appearance, Decision, Entity, Identities, Verdict
from tests.graph.conftest import NORWAY, World
from tests.serve.server import Server
from tests.view.conftest import PAYLOADS

BASE = "https://news.example/data/"
HOSTILE = [text for text in PAYLOADS if "\ud800" not in text and "\x00" not in text]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph's folder."""
    folder = tmp_path_factory.mktemp("served") / "graph"
    world = World()
    norge = Entity("norge-77aa", "Norge", "Country")
    told = world.extraction(
        "b.txt",
        {"status": "negated", "by": world.envoy},
        {"subject": world.envoy, "relation": "holdsPositionIn", "role": "envoy"},
        {"subject": norge, "when": {"start": "1950-01"}},
        text="Kari Dahl denied it.",
    )
    with graph.write(folder, base=BASE) as store:
        store.put(world.extraction("news/a b.txt", {"when": {"start": "1949"}}))
        store.put(told)
        for number, text in enumerate(HOSTILE):
            enemy = Entity(f"enemy-{number}", text, "Person", (f"{text}2",), because=text)
            article = world.article(f"hostile-{number}.txt", text or "x")
            hurt = world.statement(article, subject=enemy, role=text, topic=text, place=text)
            extraction = world.extraction(article.source, {}, text=text)
            store.put(
                type(extraction)(extraction.article, (hurt,), (Appearance(enemy, (text,)), *extraction.appearances))
            )
        decision = Decision("norge-77aa", NORWAY.id, Verdict.SAME, "one country", 0.99)
        store.identify(Identities({"norge-77aa": NORWAY.id}, {}, (decision,)))
    return folder


@pytest.fixture(scope="session")
def server(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for tests that do it no harm."""
    running = Server(served, tmp_path_factory.mktemp("log") / "log", "--max-rows", 2000, "--max-bytes", 500_000)
    yield running
    assert running.stop() == 0


@pytest.fixture
def start(served: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server with options, which may be hurt; ended with the test."""
    started: list[Server] = []

    def run(*options: object) -> Server:
        started.append(Server(served, tmp_path / f"log{len(started)}", *options))
        return started[-1]

    yield run
    for one in started:
        if one.process.poll() is None:
            one.stop()
