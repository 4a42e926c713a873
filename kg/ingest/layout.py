"""The paragraphs of a page told apart: what is the article, what is only around it, what the header tells.

Each step takes all pieces and returns them with some more of them dropped; nothing is ever taken out of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.ingest.cues import Cues, folded
from kg.ingest.dateline import read_dateline, read_stamp
from kg.ingest.header import Meta, is_name, read_meta
from kg.ingest.paragraphs import Piece, ends_sentence

__all__ = ["Layout", "is_heading", "lay_out"]

LONGEST_HEADING: Final = 25  # words
LONGEST_LABEL: Final = 3  # words
ELLIPSES: Final = ("...", "…", "….")
LONGEST_HEADER: Final = 40  # paragraphs


@dataclass(frozen=True, slots=True)
class Layout:
    """All pieces of a text in order, what its header lines tell, and its headline, if it has one."""

    pieces: tuple[Piece, ...]
    meta: Meta
    title: str | None


def lay_out(pieces: Sequence[Piece], cues: Cues, *, title: str | None = None) -> Layout:
    """Tell the pieces apart. ``title`` is the headline where metadata already gave it."""
    marked = _drop_teasers(_drop_what_follows(_drop_by_cues(pieces, cues), cues), cues)
    marked, above = _read_header(marked, cues, title)
    marked, below = _read_lines_of_metadata(marked)
    marked, datelines = _read_datelines(marked)
    heading = title or _headline(marked)
    return Layout(tuple(marked), above.joined(datelines).joined(below), heading)


def is_heading(piece: Piece) -> bool:
    """True for a short paragraph that ends no sentence; a short question or exclamation is a heading too."""
    if piece.words > LONGEST_HEADING or piece.text.endswith((":", ";", ",")):
        return False
    return not ends_sentence(piece.text) or (piece.text.endswith(("?", "!")) and piece.words <= LONGEST_HEADING // 2)


def _drop_by_cues(pieces: Sequence[Piece], cues: Cues) -> list[Piece]:
    return [piece if piece.reason else replace(piece, reason=cues.reason(piece.text)) for piece in pieces]


def _drop_what_follows(pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Everything from the heading of a list of other articles on; above the first prose, it is a link in a menu.

    After a line that only teases ("Read more") the headlines below it: prose may follow.
    """
    kept = list(pieces)
    read = False
    for position, piece in enumerate(pieces):
        line = folded(piece.text)
        listed = line in cues.ends_article
        read = read or not (piece.reason or listed or is_heading(piece))
        if listed and not read:
            kept[position] = piece.dropped("navigation")
        elif read and line in cues.teases:
            kept[position] = piece.dropped("heading of related articles")
        elif position and is_heading(piece) and _is_teased(kept[position - 1]):
            kept[position] = piece.dropped("related article")
        elif listed:
            rest = [later if later.reason else later.dropped("related article") for later in pieces[position + 1 :]]
            return [*kept[:position], piece.dropped("heading of related articles"), *rest]
    return kept


def _is_teased(before: Piece) -> bool:
    return before.reason in ("heading of related articles", "related article")


def _drop_teasers(pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Paragraphs at the end that break off ("..."), with the labels above them.

    One alone may be how the article ends: it needs a second one, or a label above it, to be a teaser.
    """
    kept = list(pieces)
    teasers = labels = 0
    first = len(pieces)
    for position in range(len(pieces) - 1, -1, -1):
        piece = pieces[position]
        if piece.reason:
            continue
        if piece.text.endswith(ELLIPSES):
            teasers, first = teasers + 1, position
        elif teasers and cues.is_category(piece.text):
            labels, first = labels + 1, position
        else:
            break
    if teasers >= 2 or labels:
        kept[first:] = [piece if piece.reason else piece.dropped("teaser") for piece in kept[first:]]
    return kept


def _read_header(pieces: list[Piece], cues: Cues, title: str | None) -> tuple[list[Piece], Meta]:
    """Lines of metadata, lone names and labels above the first prose."""
    end = next((i for i, piece in enumerate(pieces) if not piece.reason and _is_prose(piece)), len(pieces))
    end = min(end, LONGEST_HEADER)
    header = pieces[:end]
    meta = Meta()
    dates: list[int] = []
    for position, piece in enumerate(header):
        if piece.reason:
            continue
        told = read_meta(piece.text, strict=False)
        dateline = read_dateline(piece.text)
        if told:
            meta = meta.joined(told)
            header[position] = piece.dropped(told.reason)
            dates += [position] if told.reason == "date line" else []
        elif dateline and dateline.end == len(piece.text):
            meta = meta.joined(dateline.meta)
            header[position] = piece.dropped("dateline")
    header, named = _lone_name(header, dates, titled=title is not None) if not meta.authors else (header, Meta())
    return _drop_labels(header, cues, title) + pieces[end:], meta.joined(named)


def _is_prose(piece: Piece) -> bool:
    if is_heading(piece) or read_meta(piece.text, strict=False):
        return False
    dateline = read_dateline(piece.text)
    return dateline is None or dateline.end < len(piece.text)


def _lone_name(header: list[Piece], dates: list[int], *, titled: bool) -> tuple[list[Piece], Meta]:
    """A name alone on the line below the date line is the author's; above it, only where a headline stands before."""
    for position in dates:
        below = position + 1
        above = position - 1
        has_title = titled or any(not piece.reason for piece in header[: max(above, 0)])
        for place, allowed in ((below, True), (above, has_title)):
            if allowed and 0 <= place < len(header) and not header[place].reason and is_name(header[place].text):
                changed = [*header[:place], header[place].dropped("byline"), *header[place + 1 :]]
                return changed, Meta(authors=(header[place].text,))
    return header, Meta()


def _drop_labels(header: list[Piece], cues: Cues, title: str | None) -> list[Piece]:
    """Names of sections: known ones, and one to three capitalised words right above a longer headline."""
    result = list(header)
    above = title is None  # the headline is still to come
    for position, piece in enumerate(header):
        if piece.reason or _same(piece.text, title):
            continue
        below = header[position + 1] if position + 1 < len(header) else None
        capitalised = piece.words <= LONGEST_LABEL and all(word[0].isupper() for word in piece.text.split())
        headline_follows = below is not None and not below.reason and below.words > LONGEST_LABEL
        if cues.is_category(piece.text) or (above and capitalised and headline_follows):
            result[position] = piece.dropped("category label")
        else:
            above = False
    return result


def _same(text: str, title: str | None) -> bool:
    return title is not None and folded(text) == folded(title)


def _read_lines_of_metadata(pieces: list[Piece]) -> tuple[list[Piece], Meta]:
    """Bylines and unmistakable date lines below the header, and any date line after the last prose."""
    backwards = range(len(pieces) - 1, -1, -1)
    last = next((i for i in backwards if not pieces[i].reason and _is_prose(pieces[i])), -1)
    meta = Meta()
    result = list(pieces)
    for position, piece in enumerate(pieces):
        told = None if piece.reason else read_meta(piece.text, strict=position < last)
        if told:
            meta = meta.joined(told)
            result[position] = piece.dropped(told.reason)
    return result, meta


def _read_datelines(pieces: list[Piece]) -> tuple[list[Piece], Meta]:
    """Datelines and time stamps at the first prose of each item of the page, cut off their paragraphs."""
    result: list[Piece] = []
    meta = Meta()
    expected = True
    for piece in pieces:
        if piece.reason:
            expected = expected or piece.reason == "separator"
            result.append(piece)
            continue
        if not expected:
            result.append(piece)
            continue
        parts, told = _cut(piece)
        meta = meta.joined(told)
        result += parts
        expected = not any(part.reason is None and not is_heading(part) for part in parts)
    return result, meta


def _cut(piece: Piece) -> tuple[list[Piece], Meta]:
    dateline = read_dateline(piece.text)
    stamp = read_stamp(piece.text)
    begin = dateline.end if dateline else 0
    end = stamp.start if stamp and stamp.start > begin else len(piece.text)
    parts = [
        piece.cut(0, begin, "dateline"),
        piece.cut(begin, end),
        piece.cut(end, len(piece.text), "date line"),
    ]
    meta = (stamp.meta if stamp else Meta()).joined(dateline.meta if dateline else Meta())
    return [part for part in parts if part.text], meta


def _headline(pieces: Sequence[Piece]) -> str | None:
    first = next((piece for piece in pieces if piece.reason is None), None)
    return " ".join(first.text.split()) if first and is_heading(first) else None
