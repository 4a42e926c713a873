"""Reads the authority's CSV files, and refuses rows that contradict each other.

A file begins with lines of comment (``#``: what it holds, source, licence, date) and a line of column names; it
names only the columns that it uses. ``|`` stands between several names in one field. A later row of the same id
adds names to the earlier one (so a user's file extends what is known) and must not contradict it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from kg.authority.known import Known, keys
from kg.errors import OntologyError

__all__ = ["read"]

_LISTS: Final = ("aliases", "acronyms", "shared", "nouns", "demonyms")
_SINGLES: Final = ("label", "type", "wikidata", "country", "part_of", "seat_of")
_LINKS: Final = ("country", "part_of", "seat_of")
_COLUMNS: Final = frozenset(field.name for field in fields(Known))
_ID: Final = re.compile(r"\w+(-\w+)*")
_QID: Final = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class _Row:
    place: str  # file and line, for the person who has to correct it
    values: Mapping[str, str]


def read(paths: Iterable[Path], types: Iterable[str]) -> dict[str, Known]:
    """All that the files know, by id, sorted. ``types`` are those that a row may have.

    Raises ``OntologyError`` with file and line for a file that cannot be read, an unknown column, type or id, a
    missing label, a malformed id or Q-number, and for two rows that contradict each other or claim one name.
    """
    allowed = frozenset(types)
    found: dict[str, Known] = {}
    rows: list[_Row] = []
    for row in (row for path in paths for row in _rows(path)):
        known = _known(row, found.get(row.values["id"]))
        if known.type not in allowed:
            raise OntologyError(f"{row.place}: {known.type!r} is no type here; types.yaml knows {_list(allowed)}")
        found[known.id] = known
        rows.append(row)
    _check_links(rows, found)
    _check_names(rows, found)
    return dict(sorted(found.items()))


def _rows(path: Path) -> Iterator[_Row]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: the authority file cannot be read: {error}") from error
    head = next(
        (number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines)
    )
    reader = csv.DictReader(lines[head:], strict=True, restval="")
    columns = reader.fieldnames or ()
    if "id" not in columns or not _COLUMNS.issuperset(columns):
        raise OntologyError(f"{path.name}:{head + 1}: columns are id (a must) and any of {_list(_COLUMNS)}")
    try:
        for values in reader:
            place = f"{path.name}:{head + reader.line_num}"
            if None in values:
                raise OntologyError(f"{place}: more fields than columns; put a name with a comma in quotation marks")
            yield _Row(place, {column: value.strip() for column, value in values.items()})
    except csv.Error as error:
        raise OntologyError(f"{path.name}:{head + reader.line_num}: not CSV: {error}") from error


def _known(row: _Row, before: Known | None) -> Known:
    values, place = row.values, row.place
    if not _ID.fullmatch(values["id"]):
        raise OntologyError(f"{place}: {values['id']!r} is no id; write small letters, digits and single hyphens")
    if values.get("wikidata") and not _QID.fullmatch(values["wikidata"]):
        raise OntologyError(f"{place}: {values['wikidata']!r} is no Wikidata id; write it as Q1065")
    if before is None and not (values.get("label") and values.get("type")):
        raise OntologyError(f"{place}: {values['id']} is new here, and needs a label and a type")
    merged: dict[str, Any] = {"id": values["id"]}
    for column in _SINGLES:
        new, old = values.get(column, ""), before and getattr(before, column)
        if new and old and new != old:
            raise OntologyError(f"{place}: {values['id']} has the {column} {old!r}; this row says {new!r}")
        merged[column] = new or old or None
    for column in _LISTS:
        written = (part.strip() for part in values.get(column, "").split("|"))
        merged[column] = tuple(dict.fromkeys((*(getattr(before, column) if before else ()), *filter(None, written))))
    return Known(**merged)


def _check_links(rows: Iterable[_Row], found: Mapping[str, Known]) -> None:
    for row in rows:
        for column in _LINKS:
            target = row.values.get(column)
            if target and target not in found:
                raise OntologyError(f"{row.place}: {column} is {target!r}, and no row has that id")


def _check_names(rows: Sequence[_Row], found: Mapping[str, Known]) -> None:
    """No name, acronym or demonym belongs to two."""
    owners: dict[tuple[str, str], Known] = {}
    for known in found.values():
        for key in keys(known):
            other = owners.setdefault(key, known)
            if other is not known:
                raise OntologyError(
                    f"{_place(rows, known, key)}: {known.id} claims the {key[0]} {key[1]!r} of {other.id} "
                    f"({_place(rows, other, key)}); put it under `shared` where it is not the usual meaning"
                )


def _place(rows: Iterable[_Row], known: Known, key: tuple[str, str]) -> str:
    """Where a row gives this name to ``known``."""
    own = [row for row in rows if row.values["id"] == known.id]
    alone = ((row, _known(row, Known(known.id, row.values.get("label") or known.label, known.type))) for row in own)
    return next((row.place for row, said in alone if key in keys(said)), own[0].place)


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
