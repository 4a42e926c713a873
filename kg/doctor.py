"""What ``kg doctor`` looks at: whether all that this program needs is there, works, and how to get what is not.

It has to run where a package is missing or broken, so each examination loads what it looks at itself.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Final

from kg import files
from kg.errors import KgError

__all__ = ["Finding", "State", "examine"]

_EXTRAS: Final = {
    "serve": "kg serve",
    "frames": "to_pandas()",
    "notebook": "Jupyter",
    "remote": "s3://",
    "parquet": "Parquet",
}
"""The extras that users have, and what each is for; the others are for who changes this program."""

_ROOM: Final = 300_000_000
"""Bytes that a disk should have free: a build of some hundred articles with its files."""

_SENTENCE, _NAMES = "Norway joined NATO in April 1949.", ("Norway", "NATO")


class State(StrEnum):
    """``MISSING`` is not there and is only needed by who wants it; ``BROKEN`` has to be mended."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``remedy`` is what to do about it, None where there is nothing to do."""

    what: str
    state: State
    told: str
    remedy: str | None = None


def examine(graph: str | Path | None = None) -> Iterator[Finding]:
    """Looks at this installation and, where one is given, at a graph (its folder or address); a finding at a time."""
    yield from _guarded("kg", _program)
    yield from _guarded("packages", _packages)
    yield from _guarded("model", _model)
    yield from _guarded("extras", _extras)
    yield _room("temporary files", Path(tempfile.gettempdir()))
    if graph is not None:
        yield from _guarded("graph", lambda: _graph(graph))


def _guarded(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What an examination finds; an examination that fails is a finding, too."""
    try:
        yield from look()
    except KgError as error:
        yield Finding(what, State.BROKEN, str(error))
    except (ImportError, OSError) as error:  # also a library that the system cannot load
        yield Finding(what, State.BROKEN, str(error), "see the packages above, or install kg again")


def _program() -> Iterator[Finding]:
    from packaging.specifiers import SpecifierSet

    try:
        found = metadata.metadata("kg")
    except metadata.PackageNotFoundError:
        told = f"a checkout ({Path(__file__).parent}), not installed: its packages cannot be compared"
        yield Finding("kg", State.MISSING, told, f"{_pip()} -e .")
        return
    yield Finding("kg", State.OK, f"{found['Version']} in {Path(__file__).parent}")
    asked = SpecifierSet(found["Requires-Python"] or "")
    here = f"{platform.python_version()} on {platform.platform(terse=True)}, {platform.machine()} (asked: {asked})"
    if asked.contains(platform.python_version(), prereleases=True):
        yield Finding("Python", State.OK, here)
    else:
        yield Finding("Python", State.BROKEN, here, "make an environment with a newer Python")


def _packages() -> Iterator[Finding]:
    """Each package that kg cannot do without."""
    for line in _required(None):
        yield _package(line)


def _package(line: str) -> Finding:
    from packaging.requirements import Requirement

    asked = Requirement(line)
    versions = f"asked: {asked.specifier}" if asked.specifier else "any will do"
    try:
        version = metadata.version(asked.name)
    except metadata.PackageNotFoundError:
        return Finding(asked.name, State.BROKEN, f"not installed ({versions})", _install(line))
    state = State.OK if asked.specifier.contains(version, prereleases=True) else State.BROKEN
    return Finding(asked.name, state, f"{version} ({versions})", None if state is State.OK else _install(line))


def _required(extra: str | None) -> list[str]:
    """What kg asks for, here and with this extra (None: without any), as pip reads it."""
    from packaging.requirements import Requirement

    try:
        lines = metadata.requires("kg") or []
    except metadata.PackageNotFoundError:
        return []
    asked = [Requirement(line) for line in lines]
    for one in asked:
        one.extras = set()  # what an extra brings is in the list of its own
    wanted = [one for one in asked if one.marker is None] if extra is None else []
    wanted += [one for one in asked if one.marker is not None and one.marker.evaluate({"extra": extra or ""})]
    return [f"{one.name}{one.specifier}" for one in wanted]


def _model() -> Iterator[Finding]:
    from kg.language import checksums

    version = checksums.verify()
    size = sum(path.stat().st_size for path in checksums.WEIGHTS.iterdir()) / 1e6
    from kg import language

    found = {entity.text for entity in language.load()(_SENTENCE).ents}
    if not set(_NAMES) <= found:
        told = f"{version}: of {_SENTENCE!r} it reads the names {', '.join(sorted(found)) or 'none'}"
        yield Finding("model", State.BROKEN, told, "install kg again")
        return
    yield Finding("model", State.OK, f"{version}, {size:.0f} MB, as published; loads and reads")


def _extras() -> Iterator[Finding]:
    for extra, use in _EXTRAS.items():
        lacking = [line for line in _required(extra) if _package(line).state is not State.OK]
        if lacking:
            yield Finding(extra, State.MISSING, f"for {use}: {', '.join(lacking)}", _install(*lacking))
        elif _required(extra):
            yield Finding(extra, State.OK, f"for {use}")


def _room(what: str, folder: Path) -> Finding:
    """Whether files can be made in a folder, and how many."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding(what, State.BROKEN, f"{folder}: {files.why(error)}", "set TMPDIR to a folder of yours")
    told = f"{folder}: {free / 1e9:,.1f} GB free"
    return (
        Finding(what, State.OK, told) if free > _ROOM else Finding(what, State.BROKEN, told, "free some space there")
    )


def _graph(where: str | Path) -> Iterator[Finding]:
    from kg import graph
    from kg.graph.remote.endpoint import address

    folder = None if isinstance(where, str) and address(where) else Path(where)
    if folder is not None and (writer := _writer(folder)):
        yield Finding("graph", State.BROKEN, f"{where}: {writer} writes it", "wait until it is done")
        return
    with graph.read(where) as held:
        statements = graph.select(held, "SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }", {}).rows()[0][0]
        counts = f"{len(held.sources())} articles, {statements} statements"
        yield Finding("graph", State.OK, f"{where}: opens; {counts}; names begin with {held.names.base}")
    if folder is None:
        return
    from kg import beside
    from kg.graph.place import FORMAT

    if beside.are_old(folder):
        yield Finding(
            "its files", State.MISSING, f"{where}: older than the graph", f"kg files {shlex.quote(str(where))}"
        )
    yield Finding("its format", State.OK, f"{FORMAT}, as this program writes")
    if all(os.access(each, os.W_OK) for each in (folder, *folder.iterdir())):
        yield _room("its disk", folder)
    else:
        yield Finding("its folder", State.MISSING, f"{where}: can be read, not written", f"chmod -R u+w {folder}")


def _writer(folder: Path) -> str:
    """Who is writing the graph there; empty where nobody is."""
    try:
        lock = (folder / "kg-graph.lock").open("rb")
    except OSError:
        return ""
    with lock:
        if files.try_lock(lock.fileno(), alone=False):
            return ""
        number = os.fstat(lock.fileno()).st_ino
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:  # no Linux
        lines = []
    pids = [words[4] for words in map(str.split, lines) if words[5].endswith(f":{number}") and words[3] == "WRITE"]
    return f"process {pids[0]}" if pids else "another process"


def _install(*lines: str) -> str:
    return f"{_pip()} {shlex.join(lines)}"


def _pip() -> str:
    return f"{shlex.quote(sys.executable)} -m pip install"
