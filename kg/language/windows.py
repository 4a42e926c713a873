"""A text of any length through the network, window by window: sentences, and the scores of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from kg.language.encoder import Floats, Ints, Scores, Word

ROOM = 126
"""Pieces of a window: what the network was trained on."""

LONGEST = 500
"""Pieces of the longest sentence; a longer one is cut where a sentence most likely starts."""

SURE = 5
"""Words that must follow a sentence start at the end of a window for it to be believed."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words [start, end) of a text, and rows [first, first + end - start) of a window's scores."""

    start: int
    end: int
    first: int
    scores: Scores

    @property
    def rows(self) -> slice:
        return slice(self.first, self.first + self.end - self.start)


def sentences(
    words: Sequence[Word], forced: Sequence[bool], network: Callable[[Sequence[Word]], Scores]
) -> Iterator[Sentence]:
    """The sentences of a text in order.

    Each window starts at a sentence and gives up its last, perhaps unfinished one, with which the next window starts;
    so the result depends on the text alone.

    :param forced: for each word whether a sentence must start there
    """
    at, room, ends = 0, ROOM, [0, *accumulate(len(word.pieces) for word in words)]
    while at < len(words):
        end = _fit(ends, at, room)
        scores = network(words[at:end])
        starts = _starts(scores.starts, forced[at:end])
        last = end == len(words)
        if not last:
            keep = _last_sure(starts, end - at, forced[at:end])
            if keep == 0:
                if room < LONGEST and end - at > 1:
                    room = min(LONGEST, room * 2)
                    continue
                keep = _best_cut(scores.starts, end - at)
            starts = [s for s in starts if s < keep]
            end = at + keep
        for first, after in zip(starts, [*starts[1:], end - at], strict=True):
            yield Sentence(at + first, at + after, first, scores)
        at, room = end, ROOM


def _fit(ends: Sequence[int], at: int, room: int) -> int:
    """The end of the window: at least one word, at most `room` pieces; `ends[i]`: pieces of the first i words."""
    return max(at + 1, bisect_right(ends, ends[at] + room) - 1)


def _starts(scores: Floats, forced: Sequence[bool]) -> list[int]:
    found: Ints = np.flatnonzero(scores > 0)
    starts = set(found.tolist()) | {i for i, must in enumerate(forced) if must} | {0}
    return sorted(starts)


def _last_sure(starts: list[int], size: int, forced: Sequence[bool]) -> int:
    """The last start with enough words after it, or a forced one; 0 if there is none but the first."""
    return next((s for s in reversed(starts) if s and (forced[s] or s <= size - SURE)), 0)


def _best_cut(scores: Floats, size: int) -> int:
    """Where to cut a sentence without end: the likeliest start in the second half of the window."""
    if size < 4:
        return size
    half = size // 2
    return half + int(np.argmax(scores[half:]))
