"""The small book of patterns, and sentences told by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import ingest, pipeline
from kg.model import PartialDate, Statement
from kg.relate import PatternBook
from tests.relate.world import ACTORS, book, short, told


@pytest.fixture(scope="session")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    """The patterns of ``world.BOOK``."""
    return book(tmp_path_factory.mktemp("relations"))


@pytest.fixture(scope="session")
def says(patterns: PatternBook) -> Callable[..., list[str]]:
    """The statements of a tree about these actors (name -> type), in short form."""
    return lambda text, actors, **more: short(told(text, actors, patterns, **more))


@pytest.fixture
def joining(says: Callable[..., list[str]]) -> Callable[..., str]:
    """How it is told that Verana joined the League: the qualifiers alone."""

    def tell(text: str, **more: object) -> str:
        actors = {name: type for name, type in ACTORS.items() if f"{name}|" in text}
        facts = [fact for fact in says(text, actors, **more) if fact.startswith("Verana memberOf League")]
        assert len(facts) == 1, facts
        return facts[0].removeprefix("Verana memberOf League").strip()

    return tell


@pytest.fixture(scope="session")
def say() -> Callable[[str], list[Statement]]:
    """The statements of a text of 12 May 2025, by the whole pipeline."""
    tools = pipeline.tools()

    def run(text: str) -> list[Statement]:
        article = ingest.article_from_text(text, source="test", published=PartialDate("2025-05-12"))
        (extraction,) = pipeline.extract([article], tools)
        return list(extraction.statements)

    return run
