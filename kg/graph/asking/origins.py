"""Where articles come from, and how many independent sources a statement has.

What tells it is stored with each article and depends on that article alone (``origin``): who published it, which
agency it credits, a sketch of its text. What is independent of what is told when somebody asks (``independent``), so
that adding, replacing and removing articles stays as cheap as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.graph.shapes.literals import Triple, literal
from kg.graph.terms import iri
from kg.ingest.copies import SHORTEST, shingles_of, words_of
from kg.ingest.credits import agency, credited
from kg.model import Article

__all__ = ["Origin", "Piece", "independent", "origin", "origin_of", "origin_triples"]

SIZE: Final = 32
"""shingles in a sketch: the share of them that two texts have in common is told to about 0.09"""

ALIKE: Final = 0.5
"""of all runs of three words of both texts: a copy with as much again of somebody's own around it is a copy"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from. ``houses`` are publisher and credited agencies, folded; empty: nobody knows.

    ``sketch`` are the smallest hashes of its runs of three words (MinHash); empty for texts under 40 words.
    """

    houses: frozenset[str]
    sketch: frozenset[str]

    def copies(self, other: Origin) -> bool:
        """True where the two texts are nearly one."""
        both = sorted(self.sketch | other.sketch)[:SIZE]
        return bool(both) and len(self.sketch & other.sketch & set(both)) >= ALIKE * len(both)


class Piece(Protocol):
    """A sentence that says something, and the article (``Article.source``) that it stands in: ``Evidence`` is one."""

    @property
    def source(self) -> str:
        """``Article.source``."""

    @property
    def text(self) -> str:
        """The sentence."""


_Piece = TypeVar("_Piece", bound=Piece)


def origin(article: Article) -> Origin:
    """Of an article, whatever is stored. Without a publisher, the host of its URL stands for it."""
    return origin_of(article.publisher, article.url, credited(article), _sketch(article))


def origin_of(publisher: str | None, url: str | None, credits: Iterable[str], sketch: Iterable[str]) -> Origin:
    """The same from what is stored."""
    host = (urlsplit(url).hostname or "" if url and not publisher else "").removeprefix("www.")
    names = {agency(publisher.strip()) if publisher else host, *credits}
    return Origin(frozenset(_folded(name).removeprefix("the ") for name in names if _folded(name)), frozenset(sketch))


def origin_triples(doc: ox.NamedNode, article: Article) -> Iterator[Triple]:
    """What is stored of it beside publisher and URL: credited agencies and sketch."""
    for name in credited(article):
        yield str(doc), iri("kg:credits"), literal(name)
    if sketch := _sketch(article):
        yield str(doc), iri("kg:sketch"), literal(" ".join(sketch))


def independent(pieces: Sequence[_Piece], origins: Mapping[str, Origin]) -> list[list[_Piece]]:
    """The pieces, those of one source together; ``origins`` by ``Article.source``. How many groups is what counts.

    Two sentences are of ONE source where they stand in one article; are word for word the same (case, punctuation
    and spaces aside); stand in articles of one publisher; where the articles credit the same agency, or one credits
    the agency that published the other; or where half of what both articles say is the same, in runs of three
    words. One with another makes a group: A copies B, B and C credit Reuters, so A, B and C are one source.

    An article of an unknown publisher counts as a source of its own, if nothing of this joins it to another.

    What it cannot see: the same press release or agency report told in other words; a paper that repeats another
    without saying so on a line of its own; outlets of one owner; two reporters with one informant. It is the most
    independent sources that there can be, not the least.
    """
    groups: list[list[_Piece]] = []
    for piece in pieces:
        joined = [group for group in groups if any(_one_source(piece, other, origins) for other in group)]
        merged = [piece] if not joined else [*(one for group in joined for one in group), piece]
        groups = [*(group for group in groups if group not in joined), merged]
    return groups


def _one_source(one: Piece, other: Piece, origins: Mapping[str, Origin]) -> bool:
    if one.source == other.source or _folded(one.text) == _folded(other.text):
        return True
    mine, yours = origins[one.source], origins[other.source]
    return bool(mine.houses & yours.houses) or mine.copies(yours)


def _sketch(article: Article) -> list[str]:
    words = words_of(article)
    return [f"{hash:016x}" for hash in shingles_of(words)[:SIZE]] if len(words) >= SHORTEST else []


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
