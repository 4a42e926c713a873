"""How many articles there are to read, before they are read: for whoever watches."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.ingest.formats import READERS
from kg.ingest.place import Place
from kg.ingest.sources import find

__all__ = ["count"]

_SAMPLE: Final = 262_144  # bytes: at a hundred articles in them, a large file is told to some per cent


def count(paths: Sequence[str | Path]) -> int:
    """How many articles ``read`` would find, about: files of lines or rows are told by their beginning and size,
    anything else is one. Fewer come where some are left out, more where JSON holds several."""
    return sum(_held(place) for place in find(paths, suffixes=READERS) if isinstance(place, Place))


def _held(place: Place) -> int:
    suffix = place.path.suffix.casefold() if place.path is not None else ""
    if place.path is None or suffix not in (".jsonl", ".ndjson", ".csv"):
        return 1
    try:
        with place.path.open("rb") as file:
            sample = file.read(_SAMPLE)
            size = max(len(sample), place.path.stat().st_size)
    except OSError:  # whoever reads it says why
        return 1
    table = suffix == ".csv"
    outside = sample.split(b'"')[::2] if table else [sample]  # a line that ends inside quotation marks ends no row
    ends = sum(part.count(b"\n") for part in outside)
    whole = round(size * ends / len(sample)) if size > len(sample) else ends + (not sample.endswith(b"\n"))
    return max(1, whole - table)  # the first row names the columns
