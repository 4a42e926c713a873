"""The small book of patterns, and sentences told by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
