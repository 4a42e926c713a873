"""A file of RDF as the ontology's reader asks it: by the local names of our own terms."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import OntologyError

__all__ = ["NAMESPACE", "Triples", "local", "ours"]

NAMESPACE = "https://kg.example/ontology#"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_OWL = "http://www.w3.org/2002/07/owl#"


class Triples:
    """The triples of one file, to be asked by subject and predicate; complaints name the file and the term."""

    def __init__(self, file: str, quads: Iterable[ox.Quad]) -> None:
        self.file = file
        self._store = ox.Store()
        self._store.extend(quads)

    def subjects(self, predicate: str, value: str) -> list[str]:
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value), None)
        return sorted(local(quad.subject) for quad in found if ours(quad.subject))

    def values(self, node: ox.NamedNode | ox.BlankNode | str, predicate: str) -> list[ox.NamedNode | ox.BlankNode]:
        subject = ox.NamedNode(NAMESPACE + node) if isinstance(node, str) else node
        found = self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
        return [quad.object for quad in found if isinstance(quad.object, (ox.NamedNode, ox.BlankNode))]

    def names(self, name: str, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(local(value) for value in self.values(name, predicate) if ours(value)))

    def text(self, name: str, predicate: str, what: str) -> str:
        found = self._store.quads_for_pattern(ox.NamedNode(NAMESPACE + name), ox.NamedNode(predicate), None, None)
        literals = [quad.object for quad in found if isinstance(quad.object, ox.Literal)]
        texts = [literal.value for literal in literals if literal.language in (None, "en")]
        if len(texts) != 1 or not texts[0].strip():
            raise OntologyError(f"{self.file}: kg:{name} needs one {what}, it has {len(texts)}")
        return texts[0]

    def union(self, name: str, predicate: str, what: str) -> tuple[str, ...]:
        """The class, or the classes of the ``owl:unionOf`` list, that stand there."""
        values = self.values(name, predicate)
        if len(values) != 1:
            raise OntologyError(f"{self.file}: kg:{name} needs one {what} (a class, or owl:unionOf several)")
        return tuple(sorted(self._members(name, values[0])))

    def _members(self, name: str, node: ox.NamedNode | ox.BlankNode) -> list[str]:
        if isinstance(node, ox.NamedNode):
            if not ours(node):
                raise OntologyError(f"{self.file}: kg:{name}: {node.value} is no class of this ontology")
            return [local(node)]
        members, rest = [], self.values(node, _OWL + "unionOf")
        while rest and rest[0] != ox.NamedNode(_RDF + "nil"):
            members += [
                member for first in self.values(rest[0], _RDF + "first") for member in self._members(name, first)
            ]
            rest = self.values(rest[0], _RDF + "rest")
        if not members:
            raise OntologyError(f"{self.file}: kg:{name}: expected a class, or owl:unionOf ( ... )")
        return members


def ours(node: object) -> bool:
    """True for a term of our own namespace."""
    return isinstance(node, ox.NamedNode) and node.value.startswith(NAMESPACE)


def local(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Its name without the namespace."""
    assert isinstance(node, ox.NamedNode)
    return node.value.removeprefix(NAMESPACE)
