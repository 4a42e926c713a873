"""Pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["block", "code", "escaped", "joined", "table"]


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in a cell of a table, too."""
    return re.sub(r"([\\`*_{}\[\]<>|#$~])", r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Text of a program within a line or a cell."""
    return "`" + " ".join(text.split()).replace("|", "\\|") + "`"


def block(language: str, text: str) -> str:
    """A block of code of its own."""
    return f"```{language}\n{text.strip()}\n```\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; empty where it has no rows. The cells are Markdown."""
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    if not lines:
        return ""
    return "\n".join(["| " + " | ".join(head) + " |", "|---" * len(head) + "|", *lines]) + "\n"


def joined(parts: Iterable[str]) -> str:
    """Pieces of a page, an empty line between them; what is empty is left out."""
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
