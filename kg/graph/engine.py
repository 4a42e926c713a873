"""Where the quads of a graph are and how they change: one interface for the engine in this process and for servers.

Reading works on a pyoxigraph store in either case: the embedded engine's own, or a copy of what a server holds
(``kg.graph.remote.engine``). Only queries are answered, and only changes are made, where the quads are.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import pyoxigraph as ox

from kg.errors import GraphError
from kg.files import why
from kg.graph.asking.answer import Term
from kg.graph.asking.tokens import names_graphs
from kg.graph.counts import Tally, counted, tally
from kg.graph.delta import Delta
from kg.graph.document import Encoded
from kg.graph.lookup import digest_of, document_of
from kg.graph.names import Names
from kg.graph.notes import Notes
from kg.graph.place import notes_file
from kg.graph.shapes.literals import Triple, text
from kg.model import Stands

__all__ = ["Embedded", "Engine", "Found", "Rows"]


@dataclass(frozen=True, slots=True)
class Rows:
    """What a SELECT found."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


_UNFLUSHED: Final = 8_000_000
"""Characters of changes, those of some hundred articles, that Oxigraph may hold in memory, where they take more."""

_BULK: Final = 500_000
"""Bytes of quads, those of three or four articles, from which on tables of their own cost less than a transaction."""

_NOTED: Final = 5_000
"""Articles that one writer changes and that are remembered one by one, at most."""

Found: TypeAlias = bool | Rows | Iterable[ox.Triple]
"""What an ASK, a SELECT, a CONSTRUCT or DESCRIBE found."""


class Engine(Protocol):
    """What holds the quads of one graph. ``changed``: something was written by way of it.

    ``articles`` are the graphs of the articles that came, changed or went by way of it since somebody last emptied
    it; None: they may be any.
    """

    changed: bool
    articles: set[str] | None

    def counts(self, names: Names) -> Tally:
        """How much the graph of these names holds."""

    def whole(self) -> ox.Store:
        """All quads, for reading; what is written by way of this engine shows in it."""

    def around(self, source: str, new: Encoded | None, identities: Stands) -> ox.Store:
        """The quads that decide what changes when the article ``source`` comes to say ``new`` (None: nothing).

        May hold more, up to all.
        """

    def quads(self, predicate: ox.NamedNode | None, graph: ox.NamedNode | None) -> Iterable[ox.Quad]:
        """All quads with this predicate, in this graph (None: any)."""

    def query(self, text: str, *, prefixes: Mapping[str, str], values: Mapping[ox.Variable, Term]) -> Found:
        """The answer to a query over the graphs that it names by FROM, else over all as one; some variables have
        values.

        Raises SyntaxError for what is no SPARQL; RuntimeError, OSError or ValueError for what cannot be answered.
        """

    def update(self, request: str, *, gone: Iterable[Triple] = (), come: Iterable[Triple] = ()) -> None:
        """Carries out one SPARQL Update request, all of it or nothing.

        Of its triples, those that ``counts`` looks at are to be among these that go and that come.
        """

    def change(self, change: Delta, written: Sequence[Encoded] = ()) -> None:
        """Carries it out, all of it or nothing; ``written`` are the articles that it stores."""

    def load(self, pieces: Iterable[bytes]) -> None:
        """Fills an empty graph from N-Quads in pieces of whole lines; what fails on the way leaves it empty.

        Raises SyntaxError for what is no N-Quads."""

    def standing(self, source: str) -> tuple[ox.NamedNode, str] | None:
        """The graph of the article of this ``source``, and its digest; None where it is not here as a whole."""

    def noted(self, doc: ox.NamedNode) -> str | None:
        """What was noted last of the article of this graph; None where nothing was, or it was lost."""

    def note(self, doc: ox.NamedNode, text: str | None) -> None:
        """Notes it, apart from the quads; None forgets it. Whether it lasts is not sure."""

    def finish(self) -> None:
        """Makes sure that what was written lasts."""


class Embedded:
    """Oxigraph in this process: in memory or in a folder."""

    def __init__(self, store: ox.Store, folder: Path | None = None, tally: Tally | None = None) -> None:
        """``folder`` is where the graph is, for messages; ``tally`` how much it holds (None: has to be counted)."""
        self._store = store
        self._folder = folder
        self._tally = tally
        self._unflushed = 0
        self._notes = Notes(notes_file(folder)) if folder is not None else None
        self.changed = False
        self.articles: set[str] | None = set()

    def counts(self, names: Names) -> Tally:
        """As ``Engine``; counted once, and then followed."""
        if self._tally is None:
            self._tally = counted(self._store, names)
        return self._tally

    def whole(self) -> ox.Store:
        """The store itself."""
        return self._store

    def around(self, source: str, new: Encoded | None, identities: Stands) -> ox.Store:
        """The store itself: looking things up in it costs nothing."""
        return self._store

    def quads(self, predicate: ox.NamedNode | None, graph: ox.NamedNode | None) -> Iterable[ox.Quad]:
        """As ``Engine``."""
        return self._store.quads_for_pattern(None, predicate, None, graph)

    def query(self, text: str, *, prefixes: Mapping[str, str], values: Mapping[ox.Variable, Term]) -> Found:
        """As ``Engine``."""
        found = self._store.query(
            text,
            prefixes=dict(prefixes),
            use_default_graph_as_union=not names_graphs(text),
            substitutions=dict(values),
        )
        if isinstance(found, ox.QuerySolutions):
            return Rows(tuple(one.value for one in found.variables), tuple(tuple(row) for row in found))
        return bool(found) if isinstance(found, ox.QueryBoolean) else found

    def update(self, request: str, *, gone: Iterable[Triple] = (), come: Iterable[Triple] = ()) -> None:
        """As ``Engine``; a kill of the process takes nothing back. Raises GraphError where it cannot be written."""
        self.changed = True
        with self._told():
            self._store.update(request)
            self._wrote(len(request))
        self._count(gone, come)

    def change(self, change: Delta, written: Sequence[Encoded] = ()) -> None:
        """As ``Engine``; as ``update``."""
        self._touched(change)
        inferred = change.names.inferred
        concluded = any(quad.subject != inferred for quad in self.quads(None, inferred))
        come = [triple for document in (change.come, *change.new.values()) for triple in document]
        if concluded or not change.only_adds():
            old = () if change.old is None else map(text, self.quads(None, change.old))
            self.update(change.request(), gone=[*change.gone, *old], come=come)
            return
        self.changed = True
        quads = change.quads()
        with self._told():
            # Lenient: no IRI is looked at again that was looked at when it was made.
            if self._folder is None or len(quads) < _BULK:
                self._store.load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
                self._wrote(len(quads))
            else:
                # Written to tables that RocksDB takes over in one step. Oxigraph promises less, since it begins new
                # tables with every million of quads: that is why nobody stores so many articles together.
                self._store.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
        self._count((), come)

    def _count(self, gone: Iterable[Triple], come: Iterable[Triple]) -> None:
        if self._tally is not None:
            self._tally.update(tally(come))
            self._tally.subtract(tally(gone))

    def _touched(self, change: Delta) -> None:
        """Notes the articles of a change; of very many it is cheaper to ask each."""
        if self.articles is not None:
            self.articles.update(doc.value for doc in (change.old, *change.new) if doc is not None)
            if len(self.articles) > _NOTED:
                self.articles = None

    def _wrote(self, size: int) -> None:
        """Has tables written of what Oxigraph holds in memory, from time to time."""
        self._unflushed += size
        if self._unflushed > _UNFLUSHED:
            self._store.flush()
            self._unflushed = 0

    def load(self, pieces: Iterable[bytes]) -> None:
        """As ``Engine``; a piece is loaded while the next is made."""
        self.changed, self.articles, self._tally = True, None, None
        add = functools.partial(self._store.bulk_load, format=ox.RdfFormat.N_QUADS)
        try:
            with self._told(), ThreadPoolExecutor(max_workers=1) as beside:
                loading: Future[None] | None = None
                for piece in pieces:
                    if loading:
                        loading.result()
                    loading = beside.submit(add, piece)
                if loading:
                    loading.result()
        except BaseException:
            self.update("CLEAR ALL")
            raise

    def standing(self, source: str) -> tuple[ox.NamedNode, str] | None:
        """As ``Engine``."""
        doc = document_of(self._store, source)
        digest = digest_of(self._store, doc.value) if doc else None
        return (doc, digest) if doc and digest else None

    def noted(self, doc: ox.NamedNode) -> str | None:
        """As ``Engine``."""
        return self._notes.get(doc.value) if self._notes else None

    def note(self, doc: ox.NamedNode, text: str | None) -> None:
        """As ``Engine``."""
        if self._notes:
            self._notes.set(doc.value, text)

    def finish(self) -> None:
        """Has the disk itself hold it, so that not even a power cut takes it back (fsync). Raises GraphError."""
        if self._notes:
            self._notes.close()
        with self._told():
            self._store.flush()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = f"cannot be written ({why(error)}); what it held before is intact"
            raise GraphError(f"{self._folder or 'the store'}: {what}") from error
