"""What somebody may have meant who misspelt a name: the end of many error messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["alike", "perhaps"]


def alike(name: str, known: Iterable[str], count: int = 1) -> list[str]:
    """Up to ``count`` of the ``known`` that are spelt nearly so, the likest first; case does not matter."""
    folded: dict[str, str] = {}
    for other in known:
        folded.setdefault(other.casefold(), other)
    return [folded[key] for key in difflib.get_close_matches(name.casefold(), folded, n=count)]


def perhaps(name: str, known: Iterable[str], prefix: str = "") -> str:
    """``; did you mean prefixNAME?``, or "" where nothing is spelt like it."""
    close = alike(name, known)
    return f"; did you mean {prefix}{close[0]}?" if close else ""
