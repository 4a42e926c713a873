"""What of a graph too large for one page goes into it: of each community the most central actors, and their facts.

A community is a circle of the whole graph (``kg.view.crowds``). How central an actor is, the number of its facts
tells. What is chosen of a community follows its size, so that none is left empty for a larger one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from kg.model import Entity, Statement
from kg.view.crowds import Circles, known_circles

__all__ = ["BUDGET", "LIMIT", "Budget", "Part", "part_of"]

LIMIT = 20_000
"""With more entities than that, a page holds a part of its graph."""

Fact = tuple[str, Statement]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a page holds at most: a browser opens that at once.

    ``central``: so many of the most central actors of all, whatever their community; ``each``: actors of one.
    """

    actors: int = 8_000
    each: int = 300
    central: int = 300
    communities: int = 200
    facts: int = 30_000
    sentences: int = 60_000


BUDGET = Budget()


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into the page, and the whole that it is a part of.

    ``degree`` is the number of facts of each entity in the whole graph, by id; ``circle`` the number of its
    community, for those of the page that are of one. ``circles.of`` is empty.
    """

    entities: list[Entity]
    facts: list[Fact]
    degree: Counter[str]
    circle: dict[str, int]
    circles: Circles
    all_entities: int
    all_facts: int
    all_communities: int


def part_of(entities: Sequence[Entity], facts: Sequence[Fact], budget: Budget) -> Part:
    """The part of a graph that a page shows; ``entities`` are sorted by id, and hold all that ``facts`` name."""
    degree = Counter(end for _, s in facts for end in {s.subject.id, s.object.id})
    linked = sorted({end for _, s in facts if s.subject.id != s.object.id for end in (s.subject.id, s.object.id)})
    number = {id: index for index, id in enumerate(linked)}
    ends = [(number[s.subject.id], number[s.object.id]) for _, s in facts if s.subject.id != s.object.id]
    whole = known_circles(len(linked), np.array(ends, dtype=np.intp).reshape(-1, 2))
    largest = np.argsort(-whole.sizes, kind="stable")[: budget.communities]
    ranks = _ranked(linked, whole, largest.tolist(), degree, budget)
    found = _affordable(facts, ranks, budget)
    shown = {end for _, s in found for end in (s.subject.id, s.object.id)}
    by = {s.attribution.by.id for _, s in found if s.attribution.by}
    circles, renamed = _kept(whole, sorted({int(whole.of[number[id]]) for id in shown}))
    return Part(
        [entity for entity in entities if entity.id in shown or entity.id in by],
        found,
        degree,
        {id: renamed[int(whole.of[number[id]])] for id in shown},
        circles,
        len(entities),
        len(facts),
        len(whole.sizes),
    )


def _ranked(
    linked: Sequence[str], whole: Circles, largest: Iterable[int], degree: Counter[str], budget: Budget
) -> dict[str, int]:
    """The chosen actors, each with its place in its community, the most central first."""
    members: dict[int, list[str]] = {circle: [] for circle in largest}
    for id, circle in zip(linked, whole.of.tolist(), strict=True):
        if circle in members:
            members[circle].append(id)
    share = budget.actors / max(1, sum(map(len, members.values())))
    best = {id for id, _ in sorted(degree.items(), key=lambda one: (-one[1], one[0]))[: budget.central]}
    ranks = {}
    for own in members.values():
        own.sort(key=lambda id: (-degree[id], id))
        most = min(budget.each, max(3, ceil(share * len(own))))
        ranks.update({id: rank for rank, id in enumerate(own) if rank < most or id in best})
    return ranks


def _affordable(facts: Sequence[Fact], ranks: dict[str, int], budget: Budget) -> list[Fact]:
    """The facts among the chosen, those of the most central of each community first, in the order of ``facts``."""
    among = [
        (max(ranks[s.subject.id], ranks[s.object.id]), at)
        for at, (_, s) in enumerate(facts)
        if s.subject.id in ranks and s.object.id in ranks
    ]
    taken, sentences = list[int](), 0
    for _, at in sorted(among)[: budget.facts]:
        sentences += len(facts[at][1].evidence)
        if sentences > budget.sentences and taken:
            break
        taken.append(at)
    return [facts[at] for at in sorted(taken)]


def _kept(whole: Circles, kept: Sequence[int]) -> tuple[Circles, dict[int, int]]:
    """Only these circles, the largest first, and the number that each now has."""
    order = sorted(kept, key=lambda circle: (-whole.sizes[circle], circle))
    renamed = {circle: place for place, circle in enumerate(order)}
    among = np.isin(whole.links, np.array(order, dtype=np.intp)).all(axis=1)
    ends = [renamed[end] for end in whole.links[among].ravel().tolist()]
    links = np.array(ends, dtype=np.intp).reshape(-1, 2)
    circles = replace(
        whole,
        of=np.zeros(0, dtype=np.intp),
        sizes=whole.sizes[order],
        links=np.sort(links, axis=1),
        strength=whole.strength[among],
    )
    return circles, renamed
