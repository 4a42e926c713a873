"""What stands for the program that decides: decisions of another are made anew."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from kg import ontology

__all__ = ["version"]

_CODE: Final = ("authority", "graph", "identity", "model", "resolve")


@functools.cache
def version() -> str:
    """A hash of all that a decision depends on beside the articles and the judgements."""
    found = hashlib.sha256(sys.version.encode())
    for name in ("anyascii", "rapidfuzz"):
        found.update(f"{name} {metadata.version(name)}\n".encode())
    package = Path(__file__).parent.parent
    for folder in (*(package / name for name in _CODE), ontology.folder()):
        for path in _files(folder):
            found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
