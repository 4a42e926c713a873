"""Records, one article each: what their fields mean; JSON Lines and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import InputError
from kg.ingest.article import article_from_text
from kg.ingest.clean import decode
from kg.ingest.cues import load
from kg.ingest.dates import read_date
from kg.ingest.header import names_in
from kg.ingest.raw import Raw
from kg.model import Article, Skipped

__all__ = ["article_in", "read_json", "read_jsonl", "wanted_fields"]


def read_jsonl(raw: Raw) -> Iterator[Article | Skipped]:
    """One article a line. A line that cannot be read is skipped by its number, and counts as a record.

    :raises InputError: it is no text, or it breaks off.
    """
    number = 0
    for line_number, line in enumerate(_lines(raw), start=1):
        if isinstance(line, InputError):
            number += 1
            yield Skipped(f"{raw.source}#{number}", f"line {line_number}: {line.reason}")
        elif line.strip():
            number += 1
            yield _line(line, f"{raw.source}#{number}", f"line {line_number}")


def _lines(raw: Raw) -> Iterator[str | InputError]:
    """The lines, as they are in the text of the whole; what is wrong with one of a file that is not held."""
    # not splitlines(): U+2028 and its like may stand inside a JSON string
    if raw.lines is None:
        yield from decode(raw.data, source=raw.source, declared=raw.charset).split("\n")
        return
    for line in raw.lines:
        if line is None:
            yield InputError(raw.source, "too large for an article; split it")
            continue
        try:
            yield from decode(line, source=raw.source).split("\n")
        except InputError as error:
            yield error


def read_json(raw: Raw) -> Iterator[Article | Skipped]:
    """The articles of an array, of an object that holds one array of them, or one article that is an object.

    :raises InputError: it is no JSON.
    """
    text = decode(raw.data, source=raw.source, declared=raw.charset)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(raw.source, f"not valid JSON: {error}; if each line is a record, name it .jsonl") from error
    records = _records(value)
    if records is None:
        raise InputError(raw.source, f"no articles in this JSON: expected records with {wanted_fields()}")
    for number, record in enumerate(records, start=1):
        yield article_in(record, f"{raw.source}#{number}", f"record {number}")


def article_in(record: Any, source: str, place: str) -> Article | Skipped:
    """The article of a record; ``place`` says where in the file it stands."""
    if not isinstance(record, dict):
        return Skipped(source, f"{place}: a {type(record).__name__}, not a record with {wanted_fields()}")
    text = _field(record, "text")
    if not text:
        return Skipped(source, f"{place}: no text in it; put the article into a field {wanted_fields()}")
    return article_from_text(
        text,
        source=source,
        title=_field(record, "title"),
        published=read_date(_field(record, "date") or ""),
        publisher=_field(record, "publisher"),
        url=_field(record, "url"),
        authors=names_in(_field(record, "authors") or ""),
    )


def _line(line: str, source: str, place: str) -> Article | Skipped:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Skipped(source, f"{place}: not valid JSON: {error}; mend or remove the line")
    return article_in(record, source, place)


def _records(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if _field(value, "text"):
        return [value]
    arrays = [held for held in value.values() if isinstance(held, list) and held and isinstance(held[0], dict)]
    return arrays[0] if len(arrays) == 1 else None


def _field(record: Mapping[str, Any], field: str) -> str | None:
    """The first field of that meaning that holds words: a string, a list of them, or an object with a name."""
    by_name = {str(name).strip().casefold(): value for name, value in record.items()}
    for name in load().record_fields[field]:
        words = _words(by_name.get(name))
        if words:
            return words
    return None


def _words(value: Any) -> str | None:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dict):  # NewsAPI: "source": {"id": ..., "name": ...}
        return _words(value.get("name"))
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value))) or None
    return None


def wanted_fields() -> str:
    """What the field of the text may be called, for messages."""
    return " or ".join(f"'{name}'" for name in load().record_fields["text"][:3])
