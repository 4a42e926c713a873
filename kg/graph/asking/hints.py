"""What a query may have meant: terms that ``kg.ttl`` does not have, which SPARQL answers with nothing and no word."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg import ontology
from kg.graph.asking.tokens import TOKENS
from kg.spelling import perhaps

__all__ = ["hint", "terms"]


@functools.cache
def terms() -> tuple[str, ...]:
    """All terms of ``kg.ttl``, sorted: relations, types, and what describes statements and articles."""
    quads = ox.parse((ontology.folder() / "kg.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    told = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    found = (one.removeprefix(ontology.NAMESPACE) for one in told if one.startswith(ontology.NAMESPACE))
    return tuple(sorted(found))


def hint(text: str, prefixes: Mapping[str, str]) -> str:
    """A sentence about the first term of a query that is nobody's; "" where there is none.

    For queries that use ``kg:`` as it is preset.
    """
    if re.search(r"(?i)prefix\s+kg:", text) or prefixes.get("kg") != ontology.NAMESPACE:
        return ""
    names = (found["skip"] or "" for found in TOKENS.finditer(text))
    used = (name.removeprefix("kg:") for name in names if name.startswith("kg:"))
    for term in used:
        if term and term not in terms():
            return f"kg:{term} is no term of kg.ttl{perhaps(term, terms(), 'kg:')}"
    return ""
