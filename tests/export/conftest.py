"""Graphs to export: a small one, and one whose every text means harm."""

from __future__ import annotations

import hashlib

import pytest

from kg import graph
from kg.model import (
    Appearance,
    Article,
    Attribution,
    Entity,
    Evidence,
    Extraction,
    Interval,
    PartialDate,
    Statement,
    Status,
    TextSpan,
)
from tests.export.graphs import HOSTILE

TEXT = 'Peru left "Mercado" in 2019, Ana Ruiz said. \x0b<b>=1+1</b>'
PERU = Entity("peru", "Peru", "Country", ("Republic of Peru",), "Q419")
MERCADO = Entity("mercado-1a", "Mercado", "Organization")
ANA = Entity("ana-ruiz-2b", "Ana Ruiz", "Person")


@pytest.fixture
def held():
    span = TextSpan(0, len(TEXT))
    article = Article("news/a.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), (span,))
    words = TextSpan(0, 4), TextSpan(11, 18), TextSpan(5, 9)
    piece = Evidence("news/a.txt", span, TEXT, *words, "Peru", "Mercado", "left", 0.876, end_text="in 2019")
    ended = Interval(end=PartialDate("2019"))
    left = Statement(PERU, "memberOf", MERCADO, (piece,), ended, Attribution(Status.NEGATED, ANA))
    open_ = Statement(PERU, "relatedTo", MERCADO, (piece,), predicate="leave")
    return graph.memory([Extraction(article, (left, open_), (Appearance(PERU, ("Peru",)),))])


@pytest.fixture
def hostile() -> graph.GraphWriter:
    """A ring of companies with these names, each owning the next, in an article that is all of them."""
    text = " ".join(HOSTILE)
    article = Article(
        "a/'\"\n.txt", text, hashlib.sha256(text.encode()).hexdigest(), (TextSpan(0, len(text)),), title=text
    )
    ring = [Entity(f"e-{number}'\\/", name, "Company", (name[::-1],)) for number, name in enumerate(HOSTILE)]
    statements, start = [], 0
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        span = TextSpan(start, start + len(one.label))
        start = span.end + 1
        piece = Evidence(article.source, span, one.label, span, span, span, one.label, other.label, "owns", 0.5)
        statements.append(Statement(one, "owns", other, (piece,), role=one.label, topic=one.label))
    return graph.memory([Extraction(article, tuple(statements))])
