"""Articles on their way into a store: encoded, looked at by the shapes, written alone or several together.

What only adds is written much quicker than what also takes something out, and most of that is paid once, however
many articles come. So new articles are put together; those that tell of an actor what takes the place of something
that is stored of it (``delta``) come together, too, but after the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import ShapeError
from kg.garbage import uncollected
from kg.graph.delta import Delta, delta
from kg.graph.document import Encoded, encode
from kg.graph.engine import Embedded
from kg.graph.lookup import document_of, node_in
from kg.graph.names import Names
from kg.graph.shapes.validate import validate
from kg.graph.terms import kg
from kg.model import Extraction, Identities, Stands

if TYPE_CHECKING:
    from kg.graph.store import GraphWriter

__all__ = ["put", "put_all", "valid"]


def valid(extraction: Extraction, names: Names, stands: Stands = Identities()) -> Encoded:  # noqa: B008
    """What an article says as triples, where the shapes find nothing wrong. Raises ShapeError."""
    with uncollected():
        new = encode(extraction, names, stands)
        validate(new, names)
    return new


def put(store: GraphWriter, extraction: Extraction, stands: Stands, note: str | None) -> bool:
    """As ``GraphWriter.put``, with those who stand for others."""
    with uncollected():
        new = encode(extraction, store.names, stands)
        near = store.engine.around(extraction.article.source, new, stands)
        old = document_of(near, extraction.article.source)
        same = old is not None and node_in(near, old, old).text(kg("digest")) == new.digest
        if not same:
            validate(new, store.names)
            store.engine.change(delta(near, store.names, old, [new], stands), [new])
            if old is not None and old != new.doc:
                store.engine.note(old, None)
        _remember(store, new, note)
    return not same


def put_all(
    store: GraphWriter, articles: Sequence[tuple[Extraction, str | None]], stands: Stands
) -> list[bool | ShapeError]:
    """As ``GraphWriter.put_all``, likewise."""
    results: dict[int, bool | ShapeError] = {}
    new: dict[str, Encoded] = {}
    for at, (extraction, _) in enumerate(articles):
        source = extraction.article.source
        if source not in new and isinstance(store.engine, Embedded) and not store.holds(source):
            try:
                new[source] = valid(extraction, store.names, stands)
                results[at] = True
            except ShapeError as error:
                results[at] = error
    _add(store, list(new.values()), stands)
    for at in results:
        extraction, note = articles[at]
        if results[at] is True:
            _remember(store, new[extraction.article.source], note)
    for at, (extraction, note) in enumerate(articles):
        if at not in results:
            try:
                results[at] = put(store, extraction, stands, note)
            except ShapeError as error:
                results[at] = error
    return [results[at] for at in range(len(articles))]


def _add(store: GraphWriter, new: Sequence[Encoded], stands: Stands) -> None:
    """Writes articles that the store does not hold."""

    def change(these: Sequence[Encoded]) -> Delta:
        return delta(store.store, store.names, None, these, stands)

    with uncollected():
        every = change(new)
        if every.only_adds() and new:
            store.engine.change(every, new)
            return
        retold = {subject for subject, _, _ in every.gone}
        apart = [one.doc for one in new if any(str(store.names.entity(key)) in retold for key in one.told)]
        for these in ([one for one in new if one.doc not in apart], [one for one in new if one.doc in apart]):
            if these:
                store.engine.change(change(these), these)


def _remember(store: GraphWriter, stored: Encoded, note: str | None) -> None:
    """Afterwards, and bound to what was written: who is killed in between leaves an article that is read again."""
    if note is not None and store.engine.noted(stored.doc) != (bound := f"{stored.digest} {note}"):
        store.engine.note(stored.doc, bound)
