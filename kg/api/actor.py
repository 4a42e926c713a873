"""One entity with all that its graph tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from markupsafe import Markup

from kg.api.lists import Articles, Entities, Statements
from kg.model import Decision, Entity
from kg.model.shown import entity_html, headline

if TYPE_CHECKING:
    from kg.api.selection import Selection
    from kg.view.embed import Page

__all__ = ["Actor"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Actor(Entity):
    """An entity of a graph, or of a part of one: what ``entity`` gives. Equal to the bare entity."""

    graph: Selection = field(kw_only=True)

    def statements(self, relation: str | None = None) -> Statements:
        """All statements that it is subject or object of; of one relation (its name or label) only.

        Raises UsageError where there is no such relation.

        >>> graph.entity("Partnership for Peace").statements("part of")
        Partnership for Peace partOf NATO · asserted
        """
        wanted = None if relation is None else self.graph.relation(relation)
        found = (one for one in self.graph.statements() if self.id in (one.subject.id, one.object.id))
        return Statements((one for one in found if wanted in (None, one.relation)), self.graph)

    def roles(self) -> Statements:
        """Its posts over time, or, of an organization, who held which: all statements that name a role.

        In the order of time, undated last.
        """
        return Statements((one for one in self.timeline() if one.role is not None), self.graph)

    def timeline(self, other: str | None = None) -> Statements:
        """As ``timeline`` of the graph."""
        return self.graph.timeline(self.id, other)

    def neighbours(self) -> Entities:
        """Everybody whom a statement of whatever status links with it, by id."""
        ids = {end.id for one in self.statements() for end in (one.subject, one.object)} - {self.id}
        return Entities((entity for entity in self.graph.entities() if entity.id in ids), self.graph)

    def articles(self) -> Articles:
        """The articles with a statement about it, by source."""
        sources = {piece.source for one in self.statements() for piece in one.evidence}
        return Articles((one for one in self.graph.articles() if one.source in sources), self.graph)

    def decisions(self) -> list[Decision]:
        """Who was taken for it, who was not, and who may be, each with the reason; by id."""
        known = self.graph.identities
        return [one for one in known.decisions if self.id in (known.of(one.one), known.of(one.other))]

    def ego(self, steps: int = 1) -> Selection:
        """As ``ego`` of the graph."""
        return self.graph.ego(self.id, steps)

    def view(self, *, steps: int = 1) -> Page:
        """The network around it as an offline page."""
        return self.graph.view(actor=self.id, steps=steps)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entity):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _TOLD)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in _TOLD))  # as the bare entity has it

    def __repr__(self) -> str:
        lines = [headline(one) for one in self.statements()]
        return "\n".join([f"{self.label} ({self.type}, id:{self.id})", *(f"  {line}" for line in lines)])

    def _repr_html_(self) -> str:
        """A card: who it is, and what the graph tells, in the order of time."""
        found = self.timeline()
        counts = ((len(found), "statement"), (len(self.articles()), "article"))
        words = " in ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
        return Markup(entity_html(self)) + Markup("<p>{}</p>").format(words) + Markup(found._repr_html_())


_TOLD = tuple(one.name for one in fields(Entity))
