"""The sentences of our own: parsed, named, and with the speaker of an inverted quotation marked.

`data/sentences.conllu` is CoNLL-U; its last column holds `Name=B-PERSON`, `Name=I-PERSON`, ... and `Speaker=Yes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from kg.language.labels import NAME_LABELS
from kg.language.train.corpora import Row, bio_spans, parsed
from kg.language.train.sample import Name, Sample

_EVERY = 5
"""One sentence of so many is held out for evaluation."""


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence, and the words [start, end) of its marked speaker; None if it has none."""

    sample: Sample
    speaker: tuple[int, int] | None


def sentences(held_out: bool) -> Iterator[Own]:
    """The sentences for training, or those held out.

    :raises ValueError: if a name has a label that is none of ours
    """
    with resources.as_file(resources.files("kg.language").joinpath("data", "sentences.conllu")) as path:
        yield from _read(path, held_out)


def own(held_out: bool = False) -> Iterator[Sample]:
    """The sentences alone, each its own document."""
    return (sentence.sample for sentence in sentences(held_out))


def _read(path: Path, held_out: bool) -> Iterator[Own]:
    for number, (sample, rows, _) in enumerate(parsed(path)):
        if (number % _EVERY == _EVERY - 1) == held_out:
            names = tuple(_names(rows, sample))
            named = replace(sample, names=names, soft=(0,) * len(rows), document=f"own-{number}")
            yield Own(named, _speaker(rows, names))


def _names(rows: list[Row], sample: Sample) -> Iterator[Name]:
    for start, end, label in bio_spans(_field(row, "Name") or "O" for row in rows):
        if label not in NAME_LABELS:
            raise ValueError(f"sentences.conllu: unknown label {label} in {' '.join(sample.words)!r}")
        yield Name(start, end, (label,))


def _speaker(rows: list[Row], names: tuple[Name, ...]) -> tuple[int, int] | None:
    marked = {i for i, row in enumerate(rows) if _field(row, "Speaker")}
    return next(((n.start, n.end) for n in names if n.start in marked), None)


def _field(row: Row, key: str) -> str:
    """A value of the last column; "" if it is not there."""
    return next((f.split("=", 1)[1] for f in row[9].split("|") if f.startswith(f"{key}=")), "")
