"""The same article twice, and the same wire copy under two names."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from kg.model import Article

__all__ = ["SHORTEST", "Copies", "shingles_of", "words_of"]

SHINGLE: Final = 3  # words
SKETCH: Final = 12  # smallest shingles; two articles that share 0.9 of all share one of these but for 1 in 10^12
ALIKE: Final = 0.9  # of all shingles of both
SHORTEST: Final = 40  # words; below, one different word is a different message
WORD: Final = re.compile(r"\w+")


@dataclass(slots=True)
class Copies:
    """The articles seen so far, in a form that finds the copy of one without comparing it to all."""

    _texts: dict[bytes, str] = field(default_factory=dict)
    _shingles: dict[str, array[int]] = field(default_factory=dict)
    _by_sketch: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def seen(self, article: Article) -> str | None:
        """Why this article is a copy of an earlier one; None where it is not, and then it is remembered."""
        words = words_of(article)
        digest = hashlib.sha256(" ".join(words).encode()).digest()
        if digest in self._texts:
            return f"same text as {self._texts[digest]}"
        shingles = shingles_of(words)
        sketch = shingles[:SKETCH] if len(words) >= SHORTEST else []
        for source in sorted({source for shingle in sketch for source in self._by_sketch.get(shingle, ())}):
            share = _shared(shingles, self._shingles[source])
            if share >= ALIKE:
                return f"copy of {source} ({share:.0%} alike)"
        self._texts[digest] = article.source
        if sketch:
            self._shingles[article.source] = array("Q", shingles)
        for shingle in sketch:
            self._by_sketch[shingle].append(article.source)
        return None


def words_of(article: Article) -> list[str]:
    """The words that extraction reads, folded."""
    return WORD.findall(" ".join(article.text[span.start : span.end] for span in article.body).casefold())


def shingles_of(words: list[str]) -> list[int]:
    """Every run of three words as a number, each once, sorted. A digest: Python's own hash differs by process."""
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    return sorted(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


def _shared(one: list[int], other: array[int]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second)
