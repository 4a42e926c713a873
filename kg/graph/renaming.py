"""Others stand for some entities: what changes in the articles that name these, in many articles at once.

Of an article only those triples change that say who stands for whom: of its appearances and its evidence, with the
statements that this is for, and the digest. So the article is not made anew of what is read back, and no shape is
asked again: none of them looks at which entity it is.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from kg.graph.actors import appearance_from, stands_triples
from kg.graph.canonical import standing
from kg.graph.codec import (
    MEANS,
    TYPE,
    plain_from,
    plain_triple,
    read_as,
    read_as_triples,
    stated_ids,
    statement_from,
    statement_triples,
)
from kg.graph.delta import deletions, elsewhere, insertions, unconcluded
from kg.graph.document import digest_of
from kg.graph.engine import Embedded
from kg.graph.fields import Node, nodes_of
from kg.graph.lookup import node_in
from kg.graph.names import Names
from kg.graph.notes import bound
from kg.graph.retold import retold
from kg.graph.said import Said, said
from kg.graph.shapes.literals import Triple, characters, literal, text
from kg.graph.terms import iri, kg
from kg.model import Appearance, Entity, Stands, Statement

if TYPE_CHECKING:
    from kg.graph.store import GraphWriter

__all__ = ["rename"]

_AT_ONCE: Final = 100
"""Articles that are changed in one step: what hangs on an actor of many is looked up once for them."""


_MEANS: Final = frozenset(map(str, MEANS))

_Left: TypeAlias = tuple[Node, ox.NamedNode]
"""A statement as it stands, and the side on which another stands now (where only the speaker is another: any)."""


def rename(graph: GraphWriter, sources: Sequence[str], identities: Stands) -> list[str]:
    """Has those stand in these articles who do by ``identities``; gives the articles that change.

    Many at once in a store of ours, each as a whole or not at all; a server may not take so long a request.
    """
    changed = []
    size = _AT_ONCE if isinstance(graph.engine, Embedded) else 1
    articles = said(graph.store, graph.names, sources)
    while some := list(islice(articles, size)):
        found = [one for article in some if (one := _renamed(article, graph.names, identities)) is not None]
        notes = [graph.note(one.source) for one in found]
        if found:
            gone, come = _facts(graph.store, graph.names, found, identities)
            graph.engine.update(_request(graph.names, found, gone, come), gone=gone, come=come)
        for one, note in zip(found, notes, strict=True):
            changed.append(one.source)
            if note is not None:
                graph.engine.note(one.doc, bound(note, one.digest))
    return changed


@dataclass(slots=True)
class _Renamed:
    """An article, and what becomes of it: what goes from its graph ``doc`` and what comes.

    ``left`` are the statements that some of its evidence is for no more, ``now`` those that it is for
    instead, ``kept`` all other. ``before`` and ``after`` are its appearances by the id that stands for their entity.
    """

    doc: ox.NamedNode
    source: str
    digest: str = ""
    gone: set[Triple] = field(default_factory=set)
    come: set[Triple] = field(default_factory=set)
    left: dict[ox.NamedNode, _Left] = field(default_factory=dict)
    now: dict[ox.NamedNode, Statement] = field(default_factory=dict)
    kept: set[ox.NamedNode] = field(default_factory=set)
    before: dict[str, list[Appearance]] = field(default_factory=dict)
    after: dict[str, list[Appearance]] = field(default_factory=dict)


def _renamed(said: Said, names: Names, identities: Stands) -> _Renamed | None:
    """What becomes of an article; None where nothing does."""
    article = _Renamed(said.doc, said.source)
    named = {subject for subject, predicate, _ in said.document if predicate == iri("kg:entity")}
    told = nodes_of(one for one in said.document if one[0] in named or one[1] in _MEANS)
    stated = nodes_of(triple for statement in said.statements.values() for triple in statement)
    for about, node in told.items():
        if about in named:
            _appearance(article, node, names, identities)
        else:
            _evidence(article, node, stated, names, identities)
    if article.gone == article.come:
        return None
    _digest(article, said, names)
    article.gone, article.come = article.gone - article.come, article.come - article.gone
    return article


def _appearance(article: _Renamed, node: Node, names: Names, identities: Stands) -> None:
    appearance, was = appearance_from(node, names), names.entity_id(node.link(kg("entity")))
    becomes = identities.of(appearance.entity.id, article.source)
    article.before.setdefault(was, []).append(appearance)
    article.after.setdefault(becomes, []).append(appearance)
    if was != becomes:
        article.gone.update(stands_triples(str(node.subject), appearance.entity.id, was, names))
        article.come.update(stands_triples(str(node.subject), appearance.entity.id, becomes, names))


def _evidence(
    article: _Renamed, evidence: Node, statements: Mapping[str, Node], names: Names, identities: Stands
) -> None:
    node = evidence.link(kg("evidenceFor"))
    stated = statements[str(node)]
    was = stated_ids(stated, names)
    ids = tuple(own or other for own, other in zip(read_as(evidence, names), was, strict=True))
    if was == tuple(id and identities.of(id, article.source) for id in ids):
        article.kept.add(node)
        return
    known = {id: Entity(id, "", "") for id in ids if id}  # which entity it is, is all that a statement holds of it
    read = statement_from(stated, known, (), names, ids)
    stands = standing(read, identities, article.source)
    becomes = names.statement(stands)
    side = kg("object") if stands.subject.id == was[0] else kg("subject")
    article.left[node], article.now[becomes] = (stated, side), stands
    links = {(str(evidence.subject), str(key), str(evidence.link(key))) for key in MEANS if evidence.text(key)}
    article.gone |= links
    article.come.add((str(evidence.subject), iri("kg:evidenceFor"), str(becomes)))
    article.come.update(read_as_triples(evidence.subject, read, stands, names))


def _digest(article: _Renamed, said: Said, names: Names) -> None:
    """Makes the digest of the article that of what it says now."""
    digest = next(triple for triple in said.document if triple[1] == iri("kg:digest"))
    triples = (set(said.document) - article.gone - {digest}) | article.come
    for node in article.kept - article.now.keys():
        triples.update(said.statements[str(node)])
    for node, statement in article.now.items():
        triples.update(statement_triples(node, statement, names))
    article.digest = digest_of(triples)
    article.gone.add(digest)
    article.come.add((str(article.doc), iri("kg:digest"), literal(article.digest)))


def _facts(
    store: ox.Store, names: Names, articles: Sequence[_Renamed], identities: Stands
) -> tuple[set[Triple], set[Triple]]:
    """What goes from ``facts`` and what comes with all these articles."""
    docs = {one.doc for one in articles}
    before, after = (_joined(getattr(one, when) for one in articles) for when in ("before", "after"))
    gone, come = _statements(store, names, articles, docs)
    for whole, part in zip(
        (gone, come), retold(store, names, before, after, docs, identities.winners()), strict=True
    ):
        whole |= part
    return gone - come, come - gone


def _request(names: Names, articles: Sequence[_Renamed], gone: set[Triple], come: set[Triple]) -> str:
    """One SPARQL Update request that makes it so in all these articles, and in ``facts``."""
    parts = [unconcluded(names), *deletions(names.facts, gone), *insertions(names.facts, come)]
    for one in articles:
        parts += [*deletions(one.doc, one.gone), *insertions(one.doc, one.come)]
    return " ;\n".join(parts)


def _joined(told: Iterable[Mapping[str, Iterable[Appearance]]]) -> dict[str, tuple[Appearance, ...]]:
    """What all articles tell of each entity, sorted, so that the same is equal."""
    found: dict[str, list[Appearance]] = {}
    for one in told:
        for id, some in one.items():
            found.setdefault(id, []).extend(some)
    return {id: tuple(sorted(some, key=lambda one: (one.entity.id, repr(one)))) for id, some in found.items()}


def _statements(
    store: ox.Store, names: Names, articles: Sequence[_Renamed], docs: Collection[ox.NamedNode]
) -> tuple[set[Triple], set[Triple]]:
    """What goes from ``facts`` and what comes, as ``delta`` would have it; entities aside."""
    now = {node: statement for one in articles for node, statement in one.now.items()}
    stays = now.keys() | {node for one in articles for node in one.kept}
    leaving = {
        node: left
        for one in articles
        for node, left in one.left.items()
        if node not in stays and not elsewhere(store, node, docs)
    }
    gone, come = set[Triple](), set[Triple]()
    for node in leaving:
        gone.update(map(text, store.quads_for_pattern(node, None, None, names.facts)))
    for node, statement in now.items():
        if ox.Quad(node, TYPE, kg("Statement"), names.facts) not in store:
            come.update(statement_triples(node, statement, names))
    true = {plain_triple(statement, names) for statement in now.values() if statement.plain}
    gone.update(_untrue(store, names, leaving, true))
    for triple in true:
        subject, predicate, object = (ox.NamedNode(characters(one)) for one in triple)
        if ox.Quad(subject, predicate, object, names.facts) not in store:
            come.add(triple)
    return gone, come


def _untrue(
    store: ox.Store, names: Names, leaving: Mapping[ox.NamedNode, _Left], true: Container[Triple]
) -> Iterator[Triple]:
    """The plain triples of the statements that leave which no other makes true, and are not ``true`` from now on.

    Looked for among all that is said of the end that another takes the place of: that is never one of the few whom
    everybody knows, and it is gone through once for all that leaves it.
    """
    ends: dict[tuple[ox.NamedNode, ox.NamedNode], set[ox.Triple]] = {}
    for stated, side in leaving.values():
        plain = plain_from(stated)
        if plain is not None and text(plain) not in true:
            ends.setdefault((side, stated.link(side)), set()).add(plain)
    for (side, end), plains in ends.items():
        other = kg("object") if side == kg("subject") else kg("subject")
        others = {plain.object if side == kg("subject") else plain.subject for plain in plains}
        for quad in store.quads_for_pattern(None, side, end, names.facts):
            if quad.subject not in leaving and any(
                found.object in others for found in store.quads_for_pattern(quad.subject, other, None, names.facts)
            ):
                plains.discard(plain_from(node_in(store, quad.subject, names.facts)))
        yield from map(text, plains)
