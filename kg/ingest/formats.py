"""Which reader reads what: a new format is one module and one line here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kg.ingest.html import read_html
from kg.ingest.raw import Raw, Reader
from kg.ingest.records import read_json, read_jsonl
from kg.ingest.table import read_csv
from kg.ingest.text import read_text

__all__ = ["BY_LINE", "CONTENT_TYPES", "READERS", "reader_for"]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_text,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".json": read_json,
        ".csv": read_csv,
    }
)
BY_LINE: Final = frozenset({".jsonl", ".ndjson"})
"""Endings of files that may be of any size: they are read line by line."""
CONTENT_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text/plain": ".txt",
        "text/markdown": ".md",
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "application/x-ndjson": ".jsonl",
        "application/jsonl": ".jsonl",
        "application/json": ".json",
        "text/csv": ".csv",
    }
)
HTML = re.IGNORECASE | re.DOTALL
SNIFFED: Final = (
    (re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype )?html\b", HTML), ".html"),
    (re.compile(rb"\s*\{[^\n]*\}\s*(?:\n|\Z)"), ".jsonl"),
    (re.compile(rb"\s*(?:\[\s*)?\{\s*\""), ".json"),
)


def reader_for(raw: Raw) -> Reader:
    """The reader of its ending; for an unknown one, what its first bytes look like, text in doubt."""
    known = READERS.get(raw.suffix)
    if known:
        return known
    start = raw.data[:4096].removeprefix(b"\xef\xbb\xbf")
    suffix = next((suffix for pattern, suffix in SNIFFED if pattern.match(start)), ".txt")
    return READERS[suffix]
