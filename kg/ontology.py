"""``ontologies/kg.ttl`` as plain values: the types of entities, the relations, what may stand on either side.

``load()`` reads the file once and refuses contradictions with the name of the file and of the term. Nothing here
knows a relation or a type by name, apart from the root of all types (``Entity``).
"""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from kg import yamls
from kg.errors import OntologyError
from kg.spelling import perhaps
from kg.triples import NAMESPACE, Triples

__all__ = ["NAMESPACE", "ROOT", "EntityType", "Ontology", "Relation", "folder", "load", "sections"]

ROOT = "Entity"
OWN = "KG_ONTOLOGIES"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_KINDS = {NAMESPACE + "State": "state", NAMESPACE + "Interaction": "interaction", NAMESPACE + "OpenRelation": "open"}


@dataclass(frozen=True, slots=True)
class EntityType:
    """A class of ``kg.ttl`` that entities can have. ``parents`` are the classes right above it, sorted."""

    name: str
    label: str
    definition: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of ``kg.ttl``. ``domain`` and ``range`` are types, sorted: one of them must fit.

    ``kind`` is ``state`` (true over a period), ``interaction`` (happens at a time) or ``open`` (``relatedTo``).
    ``inverse`` says the same with the sides exchanged; ``parent`` is the wider relation that always holds too.
    """

    name: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    kind: str
    symmetric: bool = False
    transitive: bool = False
    inverse: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Ontology:
    """What the graph can say. Both mappings are sorted by name; ``file`` is for messages."""

    file: str
    classes: Mapping[str, EntityType]
    relations: Mapping[str, Relation]
    _kinds: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def kinds(self, name: str) -> frozenset[str]:
        """The type and all that it stands below. Raises OntologyError for an unknown one."""
        if (known := self._kinds.get(name)) is None:
            above = (self.kinds(parent) for parent in self.entity_type(name).parents)
            known = self._kinds[name] = frozenset({name}).union(*above)
        return known

    def is_a(self, name: str, ancestor: str) -> bool:
        """True where the type ``name`` is ``ancestor`` or stands below it. Raises OntologyError for unknown types."""
        if ancestor in self.kinds(name):
            return True
        self.entity_type(ancestor)
        return False

    def fits(self, relation: str, subject_type: str, object_type: str) -> bool:
        """True where entities of these types may stand on the two sides of the relation."""
        found = self.relation(relation)
        subject, object_ = self.kinds(subject_type), self.kinds(object_type)
        return not (subject.isdisjoint(found.domain) or object_.isdisjoint(found.range))

    def relation(self, name: str) -> Relation:
        """The relation of that name. Raises OntologyError that says which name was perhaps meant."""
        if name not in self.relations:
            raise OntologyError(f"{self.file} declares no relation {name}{perhaps(name, self.relations)}")
        return self.relations[name]

    def entity_type(self, name: str) -> EntityType:
        """The type of that name. Raises OntologyError that says which name was perhaps meant."""
        if name not in self.classes:
            raise OntologyError(f"{self.file} declares no entity type {name}{perhaps(name, self.classes)}")
        return self.classes[name]


def folder() -> Path:
    """Where ``ontologies/`` is: as ``KG_ONTOLOGIES`` says, else in the installed package or at a checkout's root.

    What is read there is read once: the variable is for the start of a program. Raises OntologyError for a folder
    that is no copy of it.
    """
    if own := os.environ.get(OWN):
        if not Path(own, "kg.ttl").is_file():
            raise OntologyError(f"{OWN}={own}: holds no kg.ttl; it takes a copy of the folder ontologies/")
        return Path(own)
    package = Path(__file__).resolve().parent
    inside = package / "ontologies"
    return inside if inside.is_dir() else package.parent / "ontologies"


def sections(name: str) -> dict[str, Any]:
    """A YAML file of ``ontologies/`` ("authority/names.yaml"), by section. Raises OntologyError."""
    try:
        content = yamls.read(folder() / name)
    except (OSError, UnicodeError, yamls.YAMLError) as error:
        raise OntologyError(f"{name}: cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise OntologyError(f"{name}: not a mapping of sections")
    return content


def load(path: Path | None = None) -> Ontology:
    """Reads ``kg.ttl`` (the package's own, once, where ``path`` is None). Raises OntologyError."""
    return _default() if path is None else _read(path)


@functools.cache
def _default() -> Ontology:
    return _read(folder() / "kg.ttl")


def _read(path: Path) -> Ontology:
    try:
        triples = Triples(path.name, ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror})") from error
    except SyntaxError as error:
        raise OntologyError(f"{path.name}: line {error.lineno}: not Turtle: {error.msg}") from error
    ontology = Ontology(
        file=path.name,
        classes=MappingProxyType({name: _entity_type(triples, name) for name in _entity_types(triples)}),
        relations=MappingProxyType({name: _relation(triples, name) for name in _relations(triples)}),
    )
    for relation in ontology.relations.values():
        _check(ontology, relation)
    return ontology


def _entity_types(triples: Triples) -> list[str]:
    """The root and all that stands below it, found from the top: a class in a circle is never reached."""
    found, new = {ROOT}, [ROOT]
    while new:
        below = {name for parent in new for name in triples.subjects(_RDFS + "subClassOf", NAMESPACE + parent)}
        new = sorted(below - found)
        found.update(new)
    return sorted(found)


def _entity_type(triples: Triples, name: str) -> EntityType:
    parents = triples.names(name, _RDFS + "subClassOf")
    if name in _above(triples, name):
        raise OntologyError(f"{triples.file}: kg:{name} stands below itself")
    for parent in parents:
        if parent != ROOT and ROOT not in _above(triples, parent):
            raise OntologyError(f"{triples.file}: kg:{name} stands below kg:{parent}, which is not below kg:{ROOT}")
    return EntityType(
        name=name,
        label=triples.text(name, _RDFS + "label", "rdfs:label"),
        definition=triples.text(name, _DEFINITION, "skos:definition"),
        parents=parents,
    )


def _above(triples: Triples, name: str) -> set[str]:
    found: set[str] = set()
    new = [name]
    while new:
        new = [up for one in new for up in triples.names(one, _RDFS + "subClassOf") if up not in found]
        found.update(new)
    return found


def _relations(triples: Triples) -> list[str]:
    return sorted({name for kind in _KINDS for name in triples.subjects(_RDF + "type", kind)})


def _relation(triples: Triples, name: str) -> Relation:
    types = {value.value for value in triples.values(name, _RDF + "type")}
    kinds = [kind for iri, kind in _KINDS.items() if iri in types]
    inverses, parents = triples.names(name, _OWL + "inverseOf"), triples.names(name, _RDFS + "subPropertyOf")
    for what, some in (("kind", kinds), ("inverse", inverses), ("parent", parents)):
        if len(some) > 1:
            raise OntologyError(f"{triples.file}: kg:{name} has more than one {what}: {', '.join(some)}")
    return Relation(
        name=name,
        label=triples.text(name, _RDFS + "label", "rdfs:label"),
        definition=triples.text(name, _DEFINITION, "skos:definition"),
        domain=triples.union(name, _RDFS + "domain", "rdfs:domain"),
        range=triples.union(name, _RDFS + "range", "rdfs:range"),
        kind=kinds[0],
        symmetric=_OWL + "SymmetricProperty" in types,
        transitive=_OWL + "TransitiveProperty" in types,
        inverse=inverses[0] if inverses else None,
        parent=parents[0] if parents else None,
    )


def _check(ontology: Ontology, relation: Relation) -> None:
    """What one stanza cannot tell alone. Raises OntologyError."""
    where = f"{ontology.file}: kg:{relation.name}"
    for name in (*relation.domain, *relation.range):
        if name not in ontology.classes:
            raise OntologyError(f"{where}: kg:{name} is no entity type{perhaps(name, ontology.classes)}")
    if relation.symmetric and relation.domain != relation.range:
        raise OntologyError(f"{where} is symmetric, so its domain and range must be the same")
    for what, other in (("inverse", relation.inverse), ("parent", relation.parent)):
        if other is not None and other not in ontology.relations:
            raise OntologyError(f"{where}: its {what} kg:{other} is no relation{perhaps(other, ontology.relations)}")
    if relation.inverse is not None:
        inverse = ontology.relations[relation.inverse]
        if inverse.inverse != relation.name:
            raise OntologyError(f"{where} is the inverse of kg:{inverse.name}: say owl:inverseOf in both stanzas")
        if (inverse.domain, inverse.range) != (relation.range, relation.domain):
            raise OntologyError(
                f"{where}: domain and range must be range and domain of its inverse kg:{inverse.name}"
            )
    if relation.parent is not None:
        pairs = itertools.product(relation.domain, relation.range)
        if not all(ontology.fits(relation.parent, subject, object_) for subject, object_ in pairs):
            raise OntologyError(f"{where}: kg:{relation.parent}, its parent, does not allow its domain and range")
        if relation.name in _ancestors(ontology, relation.parent):
            raise OntologyError(f"{where} is its own parent")


def _ancestors(ontology: Ontology, name: str | None) -> set[str]:
    found: set[str] = set()
    while name is not None and name not in found and name in ontology.relations:
        found.add(name)
        name = ontology.relations[name].parent
    return found
