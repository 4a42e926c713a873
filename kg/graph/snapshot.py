"""What a reader reads: the files of a store as they are at one moment, so that writers need not wait for readers.

graph/.kg-snapshot-XXXXXXXX/lock      held by the reader: who finds it free clears up after a reader that was killed
                            store/    links to the tables, which never change, and copies of the little that does

In the folder of the graph, where links cost nothing; where nobody may write there, or its disk is full, among the
temporary files of the machine.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.errors import GraphError
from kg.files import try_lock, why
from kg.graph.place import locked, store_folder

__all__ = ["snapshot"]

_PREFIX: Final = ".kg-snapshot-"
_USELESS: Final = ("LOCK", "LOG", "LOG.old.*")  # for who only reads


@contextlib.contextmanager
def snapshot(folder: Path) -> Iterator[Path]:
    """A copy of the store in ``folder`` as it is now; gone at the end, or cleared by the next one that is taken.

    A folder without files where nothing was ever stored. Raises GraphError where the graph is being written.
    """
    with contextlib.ExitStack() as held:
        with locked(folder, writing=False):  # reading beside a writer is undefined, so a copy is read
            copy = _taken(folder, held)
        yield copy


def _taken(folder: Path, held: contextlib.ExitStack) -> Path:
    """The copy, in the first place that takes it."""
    places = (folder, Path(tempfile.gettempdir()))
    for place in places:
        with contextlib.ExitStack() as kept:
            try:
                home = _home(place, kept)
                _copy(store_folder(folder), home / "store")
            except OSError as error:
                if place is not places[-1]:
                    continue
                raise GraphError(f"{folder}: cannot be read by way of {place} ({why(error)})") from error
            held.push(kept.pop_all())
            return home / "store"
    raise AssertionError


def _home(place: Path, held: contextlib.ExitStack) -> Path:
    """A new folder in ``place`` that says that it is in use."""
    _clear(place)
    home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    held.callback(shutil.rmtree, home, ignore_errors=True)
    lock = held.enter_context((home / "lock.new").open("wb"))
    try_lock(lock.fileno())
    (home / "lock.new").rename(home / "lock")  # so nobody finds it before it is held
    return home


def _clear(place: Path) -> None:
    for left in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError), (left / "lock").open("rb") as lock:  # others' are closed to us
            if try_lock(lock.fileno()):
                shutil.rmtree(left, ignore_errors=True)


def _copy(store: Path, target: Path) -> None:
    if not (store / "CURRENT").exists() and any(store.glob("*.sst")):
        raise GraphError(f"{store}: damaged, files of it are missing; restore a backup, or build the graph anew")
    if not (store / "CURRENT").exists():  # who made the graph was killed before the store was there
        target.mkdir()
        return
    shutil.copytree(store, target, copy_function=_linked, ignore=shutil.ignore_patterns(*_USELESS))
    os.chmod(target, 0o700)  # the graph's own folder may be read-only, and its mode was copied


def _linked(source: str, target: str) -> None:
    """A copy that costs nothing where the file can never change (RocksDB writes its tables once)."""
    if source.endswith(".sst"):
        with contextlib.suppress(OSError):  # another disk, or a file system without links
            os.link(source, target)
            return
    shutil.copyfile(source, target)
