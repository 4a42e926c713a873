"""The words that stored graphs are written with: prefixes and terms. ``ontologies/kg.ttl`` tells what they mean."""

from __future__ import annotations

import functools
from typing import Final

import pyoxigraph as ox

from kg.ontology import NAMESPACE

__all__ = ["VOCABULARIES", "XSD", "iri", "kg", "term"]

VOCABULARIES: Final = {
    "kg": NAMESPACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "wd": "http://www.wikidata.org/entity/",
}
"""Prefix -> namespace, of all vocabularies that stored graphs use; ``Names.prefixes`` adds those of the data."""

XSD: Final = VOCABULARIES["xsd"]


@functools.cache
def term(name: str) -> ox.NamedNode:
    """``skos:prefLabel`` -> its IRI."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(VOCABULARIES[prefix] + local)


@functools.cache
def iri(name: str) -> str:
    """``kg:Article`` -> its IRI as N-Triples writes it."""
    return str(term(name))


@functools.cache
def kg(local: str) -> ox.NamedNode:
    """A term of ``kg.ttl`` by its local name."""
    return ox.NamedNode(NAMESPACE + local)
