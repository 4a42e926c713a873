"""FollowTheMoney entities, one JSON object a line: for Aleph, OpenSanctions, yente and the ``ftm`` command.

``ontologies/followthemoney.yaml`` tells which schema stands for which type and relation. The model knows no "denied"
and no "planned": only statements that are asserted or reported go in. What is left out is counted and logged.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from kg import ontology, yamls
from kg.graph import Graph
from kg.model import Article, Entity, Statement, Status

__all__ = ["followthemoney"]

LOG = logging.getLogger(__name__)

_FILE: Final = "followthemoney.yaml"
_ID: Final = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
_UNKNOWN: Final = "UnknownLink"


def followthemoney(graph: Graph, stream: BinaryIO) -> None:
    """Entities, links between them, and the articles that prove them; logs what found no place."""
    left: Counter[str] = Counter()
    stream.writelines(
        json.dumps(one, ensure_ascii=False, sort_keys=True).encode() + b"\n" for one in _proxies(graph, left)
    )
    if left:
        told = ", ".join(f"{count} {why}" for why, count in sorted(left.items()))
        LOG.warning("FollowTheMoney has no place for all of the graph; left out: %s", told)


def _proxies(graph: Graph, left: Counter[str]) -> Iterator[Mapping[str, object]]:
    table = _table()
    for entity in graph.entities():
        if entity.type in table["types"]:
            yield _entity(entity, table["types"][entity.type])
        else:
            left[f"entities of type {entity.type}"] += 1
    articles = {article.source: article for article in graph.articles()}
    for article in articles.values():
        yield _article(article)
    for statement in graph.statements():
        types = (statement.subject.type, statement.object.type)
        missing = next((type for type in types if type not in table["types"]), None)
        if not statement.status.affirmed:
            left[f"statements {statement.status.value}"] += 1
        elif missing:
            left[f"statements about entities of type {missing}"] += 1
        elif statement.subject.id == statement.object.id:
            left["statements of something about itself"] += 1
        else:
            yield _link(statement, graph.names.statement(statement).value.rpartition("/")[2], articles)


def _entity(entity: Entity, mapped: Mapping[str, Any]) -> Mapping[str, object]:
    properties = {
        "name": [entity.label],
        "alias": list(entity.aliases),
        "wikidataId": [entity.wikidata] if entity.wikidata else [],
        "topics": list(mapped.get("topics", ())),
    }
    return _proxy(_id(entity.id), mapped["schema"], properties)


def _article(article: Article) -> Mapping[str, object]:
    properties = {
        "title": [article.title] if article.title else [],
        "fileName": [article.source],
        "author": list(article.authors),
        "publisher": [article.publisher] if article.publisher else [],
        "publishedAt": [str(article.published)] if article.published else [],
        "sourceUrl": list(_urls(article)),
    }
    return _proxy(_document(article.source), "Article", properties)


def _link(statement: Statement, key: str, articles: Mapping[str, Article]) -> Mapping[str, object]:
    chosen = _chosen(statement)
    link = _table()["links"][chosen["link"]]
    ends = [_id(statement.subject.id), _id(statement.object.id)]
    if chosen.get("reversed"):
        ends.reverse()
    when, sources = statement.interval, list(dict.fromkeys(piece.source for piece in statement.evidence))
    properties = {
        link["source"]: ends[:1],
        link["target"]: ends[1:],
        link["role"]: [role for role in (chosen.get("says"), statement.role) if role],
        "startDate": [str(when.start)] if when.start else [],
        "endDate": [str(when.end)] if when.end else [],
        "date": [str(when.at)] if when.at else [],
        "description": list(_description(statement)),
        "summary": list(dict.fromkeys(piece.text for piece in statement.evidence)),
        "proof": [_document(source) for source in sources],
        "sourceUrl": list(dict.fromkeys(url for source in sources for url in _urls(articles[source]))),
    }
    return _proxy(f"kg-{key}", chosen["link"], properties)


def _chosen(statement: Statement) -> Mapping[str, Any]:
    """The link that says what the statement does, with what is to be said of it."""
    for candidate in _table()["relations"].get(statement.relation, ()):
        link = _table()["links"][candidate["link"]]
        of, to = (link["to"], link["of"]) if candidate.get("reversed") else (link["of"], link["to"])
        if _is(statement.subject, of) and _is(statement.object, to):
            chosen: Mapping[str, Any] = candidate
            return chosen
    relation = ontology.load().relations.get(statement.relation)
    return {"link": _UNKNOWN, "says": statement.predicate or (relation.label if relation else statement.relation)}


def _is(entity: Entity, schema: str) -> bool:
    own = _table()["types"][entity.type]["schema"]
    return schema in (own, *_table()["extends"].get(own, ()))


def _description(statement: Statement) -> Iterator[str]:
    """What the model has no property for."""
    if statement.status is Status.REPORTED:
        by = statement.attribution.by
        yield f"reported by {by.label}" if by else "reported"
    if statement.interval.ended:
        yield "over"
    for name, value in (("topic", statement.topic), ("place", statement.place)):
        if value:
            yield f"{name}: {value}"


def _urls(article: Article) -> Iterator[str]:
    if article.url and article.url.startswith(("http://", "https://")):
        yield article.url


def _id(id: str) -> str:
    """An id as the model allows it: ours where it is one, else a hash."""
    return id if _ID.fullmatch(id) else f"kg-{_hash(id)}"


def _document(source: str) -> str:
    return f"kg-article-{_hash(source)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _proxy(id: str, schema: str, properties: Mapping[str, list[str]]) -> Mapping[str, object]:
    cleaned = {name: [value for value in map(_clean, values) if value] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in cleaned.items() if values}}


def _clean(text: str) -> str:
    """One line without control characters: the model cleans its values likewise."""
    return " ".join(_UNSAFE.sub("", text).split())


@functools.cache
def _table() -> Mapping[str, Any]:
    """``ontologies/followthemoney.yaml``. Raises OntologyError for what ``kg.ttl`` does not declare."""
    terms = ontology.load()
    table: Mapping[str, Any] = yamls.read(ontology.folder() / _FILE)
    for name in table["types"]:
        terms.entity_type(name)
    for name in table["relations"]:
        terms.relation(name)
    return table
