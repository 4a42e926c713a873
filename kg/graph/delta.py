"""What has to change in a store when an article comes, changes or goes, or when several new ones come.

Found by index look-ups, and sent as one SPARQL Update request, or as quads where nothing goes. Two rules were found
the hard way:

1. A statement leaves ``facts`` only when no other article supports it.
2. Its plain triple leaves only when no other affirmed statement has the same subject, predicate and object.

What becomes of entities is told by ``retold``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from kg.graph.actors import appearance_from
from kg.graph.codec import TYPE, plain_from
from kg.graph.document import Encoded
from kg.graph.lookup import node_in, stating
from kg.graph.names import Names
from kg.graph.retold import retold
from kg.graph.shapes.literals import Triple, characters, n_quads, text
from kg.graph.terms import kg
from kg.model import Appearance, Stands

__all__ = [
    "Delta",
    "deletions",
    "delta",
    "elsewhere",
    "insertions",
    "replacement",
    "stated_in",
    "told_in",
    "unconcluded",
]


@dataclass(frozen=True, slots=True)
class Delta:
    """A change of the store. ``old`` is the graph that goes (None: none), ``new`` are those that come."""

    names: Names
    old: ox.NamedNode | None
    new: Mapping[ox.NamedNode, tuple[Triple, ...]]
    gone: frozenset[Triple]
    come: frozenset[Triple]

    def request(self) -> str:
        """The whole change as one SPARQL Update request: all of it happens, or nothing."""
        parts = [unconcluded(self.names)]
        if self.old is not None:
            parts.append(f"DROP SILENT GRAPH {self.old}")
        parts += _pieces("DELETE DATA", self.names.facts, self.gone)
        parts += insertions(self.names.facts, self.come)
        for graph, document in self.new.items():
            parts += insertions(graph, document)
        return " ;\n".join(parts)

    def only_adds(self) -> bool:
        """True where nothing goes; what was concluded (``request``) is not looked at."""
        return self.old is None and not self.gone

    def quads(self) -> bytes:
        """What comes, in N-Quads."""
        graphs = [(self.names.facts, self.come), *self.new.items()]
        return b"".join([n_quads(*one).encode() for one in graphs])  # characters of all at once would take twice that


def delta(
    store: ox.Store, names: Names, old: ox.NamedNode | None, new: Sequence[Encoded], identities: Stands
) -> Delta:
    """From the graph ``old`` of an article to its ``new`` content (empty: it goes), encoded with ``identities``.

    Where there is nothing ``old``, several articles may come that the store does not hold.
    """
    gone: set[Triple] = set()
    come: set[Triple] = set()
    merged = identities.winners()
    for part_gone, part_come in (_statements(store, names, old, new), _entities(store, names, old, new, merged)):
        gone |= part_gone
        come |= part_come
    return Delta(
        names=names,
        old=old,
        new={one.doc: one.document for one in new},
        gone=frozenset(gone - come),
        come=frozenset(come - gone),
    )


def unconcluded(names: Names) -> str:
    """The update of a request that takes out what was concluded from what changes; that it is wanted stays
    (``graph.infer``)."""
    triples = f"GRAPH {names.inferred} {{ ?s ?p ?o }}"
    return f"DELETE {{ {triples} }} WHERE {{ {triples} FILTER (?s != {names.inferred}) }}"


def replacement(graph: ox.NamedNode, triples: Iterable[Triple]) -> str:
    """One SPARQL Update request that gives a whole graph new content."""
    return " ;\n".join([f"DROP SILENT GRAPH {graph}", *insertions(graph, triples)])


def deletions(graph: ox.NamedNode, triples: Iterable[Triple]) -> list[str]:
    """The updates of a request that take triples out, sorted; none where there are none."""
    return _pieces("DELETE DATA", graph, triples)


def insertions(graph: ox.NamedNode, triples: Iterable[Triple]) -> list[str]:
    """The updates of a request that add triples, sorted; none where there are none."""
    return _pieces("INSERT DATA", graph, triples)


_Change: TypeAlias = tuple[set[Triple], set[Triple]]


def _statements(store: ox.Store, names: Names, old: ox.NamedNode | None, new: Sequence[Encoded]) -> _Change:
    arriving = {node: triples for one in new for node, triples in one.statements.items()}
    leaving = [node for node in stated_in(store, old) if node not in arriving and not elsewhere(store, node, [old])]
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for node in leaving:
        quads = list(store.quads_for_pattern(node, None, None, names.facts))
        gone.update(map(text, quads))
        plain = plain_from(node_in(store, node, names.facts))
        if plain is not None and not _still_true(store, names, plain, leaving):
            gone.add(text(plain))
    for node, triples in arriving.items():
        if ox.Quad(node, TYPE, kg("Statement"), names.facts) not in store:
            come.update(triples)
    for true in dict.fromkeys(true for one in new for true in one.plain.values()):
        gone.discard(true)
        subject, predicate, object = (ox.NamedNode(characters(one)) for one in true)
        if ox.Quad(subject, predicate, object, names.facts) not in store:
            come.add(true)
    return gone, come


def stated_in(store: ox.Store, doc: ox.NamedNode | None) -> list[ox.NamedNode]:
    """The statements that an article gives evidence for."""
    if doc is None:
        return []
    found = store.quads_for_pattern(None, kg("evidenceFor"), None, doc)
    return list({quad.object: None for quad in found if isinstance(quad.object, ox.NamedNode)})


def elsewhere(store: ox.Store, statement: ox.NamedNode, docs: Container[object]) -> bool:
    """True where another article than these gives evidence for a statement."""
    found = store.quads_for_pattern(None, kg("evidenceFor"), statement, None)
    return any(quad.graph_name not in docs for quad in found)


def _still_true(store: ox.Store, names: Names, plain: ox.Triple, leaving: list[ox.NamedNode]) -> bool:
    """True where a statement that stays makes the same triple true."""
    left = set(leaving)
    others = (node for node in stating(store, names, plain.subject, plain.object) if node not in left)
    return any(plain_from(node_in(store, node, names.facts)) == plain for node in others)


# ---------------------------------------------------------------------------------------------- entities


def _entities(
    store: ox.Store, names: Names, old: ox.NamedNode | None, new: Sequence[Encoded], merged: Container[str]
) -> _Change:
    before = told_in(store, names, old)
    after: dict[str, tuple[Appearance, ...]] = {}
    for one in new:
        for key, told in one.told.items():
            after[key] = after.get(key, ()) + told
    return retold(store, names, before, after, [old], merged)


def told_in(store: ox.Store, names: Names, doc: ox.NamedNode | None) -> dict[str, tuple[Appearance, ...]]:
    """The appearances in an article by the id that stands for their entity, sorted."""
    found: dict[str, list[Appearance]] = {}
    for quad in store.quads_for_pattern(None, kg("entity"), None, doc) if doc is not None else ():
        assert isinstance(quad.object, ox.NamedNode)
        appearance = appearance_from(node_in(store, quad.subject, doc), names)
        found.setdefault(names.entity_id(quad.object), []).append(appearance)
    return {key: tuple(sorted(told, key=lambda one: one.entity.id)) for key, told in found.items()}


_PIECE = 1000  # triples in one update: the compilers of some servers take some thousands at most


def _pieces(what: str, graph: ox.NamedNode, triples: Iterable[Triple]) -> list[str]:
    """``INSERT DATA { GRAPH <g> { ... } }`` as often as needed, sorted.

    The terms were written by ``literals``, so no value can end its quotes.
    """
    lines = sorted(f"{subject} {predicate} {object} .\n" for subject, predicate, object in triples)
    parts = (lines[start : start + _PIECE] for start in range(0, len(lines), _PIECE))
    return [f"{what} {{\nGRAPH {graph} {{\n{''.join(part)}}}\n}}" for part in parts]
