"""What a graph remembers of how its articles were read, so that nobody reads them again for nothing.

A note goes with each article (``GraphWriter.put``): by which tools it was read, all of the article that they saw, and
what its extractor dropped, which stands in the report and nowhere in the graph. It counts only as long as the graph
holds the article as it was put.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import Protocol

from kg.model import Article, Read, Refused

__all__ = ["Noted", "known", "note"]


def note(read: Read, mark: str | None) -> str | None:
    """What to remember of an article that tools of this ``mark`` have read; None: nothing.

    So it is where nobody can tell of the tools (None), and where the extractor failed: it shall try again.
    """
    if read.failed or mark is None:
        return None
    refused = [[one.reason, one.count] for one in read.told if isinstance(one, Refused)]
    return json.dumps([_key(read.extraction.article, mark), *refused])


class Noted(Protocol):
    """What holds articles, each with its note."""

    def note(self, source: str) -> str | None:
        """The note of an article; None where there is none, or it is not held as it was put."""


def known(held: Noted, article: Article, mark: str) -> tuple[Refused, ...] | None:
    """What was dropped of an article that is held as such tools read it; None where it is not."""
    found = held.note(article.source)
    if found is None:
        return None
    key, *refused = json.loads(found)
    return tuple(Refused(article.source, *one) for one in refused) if key == _key(article, mark) else None


def _key(article: Article, mark: str) -> str:
    """A hash of all that the result depends on; ``sha256`` stands for the text."""
    seen = json.dumps([mark, asdict(replace(article, text=""))])
    return hashlib.sha256(seen.encode()).hexdigest()
