"""What users hold: a graph to ask and to look at (``kg.making`` makes one).

>>> graph = kg.open("graph")
>>> graph.query("SELECT ?o { id:azerbaijan kg:memberOf ?o }")
>>> graph.entity("NATO").timeline()
>>> graph.as_of(1994).ego("Azerbaijan").view()

``Graph`` is the whole, ``Selection`` any part of it; both have the same questions, and ``Statements``, ``Entities``
and ``Actor`` are what they answer with.
"""

from __future__ import annotations

from kg.api.actor import Actor
from kg.api.graph import Graph, open
from kg.api.listed import Shown
from kg.api.lists import Articles, Entities, Statements
from kg.api.paths import Path
from kg.api.selection import Selection
from kg.explain import Explanation
from kg.graph import Answer
from kg.model import Entity, Statement
from kg.report import Report

__all__ = [
    "Actor",
    "Answer",
    "Articles",
    "Entities",
    "Entity",
    "Explanation",
    "Graph",
    "Path",
    "Report",
    "Selection",
    "Shown",
    "Statement",
    "Statements",
    "open",
]
