"""Files written in one step, and what to say where that fails.

Who reads such a file meanwhile gets the old one or the new one, and so does who reads it after a kill or a power cut.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

__all__ = ["clear", "replace", "replacing", "try_lock", "why", "writing"]

_SPACE, _RIGHT = "free some space there and run it again", "get the right to write there, or take another place"
_REMEDIES: Final = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: "raise the limit on the size of files (ulimit -f) and run it again",
    errno.ENOENT: "make its folder first",
    errno.ENOTDIR: "what should be its folder is a file; take another place",
    errno.EISDIR: "give the name of a file",
    errno.EACCES: _RIGHT,
    errno.EPERM: _RIGHT,
    errno.EROFS: _RIGHT,
}


def replace(path: Path, content: bytes, *, check: Callable[[Path], None] = lambda draft: None) -> None:
    """Makes ``content`` all that the file at ``path`` holds, as ``replacing`` does.

    ``check`` sees the draft and refuses it by raising. Raises OSError.
    """
    with replacing(path) as stream:
        stream.write(content)
        stream.flush()
        check(Path(stream.name))


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content becomes all that the file at ``path`` holds, readable by everybody, at the end.

    The folder is there already. The new file is a draft beside the old one until it is complete and on the disk.
    Where anything fails, no draft stays and the old file is as it was; drafts of processes that were killed are
    cleared. Raises OSError.
    """
    start, end = f".{path.name}.", ".draft"
    clear(path.parent, f"{glob.escape(start)}*{end}")
    with tempfile.NamedTemporaryFile(prefix=start, suffix=end, dir=path.parent, delete=False) as stream:
        draft = Path(stream.name)
        try:
            try_lock(stream.fileno())  # nobody else takes it for what a killed process left
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            draft.chmod(0o644)
            draft.replace(path)
            _sync(path.parent)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def writing(path: Path) -> contextlib.AbstractContextManager[BinaryIO]:
    """``replacing``, for a path that a person gave: a link stays, and what it leads to is replaced.

    Into a device or a pipe it writes as it comes.
    """
    if path.exists() and not path.is_file():
        return path.open("wb")
    return cast("contextlib.AbstractContextManager[BinaryIO]", replacing(path.resolve()))


def clear(folder: Path, pattern: str) -> None:
    """Takes out the files of that pattern whose writers are gone: nobody holds their lock."""
    for path in folder.glob(pattern):
        with contextlib.suppress(OSError), path.open("rb") as left:
            if try_lock(left.fileno()):
                path.unlink()


def try_lock(handle: int, *, alone: bool = True) -> bool:
    """Locks an open file against other processes (``alone``) or with others; False where somebody holds it.

    Closing the file lets go of it, and so does the end of the process, however it comes.
    """
    if sys.platform == "win32":  # RocksDB's own lock keeps a second writer out
        return True
    import fcntl

    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def why(error: OSError | RuntimeError) -> str:
    """Why something could not be written, and what to do: ``No space left on device; free some space ...``."""
    found = error.errno if isinstance(error, OSError) else None
    if found is None:  # the engine of the store tells it in words alone
        found = next((code for code in _REMEDIES if os.strerror(code) in str(error)), None)
    reason = os.strerror(found) if found is not None else str(error)
    remedy = _REMEDIES.get(found) if found is not None else None
    return f"{reason}; {remedy}" if remedy else reason


def _sync(folder: Path) -> None:
    """Has the names in a folder on the disk, too, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
