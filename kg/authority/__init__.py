"""Known actors: countries, cities, organizations, ... with their names, from ``ontologies/authority``."""

from kg.authority.known import Known, entity_of
from kg.authority.lookup import Authority, load
from kg.authority.names import comparable, looks_like_name, slug
from kg.authority.write import add

__all__ = ["Authority", "Known", "add", "comparable", "entity_of", "load", "looks_like_name", "slug"]
