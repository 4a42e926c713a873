"""CSV: one article a row, the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.ingest.clean import decode
from kg.ingest.cues import load
from kg.ingest.raw import Raw
from kg.ingest.records import article_in, wanted_fields
from kg.model import Article, Skipped

__all__ = ["read_csv"]


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, and the line, from 1, on which it starts; ``error`` where it cannot be read."""

    line: int
    cells: tuple[str, ...] = ()
    error: str | None = None


def read_csv(raw: Raw) -> Iterator[Article | Skipped]:
    """One article a row; separators are comma, semicolon or tab. A row that cannot be read is skipped by its line.

    :raises InputError: it is no text, or no column holds texts.
    """
    text = decode(raw.data, source=raw.source, declared=raw.charset)
    # The reader refuses long fields by default (131,072 characters); the size of the file is limited already.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows = _rows(list(io.StringIO(text)))
    header = next(rows, _Row(1))
    columns = [name.strip().casefold() for name in header.cells]
    if not set(columns) & set(load().record_fields["text"]):
        found = ", ".join(columns[:12]) or header.error or "none"
        raise InputError(raw.source, f"no column for the text: found {found}; name it {wanted_fields()}")
    for number, row in enumerate(rows, start=1):
        yield _item(row, columns, f"{raw.source}#{number}")


def _item(row: _Row, columns: Sequence[str], source: str) -> Article | Skipped:
    place = f"line {row.line}"
    if row.error:
        return Skipped(source, f"{place}: {row.error}; check its quotes")
    if len(row.cells) != len(columns):
        return Skipped(source, f"{place}: {len(row.cells)} fields where the header names {len(columns)}")
    return article_in(dict(zip(columns, row.cells, strict=True)), source, place)


def _rows(lines: Sequence[str]) -> Iterator[_Row]:
    """The rows that are not blank.

    Each is read by a reader of its own, so that a quote which nothing closes costs its line and not the rest.
    """
    separator = max(",;\t", key=lines[0].count) if lines else ","
    position = 0
    while position < len(lines):
        if not lines[position].strip():
            position += 1
            continue
        reader = csv.reader((lines[at] for at in range(position, len(lines))), delimiter=separator, strict=True)
        try:
            cells = next(reader)
        except csv.Error as error:
            yield _Row(position + 1, error=f"not valid CSV: {error}")
            position += 1
            continue
        if any(cell.strip() for cell in cells):
            yield _Row(position + 1, tuple(cells))
        position += reader.line_num
