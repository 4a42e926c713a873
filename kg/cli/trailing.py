"""What a change leaves for later, in a line."""

from __future__ import annotations

from pathlib import Path

from kg import beside, outputs
from kg.cli.terminal import say
from kg.graph.remote.endpoint import address

__all__ = ["old", "say_old"]


def say_old(where: str | Path | None) -> None:
    """Tells that the files beside the store are older than the graph, where they are."""
    if told := old(where):
        say(told)


def old(where: str | Path | None) -> str:
    """What is to be told of the files in a folder; empty where they are of the graph as it is, or it is none."""
    if where is None or address(where) or not beside.are_old(Path(where)):
        return ""
    folder = Path(where)
    names = [name for name in outputs.FILES if (folder / name).is_file()]
    if not names:
        return f"no files beside the store, it is large: kg files {folder} writes them"
    return f"{', '.join(names)}: of before this change, the graph is large; kg files {folder} writes them"
