"""How sure the pipeline is of its arcs and names; kept in the Doc, read by `confidence`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

KEY: Final = "kg.language"


@dataclass(frozen=True, slots=True)
class Confidence:
    """Probabilities between 0 and 1, rounded to three decimals.

    `arcs[i]` that token i hangs on its head; `names[start, end]` that these tokens are exactly one name of the label
    that they have. Names found or relabelled by a rule have 0.8 (`spans.RULE`), set by hand and not measured.
    """

    arcs: tuple[float, ...]
    names: Mapping[tuple[int, int], float]


def keep(doc: Doc, confidence: Confidence) -> None:
    """Stores it in the Doc as plain values, so that the Doc can be written to bytes."""
    names = [[start, end, sure] for (start, end), sure in confidence.names.items()]
    doc.user_data[KEY] = {"arcs": list(confidence.arcs), "names": names}


def confidence(doc: Doc) -> Confidence | None:
    """The probabilities of a Doc of ours; None if another pipeline made it."""
    kept = doc.user_data.get(KEY)
    if kept is None:
        return None
    return Confidence(tuple(kept["arcs"]), {(s, e): sure for s, e, sure in kept["names"]})
