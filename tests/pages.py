"""The pages that people read, taken apart: what stands in blocks of code is run, and what it prints is compared."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SET_UP", "Block", "blocks", "differs", "without_set_up"]

SET_UP = "python3 -m venv "
"""How the commands begin that make the environment that the tests run in."""

_FENCE = re.compile(r"^```([\w{}-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of code; ``prints`` is the ``text`` block right below it, ``before`` the paragraph above."""

    language: str
    text: str
    before: str
    prints: str | None = None


def blocks(page: str) -> list[Block]:
    """The blocks of a page, those aside that show what another one prints."""
    return list(_blocks(page))


def _blocks(page: str) -> Iterator[Block]:
    found = list(_FENCE.finditer(page))
    shown = set()
    for place, fence in enumerate(found):
        if place in shown:
            continue
        below = found[place + 1] if place + 1 < len(found) else None
        prints = None
        if below and below[1] == "text" and not page[fence.end() : below.start()].strip():
            prints = below[2]
            shown.add(place + 1)
        above = page[: fence.start()].rstrip().rpartition("\n\n")[2]
        yield Block(fence[1], fence[2], above, prints)


def differs(printed: str, shown: str) -> str:
    """What was printed where it is not what a page shows, else nothing. ``...`` stands for anything, or for lines."""
    pattern = "\n".join(
        r"(?:.*\n)*?.*" if line == "..." else r".*".join(map(re.escape, line.split("..."))) for line in _lines(shown)
    )
    return "" if re.fullmatch(pattern, "\n".join(_lines(printed))) else printed


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def without_set_up(commands: str) -> str:
    """Commands without those that make the environment, which is there."""
    return "".join(
        f"{line}\n" for line in commands.splitlines() if not line.startswith((SET_UP, 'export PATH="$PWD/.venv'))
    )


def own_copy(root: Path, folder: Path) -> None:
    """What a reader changes who adds a relation: the program and what it knows, in a folder of their own."""
    for name in ("kg", "ontologies", "tests"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "gold"))
    shutil.copy(root / "pyproject.toml", folder)
