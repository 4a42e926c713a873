"""How two actors are linked: the shortest chains of statements between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from kg import tables
from kg.api.lists import Statements
from kg.errors import UsageError
from kg.model import Entity
from kg.model.shown import headline, quoted

if TYPE_CHECKING:
    from kg.api.held import Held

__all__ = ["Path", "shortest"]


@dataclass(frozen=True, slots=True)
class Path:
    """A chain: ``steps[0]`` are the statements that link ``actors[0]`` and ``actors[1]``, either way round."""

    actors: tuple[Entity, ...]
    steps: tuple[Statements, ...]

    def __len__(self) -> int:
        """How many steps."""
        return len(self.steps)

    def __str__(self) -> str:
        """The actors, and below them each step with its surest statement."""
        return "\n".join([" – ".join(one.label for one in self.actors), *(f"  {line}" for line in self._lines())])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        chain = Markup("<b>{}</b>").format(" – ".join(one.label for one in self.actors))
        steps = zip(self._lines(), (step[0] for step in self.steps), strict=True)
        rows = [(line, quoted(one, one.evidence[0]) if one.evidence else "") for line, one in steps]
        return tables.block(chain + tables.html((), rows))

    def _lines(self) -> list[str]:
        return [headline(step[0]) + (f" (and {len(step) - 1} more)" if len(step) > 1 else "") for step in self.steps]


def shortest(of: Held, one: Entity, other: Entity, *, steps: int, limit: int) -> list[Path]:
    """All shortest chains of at most ``steps``, the first ``limit`` by the ids on their way."""
    import networkx

    if one.id == other.id:
        raise UsageError(f"from {one.label} to {other.label} there is nothing to go: they are one actor")
    so = [found for found in of.statements() if found.status.affirmed and found.subject.id != found.object.id]
    ties = networkx.Graph((found.subject.id, found.object.id) for found in so)
    if not (one.id in ties and other.id in ties and networkx.has_path(ties, one.id, other.id)):
        return []
    if networkx.shortest_path_length(ties, one.id, other.id) > steps:
        return []
    chains = sorted(networkx.all_shortest_paths(ties, one.id, other.id))
    linking = _linking(of, {frozenset(pair) for chain in chains for pair in pairwise(chain)})
    known = {entity.id: entity for entity in of.entities()}
    return [
        Path(
            tuple(known[id] for id in chain),
            tuple(Statements(linking[frozenset(pair)], of) for pair in pairwise(chain)),
        )
        for chain in islice(chains, limit)
    ]


def _linking(of: Held, pairs: Iterable[frozenset[str]]) -> Mapping[frozenset[str], Statements]:
    """For each pair the affirmed statements that link them, the surest first."""
    found = {pair: Statements((), of) for pair in pairs}
    for one in of.statements():
        ends = frozenset((one.subject.id, one.object.id))
        if ends in found and one.status.affirmed:
            found[ends].append(one)
    for statements in found.values():
        statements.sort(key=lambda one: -max((piece.confidence for piece in one.evidence), default=0.0))
    return found
