"""Words for types and relations in the languages of ``ontologies/kg.ttl``, for pages that people read."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import pyoxigraph as ox

from kg import ontology

__all__ = ["labels"]

_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def labels(language: str = "en") -> dict[str, str]:
    """Local name of each type and relation -> its words in this language, in English where it has none."""
    terms = ontology.load()
    english = {name: kind.label for name, kind in terms.classes.items()}
    english |= {name: relation.label for name, relation in terms.relations.items()}
    own = {} if language == "en" else _translated(language)
    return {name: own.get(name, words) for name, words in english.items()}


@functools.cache
def _translated(language: str) -> Mapping[str, str]:
    """What ``kg.ttl`` calls its terms in this language; of several labels the first by alphabet."""
    quads = ox.parse((ontology.folder() / "kg.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    told = {
        (quad.subject.value.removeprefix(ontology.NAMESPACE), quad.object.value)
        for quad in quads
        if quad.predicate == _LABEL
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == language
    }
    return dict(sorted(told, reverse=True))
