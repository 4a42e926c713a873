"""Graphs opened: in a folder, in memory, on a server.

with write(folder) as graph:     one writer at a time
    graph.put(extraction)
with read(folder) as graph:      a snapshot; writers are not held up
    graph.statements()
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.files import why
from kg.graph.counts import Tally, kept
from kg.graph.engine import Embedded
from kg.graph.names import DEFAULT_BASE, Names
from kg.graph.place import Session, create, generation, locked, marker, spool_file, state_file, store_folder
from kg.graph.remote.endpoint import address
from kg.graph.remote.server import reading, writing
from kg.graph.snapshot import snapshot
from kg.graph.store import Graph, GraphWriter
from kg.model import Extraction

__all__ = ["attach", "memory", "read", "write"]


def memory(extractions: Iterable[Extraction] = (), *, base: str = DEFAULT_BASE) -> GraphWriter:
    """A graph in memory."""
    graph = GraphWriter(Embedded(ox.Store()), Names(base))
    graph.load(extractions)
    return graph


def write(where: Path | str, *, base: str | None = None, update: str | None = None) -> GraphWriter:
    """The graph in a folder or on a server, made where there is none; nobody else can write until it is closed.

    ``where`` is the folder, or as text the web address of a SPARQL 1.1 endpoint; ``update`` is the address that takes
    its updates (None: where servers of its kind take them, ``endpoint.update_address``). ``base`` begins the names of
    a new graph. Raises GraphError where the folder is something else, the graph is of another version or base, is
    being written, or the server fails; UsageError for an address that holds a password.
    """
    if url := address(where):
        engine, names, held = writing(url, base, update)
        return GraphWriter(engine, names, held)
    folder = Path(where)
    if marker(folder) is None:
        create(folder, Names(base or DEFAULT_BASE).base)
    with contextlib.ExitStack() as held:
        held.enter_context(locked(folder, writing=True))
        known = marker(folder) or DEFAULT_BASE
        if base is not None and base != known:
            raise GraphError(f"{folder}: its names begin with {known}, not {base}; build into a new folder")
        before = generation(store_folder(folder))
        for left in store_folder(folder).glob("bulk-*.sst"):  # by who was killed before RocksDB took it over
            left.unlink(missing_ok=True)
        try:
            store = ox.Store(str(store_folder(folder)))
        except (OSError, RuntimeError) as error:
            raise GraphError(f"{folder}: the store cannot be opened ({why(error)})") from error
        state = kept(state_file(folder), before)
        session = Session(folder, state.settled if state else None, generation(store_folder(folder)) or "")
        empty = next(iter(store), None) is None
        tally = Tally() if empty else state.counts if state else None
        return GraphWriter(Embedded(store, folder, tally), Names(known), held.pop_all(), session)


def read(where: Path | str) -> Graph:
    """A snapshot of the graph in a folder as it is now; or the graph on a server, by its web address.

    Of a server, queries see what is there when they are asked, and all else is copied when it is first asked for.
    Raises GraphError where there is none, where the folder is being written, or the server fails.
    """
    if url := address(where):
        engine, names, held = reading(url)
        return Graph(engine, names, held)
    folder = Path(where)
    base = marker(folder)
    if base is None:
        raise GraphError(f"{folder}: is no graph; `kg build ARTICLES --out {folder}` makes one")
    if spool_file(folder).exists():
        raise GraphError(
            f"{folder}: its build was stopped; run it again, it goes on after what was read, or take what was read "
            f"until then: kg files {folder}"
        )
    with contextlib.ExitStack() as held:
        copy = held.enter_context(snapshot(folder))
        state = kept(state_file(folder), generation(copy))
        tally = state.counts if state else None
        return Graph(Embedded(_opened(copy, folder), tally=tally), Names(base), held.pop_all())


def attach(copy: Path, base: str) -> Graph:
    """The graph in a ``snapshot`` of one whose names begin with ``base``; several processes may hold it."""
    return Graph(Embedded(_opened(copy, copy)), Names(base))


def _opened(copy: Path, folder: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(copy)) if any(copy.iterdir()) else ox.Store()
    except (OSError, RuntimeError) as error:
        if "Column family not found" in str(error):  # who made it was killed before it could hold anything
            return ox.Store()
        raise GraphError(f"{folder}: the store cannot be opened ({error})") from error
