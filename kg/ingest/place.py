"""Where an input is, what it is called, and what of a folder is an input: the same on disk and in an object store."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from kg.ingest.clean import clean
from kg.model import Skipped

__all__ = ["GRAPH", "Place", "a_graph", "no_articles", "not_read", "passed_over", "printable"]

GRAPH: Final = "kg-graph.json"
"""Marks a folder that ``kg build`` made; its pages and tables are no articles."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input is and what it is called: a file, a web address, something that ``opened`` gives the bytes of,
    or (all None) standard input.

    What was read from standard input gets a name of its own; until then it is called ``-``.
    """

    source: str
    path: Path | None = None
    url: str | None = None
    opened: Callable[[], BinaryIO] | None = field(default=None, compare=False)


def passed_over(name: str) -> bool:
    """True for hidden files and READMEs: no inputs, and not told either."""
    return name.startswith(".") or name.casefold().startswith("readme")


def not_read(source: str, suffix: str) -> Skipped:
    """A file in a folder that has another ending than articles have."""
    kind = suffix or "no ending"
    reason = f"not a kind of file that is read from a folder ({kind}); to read it as text, give the file itself"
    return Skipped(source, reason, failed=False)


def no_articles(name: str, suffixes: set[str]) -> Skipped:
    """A folder that was given and holds none."""
    return Skipped(name, f"no articles in this folder; they would end in {', '.join(sorted(suffixes))}")


def a_graph(name: str, *, given: bool) -> Skipped:
    """A folder that holds a graph; ``given``: it is what was to be read, not something below it."""
    return Skipped(name, "a graph, no articles; give the folder of the articles", failed=given)


def printable(name: str) -> str:
    """File names are bytes: what is no UTF-8 in one becomes U+FFFD, line breaks and control characters spaces."""
    return clean(os.fsencode(name).decode("utf-8", "replace")).replace("\n", " ")
