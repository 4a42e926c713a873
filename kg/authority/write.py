"""A known actor written into a CSV file of a user's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from kg import files
from kg.authority.lookup import load
from kg.authority.names import slug
from kg.errors import OntologyError

__all__ = ["COLUMNS", "add"]

COLUMNS: Final = (
    "id",
    "label",
    "type",
    "aliases",
    "acronyms",
    "shared",
    "nouns",
    "demonyms",
    "wikidata",
    "country",
    "part_of",
)


def add(path: Path, label: str, type: str, *, id: str | None = None, **more: str | Sequence[str]) -> str:
    """Adds a known actor to the file at ``path``, which is made where there is none; gives the actor's id.

    :param id: None: made of the label; an id that is known already gets the new names
    :param more: other columns (``COLUMNS``): one word, or several names
    :raises OntologyError: the row contradicts what is known, or the file has other columns; the file stays as it was
    """
    key = id or slug(label)
    row = {"id": key, "label": label, "type": type}
    row |= {column: value if isinstance(value, str) else "|".join(value) for column, value in more.items()}
    try:
        before = path.read_text(encoding="utf-8") if path.is_file() else ",".join(COLUMNS) + "\n"
        files.replace(path, _with_row(path, before, row).encode(), check=partial(_refuse, path))
    except (OSError, UnicodeError) as error:
        raise OntologyError(f"{path}: the authority file cannot be written: {error}") from error
    return key


def _refuse(path: Path, draft: Path) -> None:
    """Raises OntologyError where a draft of the file at ``path`` contradicts our own files, or itself."""
    try:
        load((draft,))
    except OntologyError as error:
        raise OntologyError(str(error).replace(draft.name, path.name)) from error


def _with_row(path: Path, before: str, row: Mapping[str, str]) -> str:
    """What the file holds, ``before``, with the row behind the others."""
    head = next(
        (line for line in before.splitlines() if line.strip() and not line.startswith("#")), ",".join(COLUMNS)
    )
    columns = next(csv.reader([head]))
    if missing := sorted(column for column, value in row.items() if value and column not in columns):
        raise OntologyError(f"{path}: has no column {', '.join(missing)}; add it to the line {head!r}")
    line = io.StringIO()
    csv.DictWriter(line, columns, lineterminator="\n", extrasaction="ignore").writerow(row)
    return (before if before.endswith("\n") else before + "\n") + line.getvalue()
