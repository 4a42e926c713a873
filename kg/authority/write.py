"""A known actor written into a CSV file of a user's own."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

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
        draft = _draft(path, before, row)
    except (OSError, UnicodeError) as error:
        raise OntologyError(f"{path}: the authority file cannot be written: {error}") from error
    try:
        load((draft,))  # refuses what contradicts our own files, or this one
    except OntologyError as error:
        draft.unlink()
        raise OntologyError(str(error).replace(draft.name, path.name)) from error
    os.chmod(draft, 0o644)
    os.replace(draft, path)
    return key


def _draft(path: Path, before: str, row: Mapping[str, str]) -> Path:
    """The file with the row behind the others, beside the file that is there."""
    head = next(
        (line for line in before.splitlines() if line.strip() and not line.startswith("#")), ",".join(COLUMNS)
    )
    columns = next(csv.reader([head]))
    if missing := sorted(column for column, value in row.items() if value and column not in columns):
        raise OntologyError(f"{path}: has no column {', '.join(missing)}; add it to the line {head!r}")
    line = io.StringIO()
    csv.DictWriter(line, columns, lineterminator="\n", extrasaction="ignore").writerow(row)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".csv", dir=path.parent or Path())
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(before if before.endswith("\n") else before + "\n")
        stream.write(line.getvalue())
    return Path(name)
