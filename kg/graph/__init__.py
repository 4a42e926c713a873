"""Statements <-> RDF: the store of articles, what they say and who they say it about.

opening     a graph in a folder, in memory, on a server
store       articles go in and out as wholes; values come back
putting     articles on their way in, alone or several together; filling: all of a new graph at once
engine      where the quads are: here, or (remote) on a SPARQL 1.1 server
codec       the one place that builds triples
every       all nodes of one kind read at once; lookup: single ones; finding: the values that they make
asking      SPARQL and its answers, saved questions, paths, independent sources
shapes      ontologies/shapes.ttl on what is about to be written
infer       what follows, in a graph of its own
trig        the whole graph as one canonical file; exported: such a file read back
"""

from kg.graph.asking.answer import Answer
from kg.graph.asking.asked import ask_saved, saved_query
from kg.graph.asking.origins import independent, origin
from kg.graph.asking.query import select
from kg.graph.asking.saved import Parameter, SavedQuery, saved_queries
from kg.graph.exported import opened
from kg.graph.finding import article_of, between, entity_of
from kg.graph.infer import infer
from kg.graph.names import DEFAULT_BASE, Names
from kg.graph.opening import attach, memory, read, write
from kg.graph.place import Session
from kg.graph.shapes.validate import check
from kg.graph.store import Graph, GraphWriter
from kg.graph.trig import trig

__all__ = [
    "DEFAULT_BASE",
    "Answer",
    "Graph",
    "GraphWriter",
    "Names",
    "Parameter",
    "SavedQuery",
    "Session",
    "article_of",
    "ask_saved",
    "attach",
    "between",
    "check",
    "entity_of",
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
