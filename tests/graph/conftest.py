"""A small world: countries join and leave an alliance, in articles of one sentence each."""

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
    Gap,
    Interval,
    PartialDate,
    Statement,
    Status,
    TextSpan,
    Unresolved,
)
from tests.graph.asked import told

NORWAY = Entity("norway", "Norway", "Country", ("Norge",), "Q20")
ALLIANCE = Entity("atlantic-alliance", "Atlantic Alliance", "InternationalOrganization")
ENVOY = Entity("kari-dahl-1f2e", "Kari Dahl", "Person")


class World:
    """Makes values in one line."""

    norway, alliance, envoy = NORWAY, ALLIANCE, ENVOY

    def article(self, source="a.txt", text="Norway joined the Atlantic Alliance in 1949.") -> Article:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Article(
            source, text, digest, (TextSpan(0, len(text)),), title="News", published=PartialDate("2020-01-02")
        )

    def evidence(self, article: Article, **values) -> Evidence:
        span = TextSpan(0, len(article.text))
        defaults = {
            "source": article.source,
            "span": span,
            "text": article.text,
            "subject": TextSpan(0, 6),
            "object": TextSpan(14, 35),
            "trigger": TextSpan(7, 13),
            "subject_mention": "Norway",
            "object_mention": "the Atlantic Alliance",
            "rule": "memberOf/joined",
            "confidence": 0.93,
        }
        return Evidence(**(defaults | values))

    def statement(self, article: Article, status="asserted", by=None, when=None, **values) -> Statement:
        defaults = {
            "subject": NORWAY,
            "relation": "memberOf",
            "object": ALLIANCE,
            "evidence": (self.evidence(article),),
            "interval": Interval(**{key: PartialDate(value) for key, value in (when or {}).items()}),
            "attribution": Attribution(Status(status), by),
        }
        return Statement(**(defaults | values))

    def extraction(self, source="a.txt", *statements, names=("Norway",), **changes) -> Extraction:
        """One article; statements as keyword dictionaries, one plain one where none is given."""
        article = self.article(source, **changes)
        made = tuple(self.statement(article, **values) for values in statements or ({},))
        gap = Gap(TextSpan(0, len(article.text)), article.text, ("Atlantic Alliance", "Norway"))
        lost = Unresolved(TextSpan(0, 6), article.text[:6], "name", "ORG")
        return Extraction(article, made, (Appearance(NORWAY, names), Appearance(ALLIANCE, ())), (gap,), (lost,))


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def ask(world):
    """Asks a graph of articles: each (source, what changes the article, statements ...)."""

    def asked(name, articles, **parameters):
        held = graph.memory(told(world, *article) for article in articles)
        return graph.ask_saved(held, name, parameters).rows()

    return asked
