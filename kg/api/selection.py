"""Part of a graph, or all of it: actors, statements and articles to ask and to look at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from kg import export, graph, ontology, outputs, view
from kg.api.actor import Actor
from kg.api.held import Held, Source
from kg.api.listed import Shown
from kg.api.lists import Statements
from kg.api.paths import Path, shortest
from kg.errors import OntologyError, UsageError
from kg.explain import Explanation, explain, linking
from kg.graph import Names
from kg.model import Article, Citation, Entity, Evidence, Identities, PartialDate, Statement
from kg.view.embed import Page
from kg.view.page import Html

if TYPE_CHECKING:
    import networkx

__all__ = ["Selection"]

Years = tuple[int | None, int | None]


class Selection(Held):
    """Some statements of a graph, with their actors and articles. Whatever gives a part of it gives a new one.

    In a notebook it shows its network.
    """

    def __init__(self, source: Source) -> None:
        """Use ``kg.build`` or ``kg.open``, then ``where``, ``ego`` or ``as_of``."""
        super().__init__(source)

    # --------------------------------------------------------------------------------------- questions

    def entity(self, name: str) -> Actor:
        """The entity of this id, name or alias, with all that is told of it.

        Raises UsageError where there is none, or more than one.

        >>> graph.entity("NATO").label
        'NATO'
        """
        found = self._entity(name)
        return Actor(**{key: getattr(found, key) for key in Entity.__slots__}, graph=self)

    def why(self, subject: str, relation: str | None, object: str) -> Shown[Explanation]:
        """Every sentence that says so; empty where none does. Names, aliases or ids.

        Symmetric relations count in either order, inverse ones as each other; None stands for any relation, either
        way round. Raises UsageError for an unknown or ambiguous name and for an unknown relation.

        >>> print(graph.why("Azerbaijan", "memberOf", "Partnership for Peace")[0].statement.interval.start)
        1994
        """
        ends, triples = (self._entity(subject).id, self._entity(object).id), None
        try:
            if relation is not None:
                triples = linking(ontology.load(), ends[0], self.relation(relation), ends[1])
        except OntologyError as error:
            raise UsageError(str(error)) from error
        found = self._between(*ends)
        sources = sorted({piece.source for statement in found for piece in statement.evidence})
        articles = [article for source in sources if (article := self.article(source))]
        return Shown(explain(found, articles, triples))

    def between(self, one: str, other: str) -> Statements:
        """All statements that link the two, either way round. Raises UsageError as ``entity`` does."""
        return Statements(self._between(self._entity(one).id, self._entity(other).id), self)

    def _between(self, one: str, other: str) -> list[Statement]:
        return [found for found in self._statements if {found.subject.id, found.object.id} == {one, other}]

    def paths(self, one: str, other: str, *, steps: int = 4, limit: int = 5) -> Shown[Path]:
        """How two actors are linked: the shortest chains of statements, at most ``limit`` of them.

        Steps go either way along what is asserted or reported. Empty where no chain has at most ``steps``.
        Raises UsageError as ``entity`` does, and where the two are one.

        >>> for path in graph.paths("Jens Stoltenberg", "Georgia"):
        ...     print(" – ".join(actor.label for actor in path.actors))
        Jens Stoltenberg – South Caucasus – Georgia
        """
        return Shown(shortest(self, self._entity(one), self._entity(other), steps=steps, limit=limit))

    def timeline(self, one: str, other: str | None = None) -> Statements:
        """What happened or held with an actor (None), or between two, in the order of time; undated last.

        Raises UsageError as ``entity`` does.

        >>> graph.timeline("Azerbaijan", "NATO").to_pandas()["start"].iloc[0]
        '1992-03'
        """
        ids = {self._entity(name).id for name in (one, other) if name is not None}
        found = [s for s in self._statements if ids <= {s.subject.id, s.object.id}]
        return Statements(sorted(found, key=_moment), self)

    def independent(self, statement: Statement) -> list[tuple[Evidence, ...]]:
        """The evidence of a statement, what is of one source together: as many tuples as independent sources.

        Copies of one text, articles of one publisher and articles that credit one agency are one source;
        ``kg.graph.independent`` says exactly what is, and what cannot be seen. Raises UsageError for a statement with
        evidence from an article that is not here.
        """
        origins = {}
        for source in sorted({piece.source for piece in statement.evidence}):
            article = self.article(source)
            if article is None:
                raise UsageError(f"{source}: no article of this graph")
            origins[source] = graph.origin(article)
        return [tuple(group) for group in graph.independent(statement.evidence, origins)]

    def records(self, found: Sequence[Explanation]) -> list[dict[str, Any]]:
        """As JSON values: the keys of ``statements.jsonl``, the trigger, the sentence in marked parts.

        ``independent`` is the number of independent sources of the statement.
        """
        counts = {one.statement: len(self.independent(one.statement)) for one in found}
        return [{**one.record(self.names), "independent": counts[one.statement]} for one in found]

    # --------------------------------------------------------------------------------------- parts of it

    def where(
        self,
        keep: Callable[[Statement], bool] | None = None,
        *,
        actor: str | None = None,
        steps: int = 1,
        years: Years = (None, None),
        relations: Sequence[str] = (),
        min_confidence: float = 0.0,
    ) -> Selection:
        """The statements that ``keep`` says True of, and that the other arguments, which ``view`` tells, leave.

        Raises UsageError for a name that is not there.

        >>> graph.where(lambda statement: statement.status == "reported", relations=["partnerOf"])
        <kg.Selection: ... statements>
        """
        asked = view.Cut(
            actor=self._entity(actor).id if actor is not None else None,
            steps=steps,
            first=years[0],
            last=years[1],
            relations=[self.relation(name) for name in relations],
            confidence=min_confidence,
        )
        return self._part(found for found in view.cut(self._statements, asked) if keep is None or keep(found))

    def ego(self, name: str, steps: int = 1) -> Selection:
        """An actor, everybody within ``steps`` of it, and all statements among them. Raises UsageError as ``entity``.

        >>> {"Azerbaijan", "Partnership for Peace"} <= {entity.label for entity in graph.ego("NATO").entities()}
        True
        """
        return self.where(actor=name, steps=steps)

    def as_of(self, when: int | str | datetime.date, *, undated: bool = False) -> Selection:
        """What held or happened then: a year, a month or a day (``1994``, ``"1994-03"``, ``date(1994, 3, 17)``).

        What began and is not said to have ended holds on; of what is over since nobody knows when, only the beginning
        is sure. ``undated`` keeps what has no date, too. Raises UsageError for what is no date.

        >>> [one.object.label for one in graph.as_of(1994).entity("Azerbaijan").statements("memberOf")]
        ['North Atlantic Cooperation Council', 'Partnership for Peace']
        """
        try:
            moment = PartialDate(str(when))
        except ValueError as error:
            raise UsageError(f"{when!r} is no date: give a year, a month or a day, as 1994, '1994-03'") from error
        first, last = moment.earliest, moment.latest

        def then(statement: Statement) -> bool:
            held = statement.interval.within(first, last)
            return undated if held is None else held

        return self.where(then)

    # --------------------------------------------------------------------------------------- to look at

    def view(
        self,
        path: str | FilePath | None = None,
        *,
        actor: str | None = None,
        steps: int = 1,
        timeline: Sequence[str] = (),
        years: Years = (None, None),
        relations: Sequence[str] = (),
        min_confidence: float = 0.0,
        title: str | None = None,
        language: str = view.LANGUAGE,
    ) -> Page:
        """The network as an offline HTML page; written to ``path`` where given, shown by a notebook.

        The page holds everything, or only ``actor`` and what lies within ``steps`` of it; what is of these ``years``
        (the first and the last one; undated statements are then left out); these ``relations``; statements with at
        least that confidence. ``timeline`` names one actor or two: the page opens in their timeline. ``language`` is
        that of the page's own words. Of over 20,000 entities the page shows a part; its ``left_out`` says which.
        Raises UsageError for a name that is not there and where nothing is left.
        """
        part = self.where(actor=actor, steps=steps, years=years, relations=relations, min_confidence=min_confidence)
        if self._statements and not part._statements:
            raise UsageError(
                "no statement is left to show; ask for more years, relations or steps, or less confidence"
            )
        start = outputs.timeline_of([self._entity(name) for name in timeline], part._statements)
        title = title or (self._entity(actor).label if actor else "")
        beside = path is not None and FilePath(path).with_name(outputs.REPORT).is_file()
        report = outputs.REPORT if beside else ""
        html = part._page(title=title, language=language, start=start, report=report)
        page = Page(html, html.left_out)
        if path is not None:
            page.save(path)
        return page

    def to_networkx(self) -> networkx.MultiDiGraph:
        """A node for each entity, an edge for each statement of whatever status; keys as in ``kg.export``.

        >>> graph.to_networkx().nodes["nato"]["label"]
        'NATO'
        """
        return export.to_networkx(self._statements, self._entities)

    def __repr__(self) -> str:
        counts = (
            f"{len(self._citations)} articles, {len(self._entities)} entities, {len(self._statements)} statements"
        )
        return f"<kg.{type(self).__name__}: {counts}>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return view.mimebundle(self._page(), plain=repr(self))

    def _page(self, **words: str) -> Html:
        return outputs.page(
            self._entities, self._statements, self._citations, self.names, identities=self.identities, **words
        )

    def _part(self, statements: Any) -> Selection:
        found = list(statements)
        if len(found) == len(self._statements):
            return Selection(
                _Part(self, self._entities, self._statements, frozenset(c.source for c in self._citations))
            )
        ends = {end.id for s in found for end in (s.subject, s.object, s.attribution.by) if end}
        entities = [entity for entity in self._entities if entity.id in ends]
        return Selection(_Part(self, entities, found, frozenset(piece.source for s in found for piece in s.evidence)))


@dataclass(frozen=True, slots=True)
class _Part:
    """What was chosen, as a source."""

    of: Selection
    chosen: list[Entity]
    found: list[Statement]
    sources: frozenset[str]

    @property
    def names(self) -> Names:
        return self.of.names

    @property
    def identities(self) -> Identities:
        return self.of.identities

    def entities(self) -> list[Entity]:
        return self.chosen

    def statements(self, known: Sequence[Entity] | None = None) -> list[Statement]:
        return self.found

    def articles(self) -> list[Article]:
        return [article for article in self.of.articles() if article.source in self.sources]

    def citations(self) -> list[Citation]:
        return [citation for citation in self.of._citations if citation.source in self.sources]


def _moment(statement: Statement) -> tuple[Any, ...]:
    """Sorts by time: when it began or happened, else when it ended; the undated last, by content."""
    when = statement.interval
    first = when.start or when.at or when.end
    known = first.earliest if first else datetime.date.max
    return (first is None, known, str(when.end or ""), statement.relation, statement.content())
