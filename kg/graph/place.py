"""A graph's folder on disk: what marks it as one, and who may write.

folder/kg-graph.json    {"base": ..., "format": ...}: written before anything else
folder/kg-graph.lock    held by the writer, and by a reader while it takes its snapshot
folder/store/           the RocksDB files of Oxigraph
folder/kg-graph.notes   how each article was read (``notes``); may be deleted: then all is read again
folder/kg-graph.identity  what articles tell of each entity (``kg.identity.index``); may be deleted: it is made anew
folder/kg-graph.state   how much the graph holds, and whether all that hangs on its articles was made right
                        (``counts``); may be deleted: then it is counted, and made right by the next change
folder/kg-graph.spool   what was read for a new graph whose build was stopped (``kg.spool``); gone when all is stored
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphError
from kg.files import replace, try_lock, why

__all__ = [
    "FORMAT",
    "Session",
    "create",
    "generation",
    "identity_file",
    "locked",
    "marker",
    "notes_file",
    "spool_file",
    "state_file",
    "store_folder",
]

FORMAT = 1
"""The version of the stored form; goes up when older readers would misread it."""

PATIENCE = 2.0
"""Seconds to wait for a lock."""

_MARKER = "kg-graph.json"
_LOCK = "kg-graph.lock"


def store_folder(folder: Path) -> Path:
    """Where Oxigraph keeps its files."""
    return folder / "store"


def notes_file(folder: Path) -> Path:
    """Where the notes of the articles are."""
    return folder / "kg-graph.notes"


@dataclass(slots=True)
class Session:
    """A folder that is open to be written: ``now`` is the ``generation`` that this made of its store, ``known`` the
    one in which all that hangs on the articles was made right (None: nobody knows), which becomes ``now`` with that.
    """

    folder: Path
    known: str | None
    now: str

    def settled(self, changed: bool, articles: Collection[str] | None) -> str | None:
        """``known``, where nothing has changed since; the arguments as in ``Engine``."""
        return self.known if not changed or (self.known == self.now and articles == set()) else None


def identity_file(folder: Path) -> Path:
    """Where it is kept what articles tell of each entity."""
    return folder / "kg-graph.identity"


def state_file(folder: Path) -> Path:
    """Where ``counts.State`` is kept."""
    return folder / "kg-graph.state"


def spool_file(folder: Path) -> Path:
    """Where it is kept what was read for a new graph, until that is stored."""
    return folder / "kg-graph.spool"


def generation(store: Path) -> str | None:
    """What a store has another of each time that anybody opens it to write; None where there is none there."""
    try:
        return (store / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        return None


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
            f"`kg backup {folder} -o FILE` with the program that made it, then `kg restore FILE --out NEW` here"
        )
    return base


def create(folder: Path, base: str) -> None:
    """Marks an empty or new folder as a graph. Raises GraphError where something else is in it."""
    if folder.is_file():
        raise GraphError(f"{folder}: is a file; give a folder for the graph, one that is new or empty")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(not entry.name.startswith((_LOCK, f".{_MARKER}")) for entry in folder.iterdir()):
            raise GraphError(f"{folder}: holds files and is no graph; give an empty or new folder")
        replace(folder / _MARKER, (json.dumps({"base": base, "format": FORMAT}) + "\n").encode())
    except OSError as error:
        raise GraphError(f"{folder}: cannot be made a graph ({why(error)})") from error


@contextlib.contextmanager
def locked(folder: Path, *, writing: bool) -> Iterator[None]:
    """Holds the folder alone (``writing``) or with other readers, in this process and across processes.

    Waits a little: readers hold it for the moment of a snapshot only. They need no right to write. Raises GraphError.
    """
    try:
        handle = os.open(folder / _LOCK, (os.O_RDWR if writing else os.O_RDONLY) | os.O_CREAT, 0o644)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be locked ({why(error)})") from error
    try:
        end = time.monotonic() + PATIENCE
        while not try_lock(handle, alone=writing):
            if time.monotonic() > end:
                raise GraphError(f"{folder}: is being written by another build; try again when it is done")
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)  # closing lets go of the lock, and so does the end of the process, however it comes
