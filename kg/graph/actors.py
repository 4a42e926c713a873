"""How entities look in RDF: as the graph tells them, as each article does, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

import pyoxigraph as ox

from kg.graph.codec import TYPE, local
from kg.graph.fields import DATE, DECIMAL, Field, Node, nodes, writer
from kg.graph.names import Names
from kg.graph.shapes.literals import Triple, literal
from kg.graph.terms import iri, kg, term
from kg.model import Appearance, Decision, Entity, Identities, Verdict

__all__ = [
    "ENTITY_PREDICATES",
    "LABEL",
    "REPLACED",
    "appearance_from",
    "appearance_triples",
    "entity_from",
    "entity_triples",
    "identities_from",
    "identity_parts",
    "identity_triples",
    "stands_triples",
]

LABEL: Final = term("skos:prefLabel")
ENTITY_PREDICATES: Final = (
    TYPE,
    LABEL,
    term("skos:altLabel"),
    term("skos:exactMatch"),
    kg("because"),
)
REPLACED: Final = term("dct:isReplacedBy")
_PART: Final = 1000  # subjects of what is decided, in one part
_DECISION = (
    Field("because", kg("because")),
    Field("score", kg("likeness"), DECIMAL),
    Field("by", kg("decidedBy")),
    Field("when", term("dct:date"), DATE),
)
_decision = writer(*_DECISION)


@dataclass(frozen=True, slots=True)
class _Told:
    """The predicates that describe an entity."""

    type: ox.NamedNode
    label: ox.NamedNode
    alias: ox.NamedNode
    match: ox.NamedNode

    def triples(self, node: str, entity: Entity) -> Iterator[Triple]:
        alias = str(self.alias)
        yield node, str(self.type), iri(f"kg:{entity.type}")
        yield node, str(self.label), literal(entity.label)
        for name in entity.aliases:
            yield node, alias, literal(name)
        if entity.wikidata:
            yield node, str(self.match), iri(f"wd:{entity.wikidata}")
        if entity.because:
            yield node, iri("kg:because"), literal(entity.because)

    def entity(self, id: str, node: Node) -> Entity:
        item = node.text(self.match)
        return Entity(
            id=id,
            label=node.text(self.label) or "",
            type=local(node.text(self.type)),
            aliases=node.texts(self.alias),
            wikidata=item.rpartition("/")[2] if item else None,
            because=node.text(kg("because")) or "",
        )


_BY_ALL: Final = _Told(TYPE, LABEL, term("skos:altLabel"), term("skos:exactMatch"))
_BY_ONE: Final = _Told(kg("entityType"), kg("entityLabel"), kg("entityAlias"), kg("entityMatch"))


def entity_triples(entity: Entity, names: Names) -> Iterator[Triple]:
    """An entity as ``facts`` tells it."""
    node = str(names.entity(entity.id))
    yield from _BY_ALL.triples(node, entity)
    yield node, iri("rdfs:label"), literal(entity.label)  # for tools that know no SKOS


def entity_from(node: Node, names: Names) -> Entity:
    """What ``entity_triples`` told."""
    return _BY_ALL.entity(names.entity_id(node.subject), node)


def appearance_triples(
    doc: ox.NamedNode, appearance: Appearance, names: Names, stands: str | None = None
) -> Iterator[Triple]:
    """What the article ``doc`` tells about an entity; ``stands`` is the id that stands for it in the graph."""
    entity = appearance.entity
    node = str(names.appearance(doc, entity.id))
    yield node, iri("rdf:type"), iri("kg:Appearance")
    yield node, iri("oa:hasSource"), str(doc)
    yield from stands_triples(node, entity.id, stands or entity.id, names)
    yield from _BY_ONE.triples(node, entity)
    for name in appearance.names:
        yield node, iri("kg:name"), literal(name)


def stands_triples(node: str, id: str, stands: str, names: Names) -> Iterator[Triple]:
    """Of an appearance: which entity of the graph it is of, and by which ``id`` it was read where that is another."""
    yield node, iri("kg:entity"), str(names.entity(stands))
    if stands != id:
        yield node, iri("kg:readAs"), str(names.entity(id))


def appearance_from(node: Node, names: Names) -> Appearance:
    """What one article tells about an entity."""
    id = names.entity_id(node.link(kg("readAs" if node.text(kg("readAs")) else "entity")))
    return Appearance(_BY_ONE.entity(id, node), node.texts(kg("name")))


def identity_triples(identities: Identities, names: Names) -> Iterator[Triple]:
    """Which entities are one, and every decision about it: the content of the graph ``names.identity``."""
    for loser, winner in identities.replaced.items():
        yield str(names.entity(loser)), str(REPLACED), str(names.entity(winner))
    for (id, source), bearer in identities.split.items():
        node = str(names.bearer(id, source))
        yield node, iri("rdf:type"), iri("kg:Bearer")
        yield node, iri("kg:readAs"), str(names.entity(id))
        yield node, iri("kg:inArticle"), literal(source)
        yield node, iri("kg:bearer"), str(names.entity(bearer))
    for decision in identities.decisions:
        node = str(names.decision(decision))
        yield node, iri("rdf:type"), iri("kg:Decision")
        yield node, iri("kg:one"), str(names.entity(decision.one))
        yield node, iri("kg:other"), str(names.entity(decision.other))
        yield node, iri("kg:verdict"), iri(f"kg:{decision.verdict.value}")
        yield from _decision(node, decision)


def identity_parts(identities: Identities, names: Names) -> Iterator[dict[str, set[Triple]]]:
    """The same in parts, by subject: of a large graph the triples are many times what they tell."""
    part: dict[str, set[Triple]] = {}
    for subject, triples in groupby(identity_triples(identities, names), key=itemgetter(0)):
        part[subject] = set(triples)
        if len(part) >= _PART:
            yield part
            part = {}
    if part:
        yield part


def identities_from(quads: Iterable[ox.Quad], names: Names) -> Identities:
    """What ``identity_triples`` told."""
    replaced: dict[str, str] = {}
    split: dict[tuple[str, str], str] = {}
    decisions: list[Decision] = []
    for node in nodes(quads).values():
        kind = local(node.text(TYPE))
        if kind == "Decision":
            decisions.append(_decision_from(node, names))
        elif kind == "Bearer":
            read = names.entity_id(node.link(kg("readAs")))
            split[read, node.text(kg("inArticle")) or ""] = names.entity_id(node.link(kg("bearer")))
        else:
            replaced[names.entity_id(node.subject)] = names.entity_id(node.link(REPLACED))
    decisions.sort(key=lambda one: (one.one, one.other))
    return Identities(dict(sorted(replaced.items())), dict(sorted(split.items())), tuple(decisions))


def _decision_from(node: Node, names: Names) -> Decision:
    return Decision(
        one=names.entity_id(node.link(kg("one"))),
        other=names.entity_id(node.link(kg("other"))),
        verdict=Verdict(local(node.text(kg("verdict")))),
        **{field.attribute: field.read(node) for field in _DECISION},
    )
