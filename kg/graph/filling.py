"""An empty graph filled at once: with all articles that there are, and with who is one actor, decided beforehand.

Nothing that is stored has to change then, and the store sorts what comes in few large pieces: half the work of
storing articles as they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.garbage import uncollected
from kg.graph.actors import identity_parts
from kg.graph.bulk import n_quads
from kg.graph.document import Encoded
from kg.graph.names import Names
from kg.graph.notes import bound
from kg.graph.putting import Incoming
from kg.graph.shapes import literals
from kg.graph.shapes.validate import validate_identities
from kg.model import Identities

if TYPE_CHECKING:
    from kg.graph.store import GraphWriter

__all__ = ["Filled", "fill"]


@dataclass(frozen=True, slots=True)
class Filled:
    """An article that is stored: its ``source``, the graph of it, its digest."""

    source: str
    doc: ox.NamedNode
    digest: str


def fill(store: GraphWriter, articles: Iterable[Incoming], identities: Identities) -> list[Filled]:
    """Stores articles that the shapes have found nothing wrong with, each source once, and these identities.

    In place of all that the store holds: whoever is killed on the way leaves a part, and has to do it again. Raises
    ShapeError for identities that are wrong, before anything is written.
    """
    validate_identities(identities, store.names)
    if next(iter(store.store), None) is not None:
        store.engine.update("CLEAR ALL")
    filled, notes = list[Filled](), dict[ox.NamedNode, str]()

    def encoded() -> Iterator[Encoded]:
        for one in articles:
            with uncollected():
                new = one.standing(store.names, identities)
            filled.append(Filled(one.source, new.doc, new.digest))
            if one.note is not None:
                notes[new.doc] = bound(one.note, new.digest)
            yield new

    store.engine.load(chain(n_quads(encoded(), store.names), _decided(identities, store.names)))
    for doc, note in notes.items():
        store.engine.note(doc, note)
    return filled


def _decided(identities: Identities, names: Names) -> Iterator[bytes]:
    """Who is one actor, in N-Quads, in pieces of whole lines."""
    for part in identity_parts(identities, names):
        yield literals.n_quads(names.identity, chain.from_iterable(part.values())).encode()
