"""From scores to decisions: dependency trees and names, each with a probability."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.language.encoder import Floats, Ints

LOWEST: Final = np.float32(-1e9)


def log_softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    scaled = scores - scores.max(-1, keepdims=True)
    result: Floats = scaled - np.log(np.exp(scaled).sum(-1, keepdims=True))
    return result


def calibrated(probabilities: Floats, line: tuple[float, float]) -> list[float]:
    """Probabilities that hold on texts never trained on, rounded to three decimals.

    :param line: slope and shift of the log odds, fitted on the development sets
    """
    sure = np.minimum(np.maximum(probabilities.astype(np.float64), 1e-6), 1 - 1e-6)
    odds = np.log(sure / (1 - sure)) * line[0] + line[1]
    result: list[float] = np.round(1 / (1 + np.exp(-odds)), 3).tolist()
    return result


def tree(scores: Floats) -> Ints:
    """The heads of a sentence, one root (its own head) and no cycle, for log probabilities (dependent, head).

    The best head of each word where that is a tree; else the maximum spanning tree under the likeliest root.
    """
    heads: Ints = scores.argmax(-1)
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    if len(roots) == 1 and _reaches(heads, int(roots[0])):
        return heads
    root = int(np.argmax(np.diag(scores)))
    return spanning_tree(scores, root)


def _reaches(heads: Ints, root: int) -> bool:
    """Whether every word comes to the root."""
    at = heads
    for _ in range(max(1, len(heads).bit_length())):
        at = at[at]
    return bool((at == root).all())


def spanning_tree(scores: Floats, root: int) -> Ints:
    """The maximum spanning tree (Chu-Liu-Edmonds) of scores (dependent, head) under `root`."""
    work = scores.astype(np.float64, copy=True)
    np.fill_diagonal(work, -np.inf)
    work[root] = -np.inf
    heads = work.argmax(-1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        result: Ints = heads.astype(np.int64)
        return result
    return _contracted(work, heads, cycle, root)


def _cycle(heads: NDArray[np.int64], root: int) -> list[int] | None:
    """The words of some cycle."""
    state = np.zeros(len(heads), dtype=np.int64)
    state[root] = -1
    for first in range(len(heads)):
        at = first
        while state[at] == 0:
            state[at] = first + 1
            at = int(heads[at])
        if state[at] == first + 1:
            cycle, walk = [at], int(heads[at])
            while walk != at:
                cycle.append(walk)
                walk = int(heads[walk])
            return sorted(cycle)
        _close(state, heads, first)
    return None


def _close(state: NDArray[np.int64], heads: NDArray[np.int64], first: int) -> None:
    """Marks the walk from `first` as free of cycles."""
    at = first
    while state[at] == first + 1:
        state[at] = -1
        at = int(heads[at])


def _contracted(work: NDArray[np.float64], heads: NDArray[np.int64], cycle: list[int], root: int) -> Ints:
    """Solves the graph with the cycle as one word, then opens the cycle where that word was entered."""
    size = len(heads)
    ring = np.array(cycle)
    rest = np.array([i for i in range(size) if i not in set(cycle)])
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = work[np.ix_(rest, rest)]
    gain = work[np.ix_(ring, rest)] - work[ring, heads[ring]][:, None]
    entered = gain.argmax(0)
    small[-1, :-1] = gain[entered, np.arange(len(rest))]
    left = work[np.ix_(rest, ring)]
    exits = left.argmax(1)
    small[:-1, -1] = left[np.arange(len(rest)), exits]
    inner = spanning_tree(small.astype(np.float64), int(np.flatnonzero(rest == root)[0]))
    result: Ints = heads.astype(np.int64)
    for i, word in enumerate(rest):
        if word != root:
            result[word] = ring[exits[i]] if inner[i] == len(rest) else rest[inner[i]]
    into = int(inner[-1])
    result[ring[entered[into]]] = rest[into]
    return result


def name_tags(scores: Floats) -> Ints:
    """The best sequence of BIO tags in which I-x follows B-x or I-x only."""
    best: Ints = scores.argmax(-1)
    if _valid(best):
        return best
    total, back = scores[0].copy(), np.zeros(scores.shape, dtype=np.int64)
    total[2::2] = LOWEST
    for i in range(1, len(scores)):
        top = int(total.argmax())
        back[i] = top
        arrive = np.full_like(total, total[top])
        same = np.arange(2, len(total), 2)
        begun = total[same - 1] >= total[same]
        back[i, same] = np.where(begun, same - 1, same)
        arrive[same] = np.where(begun, total[same - 1], total[same])
        total = arrive + scores[i]
    path = [int(total.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return np.array(path[::-1], dtype=np.int64)


def _valid(tags: Ints) -> bool:
    inside = (tags > 0) & (tags % 2 == 0)
    if not inside.any():
        return True
    before = np.concatenate([np.zeros(1, dtype=np.int64), tags[:-1]])
    return bool(((before == tags) | (before == tags - 1))[inside].all())


def name_spans(tags: Ints, log_probabilities: Floats) -> list[tuple[int, int, int, float]]:
    """Names as (start, end, label number, probability): that all its tags are right and that it ends there."""
    found = []
    starts = np.flatnonzero(tags % 2 == 1)
    for start in starts.tolist():
        end = start + 1
        while end < len(tags) and tags[end] == tags[start] + 1:
            end += 1
        sure = float(log_probabilities[np.arange(start, end), tags[start:end]].sum())
        if end < len(tags):
            goes_on = float(np.exp(log_probabilities[end, tags[start] + 1]))
            sure += float(np.log(max(1e-6, 1.0 - goes_on)))
        found.append((start, end, int(tags[start]) // 2, float(np.exp(sure))))
    return found
