"""Decisions made again for a stored graph, from what changed in it since they were last made."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence

from kg import ontology
from kg.graph import GraphWriter, Session
from kg.graph.lookup import digests, outline_of, source_of
from kg.graph.place import identity_file
from kg.identity.follow import Followed, follow
from kg.identity.index import Index
from kg.model import Decision, Extraction

__all__ = ["settled"]


def settled(store: GraphWriter, judged: Sequence[Decision]) -> list[str] | None:
    """As ``kg.identity.settle``; None where that has to be done from the whole: no folder, or its index fails.

    The index is of the graph as it is only where the last who opened the store for writing also brought it up to
    date; else all articles are read for it, and all that is stored is compared with what is decided.
    """
    session = store.session
    if session is None:
        return None
    path = identity_file(session.folder)
    try:
        with contextlib.closing(Index(path)) as index:
            return _settled(store, session, index, judged)
    except sqlite3.Error:  # a full disk, or a file that is damaged: it is made anew some other time
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return None


def _settled(store: GraphWriter, session: Session, index: Index, judged: Sequence[Decision]) -> list[str]:
    whole = not index.current(session.known)
    if whole:
        index.clear()
    old, new = index.digests(), digests(store.store)
    docs = {doc for doc in old.keys() | new.keys() if old.get(doc) != new.get(doc)}
    if not whole and not docs and index.judged() == {(one.one, one.other): repr(one) for one in judged}:
        return []
    index.commit("")  # whoever dies from here on leaves it of no generation
    sources = {source_of(store.store, doc) if doc in new else index.source(doc) for doc in docs}
    found = follow(index, _read(store, sources), ontology.load(), judged)
    changed = store.identify(found.identities) if whole else _amended(store, index, found)
    store.engine.finish()  # the index must not know of anything that a power cut takes back
    for doc in docs - new.keys():
        index.know(doc, "", None)
    for source in sources.union(changed):
        if stands := store.engine.standing(source):
            index.know(stands[0].value, source, stands[1])
    index.commit(session.now)
    session.known = session.now
    return changed


def _read(store: GraphWriter, sources: set[str]) -> Iterator[tuple[str, Extraction | None]]:
    return ((source, outline_of(store.store, store.names, source)) for source in sorted(sources))


def _amended(store: GraphWriter, index: Index, found: Followed) -> list[str]:
    """Makes the graph follow; gives the sources that had to change."""

    def seen(id: str) -> list[str]:
        return [source for source, _ in index.sightings(id)]

    return store.amend(found.identities, found.ids, found.names, found.sources, seen)
