"""What was found out about a word before: a parse does not change, and rules ask the same of a word many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar, cast

from kg.model.tree import Token

_T = TypeVar("_T")

_ANSWERS: Final[list[Callable[[], None]]] = []
"""What makes each question forget."""


def remembered(ask: Callable[[Token], _T]) -> Callable[[Token], _T]:
    """The same question, answered once for each word; what it gives is not to be changed."""
    answered = lru_cache(None)(ask)
    _ANSWERS.append(answered.cache_clear)
    return cast(Callable[[Token], _T], answered)


def forget() -> None:
    """Lets go of all words: each holds the whole article that it stands in."""
    for clear in _ANSWERS:
        clear()
