"""One article's worth as triples, and back.

extraction --encode--> Encoded        goes to the graph ``facts`` and to the graph of the article
the graph of an article --decode--> extraction
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.codec import (
    TYPE,
    appearance_from,
    appearance_triples,
    article_from,
    article_triples,
    evidence_from,
    evidence_triples,
    plain_triple,
    statement_from,
    statement_triples,
)
from kg.graph.fields import Node, nodes
from kg.graph.identity import canonical
from kg.graph.missed import gap_from, gap_triples, unresolved_from, unresolved_triples
from kg.graph.names import Names
from kg.graph.terms import kg
from kg.model import Evidence, Extraction

__all__ = ["Encoded", "decode", "encode"]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One extraction as triples. ``statements`` maps each statement's IRI to its triples, ``plain`` to the triple
    that it makes true (where it does); both go to ``facts``. ``document`` goes to the graph ``doc``.
    """

    doc: ox.NamedNode
    document: tuple[ox.Triple, ...]
    statements: Mapping[ox.NamedNode, tuple[ox.Triple, ...]]
    plain: Mapping[ox.NamedNode, ox.Triple]
    extraction: Extraction
    digest: str


def encode(extraction: Extraction, names: Names) -> Encoded:
    """The triples of one article's worth, in its canonical form."""
    extraction = canonical(extraction)
    doc = names.article(extraction.article)
    document = list(article_triples(doc, extraction.article, names))
    statements: dict[ox.NamedNode, tuple[ox.Triple, ...]] = {}
    plain: dict[ox.NamedNode, ox.Triple] = {}
    for statement in extraction.statements:
        node = names.statement(statement)
        statements[node] = tuple(statement_triples(node, statement, names))
        if statement.plain:
            plain[node] = plain_triple(statement, names)
        for piece in statement.evidence:
            document += evidence_triples(names.evidence(doc, piece.span, node), node, doc, piece)
    for appearance in extraction.appearances:
        document += appearance_triples(doc, appearance, names)
    for gap in extraction.gaps:
        document += gap_triples(doc, gap, names)
    for words in extraction.unresolved:
        document += unresolved_triples(doc, words, names)
    digest = _digest([*document, *(triple for triples in statements.values() for triple in triples)])
    document.append(ox.Triple(doc, kg("digest"), ox.Literal(digest)))
    return Encoded(doc, tuple(dict.fromkeys(document)), statements, plain, extraction, digest)


def decode(document: Iterable[ox.Quad], statement: Callable[[ox.NamedNode], Node], names: Names) -> Extraction:
    """What ``encode`` encoded, in its canonical form.

    ``document`` is the graph of the article; ``statement`` gives the node of a statement in ``facts``.
    """
    by_type: dict[str, list[Node]] = {}
    for node in nodes(document).values():
        for kind in node.texts(TYPE):
            by_type.setdefault(kind, []).append(node)

    def of(name: str) -> list[Node]:
        return by_type.get(kg(name).value, [])

    article = article_from(of("Article")[0], of("Paragraph"), of("Dropped"))
    appearances = [appearance_from(node, names) for node in of("Appearance")]
    entities = {appearance.entity.id: appearance.entity for appearance in appearances}
    evidence: dict[ox.NamedNode, list[Evidence]] = {}
    for node in of("Evidence"):
        evidence.setdefault(node.link(kg("evidenceFor")), []).append(evidence_from(node, article.source))
    return canonical(
        Extraction(
            article=article,
            statements=tuple(
                statement_from(statement(node), entities, pieces, names) for node, pieces in evidence.items()
            ),
            appearances=tuple(appearances),
            gaps=tuple(gap_from(node) for node in of("Gap")),
            unresolved=tuple(unresolved_from(node) for node in of("Unresolved")),
        )
    )


def _digest(triples: Iterable[ox.Triple]) -> str:
    return hashlib.sha256("\n".join(sorted({str(triple) for triple in triples})).encode()).hexdigest()
