"""A text cut into paragraphs: what a blank line or a line break between complete lines parts.

Lines that were wrapped at a common width are joined again: a line goes on where the first word of the next one
would not have fitted, which is how every wrapping editor works.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.ingest.cues import Cues
from kg.model import TextSpan

__all__ = ["Piece", "ends_sentence", "split"]

NARROWEST, WIDEST = 55, 110  # columns; shorter lines are verse, lists or headlines, longer ones are paragraphs
WRAPPED_LINES = 3  # full lines that a text must show before it is taken for wrapped
LINE = re.compile(r"[^\n\u2028\u2029]+")
MARK = re.compile(r"(?:[-–—*•‣▪◦>+]|#{1,6}|\d{1,2}[.)])\s+(?=\S)")
SENTENCE_END: Final = re.compile(r"[.!?…。][\"”’'»)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text without white space at its ends; ``reason`` tells why it is dropped, None: it is body."""

    span: TextSpan
    text: str
    reason: str | None = None

    def dropped(self, reason: str) -> Piece:
        """The same piece, out of the body."""
        return replace(self, reason=reason)

    def cut(self, start: int, end: int, reason: str | None = None) -> Piece:
        """The piece that is ``text[start:end]`` of this one, white space at its ends cut off."""
        words = self.text[start:end]
        left = len(words) - len(words.lstrip())
        begin = self.span.start + start + left
        return Piece(TextSpan(begin, begin + len(words.strip())), words.strip(), reason)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def ends_sentence(text: str) -> bool:
    """True where the last character, closing quotes and brackets aside, ends a sentence."""
    return bool(SENTENCE_END.search(text.rstrip()))


def split(text: str, cues: Cues) -> list[Piece]:
    """The paragraphs of a text, in order; separators and list marks among them are already dropped.

    Between two pieces stands nothing but white space.
    """
    lines = [_stripped(text, match.start(), match.end()) for match in LINE.finditer(text)]
    lines = [line for line in lines if line.text]
    width = _common_width(text, lines)
    joined = _joined(text, lines, width, cues)
    return [piece for paragraph in joined for piece in _unmarked(paragraph, cues)]


def _stripped(text: str, start: int, end: int) -> Piece:
    return Piece(TextSpan(start, end), text[start:end]).cut(0, end - start)


def _common_width(text: str, lines: list[Piece]) -> int:
    """The width at which the lines were wrapped; 0 where they were not."""
    inner = [
        len(line.text) for line, after in itertools.pairwise(lines) if _adjacent(text, line, after)
    ]  # the last line of a block may have any length
    width = max((len(line.text) for line in lines), default=0)
    full = [length for length in inner if length >= 0.75 * width]
    wrapped = NARROWEST <= width <= WIDEST and len(full) >= WRAPPED_LINES and 2 * len(full) >= len(inner)
    return width if wrapped else 0


def _adjacent(text: str, line: Piece, after: Piece) -> bool:
    return text.count("\n", line.span.end, after.span.start) == 1


def _joined(text: str, lines: Iterable[Piece], width: int, cues: Cues) -> Iterator[Piece]:
    current: Piece | None = None
    last = ""
    for line in lines:
        if current is not None and _goes_on(text, current, last, line, width, cues):
            span = TextSpan(current.span.start, line.span.end)
            current = Piece(span, text[span.start : span.end])
        else:
            if current is not None:
                yield current
            current = line
        last = line.text
    if current is not None:
        yield current


def _goes_on(text: str, current: Piece, last: str, line: Piece, width: int, cues: Cues) -> bool:
    return (
        _continues(last, line.text, width)
        and _adjacent(text, current, line)
        and _has_letters(last)
        and _has_letters(line.text)
        and not cues.complete(last)
        and not cues.begins(line.text)
    )


def _continues(line: str, after: str, width: int) -> bool:
    if ends_sentence(line) or MARK.match(after):
        return False
    if width and len(line) + 1 + len(after.split(maxsplit=1)[0]) > width:
        return True
    # outside a wrapped text, only a line that breaks off within a sentence: nothing else starts with a small letter
    return len(line) >= NARROWEST and after[0].islower() and not line.endswith((":", ";", "|"))


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _unmarked(piece: Piece, cues: Cues) -> Iterator[Piece]:
    """The mark of a list item or a Markdown heading is cut off its paragraph."""
    if not _has_letters(piece.text):
        yield piece.dropped("separator")
        return
    mark = MARK.match(piece.text)
    if mark is None or mark.group()[0].isdigit() or cues.reason(piece.text):  # a number may be part of the text
        yield piece
        return
    yield piece.cut(0, mark.end(), "list mark")
    yield piece.cut(mark.end(), len(piece.text))
