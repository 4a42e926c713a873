"""A graph on a SPARQL 1.1 server: the same interface as the engine in this process.

endpoint  where the server is, who we are, and one request that may be repeated
server    questions and changes in the words of the SPARQL protocol
engine    what kg.graph.engine asks for, by way of a server
near      the part of a graph that a change looks at; fetch copies it
claim     one writer at a time
"""
