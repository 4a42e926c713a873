"""What was found out about a word before: a parse does not change, and rules ask the same of a word many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar, cast

from kg.model.tree import Token

_T = TypeVar("_T")

_WORDS: Final = 2048
"""How many words each question remembers: some articles, however many are read."""


def remembered(ask: Callable[[Token], _T]) -> Callable[[Token], _T]:
    """The same question, answered once for each word; what it gives is not to be changed."""
    return cast(Callable[[Token], _T], lru_cache(_WORDS)(ask))
