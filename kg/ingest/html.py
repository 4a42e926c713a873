"""HTML pages: trafilatura finds the main text and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import InputError
from kg.ingest.article import article_from_text
from kg.ingest.clean import decode
from kg.ingest.cues import folded
from kg.ingest.dates import read_date
from kg.ingest.header import names_in
from kg.ingest.raw import Raw
from kg.model import Article, Skipped

__all__ = ["read_html"]

CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
# What the page's markup declares, and no guess from its text. Without an end of its own, htmldate takes today's date
# for the latest one possible, and a page would be read differently tomorrow.
DATES: Final = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1900-01-01",
    "max_date": "2199-12-31",
}


def read_html(raw: Raw) -> Iterator[Article | Skipped]:
    """One article: the main text of the page, with its title, date, site, authors and address.

    :raises InputError: it is no text, or nothing in it looks like an article.
    """
    declared = CHARSET.search(raw.data[:4096])
    charset = raw.charset or (declared.group(1).decode("ascii") if declared else None)
    import trafilatura  # a seventh of the start of a command that reads no page

    page = trafilatura.bare_extraction(
        decode(raw.data, source=raw.source, declared=charset),
        url=raw.url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=DATES,
    )
    if page is None or isinstance(page, dict) or not page.text or not page.text.strip():
        raise InputError(raw.source, "no article found in this HTML; save its text as .txt and give that")
    yield article_from_text(
        page.text,
        source=raw.source,
        title=_title(page.title, page.text),
        published=read_date(page.date or ""),
        publisher=page.sitename or None,
        url=raw.url or page.url or None,
        authors=names_in(page.author or ""),
    )


def _title(declared: str | None, text: str) -> str | None:
    """The headline as the page shows it, where the declared one is that with the site's name after it."""
    shown = text.lstrip().partition("\n")[0].strip()
    if declared and shown and folded(declared).startswith(folded(shown)):
        return shown
    return declared or None
