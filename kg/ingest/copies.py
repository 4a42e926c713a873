"""The same article twice, and the same wire copy under two names."""

from __future__ import annotations

import functools
import hashlib
import re
import sqlite3
import struct
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Final, Self

from kg.model import Article

__all__ = ["SHORTEST", "Copies", "shingles_of", "words_of"]

SHINGLE: Final = 3  # words
SKETCH: Final = 12  # smallest shingles
SHARED: Final = 4  # of them; two articles that share 0.9 of all shingles share so many but for 1 in 6 million
COMMON: Final = 250  # articles of like length with one shingle; with more it is a phrase, and tells nothing
ALIKE: Final = 0.9  # of all shingles of both
SHORTEST: Final = 40  # words; below, one different word is a different message
WORD: Final = re.compile(r"\w+")
FIRST: Final = 64  # smallest shingles of an earlier one, which are looked at before all of its hundreds
ENOUGH: Final = 42  # of them; of two articles that share 0.9 all but 1 in 10 million share so many
_LIKE: Final = "SELECT article FROM sketch WHERE run = ? AND size BETWEEN ? AND ? LIMIT ?"
_BEGINNING: Final = f"SELECT substr(runs, 1, {8 * FIRST}) FROM article WHERE number = ?"
_WHOLE: Final = "SELECT source, runs FROM article WHERE number = ?"
_TABLES: Final = (
    "PRAGMA journal_mode = OFF",
    "CREATE TABLE article (number INTEGER PRIMARY KEY, digest BLOB UNIQUE, source TEXT, runs BLOB)",
    "CREATE TABLE sketch (run INTEGER, size INTEGER, article INTEGER, PRIMARY KEY (run, size, article))"
    " WITHOUT ROWID",
)


class Copies:
    """The articles seen so far, in a form that finds the copy of one without comparing it to all.

    On the disk, in a file that goes with the process: memory does not grow with their number. A context manager.
    """

    def __init__(self) -> None:
        self._seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for line in _TABLES:
            self._seen.execute(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._seen.close()

    def seen(self, article: Article) -> str | None:
        """Why this article is a copy of an earlier one; None where it is not, and then it is remembered."""
        words = words_of(article)
        digest = hashlib.sha256(" ".join(words).encode()).digest()
        for (source,) in self._seen.execute("SELECT source FROM article WHERE digest = ?", (digest,)):
            return f"same text as {source}"
        shingles = shingles_of(words)
        sketch = [_signed(one) for one in shingles[:SKETCH]] if len(words) >= SHORTEST else []
        runs, own = array("Q", shingles), set(shingles)
        for source, others in self._like(sketch, own):
            share = _shared(own, others)
            if share >= ALIKE:
                return f"copy of {source} ({share:.0%} alike)"
        add = "INSERT INTO article (digest, source, runs) VALUES (?, ?, ?)"
        number = self._seen.execute(add, (digest, article.source, runs.tobytes() if sketch else b"")).lastrowid
        self._seen.executemany("INSERT INTO sketch VALUES (?, ?, ?)", [(one, len(runs), number) for one in sketch])
        return None

    def _like(self, sketch: Sequence[int], own: set[int]) -> list[tuple[str, array[int]]]:
        """Earlier articles that may be copies of one with these shingles, by source, with all of theirs."""
        common: Counter[int] = Counter()
        for one in sketch:
            found = self._seen.execute(_LIKE, (one, len(own) * ALIKE, len(own) / ALIKE, COMMON))
            common.update(number for (number,) in found)
        like = []
        for number in (number for number, times in common.items() if times >= SHARED):
            first = array("Q", self._seen.execute(_BEGINNING, (number,)).fetchone()[0])
            if len(own.intersection(first)) * FIRST >= ENOUGH * len(first):
                ((source, runs),) = self._seen.execute(_WHOLE, (number,))
                like.append((source, array("Q", runs)))
        return sorted(like, key=lambda one: one[0])


def words_of(article: Article) -> list[str]:
    """The words that extraction reads, folded."""
    return WORD.findall(" ".join([article.text[span.start : span.end] for span in article.body]).casefold())


def shingles_of(words: Sequence[str]) -> tuple[int, ...]:
    """Every run of three words as a number, each once, sorted. A digest: Python's own hash differs by process."""
    return _shingles(" ".join(words))


@functools.lru_cache(maxsize=32)  # who stores an article asks for them again, soon after who looked for copies
def _shingles(text: str) -> tuple[int, ...]:
    words = text.split(" ")
    runs = set(map(" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))
    digests = [hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs]
    return tuple(sorted(struct.unpack(f">{len(runs)}Q", b"".join(digests))))


def _signed(number: int) -> int:
    """SQLite's numbers have 64 bits, too, but a sign."""
    return number - (1 << 64) if number >> 63 else number


def _shared(one: set[int], other: array[int]) -> float:
    """The share of both that is of each; ``other`` has none twice."""
    common = len(one.intersection(other))
    return common / (len(one) + len(other) - common)
