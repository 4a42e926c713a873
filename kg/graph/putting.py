"""Articles on their way into a store: encoded, looked at by the shapes, written alone or several together.

What only adds is written much quicker than what also takes something out, and most of that is paid once, however
many articles come. So new articles are put together; where some tell of an actor what takes the place of something
that is stored of it (``delta``), one of them for each such actor comes before the others.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ShapeError
from kg.garbage import uncollected
from kg.graph.delta import Delta, delta
from kg.graph.document import Encoded, encode
from kg.graph.engine import Embedded
from kg.graph.lookup import document_of, node_in
from kg.graph.names import Names
from kg.graph.notes import bound
from kg.graph.retold import retold
from kg.graph.shapes.validate import validate
from kg.graph.terms import kg
from kg.model import Extraction, Identities, Stands

if TYPE_CHECKING:
    from kg.graph.store import GraphWriter

__all__ = ["Incoming", "put", "put_all", "ready", "valid"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that comes, with its note (None: without one); ``ready`` is what ``ready`` gave for it, if asked."""

    extraction: Extraction
    note: str | None = None
    ready: Encoded | None = None

    @property
    def source(self) -> str:
        """``Article.source``."""
        return self.extraction.article.source

    def encoded(self, stands: Stands) -> Encoded | None:
        """As it was made ready, where nobody stands for anybody in it."""
        return None if self.ready is None or stands.touches(self.ready.told, self.source) else self.ready

    def standing(self, names: Names, stands: Stands) -> Encoded:
        """With those who stand for others in it; the shapes do not look at who that is."""
        return self.encoded(stands) or encode(self.extraction, names, stands, self.ready)


def valid(extraction: Extraction, names: Names, stands: Stands = Identities()) -> Encoded:  # noqa: B008
    """What an article says as triples, where the shapes find nothing wrong. Raises ShapeError."""
    with uncollected():
        new = encode(extraction, names, stands)
        validate(extraction, new, names)
    return new


def ready(extraction: Extraction, names: Names) -> Encoded | None:
    """The same as far as it can be told before anybody asks who is one actor, so also in another process than that of
    the store; None where something is wrong."""
    try:
        return valid(extraction, names)
    except ShapeError:
        return None


def put(store: GraphWriter, one: Incoming, stands: Stands) -> bool:
    """As ``GraphWriter.put``, with those who stand for others."""
    with uncollected():
        new = one.standing(store.names, stands)
        near = store.engine.around(one.source, new, stands)
        old = document_of(near, one.source)
        same = old is not None and node_in(near, old, old).text(kg("digest")) == new.digest
        if not same:
            if new is not one.ready:
                validate(one.extraction, new, store.names)
            store.engine.change(delta(near, store.names, old, [new], stands), [new])
            if old is not None and old != new.doc:
                store.engine.note(old, None)
        _remember(store, new, one.note)
    return not same


def put_all(store: GraphWriter, articles: Sequence[Incoming], stands: Stands) -> list[bool | ShapeError]:
    """As ``GraphWriter.put_all``, likewise."""
    results: dict[int, bool | ShapeError] = {}
    new: dict[str, Encoded] = {}
    for at, one in enumerate(articles):
        if one.source not in new and isinstance(store.engine, Embedded) and not store.holds(one.source):
            try:
                new[one.source] = one.encoded(stands) or valid(one.extraction, store.names, stands)
                results[at] = True
            except ShapeError as error:
                results[at] = error
    _add(store, list(new.values()), stands)
    for at, result in results.items():
        if result is True:
            _remember(store, new[articles[at].source], articles[at].note)
    for at, one in enumerate(articles):
        if at not in results:
            try:
                results[at] = put(store, one, stands)
            except ShapeError as error:
                results[at] = error
    return [results[at] for at in range(len(articles))]


def _add(store: GraphWriter, new: Sequence[Encoded], stands: Stands) -> None:
    """Writes articles that the store does not hold."""

    def change(these: Sequence[Encoded]) -> Delta:
        return delta(store.store, store.names, None, these, stands)

    with uncollected():
        while new:
            these, all_of_them = new, change(new)
            if not all_of_them.only_adds():
                these = _first(store, new, all_of_them, stands)
            store.engine.change(all_of_them if these is new else change(these), these)
            written = {one.doc for one in these}
            new = [one for one in new if one.doc not in written]


def _first(store: GraphWriter, new: Sequence[Encoded], change: Delta, stands: Stands) -> Sequence[Encoded]:
    """Of articles that together take something out, as few as tell what comes in its place: one for each actor, and
    when they are stored most others only add."""
    left = {subject for subject, _, _ in change.gone}
    first = []
    for one in new:
        replaced = _replaced(store, one, left, stands)
        if replaced:
            first.append(one)
            left -= replaced
    return first or new


def _replaced(store: GraphWriter, new: Encoded, actors: Container[str], stands: Stands) -> set[str]:
    """Those of ``actors``, by their IRIs, of whom it tells what takes the place of something stored."""
    told = {key: some for key, some in new.told.items() if str(store.names.entity(key)) in actors}
    gone, come = retold(store.store, store.names, {}, told, [None], stands.winners())
    return {subject for subject, _, _ in gone - come}


def _remember(store: GraphWriter, stored: Encoded, note: str | None) -> None:
    """Afterwards, and bound to what was written: who is killed in between leaves an article that is read again."""
    if note is not None and store.engine.noted(stored.doc) != (text := bound(note, stored.digest)):
        store.engine.note(stored.doc, text)
