"""Every error that this package raises on purpose.

    KgError                 catch this one to catch them all
    ├── UsageError          the caller asked for something that cannot be (exit code 2)
    ├── InputError          an article or a path that cannot be read: says which, why and what to do
    ├── ExtractorError      an extractor that could not do its work on an article: says why and what to do
    ├── OntologyError       a contradiction in ontologies/: names the file and the term
    ├── LanguageError       a language pipeline that is missing or does not fit
    ├── GraphError          a graph folder that is not one, is locked, or is of another version
    │   └── ShapeError      statements that break ontologies/shapes.ttl, refused before the write
    ├── QueryError          a SPARQL query that is wrong or not allowed
    └── RequestError        a request to `kg serve` that is refused: carries the HTTP status

A message says what is wrong, where, and what to do next.
"""

from __future__ import annotations

__all__ = [
    "ExtractorError",
    "GraphError",
    "InputError",
    "KgError",
    "LanguageError",
    "OntologyError",
    "QueryError",
    "RequestError",
    "ShapeError",
    "UsageError",
]


class KgError(Exception):
    """What this package raises on purpose; its text is written for the person who has to act on it."""


class UsageError(KgError):
    """The caller asked for something that cannot be: an unknown format, an option that contradicts another."""


class InputError(KgError):
    """An article or a path cannot be read.

    ``source`` names it, ``reason`` says why in a few words; the rest of the input is not affected.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ExtractorError(KgError):
    """An extractor could not do its work on an article; the rest of the input is not affected."""


class OntologyError(KgError):
    """Something in ``ontologies/`` contradicts something else there; names the file and the term."""


class LanguageError(KgError):
    """A language pipeline is missing or does not fit; says how to get it."""


class GraphError(KgError):
    """A graph folder is not one, is being written by somebody else, or is of another version."""


class ShapeError(GraphError):
    """Statements break ``ontologies/shapes.ttl``; nothing of them was written."""


class QueryError(KgError):
    """A SPARQL query is wrong, or asks for something that is not allowed here."""


class RequestError(KgError):
    """A request to ``kg serve`` is refused: its text is the answer, ``status`` the HTTP status of it.

    ``headers`` go with the answer.
    """

    def __init__(self, status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers
