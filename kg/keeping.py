"""Graphs kept safe: one file that holds all of a graph, and the graph made again from it, on any machine.

A backup is a ZIP archive. The same graph gives the same bytes (with the same zlib).

manifest.json     {"backup": 1, "format": ..., "base": ..., ..., "files": {name: {"bytes": ..., "sha256": ...}}}
graph.nq          every quad, sorted: also the way from one storage format to the next, and to any other RDF system
judgements.tsv    what people decided; absent where nobody did
left-out.json     what the last build skipped and dropped, for the report
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from kg import beside, export, files, graph, identity, outputs
from kg.api import Graph, open
from kg.errors import GraphError, UsageError
from kg.graph.codec import TYPE
from kg.graph.place import FORMAT, locked
from kg.graph.remote.endpoint import address
from kg.graph.terms import kg

__all__ = ["backup", "restore"]

_VERSION: Final = 1
_MANIFEST, _QUADS, _LEFT_OUT = "manifest.json", "graph.nq", "left-out.json"
_PIECE: Final = 32_000_000  # bytes that are loaded at once
_LARGEST_MANIFEST: Final = 1_000_000
_NONE: Final = "is no backup of a graph, or is damaged; take another copy of it"
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
)


def backup(folder: str | Path, target: str | Path) -> Path:
    """Writes all of the graph in ``folder`` to one file, as it is at this moment; gives the file.

    ``target`` is the file, or a folder, where it is called after the graph (``graph-backup.zip``). A file that is
    there already is replaced at the end, in one step. Raises GraphError where there is no graph, where it is being
    written, or where the file cannot be written.
    """
    _no_server(folder)
    source, path = Path(folder), Path(target)
    if path.is_dir():
        path = path / f"{source.resolve().name}-backup.zip"
    graph.read(source).close()  # locking would make a lock file where there is no graph
    with locked(source, writing=False):  # all that is read is of one moment
        held = graph.read(source)
        judged = source / identity.FILE
        decisions = judged.read_bytes() if judged.is_file() else None
        skipped, refused = beside.skipped(source), beside.refused(source)
    left_out = {"skipped": [asdict(one) for one in skipped], "refused": [asdict(one) for one in refused]}
    try:
        with held, files.replacing(path) as stream, zipfile.ZipFile(stream, "w") as archive:
            told = {_QUADS: _write(archive, _QUADS, lambda part: export.export(held, "nquads", part))}
            if decisions is not None:
                told[identity.FILE] = _write(archive, identity.FILE, lambda part: part.write(decisions))
            told[_LEFT_OUT] = _write(archive, _LEFT_OUT, lambda part: part.write(_json(left_out)))
            head = {"backup": _VERSION, "format": FORMAT, "base": held.names.base, **_counts(held), "files": told}
            _write(archive, _MANIFEST, lambda part: part.write(_json(head)))
    except OSError as error:
        raise GraphError(f"{path}: the backup cannot be written ({files.why(error)})") from error
    return path


def restore(archive: str | Path, out: str | Path) -> Graph:
    """Makes the graph of a backup again in ``out``, a new or empty folder.

    Everything is compared with what the manifest tells of it. Raises GraphError where ``archive`` is no backup, is
    damaged or is of another version, or where ``out`` holds something; then nothing is left behind.
    """
    _no_server(out)
    source, folder = Path(archive), Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GraphError(f"{folder}: is there and not empty; give a new or empty folder")
    draft = folder.parent / f".{folder.name}.restoring"
    try:
        with _opened(source) as held:
            manifest = _verified(held)
            if draft.exists():
                with locked(draft, writing=True):  # nobody is at it: what a restore left that was killed
                    shutil.rmtree(draft)
            try:
                _fill(draft, held, manifest)
                if folder.exists():
                    folder.rmdir()
                draft.rename(folder)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
    except _Refused as refusal:
        raise GraphError(f"{source}: {refusal}") from refusal
    except OSError as error:
        raise GraphError(f"{folder}: cannot be restored ({files.why(error)})") from error
    return open(folder)


def _no_server(where: str | Path) -> None:
    """Raises UsageError for the address of a server: a backup is of a folder and becomes one."""
    if address(where):
        raise UsageError(
            f"{where}: a server has backups of its own; `kg export {where} --format nquads -o FILE` copies its graph"
        )


class _Refused(Exception):
    """What is wrong with an archive."""


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except OSError as error:
        raise _Refused(f"cannot be read ({error.strerror})") from error
    except _DAMAGE as error:
        raise _Refused(_NONE) from error


def _fill(draft: Path, archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> None:
    """The graph of a verified archive in the folder ``draft``, with the files beside it."""
    with graph.write(draft, base=manifest["base"]) as store:
        with archive.open(_QUADS) as quads:
            try:
                store.engine.load(iter(lambda: b"".join(quads.readlines(_PIECE)), b""))
            except SyntaxError as error:
                raise _Refused(f"{_QUADS} is not N-Quads: {error.msg}") from error
        for key, count in _counts(store).items():
            if manifest[key] != count:
                raise _Refused(f"its manifest tells of {manifest[key]} {key}, it holds {count}")
        if identity.FILE in manifest["files"]:
            files.replace(draft / identity.FILE, archive.read(identity.FILE))
            identity.read_judgements(draft / identity.FILE)
        files.replace(draft / beside.MARK, archive.read(_LEFT_OUT))
        with outputs.following(store, draft):  # the report is made again, and these two kept
            pass


def _verified(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest of an archive that holds what the manifest tells, and nothing else. Nothing is unpacked."""
    try:
        return _compared(archive)
    except _DAMAGE as error:
        raise _Refused(_NONE) from error


def _compared(archive: zipfile.ZipFile) -> dict[str, Any]:
    if archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
        raise _Refused("its manifest is too large to be one")
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    version, told = int(manifest["backup"]), manifest["files"]
    if version != _VERSION or int(manifest["format"]) != FORMAT:
        raise _Refused(
            f"a backup of version {version} with a graph of format {manifest['format']}; this program knows version "
            f"{_VERSION} and format {FORMAT}: restore it with the program that made it, or a newer one"
        )
    if sorted([*told, _MANIFEST]) != sorted(archive.namelist()) or not {_QUADS, _LEFT_OUT} <= told.keys():
        raise _Refused("holds other files than its manifest tells; take another copy of it")
    if unknown := told.keys() - {_QUADS, _LEFT_OUT, identity.FILE}:
        raise _Refused(f"holds {', '.join(sorted(unknown))}, which no backup does")
    for name, expected in told.items():
        with archive.open(name) as part:
            if _told(part) != expected:
                raise _Refused(f"{name} is not what the manifest tells of it; take another copy of the backup")
    return manifest


def _counts(held: graph.Graph) -> dict[str, int]:
    statements = held.store.quads_for_pattern(None, TYPE, kg("Statement"), held.names.facts)
    return {"articles": len(held.sources()), "statements": sum(1 for _ in statements), "quads": len(held.store)}


def _write(archive: zipfile.ZipFile, name: str, fill: Callable[[BinaryIO], object]) -> dict[str, object]:
    """Adds a member, the same whenever and wherever it is made; gives what the manifest tells of it."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    with archive.open(info, "w", force_zip64=True) as part:
        hashed = _Hashed(part)
        fill(hashed)  # type: ignore[arg-type]
    return hashed.told()


class _Hashed(io.RawIOBase):
    """A stream that writes on and remembers what went through."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._bytes = 0
        self._sha256 = hashlib.sha256()

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, content: Any) -> int:
        """Writes all of it."""
        self._bytes += len(content)
        self._sha256.update(content)
        return self._stream.write(content)

    def told(self) -> dict[str, object]:
        """What the manifest tells of it."""
        return {"bytes": self._bytes, "sha256": self._sha256.hexdigest()}


def _told(stream: IO[bytes]) -> dict[str, object]:
    size, sha256 = 0, hashlib.sha256()
    while content := stream.read(1 << 20):
        size += len(content)
        sha256.update(content)
    return {"bytes": size, "sha256": sha256.hexdigest()}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
