"""A difference as RDF, in words of ``kg.ttl``: to be asked beside the two graphs, whose IRIs it uses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from kg.diff.result import Diff
from kg.diff.values import Cause, Change, EntityChange, Kind
from kg.graph import Names
from kg.graph.codec import TYPE
from kg.graph.terms import kg
from kg.graph.trig import turtle

__all__ = ["to_turtle"]

CAUSES: Final = {
    Cause.ARTICLE_ADDED: "articleAdded",
    Cause.ARTICLE_REMOVED: "articleRemoved",
    Cause.ARTICLE_EDITED: "articleEdited",
    Cause.REREAD: "ruleChange",
    Cause.JUDGEMENT: "judgement",
    Cause.IDENTITY: "identityDecision",
}
"""The terms of ``kg.ttl`` for causes; those for kinds are their values."""


def to_turtle(diff: Diff) -> bytes:
    """Every change of a statement or an entity with its reasons, in canonical Turtle; no blank nodes."""
    _, names = diff.names
    triples = {
        triple
        for changes in (diff.statements, diff.entities)
        for change in changes
        for triple in _change(change, diff.names)
    }
    return turtle(triples, names.prefixes)


def _change(change: Change | EntityChange, names: tuple[Names, Names]) -> Iterator[ox.Triple]:
    before, after = _states(change, names)
    node = _node(names[1], change.kind, before, after)
    yield ox.Triple(node, TYPE, kg("Change"))
    yield ox.Triple(node, kg("changeKind"), kg(change.kind.value))
    for predicate, states in (("before", before), ("after", after)):
        for state in states:
            yield ox.Triple(node, kg(predicate), state)
    if isinstance(change, Change):
        for field in change.fields:
            yield ox.Triple(node, kg("changedField"), ox.Literal(field))
        for predicate, pieces in (("lostSentence", change.lost), ("gainedSentence", change.gained)):
            for piece in pieces:
                yield ox.Triple(node, kg(predicate), ox.Literal(piece.text, language="en"))
    for number, reason in enumerate(change.reasons, start=1):
        why = ox.NamedNode(f"{node.value}#reason={number}")
        yield ox.Triple(node, kg("changeReason"), why)
        yield ox.Triple(why, TYPE, kg("Reason"))
        yield ox.Triple(why, kg("cause"), kg(CAUSES[reason.cause]))
        if reason.because:
            yield ox.Triple(why, kg("because"), ox.Literal(reason.because))
        for source in reason.sources:
            yield ox.Triple(why, kg("inArticle"), ox.Literal(source))


def _states(
    change: Change | EntityChange, names: tuple[Names, Names]
) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    old, new = names
    if isinstance(change, EntityChange):
        return [old.entity(one.id) for one in change.before], [new.entity(one.id) for one in change.after]
    before = [old.statement(change.before)] if change.before else []
    return before, [new.statement(change.after)] if change.after else []


def _node(names: Names, kind: Kind, before: Iterable[ox.NamedNode], after: Iterable[ox.NamedNode]) -> ox.NamedNode:
    """A name made from content: the same change has the same name."""
    content = " ".join([kind.value, *map(str, before), "->", *map(str, after)])
    return ox.NamedNode(f"{names.base}change/{hashlib.sha256(content.encode()).hexdigest()[:20]}")
