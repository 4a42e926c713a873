"""How entity types and statuses look: reads ``looks.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import yamls

__all__ = ["Look", "StatusLook", "looks_of", "spoken", "status_looks"]


@dataclass(frozen=True, slots=True)
class Look:
    """A shape that vis-network knows (``dot``, ``star``, ...) and a colour as ``#RRGGBB``."""

    shape: str
    colour: str


@dataclass(frozen=True, slots=True)
class StatusLook:
    """A line: ``dashes`` in pixels (empty: solid), and whether it is ``hidden`` at first."""

    status: str
    dashes: tuple[int, ...]
    hidden: bool


def looks_of(types: Iterable[str]) -> dict[str, Look]:
    """A look for each type, sorted by type; those that the table does not list share out its spare looks."""
    known, spare, _ = _table()
    names = sorted(set(types))
    strangers = [name for name in names if name not in known]
    given = {name: spare[position % len(spare)] for position, name in enumerate(strangers)}
    return {name: known.get(name) or given[name] for name in names}


def status_looks() -> tuple[StatusLook, ...]:
    """The look of each status, in the order of the legend."""
    return _table()[2]


def spoken(name: str) -> str:
    """A local name as words: ``memberOf`` -> ``member of``; what is no such name comes back unchanged."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name):
        return name
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


@cache
def _table() -> tuple[dict[str, Look], tuple[Look, ...], tuple[StatusLook, ...]]:
    raw = yamls.read(Path(__file__).with_name("looks.yaml"))
    types = {name: Look(**look) for name, look in raw["types"].items()}
    spare = tuple(Look(**look) for look in raw["spare"])
    statuses = tuple(
        StatusLook(status, tuple(look["dashes"]), look.get("hidden", False))
        for status, look in raw["statuses"].items()
    )
    return types, spare, statuses
