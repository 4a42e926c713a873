"""A graph's folder on disk: what marks it as one, and who may write.

folder/kg-graph.json    {"base": ..., "format": ...}: written before anything else
folder/kg-graph.lock    held by the writer, and by a reader while it takes its snapshot
folder/store/           the RocksDB files of Oxigraph
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kg.errors import GraphError

__all__ = ["FORMAT", "create", "locked", "marker", "store_folder"]

FORMAT = 1
"""The version of the stored form; goes up when older readers would misread it."""

PATIENCE = 2.0
"""Seconds to wait for a lock."""

_MARKER = "kg-graph.json"
_LOCK = "kg-graph.lock"


def store_folder(folder: Path) -> Path:
    """Where Oxigraph keeps its files."""
    return folder / "store"


def marker(folder: Path) -> str | None:
    """The base IRI of the graph in this folder; None where there is none. Raises GraphError for other versions."""
    try:
        text = (folder / _MARKER).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise GraphError(f"{folder}: cannot be read ({error.strerror})") from error
    try:
        found = json.loads(text)
        base, version = str(found["base"]), int(found["format"])
    except (ValueError, TypeError, KeyError) as error:
        raise GraphError(f"{folder / _MARKER}: damaged; delete the folder and build the graph again") from error
    if version != FORMAT:
        raise GraphError(
            f"{folder}: a graph of format {version}, this program reads and writes format {FORMAT}; "
            "build it again into a new folder"
        )
    return base


def create(folder: Path, base: str) -> None:
    """Marks an empty or new folder as a graph. Raises GraphError where something else is in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(entry.name != _LOCK for entry in folder.iterdir()):
            raise GraphError(f"{folder}: holds files and is no graph; give an empty or new folder")
        draft = folder / f"{_MARKER}.new"
        draft.write_text(json.dumps({"base": base, "format": FORMAT}) + "\n", encoding="utf-8")
        draft.replace(folder / _MARKER)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be made a graph ({error.strerror})") from error


@contextlib.contextmanager
def locked(folder: Path, *, writing: bool) -> Iterator[None]:
    """Holds the folder alone (``writing``) or with other readers, in this process and across processes.

    Waits a little: readers hold it for the moment of a snapshot only. They need no right to write. Raises GraphError.
    """
    try:
        handle = os.open(folder / _LOCK, (os.O_RDWR if writing else os.O_RDONLY) | os.O_CREAT, 0o644)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be locked ({error.strerror})") from error
    try:
        end = time.monotonic() + PATIENCE
        while not _try_lock(handle, writing=writing):
            if time.monotonic() > end:
                raise GraphError(f"{folder}: is being written by another build; try again when it is done")
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)  # closing lets go of the lock, and so does the end of the process, however it comes


def _try_lock(handle: int, *, writing: bool) -> bool:
    if sys.platform == "win32":  # RocksDB's own lock keeps a second writer out
        return True
    import fcntl

    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if writing else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
