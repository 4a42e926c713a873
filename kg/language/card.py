"""The scores of a pipeline as Markdown, and their place in the model card."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.language.labels import NAME_LABELS
from kg.language.scoring import RELATIONS, Tally

_OPEN: Final = "<!-- scores: python -m kg.language.evaluate --card -->"
_CLOSE: Final = "<!-- end of scores -->"
MEASURES: Final = (
    *("words", "LAS", "LAS of words cut alike", "UPOS", "UPOS of words cut alike", "sentences", "names"),
    *RELATIONS,
)
YARDSTICK: Final = (
    "CNN: a plain spaCy pipeline without vectors, trained on the same corpora, as a yardstick; not in the package "
    "(`python -m kg.language.train.yardstick`)."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one pipeline reaches: the counts of each test set; (right, of how many) for the speakers of our own
    held-out sentences, for their persons and for those after a title; words per CPU second, None if not measured."""

    scores: dict[str, Tally]
    speakers: tuple[int, int]
    persons: tuple[int, int]
    titled: tuple[int, int]
    speed: float | None = None


def shown(ours: Measured, cnn: Measured | None) -> list[str]:
    """The table and the lines below it; with the figures of the CNN beside ours if there are any."""
    rows = [table(_columns(ours, cnn)), ""]
    if cnn is not None:
        rows += [YARDSTICK, ""]
    rows += _lines(ours, cnn)
    return rows


def _columns(ours: Measured, cnn: Measured | None) -> dict[str, Tally]:
    columns: dict[str, Tally] = {}
    for name, tally in ours.scores.items():
        columns[name] = tally
        if cnn is not None:
            columns[f"{name}, CNN"] = cnn.scores[name]
    return columns


def _lines(ours: Measured, cnn: Measured | None) -> list[str]:
    theirs = (cnn.speakers, cnn.persons, cnn.titled) if cnn is not None else (None, None, None)
    said, found, titled = map(_of, (ours.speakers, ours.persons, ours.titled), theirs)
    lines = [
        f"- speaker of an inverted quotation (own held-out): {said}",
        f"- persons found (own held-out): {found}; after a title: {titled}",
    ]
    if ours.speed is not None:
        other = f" (CNN: {cnn.speed:.0f})" if cnn is not None and cnn.speed is not None else ""
        lines.append(f"- {ours.speed:.0f} words per CPU second (documents){other}")
    return lines


def _of(ours: tuple[int, int], cnn: tuple[int, int] | None) -> str:
    return f"{ours[0]} of {ours[1]}" + (f" (CNN: {cnn[0]})" if cnn is not None else "")


def table(columns: dict[str, Tally]) -> str:
    """The scores as a Markdown table, test sets across."""
    rows = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for measure in (*MEASURES, *(f"name {label}" for label in NAME_LABELS)):
        cells = []
        for tally in columns.values():
            count = tally.counts.get(measure)
            cell = f"{count.f():.1f}" if count and count.wanted else ""
            cells.append(cell + (f" ({count.wanted})" if count and cell and measure.startswith("name ") else ""))
        title = {"words": "word F", "sentences": "sentence F", "names": "names F"}.get(measure, measure)
        rows.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def write(scores: str, path: Path) -> None:
    """Puts the scores between their marks in the model card."""
    text = path.read_text("utf8")
    before, rest = text.split(_OPEN, 1)
    after = rest.split(_CLOSE, 1)[1]
    path.write_text(f"{before}{_OPEN}\n\n{scores}\n{_CLOSE}{after}", "utf8")
