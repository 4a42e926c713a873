"""A text and what is known about it, made into an ``Article``."""

from __future__ import annotations

import hashlib

from kg.ingest.clean import clean
from kg.ingest.cues import folded, load
from kg.ingest.dates import body_date
from kg.ingest.header import Meta
from kg.ingest.layout import lay_out
from kg.ingest.paragraphs import split
from kg.model import Article, Dropped, PartialDate

__all__ = ["article_from_text"]


def article_from_text(
    text: str,
    *,
    source: str,
    title: str | None = None,
    published: PartialDate | None = None,
    publisher: str | None = None,
    url: str | None = None,
    authors: tuple[str, ...] = (),
) -> Article:
    """The article in a text as people paste it from a page.

    What is given here goes before what the header lines of the text say. A ``title`` that the text does not begin
    with is put above it, since headlines tell relations too. ``Article.body`` is empty where everything in the text
    is boilerplate. Never raises for a text, whatever is in it.
    """
    stored = clean(_under(title, text))
    heading = " ".join(clean(title).split()) or None if title else None
    layout = lay_out(split(stored, load()), load(), title=heading)
    body = tuple(piece.span for piece in layout.pieces if piece.reason is None)
    told = Meta(published=published).joined(layout.meta)
    return Article(
        source=source,
        text=stored,
        sha256=hashlib.sha256(stored.encode()).hexdigest(),
        body=body,
        title=layout.title,
        published=told.date or body_date(" ".join(stored[span.start : span.end] for span in body)),
        publisher=publisher or told.publisher,
        url=url,
        authors=authors or told.authors,
        place=told.place,
        dropped=tuple(Dropped(piece.span, piece.reason) for piece in layout.pieces if piece.reason),
    )


def _under(title: str | None, text: str) -> str:
    """The text with its title above it, unless it stands in its first lines already."""
    if not title or not title.strip():
        return text
    opening = [folded(line) for line in text.lstrip().split("\n", 12)[:12]]
    if folded(title) in opening:
        return text
    return f"{' '.join(title.split())}\n\n{text}"
