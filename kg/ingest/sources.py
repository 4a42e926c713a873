"""Paths, folders, globs, ``-`` and addresses, told apart and named; nothing is read here but folders."""

from __future__ import annotations

import glob
import itertools
import logging
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.ingest import remote
from kg.ingest.place import GRAPH, Place, a_graph, no_articles, not_read, passed_over, printable
from kg.model import Skipped

__all__ = ["find", "trouble"]

LOG = logging.getLogger(__name__)
STDIN: Final = "-"


def find(paths: Sequence[str | Path], *, suffixes: Iterable[str]) -> list[Place | Skipped]:
    """Every input that the paths mean: files by source, then standard input, then addresses by source.

    In folders only files with one of the ``suffixes`` are inputs; hidden ones and READMEs are passed over. Two files
    of one source get as much of their folders before their names as tells them apart, and the log says so. Raises
    UsageError where the packages for an address are not installed.
    """
    given, endings = [_plain(str(path)) for path in paths], set(suffixes)
    far = [path for path in given if remote.is_remote(path)]
    near = [path for path in given if path != STDIN and not _is_url(path) and path not in far]
    found = [item for path in near for item in _local(path, endings)]
    files = _distinct([item for item in found if isinstance(item, Place)])
    skipped = {item for item in found if isinstance(item, Skipped)}
    inputs: list[Place | Skipped] = sorted([*files, *skipped], key=lambda item: (item.source, repr(item)))
    inputs += [Place(STDIN)] if STDIN in given else []
    addresses: list[Place | Skipped] = [Place(url, url=url) for url in {path for path in given if _is_url(path)}]
    addresses += remote.find(far, suffixes=endings) if far else []
    return inputs + sorted(addresses, key=lambda item: item.source)


def trouble(error: OSError) -> str:
    """Why a file or folder cannot be read, and what to do."""
    match error:
        case FileNotFoundError():
            return "no such file or folder; check the path"
        case PermissionError():
            return "no permission to read it; change its permissions (chmod +r) or leave it out"
    loop = "symbolic link" in (error.strerror or "")
    return "a loop of symbolic links; remove the link" if loop else f"cannot be read: {error.strerror or error}"


def _plain(path: str) -> str:
    """The address of a file on this machine is a path."""
    return path.removeprefix("file://").removeprefix("local://")


def _is_url(path: str) -> bool:
    return path.casefold().startswith(("http://", "https://"))


def _local(path: str, suffixes: set[str]) -> Iterator[Place | Skipped]:
    if glob.has_magic(path) and not os.path.lexists(path):
        yield from _matches(path, suffixes)
    elif os.path.isdir(path):
        yield from _folder(Path(path), suffixes)
    else:
        yield _file(Path(path), Path(path).name, missing=path)


def _matches(pattern: str, suffixes: set[str]) -> Iterator[Place | Skipped]:
    """What a pattern matches, named from the folder before its first wildcard on."""
    root = Path(*itertools.takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts[:-1]))
    matched = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]
    matched = [match for match in matched if not passed_over(match.name)]
    if not matched:
        yield Skipped(
            printable(pattern), "nothing matches this pattern; check its folder and its wildcards", reached=False
        )
    for match in matched:
        if match.is_dir():
            yield from _walk(match, root, suffixes)
        else:
            yield _file(match, _source(match, root))


def _folder(folder: Path, suffixes: set[str]) -> Iterator[Place | Skipped]:
    items = list(_walk(folder, folder, suffixes))
    if not any(isinstance(item, Place) or item.failed for item in items):
        name = printable(os.path.basename(os.path.abspath(folder)))
        yield no_articles(name, suffixes)
    yield from items


def _walk(folder: Path, root: Path, suffixes: set[str]) -> Iterator[Place | Skipped]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        name = os.path.basename(os.path.abspath(folder)) if folder == root else _source(folder, root)
        yield Skipped(printable(name), trouble(error), reached=False)
        return
    if any(entry.name == GRAPH for entry in entries):
        name = os.path.basename(os.path.abspath(folder)) if folder == root else _source(folder, root)
        yield a_graph(printable(name), given=folder == root)
        return
    for entry in entries:
        path = folder / entry.name
        if passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root, suffixes)
        elif os.path.isdir(path):
            yield _linked_folder(path, root)
        elif path.suffix.casefold() in suffixes:
            yield _file(path, _source(path, root))
        else:
            yield not_read(_source(path, root), path.suffix)


def _linked_folder(link: Path, root: Path) -> Skipped:
    """Links to folders are not followed: they may lead in circles, or out of what was given."""
    target, top = Path(os.path.realpath(link)), Path(os.path.realpath(root))
    if target.is_relative_to(top) or top.is_relative_to(target):
        return Skipped(_source(link, root), "a link back into the folders being read; remove it", failed=False)
    return Skipped(
        _source(link, root), "a link to another folder, not followed; give that folder as a path of its own"
    )


def _file(path: Path, source: str, *, missing: str | None = None) -> Place | Skipped:
    """``missing`` is what to call it where it does not exist: a name alone would not tell where it was looked for."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Skipped(printable(missing or source), trouble(error), reached=False)
    if not stat.S_ISREG(mode):  # opening a pipe would wait for ever
        return Skipped(printable(source), "not a file but a device or a pipe; pipe it in and give -")
    return Place(printable(source), path=path)


def _source(path: Path, root: Path) -> str:
    return printable(Path(os.path.relpath(path, root)).as_posix())


def _distinct(places: Sequence[Place]) -> list[Place]:
    """The same file given twice once, by its shortest source; different files by different sources."""
    once: dict[str, Place] = {}
    for place in sorted(places, key=lambda place: (len(place.source), place.source)):
        once.setdefault(os.path.abspath(place.path or ""), place)
    paths = sorted(once)
    own = {path: once[path].source for path in paths}
    sources, more = dict(own), 0
    while clashing := _clashing(sources):
        more += 1
        for number, path in enumerate(clashing):
            sources[path] = _with_folders(path, own[path], more, number)
    for path in paths:
        if sources[path] != own[path]:
            LOG.warning("%s: another input has this name too; this one is called %s", own[path], sources[path])
    return [replace(once[path], source=sources[path]) for path in paths]


def _clashing(sources: Mapping[str, str]) -> list[str]:
    times = Counter(sources.values())
    return [path for path, source in sources.items() if times[source] > 1]


def _with_folders(path: str, source: str, more: int, number: int) -> str:
    """The source with so many more of the folders above it; a number where there are no more."""
    parts = Path(path).parts[1:]  # without the root
    wanted = len(Path(source).parts) + more
    name = printable("/".join(parts[-wanted:]))
    return name if wanted <= len(parts) else f"{name}~{number + 1}"
