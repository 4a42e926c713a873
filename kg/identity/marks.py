"""The relations that tell who an actor is: ``ontologies/identity.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.errors import OntologyError
from kg.ontology import load, sections

__all__ = ["Marks", "marks"]


@dataclass(frozen=True, slots=True)
class Marks:
    """Names of relations."""

    countries: frozenset[str]
    """Their object, where it is a country, is the subject's own."""
    posts: frozenset[str]
    """Their object, with the role, is a post of the subject's."""


@cache
def marks() -> Marks:
    """Those of this installation, read once. Raises OntologyError for a section or a relation that there is not."""
    lists, terms = sections("identity.yaml"), load()
    try:
        found = Marks(countries=frozenset(lists["countries"]), posts=frozenset(lists["posts"]))
    except (KeyError, TypeError) as error:
        raise OntologyError(f"identity.yaml: a section is missing or of the wrong shape: {error}") from error
    try:
        for name in sorted(found.countries | found.posts):
            terms.relation(name)
    except OntologyError as error:
        raise OntologyError(f"identity.yaml: {error}") from error
    return found
