"""How each value looks in RDF: the one place that builds triples and reads them back.

Entities, plain triples and statements stand in the graph ``facts``; what one article brings (its text, evidence,
appearances, gaps) stands in a graph of its own, named like the article. No blank nodes, no triple in two graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.fields import DATE, DECIMAL, ENGLISH, Field, Node, SpanField, date
from kg.graph.names import Names
from kg.graph.terms import kg, term
from kg.model import (
    Appearance,
    Article,
    Attribution,
    Dropped,
    Entity,
    Evidence,
    Gap,
    Interval,
    PartialDate,
    Statement,
    Status,
    Unresolved,
)

__all__ = [
    "ENTITY_PREDICATES",
    "EXACT",
    "SOURCE",
    "SPAN",
    "TYPE",
    "appearance_from",
    "appearance_triples",
    "article_from",
    "article_triples",
    "entity_from",
    "entity_triples",
    "evidence_from",
    "evidence_triples",
    "part_triples",
    "plain_from",
    "plain_triple",
    "statement_from",
    "statement_triples",
]

TYPE: Final = term("rdf:type")
SOURCE: Final = term("dct:identifier")
ENTITY_PREDICATES: Final = (
    TYPE,
    term("skos:prefLabel"),
    term("skos:altLabel"),
    term("skos:exactMatch"),
    kg("because"),
)
_OF = term("oa:hasSource")
SPAN: Final = SpanField("span", term("oa:start"), term("oa:end"))
EXACT: Final = Field("text", term("oa:exact"), ENGLISH)

_ARTICLE = (
    Field("source", SOURCE),
    Field("text", kg("text")),
    Field("sha256", kg("sha256")),
    Field("title", term("dct:title")),
    Field("published", term("dct:issued"), DATE),
    Field("publisher", kg("publisher")),
    Field("url", kg("url")),
    Field("place", kg("dateline")),
)
_DATES = (Field("start", kg("start"), DATE), Field("end", kg("end"), DATE), Field("at", kg("at"), DATE))
_QUALIFIERS = (
    Field("predicate", kg("predicateText")),
    Field("role", kg("role")),
    Field("topic", kg("topic")),
    Field("place", kg("place")),
)
_EVIDENCE = (
    EXACT,
    SPAN,
    SpanField("subject", kg("subjectStart"), kg("subjectEnd")),
    SpanField("object", kg("objectStart"), kg("objectEnd")),
    SpanField("trigger", kg("triggerStart"), kg("triggerEnd")),
    Field("subject_mention", kg("subjectMention")),
    Field("object_mention", kg("objectMention")),
    Field("rule", kg("rule")),
    Field("confidence", kg("confidence"), DECIMAL),
    Field("start_text", kg("startText")),
    Field("end_text", kg("endText")),
    Field("at_text", kg("atText")),
    Field("status_text", kg("statusText")),
    Field("by_text", kg("byText")),
)


# ---------------------------------------------------------------------------------------------- articles


def article_triples(doc: ox.NamedNode, article: Article, names: Names) -> Iterator[ox.Triple]:
    """An article with its paragraphs and dropped stretches."""
    for kind in (kg("Article"), term("prov:Entity")):
        yield ox.Triple(doc, TYPE, kind)
    for field in _ARTICLE:
        yield from field.write(doc, article)
    for author in article.authors:
        yield ox.Triple(doc, kg("author"), ox.Literal(author))
    for span in article.body:
        yield from part_triples(names.part(doc, span, "paragraph"), "Paragraph", doc, Dropped(span, ""))
    for dropped in article.dropped:
        node = names.part(doc, dropped.span, "dropped")
        yield from part_triples(node, "Dropped", doc, dropped)
        yield ox.Triple(node, kg("reason"), ox.Literal(dropped.reason))


def article_from(node: Node, paragraphs: list[Node], dropped: list[Node]) -> Article:
    """What ``article_triples`` told."""
    return Article(
        **{field.attribute: field.read(node) for field in _ARTICLE},
        body=tuple(SPAN.read(paragraph) for paragraph in paragraphs),
        authors=node.texts(kg("author")),
        dropped=tuple(Dropped(SPAN.read(one), reason) for one in dropped for reason in one.texts(kg("reason"))),
    )


def part_triples(
    node: ox.NamedNode, kind: str, doc: ox.NamedNode, value: Dropped | Gap | Unresolved
) -> Iterator[ox.Triple]:
    """A stretch of the article ``doc``: what it is and where."""
    yield ox.Triple(node, TYPE, kg(kind))
    yield ox.Triple(node, _OF, doc)
    yield from SPAN.write(node, value)


# ---------------------------------------------------------------------------------------------- statements


def plain_triple(statement: Statement, names: Names) -> ox.Triple:
    """The bare triple that a statement makes true; for those with ``Statement.plain`` only."""
    return ox.Triple(names.entity(statement.subject.id), kg(statement.relation), names.entity(statement.object.id))


def plain_from(node: Node) -> ox.Triple | None:
    """The bare triple of a stored statement, None where it makes none true."""
    affirmed = Status(_local(node.text(kg("status")))).affirmed
    if not affirmed or node.text(kg("end")) is not None or node.text(kg("ended")) is not None:
        return None
    return ox.Triple(node.link(kg("subject")), node.link(kg("predicate")), node.link(kg("object")))


def statement_triples(node: ox.NamedNode, statement: Statement, names: Names) -> Iterator[ox.Triple]:
    """A statement without its evidence."""
    yield ox.Triple(node, TYPE, kg("Statement"))
    yield ox.Triple(node, kg("subject"), names.entity(statement.subject.id))
    yield ox.Triple(node, kg("predicate"), kg(statement.relation))
    yield ox.Triple(node, kg("object"), names.entity(statement.object.id))
    yield ox.Triple(node, kg("status"), kg(statement.status.value))
    if statement.attribution.by:
        yield ox.Triple(node, kg("statedBy"), names.entity(statement.attribution.by.id))
    for field in _DATES:
        yield from field.write(node, statement.interval)
        moment: PartialDate | None = getattr(statement.interval, field.attribute)
        if moment:
            for bound, day in (("Earliest", moment.earliest), ("Latest", moment.latest)):
                yield ox.Triple(node, kg(field.attribute + bound), date(PartialDate(day.isoformat())))
    if statement.interval.ended:
        yield ox.Triple(node, kg("ended"), ox.Literal(True))
    for field in _QUALIFIERS:
        yield from field.write(node, statement)


def statement_from(
    node: Node, entities: Mapping[str, Entity], evidence: Iterable[Evidence], names: Names
) -> Statement:
    """A statement with the given evidence; ``entities`` by id gives the values for its sides."""

    def entity(predicate: str) -> Entity:
        return entities[names.entity_id(node.link(kg(predicate)))]

    by = entity("statedBy") if node.text(kg("statedBy")) else None
    return Statement(
        subject=entity("subject"),
        relation=_local(node.text(kg("predicate"))),
        object=entity("object"),
        evidence=tuple(evidence),
        interval=Interval(
            **{field.attribute: field.read(node) for field in _DATES}, ended=node.text(kg("ended")) is not None
        ),
        attribution=Attribution(Status(_local(node.text(kg("status")))), by),
        **{field.attribute: field.read(node) for field in _QUALIFIERS},
    )


def evidence_triples(
    node: ox.NamedNode, statement: ox.NamedNode, doc: ox.NamedNode, evidence: Evidence
) -> Iterator[ox.Triple]:
    """A sentence of the article ``doc`` for a statement."""
    yield ox.Triple(node, TYPE, kg("Evidence"))
    yield ox.Triple(node, kg("evidenceFor"), statement)
    yield ox.Triple(node, _OF, doc)
    for field in _EVIDENCE:
        yield from field.write(node, evidence)


def evidence_from(node: Node, source: str) -> Evidence:
    """A piece of evidence; ``source`` is that of its article."""
    values: dict[str, Any] = {field.attribute: field.read(node) for field in _EVIDENCE}
    return Evidence(source=source, **values)


# ---------------------------------------------------------------------------------------------- entities


def entity_triples(entity: Entity, names: Names) -> Iterator[ox.Triple]:
    """An entity as ``facts`` tells it."""
    node = names.entity(entity.id)
    yield ox.Triple(node, TYPE, kg(entity.type))
    for predicate in (term("skos:prefLabel"), term("rdfs:label")):  # the second for tools that know no SKOS
        yield ox.Triple(node, predicate, ox.Literal(entity.label))
    for alias in entity.aliases:
        yield ox.Triple(node, term("skos:altLabel"), ox.Literal(alias))
    if entity.wikidata:
        yield ox.Triple(node, term("skos:exactMatch"), term(f"wd:{entity.wikidata}"))
    if entity.because:
        yield ox.Triple(node, kg("because"), ox.Literal(entity.because))


def entity_from(node: Node, names: Names) -> Entity:
    """What ``entity_triples`` told."""
    return Entity(
        id=names.entity_id(node.subject),
        label=node.text(term("skos:prefLabel")) or "",
        type=_local(node.text(TYPE)),
        aliases=node.texts(term("skos:altLabel")),
        wikidata=_item(node.text(term("skos:exactMatch"))),
        because=node.text(kg("because")) or "",
    )


def appearance_triples(doc: ox.NamedNode, appearance: Appearance, names: Names) -> Iterator[ox.Triple]:
    """What the article ``doc`` tells about an entity."""
    entity = appearance.entity
    node = names.appearance(doc, entity.id)
    yield ox.Triple(node, TYPE, kg("Appearance"))
    yield ox.Triple(node, _OF, doc)
    yield ox.Triple(node, kg("entity"), names.entity(entity.id))
    yield ox.Triple(node, kg("entityType"), kg(entity.type))
    yield ox.Triple(node, kg("entityLabel"), ox.Literal(entity.label))
    for alias in entity.aliases:
        yield ox.Triple(node, kg("entityAlias"), ox.Literal(alias))
    for name in appearance.names:
        yield ox.Triple(node, kg("name"), ox.Literal(name))
    if entity.wikidata:
        yield ox.Triple(node, kg("entityMatch"), term(f"wd:{entity.wikidata}"))
    if entity.because:
        yield ox.Triple(node, kg("because"), ox.Literal(entity.because))


def appearance_from(node: Node, names: Names) -> Appearance:
    """What one article tells about an entity."""
    entity = Entity(
        id=names.entity_id(node.link(kg("entity"))),
        label=node.text(kg("entityLabel")) or "",
        type=_local(node.text(kg("entityType"))),
        aliases=node.texts(kg("entityAlias")),
        wikidata=_item(node.text(kg("entityMatch"))),
        because=node.text(kg("because")) or "",
    )
    return Appearance(entity, node.texts(kg("name")))


def _local(iri: str | None) -> str:
    return (iri or "").removeprefix(kg("").value)


def _item(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None
