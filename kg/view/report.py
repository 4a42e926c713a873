"""The report of a build, as a page: what was read, what was left out and why, and what the graph may have missed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape

from kg.missed import LISTED, Lost, missed
from kg.model import Article, Decision, Entity, Extraction, Gap, Refused, Skipped, Status, TextSpan, merged
from kg.model.marks import marked
from kg.view.data import web_address
from kg.view.links import links
from kg.view.looks import spoken
from kg.view.page import REPORT, encodable, environment, report_page
from kg.view.texts import LANGUAGE, texts

__all__ = ["report"]


@dataclass(frozen=True, slots=True)
class _Tile:
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class _Count:
    name: str
    relation: str
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class _Counts:
    statuses: list[Status]
    rows: list[_Count]
    totals: list[int]


@dataclass(frozen=True, slots=True)
class _Shown:
    parts: list[list[str]]
    actors: tuple[str, ...]
    tried: tuple[str, ...]
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Left:
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class _Refused:
    reason: str
    count: int
    articles: int


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    source: str
    published: str | None
    publisher: str | None
    url: str | None
    read: int
    left_out: int
    facts: int
    gaps: int
    missed: list[_Shown]
    dropped: list[_Left]


def report(
    extractions: Sequence[Extraction],
    skipped: Sequence[Skipped] = (),
    undecided: Sequence[Decision] = (),
    *,
    refused: Sequence[Refused] = (),
    typed: Mapping[str, Sequence[str]] = MappingProxyType({}),
    title: str = "",
    labels: Mapping[str, str] | None = None,
    language: str = LANGUAGE,
    network: str = "",
    entities: Sequence[Entity] = (),
) -> str:
    """The report as one HTML file without scripts; articles by source, whatever the order given.

    ``labels`` are words for relations and types by local name; ``language`` is that of the page's own words.
    ``network`` is the file name of a network page of ``entities`` in the same folder, to link to; "" for none.
    Equal statements of several articles count once in the table of relations, and once for each article in the table
    of articles. ``undecided`` are pairs that may be one.
    ``refused`` is what an extractor proposed and was dropped; ``typed`` the entities, by id, with the types on which
    articles disagree.
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.article.source)
    found = missed(ordered)
    shown: dict[str, list[Gap]] = {}
    for source, gap in found.sentences(LISTED):
        shown.setdefault(source, []).append(gap)
    rows = [_row(extraction, shown.get(extraction.article.source, ())) for extraction in ordered]
    counts = _counts(ordered, labels or {})
    say = _saying(texts(language)["report"])
    template = environment().get_template(REPORT)
    text = template.render(
        page=report_page(encodable(title) or str(say("title")), language),
        say=say,
        to=links(network, entities),
        labels=labels or {},
        tiles=_tiles(ordered, rows, counts, found.lost, undecided, skipped),
        counts=counts,
        articles=rows,
        found=found,
        listed=LISTED,
        undecided=undecided,
        refused=_refused(refused),
        typed=list(typed.items()),
        skipped=sorted(skipped, key=lambda skip: (not skip.failed, skip.source, skip.reason)),
    )
    return encodable(text)


def _tiles(
    extractions: Sequence[Extraction],
    rows: Sequence[_Row],
    counts: _Counts,
    lost: Iterable[Lost],
    undecided: Sequence[Decision],
    skipped: Iterable[Skipped],
) -> list[_Tile]:
    """The numbers at the top of the page."""
    return [
        _Tile(len(rows), "n-articles"),
        _Tile(sum(counts.totals), "n-facts"),
        _Tile(_entities(extractions), "n-entities"),
        _Tile(sum(row.gaps for row in rows), "n-gaps"),
        _Tile(sum(words.times for words in lost), "n-lost"),
        _Tile(len(undecided), "n-undecided"),
        _Tile(sum(len(row.dropped) for row in rows), "n-dropped"),
        _Tile(sum(skip.failed for skip in skipped), "n-failed"),
    ]


def _saying(words: Mapping[str, str]) -> Callable[..., Markup]:
    """``say(key, name=...)``: the words of that name with their braces filled; what fills them is escaped."""

    def say(key: str, **values: object) -> Markup:
        return escape(words[key]).format(**values)

    return say


def _refused(refused: Iterable[Refused]) -> list[_Refused]:
    """By reason, the most frequent first."""
    counts: Counter[str] = Counter()
    sources: dict[str, set[str]] = {}
    for one in refused:
        counts[one.reason] += one.count
        sources.setdefault(one.reason, set()).add(one.source)
    return [
        _Refused(reason, counts[reason], len(sources[reason]))
        for reason in sorted(counts, key=lambda reason: (-counts[reason], reason))
    ]


def _entities(extractions: Sequence[Extraction]) -> int:
    appearing = {appearance.entity.id for extraction in extractions for appearance in extraction.appearances}
    linked = {
        end.id for e in extractions for statement in e.statements for end in (statement.subject, statement.object)
    }
    return len(appearing | linked)


def _row(extraction: Extraction, shown: Iterable[Gap]) -> _Row:
    article = extraction.article
    return _Row(
        name=article.title or article.source,
        source=article.source,
        published=str(article.published) if article.published else None,
        publisher=article.publisher,
        url=web_address(article.url),
        read=sum(span.end - span.start for span in article.body),
        left_out=sum(piece.span.end - piece.span.start for piece in article.dropped),
        facts=len(extraction.statements),
        gaps=len(extraction.gaps),
        missed=[_shown(gap) for gap in shown],
        dropped=_left(article),
    )


def _shown(gap: Gap) -> _Shown:
    """The sentence with every actor's name marked, where it stands as such."""
    names = sorted({actor for actor in gap.actors if actor}, key=lambda name: (-len(name), name))
    found = re.finditer("|".join(map(re.escape, names)), gap.text) if names else ()
    marks = [("subject", TextSpan(*match.span())) for match in found]
    return _Shown(marked(gap.text, 0, marks), gap.actors, gap.tried, gap.verbs)


def _left(article: Article) -> list[_Left]:
    return [_Left(piece.reason, article.text[piece.span.start : piece.span.end].strip()) for piece in article.dropped]


def _counts(extractions: Sequence[Extraction], labels: Mapping[str, str]) -> _Counts:
    statements = merged(statement for extraction in extractions for statement in extraction.statements)
    tally = Counter((statement.relation, statement.status) for statement in statements)
    statuses = list(Status)
    totals = Counter(statement.relation for statement in statements)
    rows = [
        _Count(relation, labels.get(relation) or spoken(relation), [tally[relation, status] for status in statuses])
        for relation in sorted(totals, key=lambda relation: (-totals[relation], relation))
    ]
    return _Counts(
        statuses=statuses,
        rows=rows,
        totals=[sum(row.numbers[column] for row in rows) for column in range(len(statuses))],
    )
