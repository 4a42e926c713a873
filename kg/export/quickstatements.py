"""Proposals for Wikidata, one command a line, for QuickStatements (version 1).

Only what Wikidata can hold and we can stand behind: asserted statements between two entities with a Wikidata item, of
relations that ``kg.ttl`` declares to be the same as a property (``skos:exactMatch``); dates as precise as the text;
as reference the article, as far as it is known. What a person has not looked at does not belong on Wikidata.
"""

from __future__ import annotations

import functools
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg import ontology
from kg.graph import Graph
from kg.graph.terms import term
from kg.model import Article, Interval, PartialDate, Statement, Status

__all__ = ["quickstatements"]

LOG = logging.getLogger(__name__)

HEAD: Final = (
    "/* Proposals, read from news articles by a program. A person has to look at each before it is run: */\n"
    "/* is it so, is it the right item, is it there already, may the article serve as a reference? */\n"
)
_PROPERTY: Final = "http://www.wikidata.org/prop/direct/"
_ITEM: Final = re.compile(r"Q[1-9][0-9]*")
_PRECISION: Final = {"year": 9, "month": 10, "day": 11}
_LONGEST: Final = 1500
"""Characters that Wikidata takes for one text."""


def quickstatements(graph: Graph, stream: BinaryIO) -> None:
    """Commands that add statements with qualifiers and a reference; logs how many statements are none."""
    left: Counter[str] = Counter()
    articles = {article.source: article for article in graph.articles()}
    stream.write(HEAD.encode())
    for statement in graph.statements():
        why = _unfit(statement, articles)
        if why:
            left[why] += 1
        else:
            key = graph.names.statement(statement).value
            stream.write("\t".join([*_command(statement, articles), f"/* {key} */"]).encode() + b"\n")
    if left:
        told = ", ".join(f"{count} {why}" for why, count in sorted(left.items()))
        LOG.warning("not all statements can be proposed to Wikidata; left out: %s", told)


def _unfit(statement: Statement, articles: Mapping[str, Article]) -> str | None:
    """Why a statement cannot be proposed; None where it can."""
    if statement.status is not Status.ASSERTED:
        return statement.status.value
    if statement.relation not in _properties():
        return "of a relation that is no property"
    if not all(_ITEM.fullmatch(side.wikidata or "") for side in (statement.subject, statement.object)):
        return "about somebody without an item"
    if not any(_reference(articles[piece.source]) for piece in statement.evidence):
        return "without an article that can be named"
    return None


def _command(statement: Statement, articles: Mapping[str, Article]) -> Iterator[str]:
    yield from (statement.subject.wikidata or "", _properties()[statement.relation], statement.object.wikidata or "")
    yield from _qualifiers(statement.interval)
    for piece in statement.evidence:
        reference = _reference(articles[piece.source])
        if reference:  # one: version 1 takes all sources of a command for parts of the same
            yield from reference
            if len(piece.text) <= _LONGEST:
                yield from ("S1683", f"en:{_text(piece.text)}")
            return


def _qualifiers(when: Interval) -> Iterator[str]:
    for property, moment in (("P580", when.start), ("P582", when.end), ("P585", when.at)):
        if moment:
            yield from (property, _time(moment))
    if when.ended and not when.end:
        yield from ("P582", "somevalue")  # it is over, nobody says since when


def _reference(article: Article) -> list[str]:
    """What is known of the article: its address and title; empty where it has neither."""
    found: list[str] = []
    if article.url and article.url.startswith(("http://", "https://")):
        found += ["S854", _text(article.url)]
    if article.title and len(article.title) <= _LONGEST:
        found += ["S1476", f"en:{_text(article.title)}"]
    if found and article.published:
        found += ["S577", _time(article.published)]
    return found


def _time(moment: PartialDate) -> str:
    year, month, day = (*str(moment).split("-"), "00", "00")[:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{_PRECISION[moment.precision]}"


def _text(value: str) -> str:
    """A text in one cell: no tab or line end can stand in it, and nothing that begins or ends a comment."""
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return '"' + line.replace("/*", "/ *").replace("*/", "* /") + '"'


@functools.cache
def _properties() -> Mapping[str, str]:
    """Relation -> the Wikidata property that says the same."""
    quads = ox.parse((ontology.folder() / "kg.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return {
        quad.subject.value.removeprefix(ontology.NAMESPACE): quad.object.value.removeprefix(_PROPERTY)
        for quad in quads
        if quad.predicate == term("skos:exactMatch")
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.object.value.startswith(_PROPERTY)
    }
