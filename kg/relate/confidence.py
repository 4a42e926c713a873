"""How sure a statement is: a rule's own confidence made to mean the share of its kind that is right."""

from __future__ import annotations

import math
from functools import cache

from kg.errors import OntologyError
from kg.ontology import sections

_SUREST = 0.999


def calibrated(raw: float) -> float:
    """The probability, 0 to 1, that a statement of a raw confidence is right (``ontologies/confidence.yaml``)."""
    slope, shift = _line()
    bounded = min(max(raw, 1 - _SUREST), _SUREST)
    odds = slope * math.log(bounded / (1 - bounded)) + shift
    return 1 / (1 + math.exp(-odds))


@cache
def _line() -> tuple[float, float]:
    """:raises OntologyError: the file has no two numbers"""
    raw = sections("confidence.yaml")
    try:
        return float(raw["slope"]), float(raw["shift"])
    except (KeyError, TypeError, ValueError) as error:
        raise OntologyError("confidence.yaml: needs the numbers slope and shift") from error
