"""One article's worth as triples, and back.

extraction --encode--> Encoded        goes to the graph ``facts`` and to the graph of the article
the graph of an article --decode--> extraction
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.actors import appearance_from, appearance_triples
from kg.graph.asking.origins import origin_triples
from kg.graph.canonical import canonical, standing
from kg.graph.codec import (
    TYPE,
    article_from,
    article_triples,
    evidence_from,
    evidence_triples,
    plain_triple,
    read_as,
    read_as_triples,
    statement_from,
    statement_triples,
)
from kg.graph.fields import Node, nodes
from kg.graph.missed import gap_from, gap_triples, unresolved_from, unresolved_triples
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, literal
from kg.graph.terms import iri, kg
from kg.model import Appearance, Evidence, Extraction, Identities, Stands

__all__ = ["Encoded", "decode", "digest_of", "encode"]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One extraction as triples. ``statements`` maps each statement's IRI to its triples, ``plain`` to the triple
    that it makes true (where it does); both go to ``facts``. ``document`` goes to the graph ``doc``: a part of it is
    ``fixed``, which tells of no entity of the graph. ``told`` are the appearances by the id that stands for their
    entity. ``source`` is that of the article.
    """

    doc: ox.NamedNode
    document: tuple[Triple, ...]
    fixed: tuple[Triple, ...]
    statements: Mapping[ox.NamedNode, tuple[Triple, ...]]
    plain: Mapping[ox.NamedNode, Triple]
    source: str
    told: Mapping[str, tuple[Appearance, ...]]
    digest: str


def encode(
    extraction: Extraction,
    names: Names,
    identities: Stands = Identities(),  # noqa: B008
    known: Encoded | None = None,
) -> Encoded:
    """The triples of one article's worth, in its canonical form; ``known`` is the same with other ``identities``.

    Statements are about the entities that stand for those that the article names, by ``identities``; evidence and
    appearances keep whom the article was read to name, so that ``decode`` gives back what was read.
    """
    extraction = canonical(extraction)
    doc = names.article(extraction.article)
    fixed = known.fixed if known else tuple(_fixed(doc, extraction, names))
    document = list(fixed)
    statements: dict[ox.NamedNode, tuple[Triple, ...]] = {}
    plain: dict[ox.NamedNode, Triple] = {}
    told: dict[str, list[Appearance]] = {}
    for read in extraction.statements:
        statement = standing(read, identities, extraction.article.source)
        node = names.statement(statement)
        statements[node] = tuple(statement_triples(node, statement, names))
        if statement.plain:
            plain[node] = plain_triple(statement, names)
        own = node if statement is read else names.statement(read)
        for piece in read.evidence:
            evidence = names.evidence(doc, piece.span, own)
            document += evidence_triples(evidence, node, doc, piece)
            document += read_as_triples(evidence, read, statement, names)
    for appearance in extraction.appearances:
        stands = identities.of(appearance.entity.id, extraction.article.source)
        document += appearance_triples(doc, appearance, names, stands)
        told.setdefault(stands, []).append(appearance)
    digest = digest_of([*document, *(triple for triples in statements.values() for triple in triples)])
    document.append((str(doc), iri("kg:digest"), literal(digest)))
    return Encoded(
        doc=doc,
        document=tuple(dict.fromkeys(document)),
        fixed=fixed,
        statements=statements,
        plain=plain,
        source=extraction.article.source,
        told={key: tuple(appearances) for key, appearances in told.items()},
        digest=digest,
    )


def _fixed(doc: ox.NamedNode, extraction: Extraction, names: Names) -> Iterator[Triple]:
    """Of the triples in the graph of an article those that do not depend on who stands for whom."""
    yield from article_triples(doc, extraction.article, names)
    yield from origin_triples(doc, extraction.article)
    for gap in extraction.gaps:
        yield from gap_triples(doc, gap, names)
    for words in extraction.unresolved:
        yield from unresolved_triples(doc, words, names)


def decode(document: Iterable[ox.Quad], statement: Callable[[ox.NamedNode], Node], names: Names) -> Extraction:
    """What ``encode`` encoded, in its canonical form: whom the article was read to name.

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
    evidence: dict[tuple[ox.NamedNode, tuple[str | None, ...]], list[Evidence]] = {}
    for node in of("Evidence"):
        key = node.link(kg("evidenceFor")), read_as(node, names)
        evidence.setdefault(key, []).append(evidence_from(node, article.source))
    return canonical(
        Extraction(
            article=article,
            statements=tuple(
                statement_from(statement(node), entities, pieces, names, read)
                for (node, read), pieces in evidence.items()
            ),
            appearances=tuple(appearances),
            gaps=tuple(gap_from(node) for node in of("Gap")),
            unresolved=tuple(unresolved_from(node) for node in of("Unresolved")),
        )
    )


def digest_of(triples: Iterable[Triple]) -> str:
    """The digest of what an article says: of its document and its statements, but for the digest itself."""
    return hashlib.sha256("\n".join(sorted({" ".join(triple) for triple in triples})).encode()).hexdigest()
