"""Notes about articles, beside the store: SQLite, one text for each graph of an article.

They save work and nothing hangs on them: a note names the state that it is about, so an old one says nothing. What
cannot be read counts as forgotten, and what cannot be written is not remembered.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

__all__ = ["Notes", "bound", "unbound"]


def bound(note: str, digest: str) -> str:
    """A note as it is kept: with the state of the article that it is about."""
    return f"{digest} {note}"


def unbound(kept: str | None, digest: str) -> str | None:
    """The note that was kept of this state; None where none was."""
    of, _, note = (kept or "").partition(" ")
    return note if of == digest else None


class Notes:
    """The notes in a file, which is made with the first of them. For one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None

    def get(self, key: str) -> str | None:
        """The text noted last; None where there is none."""
        try:
            rows = self._held(make=False).execute("SELECT text FROM note WHERE key = ?", (key,)).fetchall()
        except sqlite3.Error:
            return None
        return str(rows[0][0]) if rows else None

    def set(self, key: str, text: str | None) -> None:
        """Notes a text, or forgets the one that is there."""
        try:
            held = self._held(make=text is not None)
            if text is None:
                held.execute("DELETE FROM note WHERE key = ?", (key,))
            else:
                held.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, text))
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):  # no disk that is full: a file that is none of ours
                self.close()
                with contextlib.suppress(OSError):
                    self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Lets go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _held(self, *, make: bool) -> sqlite3.Connection:
        """Raises sqlite3.Error where the file cannot be opened, or is not there and not to be made."""
        if self._open is None:
            mode = "rwc" if make else "rw"
            held = sqlite3.connect(
                f"{self._path.resolve().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                # A kill leaves it whole; a power cut may not, and then it is forgotten. Waiting for the disk with
                # every article would cost more than all this saves.
                held.execute("PRAGMA synchronous = OFF")
                held.execute("CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID")
            except BaseException:
                held.close()
                raise
            self._open = held
        return self._open
