"""Statements <-> RDF: the store of articles, what they say and who they say it about.

store       articles go in and out as wholes; values come back
engine      where the quads are: here, or (remote, server, endpoint) on a SPARQL 1.1 server
query       SPARQL and its answers
asked       the saved questions of ontologies/queries
validate    ontologies/shapes.ttl on what is about to be written
infer       what follows, in a graph of its own
trig        the whole graph as one canonical file
origins     how many independent sources a statement has
exported    such a file read back
codec       the one place that builds triples
"""

from kg.graph.answer import Answer
from kg.graph.asked import ask_saved, saved_query
from kg.graph.exported import opened
from kg.graph.infer import infer
from kg.graph.names import DEFAULT_BASE, Names
from kg.graph.origins import independent, origin
from kg.graph.query import select
from kg.graph.saved import Parameter, SavedQuery, saved_queries
from kg.graph.store import Graph, GraphWriter, attach, memory, read, write
from kg.graph.trig import trig
from kg.graph.validate import check

__all__ = [
    "DEFAULT_BASE",
    "Answer",
    "Graph",
    "GraphWriter",
    "Names",
    "Parameter",
    "SavedQuery",
    "ask_saved",
    "attach",
    "check",
    "independent",
    "infer",
    "memory",
    "opened",
    "origin",
    "read",
    "saved_queries",
    "saved_query",
    "select",
    "trig",
    "write",
]
