"""What a graph or a part of it holds: actors, statements, articles, found by their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from kg import ontology
from kg.api.lists import Articles, Entities, Statements
from kg.errors import UsageError
from kg.graph import Names
from kg.graph.asking.query import named, near
from kg.model import Article, Citation, Entity, Identities, Statement

__all__ = ["Held", "Source"]


class Source(Protocol):
    """Where the values come from: a stored graph, or what was chosen of one."""

    @property
    def names(self) -> Names: ...
    @property
    def identities(self) -> Identities: ...
    def entities(self) -> list[Entity]: ...
    def statements(self, known: Sequence[Entity] | None = None) -> list[Statement]: ...
    def articles(self) -> list[Article]: ...
    def citations(self) -> list[Citation]: ...


class Held:
    """Values read from a source when they are first asked for, and kept."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @property
    def names(self) -> Names:
        """Makes and reads the IRIs."""
        return self._source.names

    @property
    def identities(self) -> Identities:
        """Who was taken for whom in the whole graph, and why."""
        return self._source.identities

    def statements(self) -> Statements:
        """All statements with all their evidence, sorted by content; ``to_pandas()`` makes a DataFrame of them."""
        return Statements(self._statements, self)

    def entities(self) -> Entities:
        """All entities, sorted by id; ``to_pandas()`` makes a DataFrame of them."""
        return Entities(self._entities, self)

    def articles(self) -> Articles:
        """All articles, sorted by source; ``to_pandas()`` makes a DataFrame of them."""
        return Articles(self._articles, self)

    def _entity(self, name: str) -> Entity:
        """The entity of this id, name or alias. Raises UsageError where there is none, or more than one."""
        wanted = self.identities.of(name.removeprefix("id:"))  # an old id means who stands for it
        found = named(self._entities, wanted)
        match found:
            case [entity]:
                return entity
            case []:
                raise UsageError(f"no entity is called {name!r}{self._suggestion(name)}")
        several = ", ".join(f"id:{entity.id} ({entity.label}, {entity.type})" for entity in found)
        raise UsageError(f"{name!r} may be {several}; give the id")

    def article(self, source: str) -> Article | None:
        """The article of this source; None where it is not here."""
        return self._by_source.get(source)

    def relation(self, name: str) -> str:
        """The local name of the relation that has this name or label. Raises UsageError where there is none.

        >>> graph.relation("member of")
        'memberOf'
        """
        known = {term.label: key for key, term in ontology.load().relations.items()}
        if name in known.values():
            return name
        if name in known:
            return known[name]
        if name in {statement.relation for statement in self._statements}:
            return name
        alike = near(name, [*known, *known.values()])
        raise UsageError(f"no relation is called {name!r}" + (f"; did you mean {alike[0]!r}?" if alike else ""))

    @cached_property
    def _statements(self) -> list[Statement]:
        return self._source.statements(self._entities)

    @cached_property
    def _entities(self) -> list[Entity]:
        return self._source.entities()

    @cached_property
    def _articles(self) -> list[Article]:
        return self._source.articles()

    @cached_property
    def _citations(self) -> list[Citation]:
        """What a page and a count want of the articles: reading their texts takes long."""
        return self._source.citations()

    @cached_property
    def _by_source(self) -> dict[str, Article]:
        return {article.source: article for article in self._articles}

    def _suggestion(self, name: str) -> str:
        names = sorted({known for entity in self._entities for known in (entity.label, *entity.aliases)})
        alike = near(name.removeprefix("id:"), names)
        return f"; did you mean {' or '.join(map(repr, alike))}?" if alike else ""
