"""A graph on a SPARQL 1.1 server: the engine that asks over HTTP.

Queries are answered there. What reads everything (all statements, an export, a view) works on a copy that is fetched
once. One article is put with some five requests: what it touches is fetched (``near``), the change is sent, and what
was written is read back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.graph.asking.answer import Term
from kg.graph.asking.bound import with_prefixes, with_values
from kg.graph.asking.results import JSON, TRIPLES, found_in, rows, triples_in
from kg.graph.asking.tokens import names_graphs
from kg.graph.codec import SOURCE
from kg.graph.counts import Tally, counted
from kg.graph.delta import Delta, insertions
from kg.graph.document import Encoded
from kg.graph.engine import Found, Rows
from kg.graph.names import Names
from kg.graph.remote.claim import Claim
from kg.graph.remote.endpoint import Endpoint
from kg.graph.remote.fetch import copied, fetched, graphs_of, in_parts
from kg.graph.remote.near import near
from kg.graph.shapes.literals import Triple, literal, n_quads, text
from kg.graph.terms import kg, term
from kg.model import Stands

__all__ = ["Remote"]

_DIGEST = kg("digest")
_NOTE = term("rdfs:comment")  # what links the graph of an article to what was noted of it
_LOADED = 10_000  # quads in one request of a first load


class Remote:
    """The graph of ``names`` at an endpoint. Without a ``claim`` it only reads."""

    def __init__(self, endpoint: Endpoint, names: Names, claim: Claim | None = None) -> None:
        self._endpoint, self._names, self._claim = endpoint, names, claim
        self._copy: ox.Store | None = None
        self._told_of_union: bool | None = None
        self.changed = False
        self.articles: set[str] | None = None

    def counts(self, names: Names) -> Tally:
        """As ``Engine``."""
        return counted(self.whole(), names)

    def whole(self) -> ox.Store:
        """A copy of all quads, fetched when first wanted; later updates of this engine happen to it, too."""
        if self._copy is None:
            self._copy = copied(self._endpoint, self._names)
        return self._copy

    def around(self, source: str, new: Encoded | None, identities: Stands) -> ox.Store:
        """As ``Engine``: the copy where there is one, else what ``near`` fetches."""
        if self._copy is not None:
            return self._copy
        return near(self._fetched, self._names, source, new, identities.winners())

    def quads(self, predicate: ox.NamedNode | None, graph: ox.NamedNode | None) -> Iterable[ox.Quad]:
        """As ``Engine``."""
        if self._copy is not None:
            return self._copy.quads_for_pattern(None, predicate, None, graph)
        wanted = [f"FILTER(?p = {predicate})"] if predicate else []
        wanted += [f"FILTER(?g = {graph})"] if graph else []
        found = self._fetched(f"GRAPH ?g {{ ?s ?p ?o }} {' '.join(wanted)}")
        ours = (quad for quad in found if getattr(quad.graph_name, "value", "").startswith(self._names.base))
        return dict.fromkeys(ours)

    def query(self, text: str, *, prefixes: Mapping[str, str], values: Mapping[ox.Variable, Term]) -> Found:
        """As ``Engine``. What is no SPARQL is found here, before anything is sent."""
        plan = ox.Store().query(text, prefixes=dict(prefixes), substitutions=dict(values))
        full = with_prefixes(with_values(text, values), prefixes)
        triples = isinstance(plan, ox.QueryTriples)
        union = not names_graphs(text) and self._union()
        body, headers = self._endpoint.query(full, accept=TRIPLES if triples else JSON, union=union)
        if most := headers.get("X-SPARQL-MaxRows"):  # Virtuoso
            raise QueryError(
                f"{self._endpoint.url}: gives {most} rows and no more; ask for fewer with LIMIT, or raise "
                "ResultSetMaxRows there"
            )
        if triples:
            return triples_in(self._endpoint, body)
        found = found_in(self._endpoint, body)
        if isinstance(plan, ox.QueryBoolean) and isinstance(found, Rows):
            return bool(found.rows)  # Virtuoso answers ASK with a row or none
        return found

    def update(
        self,
        request: str,
        *,
        written: Sequence[Encoded] = (),
        gone: Iterable[Triple] = (),
        come: Iterable[Triple] = (),
    ) -> None:
        """As ``Engine``; what was ``written`` is read back. Raises GraphError where the server keeps it otherwise."""
        if self._claim is None:
            raise GraphError(f"{self._endpoint.url}: was opened for reading")
        self._claim.check()
        self.changed = True
        self._endpoint.update(request)
        for article in written:
            self._check(article)
        if self._copy is not None:
            self._copy.update(request)

    def change(self, change: Delta, written: Sequence[Encoded] = ()) -> None:
        """As ``Engine``, and as ``update``."""
        self.update(change.request(), written=written)

    def load(self, pieces: Iterable[bytes]) -> None:
        """As ``Engine``, in many requests; the whole is read back.

        The digests go last: of a load that was killed, no article passes for whole, and the next build writes it.
        """
        loaded: set[ox.Quad] = set()
        digests: list[ox.Quad] = []
        try:
            for piece in pieces:
                every = sorted(ox.parse(piece, format=ox.RdfFormat.N_QUADS), key=str)
                digests += [quad for quad in every if quad.predicate == _DIGEST]
                rest = [quad for quad in every if quad.predicate != _DIGEST]
                loaded.update(rest)
                self._insert(rest)
            self._copy = None
            if different := loaded ^ set(self.whole()):
                raise GraphError(self._lost(sorted(different, key=str)))
            self._insert(digests)
        except BaseException:
            graphs = sorted({str(quad.graph_name) for quad in (*loaded, *digests)})
            self._copy = None
            with contextlib.suppress(GraphError):  # why it failed is worth more; the next build mends what is left
                self._endpoint.update(" ;\n".join(f"DROP SILENT GRAPH {graph}" for graph in graphs))
            raise

    def _insert(self, quads: Sequence[ox.Quad]) -> None:
        for start in range(0, len(quads), _LOADED):
            self.update(_insertions(quads[start : start + _LOADED]))

    def standing(self, source: str) -> tuple[ox.NamedNode, str] | None:
        """As ``Engine``."""
        where = f"GRAPH ?doc {{ ?doc {SOURCE} {ox.Literal(source)} ; {_DIGEST} ?digest }}"
        for doc, digest in rows(self._endpoint, f"SELECT ?doc ?digest WHERE {{ {where} }}", "doc", "digest"):
            if isinstance(doc, ox.NamedNode) and isinstance(digest, ox.Literal):
                return doc, digest.value
        return None

    def noted(self, doc: ox.NamedNode) -> str | None:
        """As ``Engine``."""
        where = f"GRAPH {self._names.notes} {{ {doc} {_NOTE} ?text }}"
        found = rows(self._endpoint, f"SELECT ?text WHERE {{ {where} }}", "text")
        return found[0][0].value if len(found) == 1 and isinstance(found[0][0], ox.Literal) else None

    def note(self, doc: ox.NamedNode, text: str | None) -> None:
        """As ``Engine``; in a graph of its own, which no copy holds. Raises GraphError."""
        held = f"GRAPH {self._names.notes} {{ {doc} {_NOTE} ?text }}"
        parts = [f"DELETE WHERE {{ {held} }}"]
        parts += insertions(self._names.notes, [(str(doc), str(_NOTE), literal(text))]) if text is not None else []
        self._endpoint.update(" ;\n".join(parts))

    def finish(self) -> None:
        """Nothing: what a server has said yes to lasts."""

    def _fetched(self, pattern: str) -> Iterable[ox.Quad]:
        return fetched(self._endpoint, pattern)

    def _union(self) -> bool:
        """Whether the server has to be told to see all graphs as one. Raises GraphError where that does not help."""
        if self._told_of_union is None:
            for told in (False, True):
                if rows(self._endpoint, f"SELECT ?o WHERE {{ {self._names.about} ?p ?o }}", "o", union=told):
                    self._told_of_union = told
                    return told
            raise GraphError(
                f"{self._endpoint.url}: queries see only the default graph there, and it is empty; let them see all "
                "graphs as one (Fuseki: tdb2:unionDefaultGraph true)"
            )
        return self._told_of_union

    def _check(self, written: Encoded) -> None:
        """Raises GraphError where the article does not stand there as it was written, and marks it as unfinished."""
        facts = (n_quads(self._names.facts, triples) for triples in written.statements.values())
        lines = "".join([n_quads(written.doc, written.document), *facts])
        expected = set(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
        patterns = [graphs_of([written.doc])]
        for part in in_parts(list(written.statements)):
            patterns.append(f"VALUES ?s {{ {' '.join(map(str, part))} }} {graphs_of([self._names.facts])}")
        found = set(self._fetched(" UNION ".join(f"{{ {pattern} }}" for pattern in patterns)))
        if different := sorted(expected ^ found, key=str):
            # Without its digest nobody takes the article for whole: the next build writes it again.
            digest = f"{written.doc} {_DIGEST} {ox.Literal(written.digest)}"
            self._endpoint.update(f"DELETE DATA {{ GRAPH {written.doc} {{ {digest} }} }}")
            raise GraphError(f"{self._lost(different)}; {written.source} stands there damaged: take it out again")

    def _lost(self, different: Sequence[ox.Quad]) -> str:
        shown = " and ".join(str(quad.triple)[:300] for quad in different[:2])
        count = f"{len(different)} triples are not as they were written"
        return f"{self._endpoint.url}: the server does not keep what it is given: {count}, among them {shown}"


def _insertions(quads: Sequence[ox.Quad]) -> str:
    by_graph: dict[ox.NamedNode, list[Triple]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        by_graph.setdefault(quad.graph_name, []).append(text(quad))
    return " ;\n".join(one for graph, triples in by_graph.items() for one in insertions(graph, triples))
