"""Whom people mean by a name, in a graph that is stored."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable

from kg import ontology
from kg.authority import comparable
from kg.graph import GraphWriter
from kg.graph.place import identity_file
from kg.identity.follow import known
from kg.identity.index import Index
from kg.identity.profiles import Profile, called, profiles

__all__ = ["meant"]


def meant(store: GraphWriter, names: Iterable[str]) -> list[str]:
    """The id of the entity that each of these names: an id, a label or a name, as an article gave it.

    The index is asked where it is of the graph as it is, else all articles are. Raises UsageError as ``called``.
    """
    session = store.session
    if session is not None:
        with contextlib.suppress(sqlite3.Error), contextlib.closing(Index(identity_file(session.folder))) as index:
            if index.current(session.known):
                return [_indexed(store, index, name).id for name in names]
    every = profiles(store.outlines(), ontology.load(), store.identities.split)
    return [called(every, name).id for name in names]


def _indexed(store: GraphWriter, index: Index, name: str) -> Profile:
    def every() -> Iterable[str]:
        return (name for one in store.entities() for name in (one.label, *one.aliases))

    found = known(index, [name.removeprefix("id:"), *index.called(comparable(name))])
    return called(found, name, every)
