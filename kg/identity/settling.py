"""Decisions made again for a stored graph, from what changed in it since they were last made."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from kg import ontology
from kg.graph import GraphWriter, Session
from kg.graph.canonical import canonical
from kg.graph.filling import Filled
from kg.graph.lookup import digest_of, digests, outline_of, source_of
from kg.graph.place import identity_file
from kg.identity.bundles import Through, alone
from kg.identity.follow import Followed, decided, follow, followed
from kg.identity.index import Index
from kg.identity.tellings import tellings
from kg.model import Decision, Extraction, Identities

__all__ = ["remember", "settle_new", "settled"]


def remember(store: GraphWriter, extractions: Iterable[Extraction]) -> None:
    """Keeps what these articles tell that the store has just taken: to read it back takes ten times as long.

    Nothing hangs on it. Of a graph in a folder only.
    """
    if store.session is None:
        return
    path, terms = identity_file(store.session.folder), ontology.load()
    with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(Index(path)) as index:
        if not index.ours():
            index.clear()
            index.commit("")
        for extraction in extractions:
            if stands := store.engine.standing(extraction.article.source):
                index.keep(stands[0].value, stands[1], tellings(canonical(extraction), terms))
        index.save()


def settle_new(
    store: GraphWriter,
    told: Iterable[tuple[str, Mapping[str, str]]],
    filling: Callable[[Identities], Iterable[Filled]],
    judged: Sequence[Decision],
    through: Through = alone,
) -> None:
    """Decides who is one actor in a graph that is in a folder and not stored yet; ``filling`` stores it so.

    :param told: the tellings of each article, by its source
    :param through: as for ``kg.identity.settle``, which is to follow: where the index fails, all is left to it
    """
    assert store.session is not None
    path, filled = identity_file(store.session.folder), False
    try:
        with contextlib.closing(Index(path)) as index:
            index.clear()
            index.commit("")  # whoever dies from here on leaves it of no generation
            follow(index, told, judged, through)
            every, filled = filling(decided(index, judged)), True
            store.engine.finish()
            for one in every:
                index.know(one.doc.value, one.source, one.digest)
            index.commit(store.session.now)
            store.session.known = store.session.now
            store.engine.articles = set()
    except sqlite3.Error:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        if not filled:
            filling(Identities())


def settled(store: GraphWriter, judged: Sequence[Decision], through: Through) -> list[str] | None:
    """As ``kg.identity.settle``; None where that has to be done from the whole: no folder, or its index fails.

    The index is of the graph as it is only where the last who opened the store for writing also brought it up to
    date. Else those articles are read for it of which it knows another digest, and all that is stored is compared
    with what is decided: somebody may have died on the way, or decided without it.
    """
    session = store.session
    if session is None:
        return None
    path = identity_file(session.folder)
    try:
        with contextlib.closing(Index(path)) as index:
            return _settled(store, session, index, judged, through)
    except sqlite3.Error:  # a full disk, or a file that is damaged: it is made anew some other time
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return None


def _settled(
    store: GraphWriter, session: Session, index: Index, judged: Sequence[Decision], through: Through
) -> list[str]:
    current = index.current(session.known)
    if not current and not index.ours():
        index.clear()
    docs = _changed(store, index, store.engine.articles if current else None)
    same = index.judged() == {(one.one, one.other): repr(one) for one in judged}
    if current and same and not docs and not store.engine.changed:
        return []
    index.commit("")  # whoever dies from here on leaves it of no generation
    sources = {source_of(store.store, doc) if here else index.source(doc) for doc, here in docs.items()}
    touched = follow(index, _told(store, index, sources), judged, through)
    if current:
        changed = _amended(store, index, followed(index, touched, judged))
    else:
        changed = store.identify(decided(index, judged))
    store.engine.finish()  # the index must not know of anything that a power cut takes back
    for doc, here in docs.items():
        if not here:
            index.know(doc, "", None)
    for source in sources.union(changed):
        if stands := store.engine.standing(source):
            index.know(stands[0].value, source, stands[1])
    index.commit(session.now)
    session.known = session.now
    store.engine.articles = set()
    return changed


def _changed(store: GraphWriter, index: Index, among: Collection[str] | None) -> dict[str, bool]:
    """The graphs of the articles of which the index does not know what they say now, and whether they are here.

    ``among`` these; None: among all.
    """
    if among is None:
        old, new = index.digests(), digests(store.store)
    else:
        old = {doc: digest for doc in among if (digest := index.digest(doc)) is not None}
        new = {doc: digest for doc in among if (digest := digest_of(store.store, doc)) is not None}
    return {doc: doc in new for doc in old.keys() | new.keys() if old.get(doc) != new.get(doc)}


def _told(store: GraphWriter, index: Index, sources: set[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What each of these articles tells now: as it was remembered, else read from the graph."""
    terms = ontology.load()
    for source in sorted(sources):
        stands = store.engine.standing(source)
        told = index.kept(stands[0].value, stands[1]) if stands else {}
        if told is None:
            outline = outline_of(store.store, store.names, source)
            told = tellings(outline, terms) if outline else {}
        yield source, told


def _amended(store: GraphWriter, index: Index, found: Followed) -> list[str]:
    """Makes the graph follow; gives the sources that had to change."""

    def seen(id: str) -> list[str]:
        return [source for source, _ in index.sightings(id)]

    return store.amend(found.identities, found.ids, found.names, seen)
