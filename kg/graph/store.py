"""A graph: articles go in and out as wholes, values come back. ``opening`` opens one."""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Self

import pyoxigraph as ox

from kg.errors import GraphError, ShapeError
from kg.graph import putting
from kg.graph.actors import entity_from, identities_from
from kg.graph.bulk import n_quads
from kg.graph.canonical import canonical_article, standing_extraction
from kg.graph.codec import SOURCE, article_from, citation_from, evidence_from, statement_from
from kg.graph.counts import Counts, State, keep
from kg.graph.delta import deletions, delta, insertions, replacement
from kg.graph.document import Encoded, decode
from kg.graph.engine import Embedded, Engine
from kg.graph.every import every_article, every_citation, every_entity, every_evidence, every_statement
from kg.graph.lookup import document_of, node_in, outline_of, sorted_evidence
from kg.graph.names import Names
from kg.graph.notes import unbound
from kg.graph.place import Session, state_file
from kg.graph.renaming import rename
from kg.graph.shapes.literals import Triple
from kg.graph.shapes.validate import validate_identities
from kg.graph.standing import Standing, amendment, misnamed, replacements
from kg.graph.terms import kg
from kg.model import Article, Citation, Entity, Evidence, Extraction, Identities, Stands, Statement

__all__ = ["Graph", "GraphWriter"]


class Graph:
    """What is stored, for reading. ``names`` makes and reads its IRIs. Works as a context manager that closes it."""

    def __init__(self, engine: Engine, names: Names, held: contextlib.ExitStack | None = None) -> None:
        """``held`` is let go when the graph is closed or forgotten: the lock, the files of a snapshot."""
        self.names = names
        self._engine: Engine | None = engine
        self._identities: Identities | None = None
        self._let_go = weakref.finalize(self, (held or contextlib.ExitStack()).close)

    @property
    def engine(self) -> Engine:
        """Where the quads are, to ask and to change them there. Raises GraphError once the graph is closed."""
        if self._engine is None:
            raise GraphError("this graph is closed; open it again")
        return self._engine

    @property
    def store(self) -> ox.Store:
        """All quads, for reading only: a server's are copied here when first wanted. Changes go by the engine."""
        return self.engine.whole()

    def close(self) -> None:
        """Lets go of the files; the graph cannot be used afterwards."""
        self._engine = None  # Oxigraph closes its files when nobody holds the store
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def sources(self) -> list[str]:
        """``Article.source`` of all articles, sorted."""
        found = (_literal(quad.object) for quad in self.engine.quads(SOURCE, None))
        return sorted(source for source in found if source is not None)

    def holds(self, source: str) -> bool:
        """True where it has the article of this ``source``."""
        return self.engine.standing(source) is not None

    def extraction(self, source: str) -> Extraction | None:
        """What one article says, in canonical form, of the actors of the graph; None where it is not here."""
        found = self.read(source)
        return found and standing_extraction(found, self.identities)

    def read(self, source: str) -> Extraction | None:
        """What one article says, in canonical form, by the ids that it was read with; None where it is not here."""
        doc = document_of(self.store, source)
        if doc is None:
            return None
        document = self.store.quads_for_pattern(None, None, None, doc)
        return decode(document, lambda node: node_in(self.store, node, self.names.facts), self.names)

    def extractions(self) -> Iterator[Extraction]:
        """What each article says, by source."""
        for source in self.sources():
            found = self.extraction(source)
            if found is not None:
                yield found

    @property
    def identities(self) -> Identities:
        """Which entities of different articles are one, and every decision about it."""
        if self._identities is None:
            stored = self.engine.quads(None, self.names.identity)
            self._identities = identities_from(stored, self.names)
        return self._identities

    def readings(self) -> Iterator[Extraction]:
        """What each article was read to say, before anybody asked who is one actor, by source."""
        for source in self.sources():
            found = self.read(source)
            if found is not None:
                yield found

    def outlines(self) -> Iterator[Extraction]:
        """The same without the words of the articles: whom each names, and what it says of them without evidence."""
        found = (outline_of(self.store, self.names, source) for source in self.sources())
        return (outline for outline in found if outline is not None)

    def counts(self) -> Counts:
        """How much the graph holds."""
        return Counts.of(self.engine.counts(self.names))

    def articles(self) -> list[Article]:
        """All articles, by source."""
        found = (canonical_article(article_from(*told)) for told in every_article(self.store, self._docs()))
        return sorted(found, key=lambda article: article.source)

    def citations(self) -> list[Citation]:
        """All articles without their texts, by source."""
        found = map(citation_from, every_citation(self.store, self._docs()))
        return sorted(found, key=lambda article: article.source)

    def entities(self) -> list[Entity]:
        """All entities, by id, each with all names that any article gives it."""
        found = (entity_from(node, self.names) for node in every_entity(self.store, self.names.facts))
        return sorted(found, key=lambda entity: entity.id)

    def statements(self, known: Sequence[Entity] | None = None) -> list[Statement]:
        """All statements with all their evidence, by content. ``known`` are ``entities``, where these were read."""
        entities = {entity.id: entity for entity in (self.entities() if known is None else known)}
        docs = self._docs()
        evidence: dict[Any, list[Evidence]] = {}
        for graph, piece in every_evidence(self.store, docs):
            evidence.setdefault(piece.link(kg("evidenceFor")), []).append(evidence_from(piece, docs[graph]))
        found = (
            statement_from(node, entities, sorted_evidence(evidence.get(node.subject, ())), self.names)
            for node in every_statement(self.store, self.names.facts)
        )
        return sorted(found, key=Statement.content)

    def _docs(self) -> dict[ox.NamedNode, str]:
        """The source of each article, by the graph of the article."""
        found = ((quad.graph_name, _literal(quad.object)) for quad in self._quads(SOURCE))
        return {doc: source for doc, source in found if isinstance(doc, ox.NamedNode) and source is not None}

    def _quads(self, predicate: ox.NamedNode, graph: Any = None, object: Any = None) -> Iterator[ox.Quad]:
        return iter(self.store.quads_for_pattern(None, predicate, object, graph))


class GraphWriter(Graph):
    """What is stored, for reading and writing. Each call happens as a whole or not at all.

    ``session`` is the folder that is open for it; None: in memory or on a server.
    """

    def __init__(
        self,
        engine: Engine,
        names: Names,
        held: contextlib.ExitStack | None = None,
        session: Session | None = None,
    ) -> None:
        super().__init__(engine, names, held)
        self.session = session

    def close(self) -> None:
        """Finishes writing and lets others write."""
        try:
            if self._engine is not None:
                self._engine.finish()
                if self.session is not None:
                    settled = self.session.settled(self._engine.changed, self._engine.articles)
                    state = State(self._engine.counts(self.names), settled)
                    keep(state_file(self.session.folder), self.session.now, state)
        finally:
            super().close()

    def put(self, extraction: Extraction, *, note: str | None = None) -> bool:
        """Stores what an article says, in place of what it said before (the article of the same ``source``).

        ``note`` is for whoever comes again (``GraphWriter.note``), and no part of the graph. False where nothing had
        to be written. Raises ShapeError before anything is written.
        """
        return putting.put(self, putting.Incoming(extraction, note), self._stands())

    def put_all(self, articles: Sequence[putting.Incoming]) -> list[bool | ShapeError]:
        """As ``put`` for each; gives what it gave, or raised. Those that are new are written together, which is
        quicker: each as a whole or not at all, still.
        """
        return putting.put_all(self, articles, self._stands())

    def _stands(self) -> Stands:
        """Who stands for whom: what is here is looked up, what is on a server was fetched at once."""
        if not isinstance(self.engine, Embedded):
            return self.identities
        decided = any(True for _ in self.engine.quads(None, self.names.identity))
        return Standing(self.store, self.names) if decided else Identities()

    def note(self, source: str) -> str | None:
        """The note of this article, as long as it stands as it was put; None where there is none."""
        standing = self.engine.standing(source)
        return unbound(self.engine.noted(standing[0]), standing[1]) if standing else None

    def remove(self, source: str) -> bool:
        """Takes an article out, with all that stands on it alone. False where the graph does not hold it."""
        stands = self._stands()
        near = self.engine.around(source, None, stands)
        old = document_of(near, source)
        if old is None:
            return False
        self.engine.change(delta(near, self.names, old, (), stands))
        self.engine.note(old, None)
        return True

    def identify(self, identities: Identities) -> list[str]:
        """Makes the entities that are one actor one node, and only those; gives the sources that had to change.

        Whoever dies on the way leaves some articles and decisions that are new already: the next call finishes it.
        Raises ShapeError before anything is written.
        """
        validate_identities(identities, self.names)
        changed = rename(self, misnamed(self.store, self.names, identities), identities)
        for gone, come in replacements(self.store, self.names, identities):
            self._decide(gone, come)
        return changed

    def amend(
        self,
        part: Identities,
        ids: Collection[str],
        names: Collection[tuple[str, str]],
        seen: Callable[[str], Iterable[str]],
    ) -> list[str]:
        """As ``identify``, where only ``part`` is known: what is decided among ``ids``, and who bears each of
        ``names`` in an article, (id, source).

        ``seen`` gives the articles that name an entity, by the id that it has before another stands for it.
        """
        validate_identities(part, self.names)
        stands = Standing(self.store, self.names, part, ids, names)
        touched = {*(source for _, source in names), *(source for id in stands.moved() for source in seen(id))}
        changed = rename(self, sorted(touched), stands)
        gone, come = amendment(self.store, self.names, part, ids, names)
        if gone or come:
            self._decide(gone, come)
        return changed

    def _decide(self, gone: Collection[Triple], come: Collection[Triple]) -> None:
        changes = [*deletions(self.names.identity, gone), *insertions(self.names.identity, come)]
        self.engine.update(" ;\n".join(changes), gone=gone, come=come)
        self._identities = None

    def concludes(self) -> bool:
        """True where conclusions are wanted: ``infer`` was here, and what it made was not dropped since.

        They may lack what follows from the last changes.
        """
        return any(True for _ in self.engine.quads(None, self.names.inferred))

    def drop_inferred(self) -> None:
        """Takes out what ``infer`` has concluded."""
        if self.concludes():
            self.engine.update(replacement(self.names.inferred, ()))

    def load(self, extractions: Iterable[Extraction]) -> None:
        """Stores many at once into an empty graph, much quicker than one by one. Raises GraphError, ShapeError."""
        if len(self.store):
            raise GraphError("only an empty graph can be loaded at once; put the articles one by one")
        again: list[Extraction] = []
        self.engine.load(n_quads(self._encoded(extractions, again), self.names))
        for extraction in again:
            self.put(extraction)

    def _encoded(self, extractions: Iterable[Extraction], again: list[Extraction]) -> Iterator[Encoded]:
        """Each valid and encoded; those whose source has been there go to ``again``."""
        sources: set[str] = set()
        for extraction in extractions:
            if extraction.article.source in sources:
                again.append(extraction)
                continue
            sources.add(extraction.article.source)
            yield putting.valid(extraction, self.names)


def _literal(value: object) -> str | None:
    return value.value if isinstance(value, ox.Literal) else None
