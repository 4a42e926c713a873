"""Plain text and Markdown: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest.article import article_from_text
from kg.ingest.clean import decode
from kg.ingest.raw import Raw
from kg.model import Article, Skipped

__all__ = ["read_text"]


def read_text(raw: Raw) -> Iterator[Article | Skipped]:
    """One article: the file's own characters.

    :raises InputError: it is no text.
    """
    yield article_from_text(decode(raw.data, source=raw.source, declared=raw.charset), source=raw.source, url=raw.url)
