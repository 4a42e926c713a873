"""A read-only server over a snapshot of a graph: SPARQL 1.1 Protocol, a page for everything that has a name.

front       HTTP: connections, limits, the log; one process that reads no graph
pool        worker processes: who gets one, who is killed
worker      one of them
app         which path answers what
sparql      the protocol;  formats: content negotiation;  describe: the service description
pages       HTML;  reading: what a page tells
"""

from kg.serve.serve import serve

__all__ = ["serve"]
