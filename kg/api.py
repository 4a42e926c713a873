"""What users hold: a graph to ask and to look at (``kg.making`` makes one).

>>> graph = kg.open("graph")
>>> graph.query("SELECT ?o { id:azerbaijan kg:memberOf ?o }")
>>> graph.to_networkx()
>>> graph.view()
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self, overload

from kg import diff, export, graph, ontology, outputs, view
from kg.diff import Diff
from kg.errors import OntologyError, QueryError, UsageError
from kg.explain import Explanation, explain, linking
from kg.graph import Answer
from kg.graph.asking.query import named, near
from kg.model import Article, Entity, Evidence, Statement
from kg.report import Report
from kg.view.embed import Page

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.pipeline import Outcome

__all__ = ["Answer", "Entity", "Explanation", "Graph", "Report", "Statement", "open"]


class Graph:
    """A graph to ask and to look at. It holds what was there when it was built or opened, and does not change.

    Works as a context manager; what is not closed goes with the process. In a notebook it shows its network.
    """

    def __init__(self, store: graph.Graph, outcome: Outcome | None = None, replaced: tuple[str, ...] = ()) -> None:
        """Use ``kg.build`` or ``kg.open``."""
        self._store = store
        self._outcome = outcome
        self._replaced = replaced

    def query(self, question: str, /, **parameters: str) -> Answer:
        """Answers SPARQL (SELECT, ASK, CONSTRUCT; prefixes are preset) or the saved query of that name.

        ``parameters`` bind variables: an IRI, ``id:nato``, the name of an entity or of a relation, or plain text.
        Raises QueryError for what is no query, UsageError for a saved one that is not there or lacks a parameter.
        """
        if not re.fullmatch(r"[\w-]+", question):  # SPARQL needs more than one word
            return graph.select(self._store, question, parameters)
        try:
            return graph.ask_saved(self._store, question, parameters)
        except QueryError as error:  # the saved query is right: what is wrong is how it was asked
            raise UsageError(str(error)) from error

    def statements(self) -> list[Statement]:
        """All statements with all their evidence, sorted by content."""
        return list(self._statements)

    def entities(self) -> list[Entity]:
        """All entities, sorted by id."""
        return list(self._entities)

    def articles(self) -> list[Article]:
        """All articles, sorted by source."""
        return list(self._articles)

    def entity(self, name: str) -> Entity:
        """The entity of this id, name or alias. Raises UsageError where there is none, or more than one."""
        wanted = self._store.identities.of(name.removeprefix("id:"))  # an old id means who stands for it
        found = named(self._entities, wanted)
        match found:
            case [entity]:
                return entity
            case []:
                raise UsageError(f"no entity is called {name!r}{self._suggestion(name)}")
        several = ", ".join(f"id:{entity.id} ({entity.label}, {entity.type})" for entity in found)
        raise UsageError(f"{name!r} may be {several}; give the id")

    def why(self, subject: str, relation: str | None, object: str) -> list[Explanation]:
        """Every sentence that says so; empty where none does. Names, aliases or ids.

        Symmetric relations count in either order, inverse ones as each other; None stands for any relation, either
        way round. Raises UsageError for an unknown or ambiguous name and for an unknown relation.
        """
        if relation is None:
            return explain(self.between(subject, object), self._articles)
        ends, terms = (self.entity(subject).id, self.entity(object).id), ontology.load()
        try:
            triples = linking(terms, ends[0], relation, ends[1])
        except OntologyError as error:
            raise UsageError(str(error)) from error
        return explain(self._statements, self._articles, triples)

    def between(self, one: str, other: str) -> list[Statement]:
        """All statements that link the two, either way round. Raises UsageError as ``entity`` does."""
        ends = {self.entity(one).id, self.entity(other).id}
        return [statement for statement in self._statements if {statement.subject.id, statement.object.id} == ends]

    def independent(self, statement: Statement) -> list[tuple[Evidence, ...]]:
        """The evidence of a statement, what is of one source together: as many tuples as independent sources.

        Copies of one text, articles of one publisher and articles that credit one agency are one source;
        ``kg.graph.independent`` says exactly what is, and what cannot be seen. Raises UsageError for a statement with
        evidence from an article that is not in this graph.
        """
        sources = {piece.source for piece in statement.evidence}
        if lost := sorted(sources - self._by_source.keys()):
            raise UsageError(f"{lost[0]}: no article of this graph")
        origins = {source: graph.origin(self._by_source[source]) for source in sources}
        return [tuple(group) for group in graph.independent(statement.evidence, origins)]

    def records(self, found: Sequence[Explanation]) -> list[dict[str, Any]]:
        """As JSON values: the keys of ``statements.jsonl``, the trigger, the sentence in marked parts.

        ``independent`` is the number of independent sources of the statement.
        """
        counts = {one.statement: len(self.independent(one.statement)) for one in found}
        return [{**one.record(self._store.names), "independent": counts[one.statement]} for one in found]

    def to_networkx(self) -> networkx.MultiDiGraph:
        """A node for each entity, an edge for each statement of whatever status; keys as in ``kg.export``."""
        return export.to_networkx(self._statements, self._entities)

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole graph as an rdflib ``Dataset``: a copy."""
        import rdflib

        return rdflib.Dataset().parse(data=graph.trig(self._store), format="trig")

    def view(
        self,
        path: str | Path | None = None,
        *,
        actor: str | None = None,
        steps: int = 1,
        timeline: Sequence[str] = (),
        years: tuple[int | None, int | None] = (None, None),
        relations: Sequence[str] = (),
        min_confidence: float = 0.0,
        title: str | None = None,
        language: str = view.LANGUAGE,
    ) -> Page:
        """The network as an offline HTML page; written to ``path`` where given, shown by a notebook.

        The page holds everything, or only ``actor`` and what lies within ``steps`` of it; what is of these ``years``
        (the first and the last one; undated statements are then left out); these ``relations``; statements with at
        least that confidence. ``timeline`` names one actor or two: the page opens in their timeline. ``language`` is
        that of the page's own words. Raises UsageError for a name that is not there and where nothing is left.
        """
        asked = view.Cut(
            actor=self.entity(actor).id if actor is not None else None,
            steps=steps,
            first=years[0],
            last=years[1],
            relations=[self._relation(name) for name in relations],
            confidence=min_confidence,
        )
        known = [self.entity(name) for name in timeline]
        found = outputs.chosen(self._entities, self._statements, self._articles, asked)
        start = outputs.timeline_of(known, found[1])
        known_as = self._store.identities
        title = title or (self.entity(actor).label if actor else "")
        page = Page(
            outputs.page(*found, self._store.names, title=title, language=language, start=start, identities=known_as)
        )
        if path is not None:
            page.save(path)
        return page

    @overload
    def export(self, format: str) -> bytes: ...

    @overload
    def export(self, format: str | None, target: str | Path | BinaryIO) -> None: ...

    def export(self, format: str | None, target: str | Path | BinaryIO | None = None) -> bytes | None:
        """The graph in a format of ``kg.export.WRITERS``; where there is a ``target``, written to it and not given.

        The target is a stream or a path. Into a folder (one that exists, or a path that ends in ``/`` or has no
        ending: then it is made) ``csv`` writes ``nodes.csv`` and ``edges.csv``, ``neo4j`` likewise. None takes the
        format that the ending of the path tells. Raises UsageError for other formats.
        """
        if isinstance(target, (str, Path)):
            export.export_to(self._store, format or export.format_of(target), target)
            return None
        if format is None:
            raise UsageError(f"which format? There are {', '.join(export.WRITERS)}")
        stream = target or io.BytesIO()
        export.export(self._store, format, stream)
        return stream.getvalue() if isinstance(stream, io.BytesIO) and target is None else None

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
        found = replace(found, skipped=did.skipped, refused=did.refused, replaced=self._replaced)
        return replace(found, written=did.written, removed=did.removed)

    def close(self) -> None:
        """Lets go of the files. What was read so far stays readable."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = f"{len(self._articles)} articles, {len(self._entities)} entities, {len(self._statements)} statements"
        return f"<kg.Graph: {counts}>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return view.mimebundle(self._page(), plain=repr(self))

    def _page(self) -> str:
        return outputs.page(
            self._entities, self._statements, self._articles, self._store.names, identities=self._store.identities
        )

    def _relation(self, name: str) -> str:
        """The local name of the relation that is called that. Raises UsageError where there is none."""
        known = {term.label: key for key, term in ontology.load().relations.items()}
        if name in known.values() or name in {statement.relation for statement in self._statements}:
            return name
        if name not in known:
            alike = near(name, [*known, *known.values()])
            raise UsageError(f"no relation is called {name!r}" + (f"; did you mean {alike[0]!r}?" if alike else ""))
        return known[name]

    @cached_property
    def _statements(self) -> list[Statement]:
        return self._store.statements()

    @cached_property
    def _entities(self) -> list[Entity]:
        return self._store.entities()

    @cached_property
    def _articles(self) -> list[Article]:
        return self._store.articles()

    @cached_property
    def _by_source(self) -> dict[str, Article]:
        return {article.source: article for article in self._articles}

    def _suggestion(self, name: str) -> str:
        names = sorted({known for entity in self._entities for known in (entity.label, *entity.aliases)})
        alike = near(name.removeprefix("id:"), names)
        return f"; did you mean {' or '.join(map(repr, alike))}?" if alike else ""


def open(where: str | Path) -> Graph:
    """The graph in a folder, as it is now; on a server: ``kg.open("http://localhost:7878/query")``; or in a file.

    The address is that of a SPARQL 1.1 endpoint; who we are comes from the environment (``KG_STORE_USER`` and
    ``KG_STORE_PASSWORD``, or ``KG_STORE_TOKEN``). Queries are answered there, the rest works on a copy that is
    fetched when it is first asked for. A file holds a whole graph that was exported as TriG, N-Quads or JSON-LD.
    Raises GraphError where there is none.
    """
    return Graph(graph.opened(where))
