"""Asking a graph: SPARQL, the saved questions, what links two actors, how many independent sources say so.

query         SPARQL over everything, with values bound as terms
saved, asked  the files of ontologies/queries, and the answers to them
answer        rows for people, and for programs (results: the formats of the W3C)
paths         how two actors are linked
origins       which articles are independent sources; corroborated counts them
"""
