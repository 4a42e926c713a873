"""Pages for people: no script, nothing from elsewhere, every link on this server whatever the base of the names."""

from __future__ import annotations

import functools
import html
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import outputs, view
from kg.errors import QueryError
from kg.graph import Answer, Graph, Names, SavedQuery, saved_queries
from kg.graph.codec import TYPE
from kg.graph.terms import kg, term
from kg.model import Entity
from kg.serve import words
from kg.serve.formats import HTML
from kg.serve.reading import Reading
from kg.serve.sparql import Found
from kg.serve.values import Limits, Response
from kg.view.data import web_address

__all__ = ["found", "home", "load", "network", "query", "response", "saved", "style", "thing"]

ROWS = 1_000
"""Rows of an answer on a page, at most."""
HITS = 200
"""Entities that a search shows, at most."""
LISTED = 30
"""Entities and articles on the overview."""
LETTERS = 2_000
"""Letters of one cell, at most."""

_EXAMPLE = "SELECT ?member ?of {\n  ?member kg:memberOf ?of\n} LIMIT 20"
_HERE = Path(__file__).parent
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


@dataclass(frozen=True, slots=True)
class Link:
    """Words, the path that they lead to (empty: nowhere) and something to add in small."""

    words: str
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and cells; ``cut`` where there were more rows."""

    columns: tuple[str, ...]
    rows: list[list[Link]]
    cut: bool = False


def response(body: str, status: int = 200, *, reason: str = "", keep: bool = False) -> Response:
    """A page as an answer."""
    headers = (("Content-Security-Policy", _POLICY), ("Vary", "Accept"))
    return Response(status, HTML, body.encode("utf-8", "replace"), headers, reason, keep)


def home(graph: Graph, wanted: str) -> str:
    """The overview, or where ``wanted`` is given, who is called like that."""
    if wanted:
        return _render("search.html.j2", title=f"Search: {wanted}", wanted=wanted, hits=_search(graph, wanted))
    store, facts = graph.store, graph.names.facts
    degree: dict[str, int] = {}
    for predicate in ("subject", "object"):
        for quad in store.quads_for_pattern(None, kg(predicate), None, facts):
            if isinstance(quad.object, ox.NamedNode):
                degree[quad.object.value] = degree.get(quad.object.value, 0) + 1
    first = sorted(degree, key=lambda iri: (-degree[iri], iri))[:LISTED]
    reading = Reading(graph)
    articles = [quad.subject for quad in store.quads_for_pattern(None, TYPE, kg("Article"), None)]
    papers = [paper for node in articles if isinstance(node, ox.NamedNode) and (paper := reading.paper(node))]
    papers.sort(key=lambda paper: paper.source)
    papers.sort(key=lambda paper: paper.published or "", reverse=True)
    counts = [
        Link("articles", note=f"{len(papers):,}"),
        Link("actors and things", note=f"{_count(graph, term('skos:prefLabel')):,}"),
        Link("statements", note=f"{_count(graph, kg('status')):,}"),
    ]
    known = ((iri, reading.entity(ox.NamedNode(iri))) for iri in first)
    top = [_entity_link(entity, f"{degree[iri]} statements") for iri, entity in known if entity]
    latest = [Link(paper.title or paper.source, _path("doc", paper.key), paper.published or "") for paper in papers]
    return _render(
        "home.html.j2",
        title="Knowledge graph",
        counts=counts,
        top=top,
        articles=latest[:LISTED],
        more=len(latest) - LISTED,
    )


def thing(reading: Reading, node: ox.NamedNode, kind: str, rest: str, start: int, length: int) -> str | None:
    """The page of an entity, a statement or an article; None where there is nothing to show."""
    common = {"iri": node.value, "start": start, "length": length, "formats": _formats(f"{_path(kind, rest)}?")}
    if kind == "id":
        entity = reading.entity(node)
        if entity is None:
            return None
        facts = reading.about(node, start, length)
        return _render("entity.html.j2", title=entity.label, entity=entity, facts=facts, **common)
    if kind == "statement":
        fact = reading.fact(node)
        if fact is None:
            return None
        return _render("statement.html.j2", title=words.headline(fact.statement), fact=fact, **common)
    paper = reading.paper(node)
    if paper is None:
        return None
    facts, text = reading.told_by(node, start, length), reading.paragraphs(node)
    title = paper.title or paper.source
    return _render("document.html.j2", title=title, paper=paper, facts=facts, paragraphs=text, **common)


def query(
    text: str, limits: Limits, *, problem: str = "", table: Table | None = None, yes: bool | None = None
) -> str:
    """The page to ask on, with what went wrong or was found."""
    formats = _formats(f"/sparql?{urlencode({'query': text})}&", rows=True) if text else []
    return _render(
        "query.html.j2",
        title="Ask",
        text=text or _EXAMPLE,
        problem=problem,
        table=table,
        yes=yes,
        formats=formats,
        limits=limits,
        shown=min(ROWS, limits.rows),
        queries=saved_queries(),
    )


def found(answer: Found, text: str, graph: Graph, limits: Limits) -> Response:
    """The page with the first rows of an answer. Raises QueryError."""
    most = min(ROWS, limits.rows)
    try:
        if isinstance(answer, ox.QueryBoolean):
            return response(query(text, limits, yes=bool(answer)))
        if isinstance(answer, ox.QuerySolutions):
            columns = tuple(variable.value for variable in answer.variables)
            rows = [list(row) for row in itertools.islice(answer, most + 1)]
        else:
            columns = ("subject", "predicate", "object")
            rows = [[one.subject, one.predicate, one.object] for one in itertools.islice(answer, most + 1)]
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    cells = [[_cell(one, graph.names) for one in row] for row in rows[:most]]
    cut = len(rows) > most
    page = response(query(text, limits, table=Table(columns, cells, cut)))
    limited = (("X-KG-Limit", f"rows={most}"),) if cut else ()
    return Response(page.status, page.media, page.body, (*page.headers, *limited))


def saved(
    one: SavedQuery, given: Mapping[str, str], limits: Limits, *, answer: Answer | None = None, problem: str = ""
) -> str:
    """The page of a saved query: a field for each parameter, and the answer where there is one."""
    table = None
    if answer is not None:
        most = min(ROWS, limits.rows)
        cells = [[_cell(term, answer.names) for term in row] for row in answer.terms[:most]]
        table = Table(answer.variables, cells, len(answer) > most)
    return _render(
        "saved.html.j2",
        title=one.answers,
        one=one,
        given=given,
        table=table,
        problem=problem,
        shown=min(ROWS, limits.rows),
        formats=_formats(f"/query/{one.name}?{urlencode(dict(given))}&", rows=True) if table else [],
    )


def network(graph: Graph) -> Response:
    """The network page; it brings its own policy for the scripts in it."""
    with_articles = outputs.page(
        graph.entities(), graph.statements(), graph.articles(), graph.names, identities=graph.identities
    )
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', with_articles)
    headers = (("Content-Security-Policy", f"{html.unescape(policy[1])}; frame-ancestors 'none'"),) if policy else ()
    return Response(200, HTML, with_articles.encode("utf-8", "replace"), headers, keep=True)


@functools.cache
def style() -> bytes:
    """The style sheet of all pages: colours and type of the offline pages, and what is new here."""
    base = Path(view.__file__).parent / "assets" / "base.css"
    return base.read_bytes() + (_HERE / "templates" / "serve.css").read_bytes()


def load() -> None:
    """Reads all templates, which takes longer than to fill them."""
    for name in _environment().list_templates(extensions=["j2"]):
        _environment().get_template(name)


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "relation": words.relation,
        "kind": words.kind,
        "parts": words.parts,
        "when": words.when,
        "web": web_address,
    }
    made.globals |= {"path": _path}
    return made


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def _path(kind: str, rest: str) -> str:
    """The path of something on this server. ``rest`` as ``Names`` takes it: not encoded."""
    return f"/{kind}/{quote(rest, safe='/' if kind == 'doc' else '')}"


def _formats(path: str, *, rows: bool = False) -> list[Link]:
    names: tuple[str, ...] = ("turtle", "ntriples", "jsonld", "rdfxml", "trig")
    if rows:
        names = ("json", "xml", "csv", "tsv")
    return [Link(name, f"{path}format={name}") for name in names]


def _entity_link(entity: Entity, note: str = "") -> Link:
    return Link(entity.label, _path("id", entity.id), note or words.kind(entity.type))


def _search(graph: Graph, wanted: str) -> Table:
    """Entities with a name that holds all the words; whole names first."""
    words = wanted.casefold().split()
    found: dict[str, int] = {}
    for name in (term("skos:prefLabel"), term("skos:altLabel")):
        for quad in graph.store.quads_for_pattern(None, name, None, graph.names.facts):
            text = quad.object.value if isinstance(quad.object, ox.Literal) else ""
            if isinstance(quad.subject, ox.NamedNode) and all(word in text.casefold() for word in words):
                found[quad.subject.value] = min(found.get(quad.subject.value, len(text)), len(text))
    reading = Reading(graph)
    best = sorted(found, key=lambda iri: (found[iri], iri))
    links = [_entity_link(one) for iri in best[:HITS] if (one := reading.entity(ox.NamedNode(iri)))]
    return Table((), [[link] for link in links], len(best) > HITS)


def _cell(value: object, names: Names) -> Link:
    """A term of an answer: IRIs of this graph lead to their pages."""
    if value is None:
        return Link("")
    if isinstance(value, ox.NamedNode):
        rest = value.value.removeprefix(names.base)
        here = rest != value.value and rest.startswith(("id/", "statement/", "doc/"))
        return Link(names.short(value.value), f"/{rest}" if here else "")
    words = value.value if isinstance(value, ox.Literal) else str(value)
    return Link(words if len(words) <= LETTERS else f"{words[:LETTERS]}…")


def _count(graph: Graph, predicate: ox.NamedNode) -> int:
    return sum(1 for _ in graph.store.quads_for_pattern(None, predicate, None, graph.names.facts))
