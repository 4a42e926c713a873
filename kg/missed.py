"""What a graph may have missed, and why: sentences, pairs of actors, words and patterns that gave nothing.

Everything here is counted over the whole graph and listed in part, so that a large corpus has a short report.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import ontology, yamls
from kg.model import Extraction, Gap, TextSpan

__all__ = ["LISTED", "Lost", "Missed", "Pair", "Silent", "missed", "patterns"]


LISTED = 200
"""How many sentences, pairs, verbs and words the files list at most; counts are always of all."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that sentences without a statement name together; ``linked``: a statement links them elsewhere."""

    actors: tuple[str, str]
    sentences: int
    linked: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that found no entity, how often, and where first (source and place)."""

    text: str
    kind: str
    label: str
    times: int
    source: str
    span: TextSpan


@dataclass(frozen=True, slots=True)
class Silent:
    """The patterns of a relation that are behind no statement; ``of`` is how many the relation has."""

    relation: str
    patterns: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Missed:
    """All of it. ``gaps`` are with their sources, by source and place; the most frequent pairs, verbs (with the
    number of their sentences) and words come first.

    ``fired`` and ``rules`` say how many of how many patterns are behind a statement.
    """

    gaps: tuple[tuple[str, Gap], ...]
    pairs: tuple[Pair, ...]
    verbs: tuple[tuple[str, int], ...]
    lost: tuple[Lost, ...]
    silent: tuple[Silent, ...]
    fired: int
    rules: int

    @property
    def unknown(self) -> int:
        """How many of the sentences no pattern has words for."""
        return sum(not gap.tried for _, gap in self.gaps)

    def sentences(self, limit: int) -> list[tuple[str, Gap]]:
        """At most ``limit`` sentences, some of every article as far as that reaches, by source and place."""
        by_source = defaultdict(list)
        for number, (source, _) in enumerate(self.gaps):
            by_source[source].append(number)
        rounds = itertools.zip_longest(*by_source.values())
        numbers = [number for row in rounds for number in row if number is not None]
        return [self.gaps[number] for number in sorted(numbers[:limit])]


def missed(extractions: Sequence[Extraction], rules: Collection[str] | None = None) -> Missed:
    """What may be missing from these extractions; ``rules``: all patterns there are, None for those installed."""
    gaps = tuple((one.article.source, gap) for one in extractions for gap in one.gaps)
    every = patterns() if rules is None else tuple(rules)
    used = {piece.rule for one in extractions for said in one.statements for piece in said.evidence}
    return Missed(
        gaps=tuple(sorted(gaps, key=lambda gap: (gap[0], gap[1].span))),
        pairs=tuple(_pairs(extractions)),
        verbs=tuple(_frequent(verb for _, gap in gaps for verb in gap.verbs)),
        lost=tuple(_lost(extractions)),
        silent=tuple(_silent(every, used)),
        fired=len(used & set(every)),
        rules=len(every),
    )


@functools.cache
def patterns(directory: Path | None = None) -> tuple[str, ...]:
    """The names of all patterns (``memberOf/joined``), without loading what interprets them; sorted."""
    files = sorted((directory or ontology.folder() / "relations").glob("*.yaml"))
    books = [yamls.read(file, as_words=True) for file in files]
    return tuple(sorted(f"{book['relation']}/{pattern['name']}" for book in books for pattern in book["patterns"]))


def _pairs(extractions: Sequence[Extraction]) -> Iterator[Pair]:
    linked = {frozenset((said.subject.label, said.object.label)) for one in extractions for said in one.statements}
    sentences = Counter(
        pair for one in extractions for gap in one.gaps for pair in itertools.combinations(sorted(set(gap.actors)), 2)
    )
    for pair, times in sorted(sentences.items(), key=lambda item: (-item[1], item[0])):
        yield Pair(pair, times, frozenset(pair) in linked)


def _frequent(words: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))


def _lost(extractions: Sequence[Extraction]) -> Iterator[Lost]:
    places = sorted(
        (word.text, word.kind, word.label, one.article.source, word.span)
        for one in extractions
        for word in one.unresolved
    )
    groups = [list(group) for _, group in itertools.groupby(places, key=lambda place: place[:3])]
    for group in sorted(groups, key=lambda group: (-len(group), group[0])):
        text, kind, label, source, span = group[0]
        yield Lost(text, kind, label, len(group), source, span)


def _silent(rules: Collection[str], used: Collection[str]) -> Iterator[Silent]:
    for relation, group in itertools.groupby(sorted(rules), key=lambda rule: rule.partition("/")[0]):
        every = list(group)
        names = tuple(rule.partition("/")[2] for rule in every if rule not in used)
        if names:
            yield Silent(relation, names, len(every))
