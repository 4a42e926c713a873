"""A whole graph, as it was when it was built or opened."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, overload

from kg import diff, export, graph
from kg.api.selection import Selection
from kg.diff import Diff
from kg.errors import GraphError, QueryError, UsageError
from kg.graph import Answer
from kg.model import Article, Entity, Statement
from kg.report import Report
from kg.summary import Summary

if TYPE_CHECKING:
    import rdflib

    from kg.pipeline import Outcome

__all__ = ["Graph", "open"]


class Graph(Selection):
    """A graph to ask and to look at. It holds what was there when it was built or opened, and does not change.

    Works as a context manager; what is not closed goes with the process. In a notebook it shows its network.
    """

    def __init__(self, store: graph.Graph, outcome: Outcome | None = None) -> None:
        """Use ``kg.build`` or ``kg.open``."""
        super().__init__(store)
        self._store = store
        self._outcome = outcome

    def query(self, question: str, /, **parameters: str) -> Answer:
        """Answers SPARQL (SELECT, ASK, CONSTRUCT; prefixes are preset) or the saved query of that name.

        ``parameters`` bind variables: an IRI, ``id:nato``, the name of an entity or of a relation, or plain text.
        Raises QueryError for what is no query, UsageError for a saved one that is not there or lacks a parameter.

        >>> print(graph.query("ASK { id:azerbaijan kg:memberOf id:partnership-for-peace }"))
        yes
        >>> len(graph.query("members-with-dates", actor="Azerbaijan").to_pandas())
        4
        """
        if not re.fullmatch(r"[\w-]+", question):  # SPARQL needs more than one word
            return graph.select(self._store, question, parameters)
        try:
            return graph.ask_saved(self._store, question, parameters)
        except QueryError as error:  # the saved query is right: what is wrong is how it was asked
            raise UsageError(str(error)) from error

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole graph as an rdflib ``Dataset``: a copy."""
        import rdflib

        return rdflib.Dataset().parse(data=graph.trig(self._store), format="trig")

    @overload
    def export(self, format: str) -> bytes: ...

    @overload
    def export(self, format: str | None, target: str | Path | BinaryIO, *, partitions: int | None = None) -> None: ...

    def export(
        self, format: str | None, target: str | Path | BinaryIO | None = None, *, partitions: int | None = None
    ) -> bytes | None:
        """The graph in a format of ``kg.export.WRITERS``; where there is a ``target``, written to it and not given.

        The target is a stream or a path. Into a folder (one that exists, or a path that ends in ``/`` or has no
        ending: then it is made) ``csv`` writes ``nodes.csv`` and ``edges.csv``, ``neo4j`` likewise. None takes the
        format that the ending of the path tells. With ``partitions`` the target is a folder, and ``nquads``,
        ``jsonl`` or ``parquet`` is cut into so many parts by articles. Raises UsageError for other formats.
        """
        if isinstance(target, (str, Path)):
            export.export_to(self._store, format or export.format_of(target), target, partitions=partitions)
            return None
        if partitions is not None:
            raise UsageError("partitions are written into a folder; give one")
        if format is None:
            raise UsageError(f"which format? There are {', '.join(export.WRITERS)}")
        stream = target or io.BytesIO()
        export.export(self._store, format, stream)
        return stream.getvalue() if isinstance(stream, io.BytesIO) and target is None else None

    # What was read is looked at; as long as all has not been asked for, a few things are found by index.

    def article(self, source: str) -> Article | None:
        """The article of this source; None where it is not here."""
        return super().article(source) if "_articles" in vars(self) else graph.article_of(self._store, source)

    def _entity(self, name: str) -> Entity:
        found = None if "_entities" in vars(self) else graph.entity_of(self._store, name)
        return found or super()._entity(name)

    def _between(self, one: str, other: str) -> list[Statement]:
        if "_statements" in vars(self):
            return super()._between(one, other)
        return graph.between(self._store, one, other)

    def diff(self, other: Graph) -> Diff:
        """What changed from this graph to ``other``, each change with its reason; false where nothing did.

        ``print`` shows it as ``kg diff`` does.
        """
        return diff.diff(self._store, other._store)

    def check(self) -> list[str]:
        """What breaks ``ontologies/shapes.ttl`` anywhere in the graph; empty where nothing does."""
        return graph.check(self._store)

    @cached_property
    def report(self) -> Report:
        """The graph in figures: print it. What was skipped and written, only ``kg.build`` and its kin tell."""
        found = Report(
            tuple(self._store.extractions()), len(self._entities), decisions=self._store.identities.decisions
        )
        did = self._outcome
        if did is None:
            return found
        found = replace(found, skipped=did.skipped, refused=did.refused, replaced=did.replaced)
        return replace(found, written=did.written, removed=did.removed, unchanged=len(did.unchanged))

    @cached_property
    def summary(self) -> Summary:
        """The figures of the report alone, counted in the store: quick also where the report would read very much."""
        found, did = self._store.counts(), self._outcome
        if did is None:
            return Summary(found)
        changes = did.written, did.replaced, did.removed
        return Summary(found, did.skipped, did.refused, *changes, len(did.unchanged))

    def close(self) -> None:
        """Lets go of the files. What was read so far stays readable."""
        self._store.close()

    def __repr__(self) -> str:
        try:
            return super().__repr__()
        except GraphError:
            return "<kg.Graph: closed>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def open(where: str | Path) -> Graph:
    """The graph in a folder, as it is now; on a server: ``kg.open("http://localhost:7878/query")``; or in a file.

    The address is that of a SPARQL 1.1 endpoint; who we are comes from the environment (``KG_STORE_USER`` and
    ``KG_STORE_PASSWORD``, or ``KG_STORE_TOKEN``). Queries are answered there, the rest works on a copy that is
    fetched when it is first asked for. A file holds a whole graph that was exported as TriG, N-Quads or JSON-LD.
    Raises GraphError where there is none.
    """
    return Graph(graph.opened(where))
