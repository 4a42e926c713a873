"""Whether the files beside a store are of the graph as it is.

old-files.json   there while they are not: what they are behind, and what the last build left out

It is there from before a change until the files follow, so a process that was killed leaves it, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from kg import files
from kg.errors import GraphError, UsageError
from kg.graph import Graph
from kg.graph.codec import TYPE
from kg.graph.terms import kg
from kg.model import Refused, Skipped

__all__ = ["CHOICES", "MARK", "MOST", "are_old", "checked", "follows", "mark", "refused", "skipped", "unmark"]

MARK: Final = "old-files.json"
CHOICES: Final = ("auto", "always", "never")
"""When a change writes the files, too; ``auto``: up to ``MOST`` statements."""
MOST: Final = 20_000

_REPORT: Final = "report.json"
_T = TypeVar("_T")


def checked(choice: str) -> str:
    """One of ``CHOICES``. Raises UsageError for another."""
    if choice not in CHOICES:
        raise UsageError(f"{choice!r}: the files beside the store are written {', '.join(CHOICES)}")
    return choice


def follows(store: Graph, choice: str) -> bool:
    """Whether the files follow a change of this graph; it is never counted further than has to be."""
    if choice != "auto":
        return choice == "always"
    every = store.engine.whole().quads_for_pattern(None, TYPE, kg("Statement"), store.names.facts)
    return sum(1 for _ in islice(every, MOST + 1)) <= MOST


def are_old(folder: Path) -> bool:
    """True where the files in ``folder`` may be of an earlier state of its graph, or were never written."""
    return (folder / MARK).is_file()


def mark(folder: Path, left_out: tuple[Sequence[Skipped], Sequence[Refused]]) -> None:
    """Says so; ``left_out`` is what the last build skipped and dropped. Raises GraphError where that cannot be."""
    skipped, refused = left_out
    told = {
        "note": "the files beside the store are older than the graph: kg files writes them",
        "skipped": [asdict(one) for one in skipped],
        "refused": [asdict(one) for one in refused],
    }
    try:
        files.replace(folder / MARK, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written ({files.why(error)})") from error


def unmark(folder: Path) -> None:
    """Says that they are of the graph as it is."""
    (folder / MARK).unlink(missing_ok=True)


def skipped(folder: Path) -> tuple[Skipped, ...]:
    """What the last build did not take, as it left it in ``folder``; empty where that cannot be read."""
    return _told(folder, "skipped", Skipped)


def refused(folder: Path) -> tuple[Refused, ...]:
    """What the extractor of the last build dropped, likewise."""
    return _told(folder, "refused", Refused)


def _told(folder: Path, key: str, kind: Callable[..., _T]) -> tuple[_T, ...]:
    try:
        path = folder / (MARK if are_old(folder) else _REPORT)
        told = json.loads(path.read_text(encoding="utf-8"))
        return tuple(kind(**one) for one in told[key])
    except (OSError, ValueError, TypeError, KeyError):  # the files are for people: they may have changed them
        return ()
