"""A graph as one page: what it shows, put into its frame."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from kg.model import Entity, Identities, Published, Statement
from kg.view.data import LARGE, as_json, left_out, page_data, telling_title
from kg.view.packed import packed
from kg.view.page import NETWORK, Html, Page, environment, network_page
from kg.view.texts import LANGUAGE, texts

__all__ = ["framed", "render"]


def render(
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    articles: Sequence[Published],
    *,
    statement_id: Callable[[Statement], str],
    title: str = "",
    labels: Mapping[str, str] | None = None,
    symmetric: Collection[str] = (),
    language: str = LANGUAGE,
    start: str = "",
    identities: Identities | None = None,
    report: str = "",
) -> Html:
    """The network as one HTML file that needs nothing else; arguments as in ``Network.from_statements``.

    The page is that of ``Network``, without a ``Network``: pyvis brings networkx and IPython, and takes a while.
    """
    ends = [end for s in statements for end in (s.subject, s.object)]
    known = {entity.id: entity for entity in (*reversed([*entities, *ends]),)}
    page, missing = framed(
        [known[key] for key in sorted(known)],
        sorted(((statement_id(s), s) for s in statements), key=lambda fact: fact[0]),
        articles,
        title=title,
        labels=labels or {},
        symmetric=frozenset(symmetric),
        language=language,
        start=start,
        identities=identities,
        report=report,
    )
    html = Html(environment().get_template(NETWORK).render(page=lambda: page))
    html.left_out = missing
    return html


def framed(
    entities: Sequence[Entity],
    facts: Sequence[tuple[str, Statement]],
    articles: Sequence[Published],
    *,
    title: str,
    labels: Mapping[str, str],
    symmetric: Collection[str],
    language: str,
    start: str,
    identities: Identities | None,
    report: str,
) -> tuple[Page, str]:
    """The page, to be put into its template, and what of the graph it does not show, as a sentence.

    ``facts`` are statements with their ids. Without a title the page is called after those with the most facts.
    """
    told = telling_title(entities, [fact for _, fact in facts], articles)
    called = title or told or texts(language)["network"]
    data = page_data(
        called,
        entities,
        facts,
        articles,
        labels=labels,
        symmetric=symmetric,
        language=language,
        start=start,
        identities=identities,
        report=report,
    )
    large = len(data["entities"]) > LARGE
    return network_page(called, as_json(packed(data)), language, large=large), left_out(data)
