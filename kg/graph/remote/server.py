"""Opening a graph on a SPARQL server: what it says of itself, and who may write.

<base>graph/about     the base of its names and the version of its form, as kg-graph.json beside an embedded store
<base>graph/notes     how the articles were read, as kg-graph.notes
<base>graph/writer    the claim of whoever writes (``kg.graph.remote.claim``), as kg-graph.lock
"""

from __future__ import annotations

import contextlib
import logging
import os

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.asking.results import rows
from kg.graph.delta import replacement
from kg.graph.names import DEFAULT_BASE, Names
from kg.graph.place import FORMAT
from kg.graph.remote.claim import BY, Claim
from kg.graph.remote.endpoint import Access, Endpoint, address, update_address
from kg.graph.remote.engine import Remote
from kg.graph.shapes.literals import text
from kg.graph.terms import term

__all__ = ["about", "reading", "writing"]

_BASE = ox.NamedNode("http://rdfs.org/ns/void#uriSpace")
_FORMAT = term("owl:versionInfo")
_log = logging.getLogger(__name__)


def reading(url: str) -> tuple[Remote, Names, contextlib.ExitStack]:
    """The graph at this address, and what lets go of it. Raises GraphError where there is none."""
    with contextlib.ExitStack() as held:
        endpoint = _endpoint(url, url, held)
        base = _base(endpoint)
        if base is None:
            raise GraphError(f"{url}: holds no graph; `kg build ARTICLES --store {url}` makes one")
        names = Names(base)
        return Remote(endpoint, names), names, held.pop_all()


def writing(url: str, base: str | None, update: str | None) -> tuple[Remote, Names, contextlib.ExitStack]:
    """The same for writing, made where there is none. ``update`` is the address of updates (None:
    ``KG_STORE_UPDATE``, else as usual there).

    Raises GraphError where its names begin otherwise than with ``base``, or somebody else writes.
    """
    access = Access.from_environment()
    with contextlib.ExitStack() as held:
        given = address(update or os.environ.get("KG_STORE_UPDATE"))
        endpoint = _endpoint(url, given or update_address(url, user=access.user is not None), held)
        known = _base(endpoint)
        if base is not None and known not in (None, base):
            raise GraphError(f"{url}: its names begin with {known}, not {base}; a server holds one graph a dataset")
        names = Names(known or base or DEFAULT_BASE)
        claim = Claim(names, url, lambda: _claims(endpoint, names), endpoint.update)
        claim.take()
        held.callback(_give_back, claim)
        if known is None:
            endpoint.update(replacement(names.about, map(text, about(names))))
            if _base(endpoint) != names.base:
                raise GraphError(f"{url}: takes an update and does not show it; is its address of updates right?")
        return Remote(endpoint, names, claim), names, held.pop_all()


def about(names: Names) -> list[ox.Triple]:
    """What a graph on a server says of itself, in the graph ``names.about``."""
    told = {_BASE: names.base, _FORMAT: str(FORMAT)}
    return [ox.Triple(names.about, predicate, ox.Literal(value)) for predicate, value in told.items()]


def _endpoint(query: str, update: str, held: contextlib.ExitStack) -> Endpoint:
    endpoint = Endpoint(query, update, Access.from_environment())
    held.callback(endpoint.close)
    return endpoint


def _base(endpoint: Endpoint) -> str | None:
    """What the names of the graph there begin with; None: there is none. Raises GraphError for other versions."""
    question = f"SELECT ?g ?base ?format WHERE {{ GRAPH ?g {{ ?g {_BASE} ?base ; {_FORMAT} ?format }} }}"
    found = {
        base.value: version.value
        for graph, base, version in rows(endpoint, question, "g", "base", "format")
        if isinstance(base, ox.Literal) and isinstance(version, ox.Literal) and graph == Names(base.value).about
    }
    if len(found) > 1:
        raise GraphError(f"{endpoint.url}: holds several graphs, {', '.join(sorted(found))}; give each a dataset")
    for base, version in found.items():
        if version != str(FORMAT):
            raise GraphError(
                f"{endpoint.url}: a graph of format {version}, this program reads and writes format {FORMAT}; "
                "build it again into a new dataset"
            )
        return base
    return None


def _claims(endpoint: Endpoint, names: Names) -> list[str]:
    question = f"SELECT ?who WHERE {{ GRAPH {names.writer} {{ {names.writer} {BY} ?who }} }}"
    return [who.value for (who,) in rows(endpoint, question, "who") if isinstance(who, ox.Literal)]


def _give_back(claim: Claim) -> None:
    try:
        claim.give_back()
    except GraphError as error:  # what was written is written; the next writer is told how to go on
        _log.warning("%s", error)
