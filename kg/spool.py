"""What is read for a new graph, kept until all of it is there: then everything is decided, and stored at once.

Stored as they come (``storing``), most articles of a large build would change again when it is decided who is one
actor. A new graph holds nothing that anybody could ask for meanwhile, so it waits.

kg-graph.spool   a line that says which program reads; then for each article, in the order of reading:
    head         source, note, what it tells of each entity: JSON
    body         what it says, and its triples: pickled, and read back as the values of an article alone. Empty where
                 the article is gone again

What stands there stays when the process is killed, and the next build goes on after it; a torn end is cut off.
"""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from kg import fingerprint, identity, packing
from kg.errors import GraphError
from kg.files import why
from kg.graph import GraphWriter
from kg.graph.filling import fill
from kg.graph.place import spool_file
from kg.graph.putting import Incoming
from kg.model import Decision
from kg.packing import Head, Packed

__all__ = ["Spool", "finish", "spooled", "waits"]

_SIZES: Final = struct.Struct("<III")  # bytes of the head, of the body, and a checksum of both


class Spool:
    """The articles that wait, by their sources: of one that comes again, the last counts."""

    def __init__(self, path: Path, *, anew: bool = True) -> None:
        """Goes on with what is there, where this program wrote it; else begins ``anew``.

        Raises GraphError where it cannot be written, or has to begin anew and may not.
        """
        self._path, self._anew = path, anew
        self._at: dict[str, int] = {}
        with contextlib.ExitStack() as opened, self._told():
            self._file = opened.enter_context(path.open("a+b", buffering=0))
            self._recall()
            opened.pop_all()

    def close(self) -> None:
        """What waits stays in the file."""
        self._file.close()

    def delete(self) -> None:
        """All is stored."""
        self._file.close()
        self._path.unlink()

    def holds(self, source: str) -> bool:
        """True where this article waits."""
        return source in self._at

    def sources(self) -> list[str]:
        """Those of all that wait, sorted."""
        return sorted(self._at)

    def note(self, source: str) -> str | None:
        """As ``GraphWriter.note``."""
        return self._head(source).note if source in self._at else None

    def tellings(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """What each tells of its actors, by source."""
        return ((source, self._head(source).tellings) for source in self.sources())

    def incoming(self) -> Iterator[Incoming]:
        """What each says, by source."""
        for source in self.sources():
            try:
                yield packing.incoming(*self._parts(source))
            except ValueError as error:
                raise GraphError(f"{self._path}: damaged ({error}); delete it, and build the graph again") from error

    def add(self, one: Packed) -> bool:
        """Has an article wait. False for one that could not be read as a whole, where it waits already as it was."""
        if one.failed and one.source in self._at:
            return False
        self._at[one.source] = self._write(one.head, one.body)
        return True

    def remove(self, source: str) -> None:
        """Takes one out."""
        self._write(packing.no_more(source), b"")
        del self._at[source]

    # ------------------------------------------------------------------------------------------------- the file

    def _write(self, head: bytes, body: bytes) -> int:
        """Appends an article, as a whole or not at all; gives where it stands."""
        sizes = _SIZES.pack(len(head), len(body), zlib.crc32(body, zlib.crc32(head)))
        with self._told():
            at = self._file.seek(0, io.SEEK_END)
            self._append(sizes + head + body, at)
        return at

    def _append(self, content: bytes, at: int) -> None:
        left = memoryview(content)
        try:
            while left:
                left = left[self._file.write(left) :]  # what there is room for, at the end of a disk
        except OSError:
            with contextlib.suppress(OSError):
                self._file.truncate(at)
            raise

    def _recall(self) -> None:
        """Finds what is there; where that is nothing of this program, begins anew."""
        self._file.seek(0)
        first = f"kg spool {fingerprint.own()}\n".encode()
        if self._file.read(len(first)) != first:
            if not self._anew:
                raise GraphError(
                    f"{self._path.parent}: its build was stopped, and was by another version; run it again"
                )
            self._file.truncate(0)
            self._append(first, 0)
        while True:
            at = self._file.tell()
            sizes = self._file.read(_SIZES.size)
            if len(sizes) < _SIZES.size:
                break
            of_head, of_body, checksum = _SIZES.unpack(sizes)
            head, body = self._file.read(of_head), self._file.read(of_body)
            if len(body) < of_body or zlib.crc32(body, zlib.crc32(head)) != checksum:
                break
            source = packing.head(head).source
            self._at.pop(source, None)
            if body:
                self._at[source] = at
        self._file.truncate(at)

    def _head(self, source: str) -> Head:
        return packing.head(self._parts(source, body=False)[0])

    def _parts(self, source: str, *, body: bool = True) -> tuple[bytes, bytes]:
        with self._told():
            self._file.seek(self._at[source])
            of_head, of_body, _ = _SIZES.unpack(self._file.read(_SIZES.size))
            return self._file.read(of_head), self._file.read(of_body) if body else b""

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise GraphError(f"{self._path}: cannot be written ({why(error)}); what it holds is kept") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


# --------------------------------------------------------------------------------------------- a new graph


@contextlib.contextmanager
def spooled(
    store: GraphWriter, judged: Sequence[Decision], through: identity.Through = identity.alone, *, anew: bool = True
) -> Iterator[Spool | None]:
    """Where articles wait for a new graph (None: it is not new); afterwards all of them are stored.

    Where reading is stopped, they wait on.

    :param judged: what people decided about who is who
    :param through: as for ``identity.settle``
    :param anew: as for ``Spool``
    """
    folder = None if store.session is None else store.session.folder
    if folder is None or not (waits(folder) or next(iter(store.store), None) is None):
        yield None
        return
    with Spool(spool_file(folder), anew=anew) as spool:
        yield spool
        identity.settle_new(store, spool.tellings(), lambda who: fill(store, spool.incoming(), who), judged, through)
        spool.delete()


def waits(folder: Path | str) -> bool:
    """True where a build was stopped before it could store what it had read for the graph in ``folder``."""
    return spool_file(Path(folder)).exists()


def finish(store: GraphWriter, judged: Sequence[Decision]) -> None:
    """Stores what such a build has read."""
    if store.session is not None and waits(store.session.folder):
        with spooled(store, judged, anew=False):
            pass
        identity.settle(store, judged)
