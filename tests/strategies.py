"""Hypothesis strategies for the types of ``kg/model.py``: valid, hostile, and few enough to collide."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kg.model import (
    Appearance,
    Article,
    Attribution,
    Dropped,
    Entity,
    Evidence,
    Extraction,
    Gap,
    Interval,
    PartialDate,
    Statement,
    Status,
    TextSpan,
    Unresolved,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
names = st.sampled_from(["Oslo", "Norway", "Kingdom of Norway", "NO", 'ä"\\\n<b>', "x\x00\x1f\x85"])
days = st.dates().map(lambda day: PartialDate(day.isoformat()))
months = st.dates().map(lambda day: PartialDate(day.isoformat()[:7]))
years = st.dates().map(lambda day: PartialDate(day.isoformat()[:4]))
dates = days | months | years


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """That, or None."""
    return st.none() | strategy


def several(strategy: SearchStrategy[Any], most: int = 3) -> SearchStrategy[tuple[Any, ...]]:
    """A tuple of those."""
    return st.lists(strategy, max_size=most).map(tuple)


entities = st.builds(
    Entity,
    id=st.sampled_from(["norway", "nato", "jens-1f", "é/?#"]),
    label=names,
    type=st.sampled_from(["Country", "Organization", "Person"]),
    aliases=several(names, 2),
    wikidata=maybe(st.sampled_from(["Q1", "Q2"])),
    because=st.sampled_from(["", "same name", "authority"]),
)
appearances = st.builds(Appearance, entity=entities, names=several(names, 2))
intervals = st.builds(Interval, start=maybe(dates), end=maybe(dates), at=maybe(dates), ended=st.booleans())
attributions = st.builds(Attribution, status=st.sampled_from(Status), by=maybe(entities))


@st.composite
def spans(draw: DrawFn, text: str = "x" * 40) -> TextSpan:
    """A span of a text."""
    start = draw(st.integers(0, len(text)))
    return TextSpan(start, draw(st.integers(start, len(text))))


@st.composite
def evidence(draw: DrawFn, source: str = "a.txt", text: str = "Norway is in.") -> Evidence:
    """Evidence from an article's text."""
    span = draw(spans(text))
    return Evidence(
        source=source,
        span=span,
        text=text[span.start : span.end],
        subject=draw(spans(text)),
        object=draw(spans(text)),
        trigger=draw(spans(text)),
        subject_mention=draw(words),
        object_mention=draw(words),
        rule=draw(st.sampled_from(["memberOf/joined", "open"])),
        confidence=draw(st.floats(0, 1)),
        start_text=draw(maybe(words)),
        end_text=draw(maybe(words)),
        at_text=draw(maybe(words)),
        status_text=draw(maybe(words)),
        by_text=draw(maybe(words)),
    )


def statements(source: str = "a.txt", text: str = "Norway is in.") -> SearchStrategy[Statement]:
    """Statements of an article."""
    few = maybe(st.sampled_from(["", "head", "guest"]))
    return st.builds(
        Statement,
        subject=entities,
        relation=st.sampled_from(["memberOf", "supports", "relatedTo"]),
        object=entities,
        evidence=st.lists(evidence(source, text), min_size=1, max_size=2).map(tuple),
        interval=st.just(Interval()) | intervals,
        attribution=attributions,
        predicate=few,
        role=few,
        topic=few,
        place=few,
    )


@st.composite
def articles(draw: DrawFn, sources: SearchStrategy[str] = words) -> Article:
    """Articles with any text."""
    text = draw(texts)
    return Article(
        source=draw(sources),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        body=draw(several(spans(text), 2)),
        title=draw(maybe(words)),
        published=draw(maybe(dates)),
        publisher=draw(maybe(words)),
        url=draw(maybe(words)),
        authors=draw(several(words, 2)),
        place=draw(maybe(words)),
        dropped=draw(several(st.builds(Dropped, span=spans(text), reason=words), 2)),
    )


@st.composite
def extractions(draw: DrawFn, sources: SearchStrategy[str] = words) -> Extraction:
    """All that one article says."""
    article = draw(articles(sources))
    gaps = spans(article.text).map(
        lambda span: Gap(span, article.text[span.start : span.end], ("B", "A"), ("x/b", "x/a"), ("be",))
    )
    lost = spans(article.text).map(lambda span: Unresolved(span, article.text[span.start : span.end], "name", "ORG"))
    return Extraction(
        article=article,
        statements=draw(several(statements(article.source, article.text))),
        appearances=draw(several(appearances)),
        gaps=draw(several(gaps, 2)),
        unresolved=draw(several(lost, 2)),
    )
