"""Few things found in a large graph, by its indexes: what reading all of it would find."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.actors import LABEL
from kg.graph.canonical import canonical_article
from kg.graph.codec import article_from
from kg.graph.every import every_article
from kg.graph.lookup import document_of, entity_in, statement_in, stating
from kg.graph.standing import Standing
from kg.graph.store import Graph
from kg.model import Article, Entity, Statement

__all__ = ["article_of", "between", "entity_of"]


def entity_of(graph: Graph, name: str) -> Entity | None:
    """The one entity with just this label, or after ``id:`` of this id; None where there is none, or several."""
    if name.startswith("id:"):
        id = Standing(graph.store, graph.names).of(name.removeprefix("id:"))  # an old id means who stands for it
        return entity_in(graph.store, graph.names, graph.names.entity(id))
    found = graph.store.quads_for_pattern(None, LABEL, ox.Literal(name), graph.names.facts)
    nodes = [quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)]
    return entity_in(graph.store, graph.names, nodes[0]) if len(nodes) == 1 else None


def between(graph: Graph, one: str, other: str) -> list[Statement]:
    """All statements that link two entities, by their ids, with all their evidence, by content."""
    ends = graph.names.entity(one), graph.names.entity(other)
    nodes = {node for pair in (ends, ends[::-1]) for node in stating(graph.store, graph.names, *pair)}
    found = (statement_in(graph.store, graph.names, node) for node in nodes)
    return sorted((statement for statement in found if statement is not None), key=Statement.content)


def article_of(graph: Graph, source: str) -> Article | None:
    """The article of this source; None where it is not here."""
    doc = document_of(graph.store, source)
    found = every_article(graph.store, [] if doc is None else [doc])
    return next((canonical_article(article_from(*told)) for told in found), None)
