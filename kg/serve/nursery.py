"""Imported by the process that the workers are forked from, and by nobody else: what each would load, loaded once."""

from __future__ import annotations

from kg import ontology
from kg.graph import saved_queries
from kg.serve import app, pages

__all__ = ["app"]

ontology.load()
saved_queries()
pages.load()
