"""From what the user gave to articles, one at a time; whatever gives none says why."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from kg.errors import InputError
from kg.ingest.copies import Copies
from kg.ingest.english import foreign
from kg.ingest.formats import READERS, reader_for
from kg.ingest.load import load_file, load_page, load_remote, load_stdin
from kg.ingest.place import Place
from kg.ingest.raw import Raw
from kg.ingest.sources import find
from kg.model import Article, Skipped

__all__ = ["MAX_BYTES", "read"]

MAX_BYTES: Final = 20_000_000


def read(
    paths: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Article | Skipped]:
    """The articles in files, folders, globs, ``-`` (``stdin``) and addresses, and what was skipped and why.

    Lazy: an input is opened when its turn comes. The order is that of the sources, then standard input (named
    ``stdin-`` and the start of its SHA-256), then addresses, whatever the order of ``paths``. Of an article that is
    there twice the first one counts. An input larger than ``max_bytes`` is not read; of JSON Lines, a line. Never
    raises for an input: one that fails is a ``Skipped`` with the reason, and the others go on. Raises UsageError for
    an address whose packages are not installed (``s3://...``: fsspec and s3fs).
    """
    with Copies() as copies:
        for place in find(paths, suffixes=READERS):
            if isinstance(place, Skipped):
                yield place
                continue
            for item in _articles(place, stdin=stdin, max_bytes=max_bytes):
                yield _judged(item, copies) if isinstance(item, Article) else item


def _articles(place: Place, *, stdin: BinaryIO | None, max_bytes: int) -> Iterator[Article | Skipped]:
    with contextlib.ExitStack() as held:
        try:
            raw = _load(place, held, stdin=stdin, max_bytes=max_bytes)
            if raw.lines is None:
                held.close()  # all of it was read
            if raw.lines is None and not raw.data.strip():
                raise InputError(raw.source, "empty: there is no text in it; remove it or fill it")
            items = 0
            for item in reader_for(raw)(raw):
                items += 1
                yield item
            if not items:
                raise InputError(raw.source, "no records in it; remove it or fill it")
        except InputError as error:
            yield Skipped(error.source, error.reason)


def _load(place: Place, held: contextlib.ExitStack, *, stdin: BinaryIO | None, max_bytes: int) -> Raw:
    if place.path is not None:
        return load_file(place, held, max_bytes=max_bytes)
    if place.opened is not None:
        return load_remote(place, held, max_bytes=max_bytes)
    if place.url is None:
        return load_stdin(place, stdin, max_bytes=max_bytes)
    return load_page(place, max_bytes=max_bytes)


def _judged(article: Article, copies: Copies) -> Article | Skipped:
    """The article, unless nothing in it can be read or it was there before."""
    body = "\n".join(article.text[span.start : span.end] for span in article.body)
    if not body:
        why = "everything in it is boilerplate" if article.dropped else "there is no text in it"
        return Skipped(article.source, f"empty: {why}; give the article's own text")
    language = foreign(body)
    if language:
        return Skipped(article.source, f"not English (looks like {language}); only English can be read")
    copy = copies.seen(article)
    return Skipped(article.source, copy, failed=False) if copy else article
