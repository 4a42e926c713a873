"""How articles and statements look in RDF (``actors``: who they are about). Nobody else builds their triples.

Entities, plain triples and statements stand in the graph ``facts``; what one article brings (its text, evidence,
appearances, gaps) stands in a graph of its own, named like the article. No blank nodes, no triple in two graphs.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.fields import DATE, DECIMAL, ENGLISH, Field, Node, SpanField, predicates, writer
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, datatype, literal
from kg.graph.terms import iri, kg, term
from kg.model import (
    Article,
    Attribution,
    Citation,
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
    "ARTICLE",
    "CITATION",
    "EVIDENCE",
    "EXACT",
    "MEANS",
    "OF",
    "PART",
    "SOURCE",
    "SPAN",
    "STATEMENT",
    "TYPE",
    "article_from",
    "article_triples",
    "citation_from",
    "evidence_from",
    "evidence_triples",
    "local",
    "part_triples",
    "plain_from",
    "plain_triple",
    "read_as",
    "read_as_triples",
    "stated_ids",
    "statement_from",
    "statement_triples",
]

TYPE: Final = term("rdf:type")
SOURCE: Final = term("dct:identifier")
OF: Final = term("oa:hasSource")
_OF: Final = str(OF)
SPAN: Final = SpanField("span", term("oa:start"), term("oa:end"))
EXACT: Final = Field("text", term("oa:exact"), ENGLISH)

_ARTICLE: Final = (
    Field("source", SOURCE),
    Field("text", kg("text")),
    Field("sha256", kg("sha256")),
    Field("title", term("dct:title")),
    Field("published", term("dct:issued"), DATE),
    Field("publisher", kg("publisher")),
    Field("url", kg("url")),
    Field("place", kg("dateline")),
)
_DATES: Final = (Field("start", kg("start"), DATE), Field("end", kg("end"), DATE), Field("at", kg("at"), DATE))
_QUALIFIERS: Final = (
    Field("predicate", kg("predicateText")),
    Field("role", kg("role")),
    Field("topic", kg("topic")),
    Field("place", kg("place")),
)
_EVIDENCE: Final = (
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

# What is read of each kind of node.
_CITED: Final = tuple(field for field in _ARTICLE if field.attribute in Citation.__slots__)

ARTICLE: Final = (*predicates(_ARTICLE), kg("author"))
CITATION: Final = predicates(_CITED)
PART: Final = (*predicates([SPAN]), kg("reason"))
STATEMENT: Final = (
    *(kg(name) for name in ("subject", "predicate", "object", "status", "statedBy", "ended")),
    *predicates([*_DATES, *_QUALIFIERS]),
)
EVIDENCE: Final = (kg("evidenceFor"), *predicates(_EVIDENCE))

_article, _dates, _qualifiers, _evidence = (writer(*one) for one in (_ARTICLE, _DATES, _QUALIFIERS, _EVIDENCE))
_span = writer(SPAN)

_A: Final = iri("rdf:type")
_DAY: Final = datatype("date")
_TRUE: Final = literal("true", datatype("boolean"))
_READ_AS = ("subjectReadAs", "objectReadAs", "speakerReadAs")

MEANS: Final = (kg("evidenceFor"), *map(kg, _READ_AS))
"""What a piece of evidence is for, and whom it was read to speak of."""


# ---------------------------------------------------------------------------------------------- articles


def article_triples(doc: ox.NamedNode, article: Article, names: Names) -> Iterator[Triple]:
    """An article with its paragraphs and dropped stretches."""
    about = str(doc)
    for kind in ("kg:Article", "prov:Entity"):
        yield about, _A, iri(kind)
    yield from _article(about, article)
    for author in article.authors:
        yield about, iri("kg:author"), literal(author)
    for span in article.body:
        yield from part_triples(names.part(doc, span, "paragraph"), "Paragraph", doc, Dropped(span, ""))
    for dropped in article.dropped:
        node = names.part(doc, dropped.span, "dropped")
        yield from part_triples(node, "Dropped", doc, dropped)
        yield str(node), iri("kg:reason"), literal(dropped.reason)


def article_from(node: Node, paragraphs: list[Node], dropped: list[Node]) -> Article:
    """What ``article_triples`` told."""
    return Article(
        **{field.attribute: field.read(node) for field in _ARTICLE},
        body=tuple(SPAN.read(paragraph) for paragraph in paragraphs),
        authors=node.texts(kg("author")),
        dropped=tuple(Dropped(SPAN.read(one), reason) for one in dropped for reason in one.texts(kg("reason"))),
    )


def citation_from(node: Node) -> Citation:
    """Of what ``article_triples`` told, what is cited."""
    return Citation(**{field.attribute: field.read(node) for field in _CITED})


def part_triples(node: ox.NamedNode, kind: str, doc: ox.NamedNode, value: Dropped | Gap | Unresolved) -> list[Triple]:
    """A stretch of the article ``doc``: what it is and where."""
    part = str(node)
    return [(part, _A, iri(f"kg:{kind}")), (part, _OF, str(doc)), *_span(part, value)]


# ---------------------------------------------------------------------------------------------- statements


def plain_triple(statement: Statement, names: Names) -> Triple:
    """The bare triple that a statement makes true; for those with ``Statement.plain`` only."""
    relation = iri(f"kg:{statement.relation}")
    return str(names.entity(statement.subject.id)), relation, str(names.entity(statement.object.id))


def plain_from(node: Node) -> ox.Triple | None:
    """The bare triple of a stored statement, None where it makes none true."""
    affirmed = Status(local(node.text(kg("status")))).affirmed
    if not affirmed or node.text(kg("end")) is not None or node.text(kg("ended")) is not None:
        return None
    return ox.Triple(node.link(kg("subject")), node.link(kg("predicate")), node.link(kg("object")))


def statement_triples(node: ox.NamedNode, statement: Statement, names: Names) -> Iterator[Triple]:
    """A statement without its evidence."""
    about = str(node)
    yield about, _A, iri("kg:Statement")
    yield about, iri("kg:subject"), str(names.entity(statement.subject.id))
    yield about, iri("kg:predicate"), iri(f"kg:{statement.relation}")
    yield about, iri("kg:object"), str(names.entity(statement.object.id))
    yield about, iri("kg:status"), iri(f"kg:{statement.status.value}")
    if statement.attribution.by:
        yield about, iri("kg:statedBy"), str(names.entity(statement.attribution.by.id))
    yield from _dates(about, statement.interval)
    for field in _DATES:
        moment: PartialDate | None = getattr(statement.interval, field.attribute)
        if moment:
            for bound, day in zip(("Earliest", "Latest"), _days(moment), strict=True):
                yield about, iri(f"kg:{field.attribute}{bound}"), day
    if statement.interval.ended:
        yield about, iri("kg:ended"), _TRUE
    yield from _qualifiers(about, statement)


@functools.lru_cache(10_000)  # few days, many statements
def _days(moment: PartialDate) -> tuple[str, str]:
    """The first and the last day that it can mean."""
    return literal(moment.earliest.isoformat(), _DAY), literal(moment.latest.isoformat(), _DAY)


def statement_from(
    node: Node,
    entities: Mapping[str, Entity],
    evidence: Iterable[Evidence],
    names: Names,
    read: tuple[str | None, ...] = (None, None, None),
) -> Statement:
    """A statement with the given evidence; ``entities`` by id gives the values for its sides.

    ``read`` are the ids of its sides as an article read them (``read_as``).
    """

    def entity(predicate: str, id: str | None) -> Entity:
        return entities[id or names.entity_id(node.link(kg(predicate)))]

    subject, object, by = read
    speaker = entity("statedBy", by) if node.text(kg("statedBy")) else None
    return Statement(
        subject=entity("subject", subject),
        relation=local(node.text(kg("predicate"))),
        object=entity("object", object),
        evidence=tuple(evidence),
        interval=Interval(
            **{field.attribute: field.read(node) for field in _DATES}, ended=node.text(kg("ended")) is not None
        ),
        attribution=Attribution(Status(local(node.text(kg("status")))), speaker),
        **{field.attribute: field.read(node) for field in _QUALIFIERS},
    )


def evidence_triples(
    node: ox.NamedNode, statement: ox.NamedNode, doc: ox.NamedNode, evidence: Evidence
) -> list[Triple]:
    """A sentence of the article ``doc`` for a statement."""
    about = str(node)
    return [
        (about, _A, iri("kg:Evidence")),
        (about, iri("kg:evidenceFor"), str(statement)),
        (about, _OF, str(doc)),
        *_evidence(about, evidence),
    ]


def read_as_triples(node: ox.NamedNode, read: Statement, stands: Statement, names: Names) -> Iterator[Triple]:
    """Whom the evidence ``node`` was read to speak of, where others stand for them in the graph."""
    for predicate, mine, theirs in zip(_READ_AS, _ids(read), _ids(stands), strict=True):
        if mine is not None and mine != theirs:
            yield str(node), iri(f"kg:{predicate}"), str(names.entity(mine))


def read_as(node: Node, names: Names) -> tuple[str | None, ...]:
    """The ids that a piece of evidence was read with: subject, object, speaker; None where the statement has them."""
    return tuple(names.entity_id(node.link(kg(key))) if node.text(kg(key)) else None for key in _READ_AS)


def stated_ids(node: Node, names: Names) -> tuple[str | None, ...]:
    """The ids of the sides and the speaker of a statement; None where nobody speaks."""
    sides = (kg("subject"), kg("object"), kg("statedBy"))
    return tuple(names.entity_id(node.link(side)) if node.text(side) else None for side in sides)


def _ids(statement: Statement) -> tuple[str | None, ...]:
    by = statement.attribution.by
    return statement.subject.id, statement.object.id, by.id if by else None


def evidence_from(node: Node, source: str) -> Evidence:
    """A piece of evidence; ``source`` is that of its article."""
    values: dict[str, Any] = {field.attribute: field.read(node) for field in _EVIDENCE}
    return Evidence(source=source, **values)


def local(iri: str | None) -> str:
    """The local name of a term of ``kg.ttl``."""
    return (iri or "").removeprefix(kg("").value)
