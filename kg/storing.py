"""From what was read to what is stored: into a graph that holds some, articles go several at once, which costs half.

Three times as many as are stored already and at most ``MOST``: so the first is there at once, and who is killed has
little to read again. Where reading takes long, none waits for others for long. The more are stored at once, the less
often the store has to merge its tables, which takes the longer the larger it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Self

from kg import identity
from kg.errors import ShapeError
from kg.graph import GraphWriter
from kg.graph.document import Encoded
from kg.graph.putting import Incoming
from kg.model import Read
from kg.remembered import note

__all__ = ["MOST", "Shelf"]

MOST: Final = 128
"""Articles that are stored together."""

_CHARACTERS: Final = 1_000_000  # of their texts: some megabytes of triples for each of these
_PATIENCE: Final = 5.0  # seconds since the last were stored, or
_PART: Final = 0.05  # of the time since the first was there, where that is longer
_MORE: Final = 4  # times as many the next time


class Shelf:
    """Articles read and not stored yet. Leaving it stores them, however that comes."""

    def __init__(
        self, store: GraphWriter, mark: str | None, stored: Callable[[str, bool | ShapeError], None]
    ) -> None:
        """``mark`` is remembered of each article (None: nothing is). ``stored`` is called for each when it is done,
        with its source and what ``GraphWriter.put_all`` gives for it."""
        self._store, self._mark, self._stored = store, mark, stored
        self._reads: list[Read] = []
        self._characters = 0
        self._most = 1
        self._began = self._since = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.store()

    def add(self, read: Read) -> None:
        """Takes an article, and stores all that there are when it is time. One that could not be read as a whole
        takes the place of nothing that the graph holds."""
        if read.failed:
            self.store()
            if self._store.holds(read.source):
                self._stored(read.source, False)
                return
        self._reads.append(read)
        self._characters += len(read.extraction.article.text)
        now = time.monotonic()
        late = now - self._since > max(_PATIENCE, _PART * (now - self._began))
        if len(self._reads) >= self._most or self._characters > _CHARACTERS or late:
            self.store()

    def store(self) -> None:
        """Stores what there is."""
        reads, self._reads, self._characters = self._reads, [], 0
        results = self._store.put_all([self._incoming(one) for one in reads])
        identity.remember(
            self._store, [one.extraction for one, how in zip(reads, results, strict=True) if how is True]
        )
        for read, result in zip(reads, results, strict=True):
            self._stored(read.source, result)
        self._most = min(_MORE * self._most, MOST)
        self._since = time.monotonic()

    def _incoming(self, read: Read) -> Incoming:
        return Incoming(
            read.extraction, note(read, self._mark), read.ready if isinstance(read.ready, Encoded) else None
        )
