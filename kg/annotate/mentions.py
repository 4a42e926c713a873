"""Mentions of spans, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention, TextSpan
from kg.model.tree import Span


def mention(span: Span, label: str, kind: str = "name", probability: float | None = None) -> Mention:
    """The mention that a span of tokens is."""
    start, end = span.start_char, span.end_char
    return Mention(TextSpan(start, end), span.start, span.end, span.doc.text[start:end], kind, label, probability)


def covered(mentions: Iterable[Mention]) -> set[int]:
    """The indices of all tokens that some mention holds."""
    return {index for one in mentions for index in range(one.start, one.end)}


def by_token(mentions: Iterable[tuple[int, Mention]]) -> dict[int, int]:
    """Token -> number of the mention that holds it; of several, the last."""
    return {token: number for number, one in mentions for token in range(one.start, one.end)}


def longest(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap the longest, of those the first; in order of place."""
    found, taken = list[Span](), set[int]()
    for span in sorted(spans, key=lambda span: (-len(span), span.start)):
        if span.start not in taken and span.end - 1 not in taken:
            found.append(span)
            taken.update(range(span.start, span.end))
    return sorted(found, key=lambda span: span.start)


def within(mentions: Iterable[Mention]) -> set[tuple[int, int]]:
    """The places, from and to, of those that lie inside a longer one."""
    found, furthest = set[tuple[int, int]](), -1
    for start, end in sorted({(one.start, one.end) for one in mentions}, key=lambda place: (place[0], -place[1])):
        if end <= furthest:
            found.add((start, end))
        furthest = max(furthest, end)
    return found


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Sorted by place, longer before shorter; of two with the same words the first wins."""
    unique: dict[tuple[int, int], Mention] = {}
    for one in mentions:
        unique.setdefault((one.start, one.end), one)
    return [unique[key] for key in sorted(unique, key=lambda key: (key[0], -key[1]))]
