"""The small book of patterns, and sentences told by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.relate import PatternBook
from tests.relate.world import book, short, told


@pytest.fixture(scope="session")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    """The patterns of ``world.BOOK``."""
    return book(tmp_path_factory.mktemp("relations"))


@pytest.fixture(scope="session")
def says(patterns: PatternBook) -> Callable[..., list[str]]:
    """The statements of a tree about these actors (name -> type), in short form."""
    return lambda text, actors, **more: short(told(text, actors, patterns, **more))
