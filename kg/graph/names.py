"""How things are called in the graph: IRIs made from content, the same for the same input everywhere."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.terms import VOCABULARIES
from kg.model import Article, Decision, Statement, TextSpan

__all__ = ["DEFAULT_BASE", "Names"]

DEFAULT_BASE = "https://kg.example/"
_CONTENT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Names:
    """Makes and reads the IRIs of the data. ``base`` ends in ``/`` or ``#``; the vocabulary does not depend on it."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        try:
            ox.NamedNode(self.base)
        except ValueError as error:
            raise UsageError(f"base {self.base!r}: {error}; give an absolute IRI such as {DEFAULT_BASE}") from error
        if not self.base.endswith(("/", "#")):
            raise UsageError(f"base {self.base!r} must end in / or #, or names run into it")

    @property
    def prefixes(self) -> dict[str, str]:
        """All prefixes that queries and files are written with."""
        data = {"id": "id/", "stmt": "statement/", "doc": "doc/", "graph": "graph/"}
        return VOCABULARIES | {prefix: self.base + path for prefix, path in data.items()}

    @property
    def facts(self) -> ox.NamedNode:
        """The graph of entities, plain triples and statements."""
        return _graph(self.base, "facts")

    @property
    def inferred(self) -> ox.NamedNode:
        """The graph of what was concluded and not read."""
        return _graph(self.base, "inferred")

    @property
    def about(self) -> ox.NamedNode:
        """The graph, on a server, of what the graph says of itself."""
        return _graph(self.base, "about")

    @property
    def writer(self) -> ox.NamedNode:
        """The graph, on a server, of who writes now."""
        return _graph(self.base, "writer")

    @property
    def notes(self) -> ox.NamedNode:
        """The graph, on a server, of how the articles were read."""
        return _graph(self.base, "notes")

    def entity(self, key: str) -> ox.NamedNode:
        """The IRI of the entity with this ``Entity.id``."""
        return _entity(self.base, key)

    def entity_id(self, node: ox.NamedNode) -> str:
        """``Entity.id`` of an IRI that ``entity`` made."""
        return unquote(node.value.removeprefix(self.base + "id/"))

    @property
    def identity(self) -> ox.NamedNode:
        """The graph of which entities are one, and who decided so."""
        return _graph(self.base, "identity")

    def decision(self, decision: Decision) -> ox.NamedNode:
        """The IRI of the decision about two entities: a hash of their ids."""
        return ox.NamedNode(f"{self.base}decision/{_hash(json.dumps([decision.one, decision.other]))}")

    def bearer(self, id: str, source: str) -> ox.NamedNode:
        """The IRI of the decision whom an article means by a name that several bear."""
        return ox.NamedNode(f"{self.base}decision/{_hash(json.dumps([id, 'in', source]))}")

    def statement(self, statement: Statement) -> ox.NamedNode:
        """The IRI of a statement: a hash of all that ``Statement.content`` holds."""
        content = _CONTENT.encode(statement.content())
        return ox.NamedNode(f"{self.base}statement/{_hash(content)}")

    def article(self, article: Article) -> ox.NamedNode:
        """The IRI of an article and of its graph: its source and the beginning of the hash of its text."""
        return ox.NamedNode(f"{self.base}doc/{quote(article.source, safe='/')}-{article.sha256[:12]}")

    def evidence(self, doc: ox.NamedNode, span: TextSpan, statement: ox.NamedNode) -> ox.NamedNode:
        """The IRI of the evidence that a stretch of an article gives for a statement (RFC 5147 fragment)."""
        return ox.NamedNode(f"{_chars(doc, span)};{statement.value.rpartition('/')[2]}")

    def part(self, doc: ox.NamedNode, span: TextSpan, what: str) -> ox.NamedNode:
        """The IRI of a paragraph, dropped stretch or gap."""
        return ox.NamedNode(f"{_chars(doc, span)};{what}")

    def appearance(self, doc: ox.NamedNode, key: str) -> ox.NamedNode:
        """The IRI of what one article tells about an entity."""
        return ox.NamedNode(f"{doc.value}#entity={quote(key, safe='')}")

    def short(self, iri: str) -> str:
        """``kg:memberOf`` where a prefix covers the IRI, else the IRI itself: for people's eyes."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri


@functools.cache  # asked for with each quad that is looked up
def _graph(base: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{base}graph/{name}")


@functools.lru_cache(maxsize=100_000)
def _entity(base: str, key: str) -> ox.NamedNode:
    return ox.NamedNode(f"{base}id/{quote(key, safe='')}")


def _chars(doc: ox.NamedNode, span: TextSpan) -> str:
    return f"{doc.value}#char={span.start},{span.end}"


def _hash(text: str) -> str:
    """80 bits, in hexadecimal: a collision among a hundred million is less likely than one in a hundred million."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]
