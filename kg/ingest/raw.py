"""One input as its bytes came, before anything is read in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.model import Article, Skipped

__all__ = ["Raw", "Reader"]


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a file, of standard input or of a page.

    ``suffix`` is the file's ending in lower case (``.html``), or that of the content type that a server declared; ""
    where neither tells. ``charset`` is what the server declared, ``url`` where the page is. ``lines`` are there for
    JSON Lines that are too large to be held: then ``data`` is only their beginning; None is a line too large itself.
    """

    source: str
    data: bytes
    suffix: str = ""
    charset: str | None = None
    url: str | None = None
    lines: Iterator[bytes | None] | None = None


Reader = Callable[[Raw], Iterator[Article | Skipped]]
"""A format: gives the articles in an input, and what of it was none; raises ``InputError`` where all of it fails."""
