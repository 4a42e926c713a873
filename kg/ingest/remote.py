"""Object stores, archives and file servers by fsspec: their addresses, folders and patterns. Nothing is read here.

An input is called by its address, without passwords and queries. Nothing that a listing says becomes a path on this
machine; a name in it that leads out of its folder is told and left out.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from glob import has_magic
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from kg.errors import UsageError
from kg.ingest.place import GRAPH, Place, a_graph, no_articles, not_read, passed_over
from kg.model import Skipped

__all__ = ["find", "is_remote", "trouble"]

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PASSWORD: Final = re.compile(r"(?<=://)[^/]*:[^/]*@")  # not the container@account of Azure
_QUERY: Final = re.compile(r"\?[\w.~%-]+=\S*")
_UNSAID: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff%#]")  # after # stands the number of a record
_DEEPEST: Final = 100  # folders in one another: a server may make them up for ever


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file or folder: where it is in its file system, and its address as people see it."""

    path: str
    source: str
    folder: bool

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rstrip("/").rpartition("/")[2]


def is_remote(path: str) -> bool:
    """True for an address that fsspec is asked about: any but those of the web."""
    return bool(_ADDRESS.match(path)) and not path.casefold().startswith(("http://", "https://"))


def find(urls: Iterable[str], *, suffixes: set[str]) -> list[Place | Skipped]:
    """Every input that the addresses mean, each once; what is no input as ``sources.find`` has it.

    Raises UsageError where fsspec, or the package that it needs for one of them, is not installed.
    """
    items = [item for url in urls for item in _given(url, suffixes)]
    found: dict[str, Place | Skipped] = {}
    for item in sorted(items, key=lambda item: isinstance(item, Skipped)):
        found.setdefault(item.source, item)
    return list(found.values())


def trouble(error: Exception) -> str:
    """Why something cannot be read there, and what to do."""
    kind = type(error).__name__
    said = _QUERY.sub("", _PASSWORD.sub("", " ".join(str(error).split())))[:200] or kind
    if isinstance(error, FileNotFoundError):
        return "nothing is there; check the address: bucket, folder and name"
    if isinstance(error, PermissionError) or "Credential" in kind:
        return f"no access ({said}); give credentials where the service's own tools look for them"
    if isinstance(error, TimeoutError | ConnectionError) or "Connect" in kind:
        return f"no answer ({said}); check the network and the address"
    return f"cannot be read: {said}; check the address"


def _given(url: str, suffixes: set[str]) -> Iterator[Place | Skipped]:
    shown = _shown(url)
    try:
        files, path = _opened(url, shown)
        if has_magic(_QUERY.sub("", path)):
            yield from _matches(files, path, shown, suffixes)
            return
        given = _Entry(path, shown, url.endswith("/") or files.info(path)["type"] == "directory")
    except UsageError:
        raise
    except Exception as error:  # every kind of store has exceptions of its own
        yield Skipped(shown, trouble(error), reached=False)
        return
    if not given.folder:
        yield _place(files, given)
        return
    items = list(_walk(files, given, suffixes, top=True))
    if not any(isinstance(item, Place) or item.failed for item in items):
        yield no_articles(given.source, suffixes)
    yield from items


def _opened(url: str, shown: str) -> tuple[Any, str]:
    """The file system, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(f"{shown}: such an address needs fsspec: pip install 'kg[remote]'") from error
    scheme, _, rest = url.partition("://")
    try:
        files, path = url_to_fs(f"{scheme.lower()}://{rest}")
    except ImportError as error:  # "Install s3fs to access S3"
        raise UsageError(f"{shown}: {error} (pip install 'kg[remote]' and that package)") from error
    files.invalidate_cache()  # a listing of an hour ago would take out of the graph what came since
    return files, path


def _matches(files: Any, path: str, shown: str, suffixes: set[str]) -> Iterator[Place | Skipped]:
    """What a pattern matches; local patterns mean the same."""
    parts = path.split("/")
    fixed = next(number for number, part in enumerate(parts) if has_magic(part))
    # what is written before the pattern is the address of the folder in which it begins
    pattern = "/".join(parts[fixed:])
    head, _, rest = shown.partition("::")
    folder = head.rstrip("/").removesuffix(_encoded(pattern))
    start = _Entry("/".join(parts[:fixed]), folder + ("::" + rest if rest else ""), True)
    found = list(_matching(files, start, parts[fixed:]))
    if not found:
        yield Skipped(shown, "nothing matches this pattern; check its folder and its wildcards", reached=False)
    yield from _inputs(files, found, suffixes, asked=True)


def _matching(files: Any, folder: _Entry, parts: Sequence[str]) -> Iterator[_Entry | Skipped]:
    """fsspec has patterns, too, but takes a folder that cannot be listed for an empty one."""
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _matching(files, folder, rest or ["*"])
    for entry in _listed(files, folder):
        if isinstance(entry, Skipped):
            yield entry
        elif entry.name.startswith(".") or not fnmatch.fnmatchcase(entry.name, first):
            continue
        elif first == "**":
            if entry.folder:
                yield from _matching(files, entry, parts)
        elif not rest:
            yield entry
        elif entry.folder:
            yield from _matching(files, entry, rest)


def _walk(files: Any, folder: _Entry, suffixes: set[str], *, top: bool = False) -> Iterator[Place | Skipped]:
    entries = _listed(files, folder)
    if any(isinstance(entry, _Entry) and entry.name == GRAPH for entry in entries):
        yield a_graph(folder.source, given=top)
        return
    yield from _inputs(files, entries, suffixes)


def _inputs(
    files: Any, entries: Iterable[_Entry | Skipped], suffixes: set[str], *, asked: bool = False
) -> Iterator[Place | Skipped]:
    """What these files and folders hold; a file that was ``asked`` for may have any ending."""
    for entry in entries:
        if isinstance(entry, Skipped):
            yield entry
        elif passed_over(entry.name):
            continue
        elif entry.folder:
            yield from _walk(files, entry, suffixes)
        elif asked or PurePosixPath(entry.name).suffix.casefold() in suffixes:
            yield _place(files, entry)
        else:
            yield not_read(entry.source, PurePosixPath(entry.name).suffix)


def _listed(files: Any, folder: _Entry) -> list[_Entry | Skipped]:
    """What is in a folder, by name; or that it cannot be told."""
    own = folder.path.strip("/")
    if folder.path.count("/") > _DEEPEST:
        return [
            Skipped(folder.source, f"more than {_DEEPEST} folders in one another; give one of them", reached=False)
        ]
    try:
        listed = {str(one["name"]).strip("/"): str(one["type"]) for one in files.ls(folder.path, detail=True)}
    except Exception as error:  # as above
        return [Skipped(folder.source, trouble(error), reached=False)]
    return [_entry(folder, path, kind) for path, kind in sorted(listed.items()) if path != own]


def _entry(folder: _Entry, path: str, kind: str) -> _Entry | Skipped:
    own = folder.path.strip("/")
    name = path.removeprefix(f"{own}/") if own else path
    head, _, rest = folder.source.partition("::")
    source = f"{head}{'' if head.endswith('/') else '/'}{_encoded(name)}{'::' + rest if rest else ''}"
    if name in ("", ".", "..") or "/" in name or (own and name == path):
        return Skipped(source, "a name that leads out of its folder, left out; rename it")
    if kind not in ("file", "directory"):
        return Skipped(source, f"neither a file nor a folder ({kind}), not followed", failed=False)
    return _Entry(f"{folder.path.rstrip('/')}/{name}" if folder.path else name, source, kind == "directory")


def _place(files: Any, entry: _Entry) -> Place:
    return Place(entry.source, opened=partial(files.open, entry.path, "rb"))


def _shown(url: str) -> str:
    """The address as people see it and as an article is called: without passwords and queries."""
    return "::".join(_encoded(_QUERY.sub("", _PASSWORD.sub("", link))) for link in url.split("::"))


def _encoded(name: str) -> str:
    """What a line cannot show is percent-encoded, so that two names stay two; all else stays as it is."""
    return _UNSAID.sub(lambda found: quote(found.group().encode("utf-8", "surrogatepass")), name)
