"""Answers about statements, with the number of independent sources of each (``origins`` says what that is)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.asking.answer import Answer, Term
from kg.graph.asking.origins import Origin, independent, origin_of
from kg.graph.asking.query import answered
from kg.graph.asking.saved import SavedQuery, bound
from kg.graph.store import Graph

__all__ = ["best_corroborated", "with_independent"]


@dataclass(frozen=True, slots=True)
class _Said:
    """A ``Piece``."""

    source: str
    text: str


AT_ONCE = 1000
"""statements that are asked about in one query"""


def with_independent(graph: Graph, saved: SavedQuery, terms: Mapping[str, Sequence[Term]]) -> Answer:
    """The answer to a question that gives ``statement`` first and ``articles``: counts in place of the first."""
    answer = answered(graph, bound(saved.text, terms))
    articles = answer.variables.index("articles")
    several = [row[0] for row in answer.terms if _count(row[articles]) > 1]
    sources = _sources(graph, [statement for statement in several if statement is not None])
    rows = ((*row[1:], ox.Literal(sources.get(row[0], 1))) for row in answer.terms)
    return Answer((*answer.variables[1:], "independent"), tuple(rows), graph.names)


def best_corroborated(graph: Graph, saved: SavedQuery, terms: Mapping[str, Sequence[Term]]) -> Answer:
    """The same, those with most independent sources first, then those in most articles."""
    answer = with_independent(graph, saved, terms)
    ranked = sorted(answer.terms, key=lambda row: (-_count(row[-1]), -_count(row[-2])))
    return Answer(answer.variables, tuple(ranked[: _count(terms["limit"][0])]), graph.names)


def _sources(graph: Graph, statements: Sequence[Term]) -> dict[Term | None, int]:
    """For each statement how many independent sources it has."""
    pieces: dict[Term | None, dict[_Said, None]] = {}
    origins: dict[str, Origin] = {}
    for start in range(0, len(statements), AT_ONCE):
        some = {"statement": statements[start : start + AT_ONCE]}
        for statement, source, sentence in answered(graph, bound(_PIECES, some)).terms:
            pieces.setdefault(statement, {})[_Said(_text(source), _text(sentence))] = None
        origins |= _origins(answered(graph, bound(_ORIGINS, some)).terms)
    return {statement: len(independent(list(told), origins)) for statement, told in pieces.items()}


def _origins(rows: Iterable[Sequence[Term | None]]) -> dict[str, Origin]:
    credits: dict[str, set[str]] = {}
    told: dict[str, tuple[str, str, str]] = {}
    for source, publisher, url, credit, sketch in rows:
        told[_text(source)] = _text(publisher), _text(url), _text(sketch)
        credits.setdefault(_text(source), set()).update({_text(credit)} - {""})
    return {
        source: origin_of(publisher, url, credits[source], sketch.split())
        for source, (publisher, url, sketch) in told.items()
    }


def _text(term: Term | None) -> str:
    return "" if term is None or isinstance(term, ox.Triple) else term.value


def _count(term: Term | None) -> int:
    return int(_text(term))


_PIECES = """
SELECT ?_statement ?source ?sentence {
  VALUES ?_statement { UNDEF }
  ?evidence kg:evidenceFor ?_statement ; oa:exact ?sentence ; oa:hasSource/dct:identifier ?source .
}
ORDER BY ?_statement ?source ?sentence
"""
_ORIGINS = """
SELECT DISTINCT ?source ?publisher ?url ?credit ?sketch {
  { SELECT DISTINCT ?article {
    VALUES ?_statement { UNDEF }
    ?evidence kg:evidenceFor ?_statement ; oa:hasSource ?article } }
  ?article dct:identifier ?source .
  OPTIONAL { ?article kg:publisher ?publisher }
  OPTIONAL { ?article kg:url ?url }
  OPTIONAL { ?article kg:credits ?credit }
  OPTIONAL { ?article kg:sketch ?sketch }
}
"""
