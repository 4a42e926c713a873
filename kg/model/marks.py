"""A sentence in stretches: the words for either side, those that told the relation, those that gave a qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model.text import TextSpan

if TYPE_CHECKING:
    from kg.model.statement import Evidence, Statement

__all__ = ["found", "marked", "sentence_parts"]

# Marks win over each other in this order: a name inside the words that told the relation stays a name.
_MARKS = ("qualifier", "trigger", "object", "subject")
_LETTER = re.compile(r"\w")


def sentence_parts(statement: Statement, piece: Evidence) -> list[tuple[str, str]]:
    """The sentence in stretches of one kind: subject, object, trigger, qualifier, "" for the rest.

    Names win over the trigger, and the trigger over the words that gave a qualifier.
    """
    spans = [("subject", piece.subject), ("object", piece.object), ("trigger", piece.trigger)]
    spans += [("qualifier", span) for words in _words(statement, piece) if (span := found(words, piece))]
    return [part for kind, words in marked(piece.text, piece.span.start, spans) for part in _trimmed(kind, words)]


def found(words: str, piece: Evidence) -> TextSpan | None:
    """Where the sentence has these words, nearest to the trigger; None where it has not."""
    starts = [piece.span.start + place for place in _places(words, piece.text)]
    if not starts:
        return None
    start = min(starts, key=lambda start: (abs(start - piece.trigger.start), start))
    return TextSpan(start, start + len(words))


def _places(words: str, text: str) -> Iterator[int]:
    """Where these words (not none) begin, no part of a longer word at either end."""
    # Not a regular expression: to compile one for each words takes longer than all else for the page together.
    place = text.find(words)
    while place >= 0:
        end = place + len(words)
        whole = not _LETTER.match(text, end) and not (place and _LETTER.match(text, place - 1))
        if whole:
            yield place
        place = text.find(words, end if whole else place + 1)


def marked(text: str, start: int, marks: Iterable[tuple[str, TextSpan]]) -> list[list[str]]:
    """``text``, which begins at offset ``start`` of its article, cut into pieces ``[kind, words]``; kind "" is plain.

    A browser counts UTF-16 units where our offsets count code points, so the cuts are made here.
    """
    kinds = [""] * len(text)
    for kind, span in sorted(marks, key=lambda mark: _MARKS.index(mark[0])):
        for at in range(max(0, span.start - start), min(len(text), span.end - start)):
            kinds[at] = kind
    # A mark ends where its span ends, also when the next one of its kind begins there.
    cuts = [0, *(at for at in range(1, len(text)) if kinds[at] != kinds[at - 1]), len(text)]
    return [[kinds[a], text[a:b]] for a, b in pairwise(cuts) if a < b]


def _words(statement: Statement, piece: Evidence) -> list[str]:
    """The words of the text that a qualifier came from."""
    stored = (piece.start_text, piece.end_text, piece.at_text, piece.status_text, piece.by_text)
    return [words for words in (*stored, statement.role, statement.topic, statement.place) if words]


def _trimmed(kind: str, words: str) -> list[tuple[str, str]]:
    """A marked stretch without the blanks at its ends, which are of no kind."""
    core = words.strip() if kind else ""
    before, _, after = words.partition(core) if core else (words, "", "")
    return [(mark, part) for mark, part in (("", before), (kind, core), ("", after)) if part]
