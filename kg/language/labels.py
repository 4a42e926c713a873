"""The name labels of the pipeline and their BIO tags."""

from __future__ import annotations

from typing import Final

NAME_LABELS: Final = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "NORP",
    "EVENT",
    "PROGRAMME",
    "AGREEMENT",
    "CONFLICT",
    "OPERATION",
    "WORK",
    "FACILITY",
)
"""Labels of `Doc.ents`: GPE is a country, region or town; NORP a nation, religion or ideology ("Azerbaijani")."""

BIO_TAGS: Final = ("O", *(f"{bio}-{label}" for label in NAME_LABELS for bio in "BI"))
"""Tag 0 is O; label i begins with tag 1 + 2i and goes on with tag 2 + 2i."""

CASE_CLASSES: Final = 8
GAP_CLASSES: Final = 4


def case_class(word: str) -> int:
    """How a word is written, 0 to 7: what an uncased encoder cannot see.

    0 lower, 1 Capitalised, 2 UPPER, 3 one capital letter, 4 miXed, 5 with digits, 6 no letters, 7 letters that have
    no case.
    """
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 3 if len(letters) == 1 else 2
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 1
    return 4 if any(c.isupper() or c.islower() for c in letters) else 7


def gap_class(space: str) -> int:
    """What stands before a word, 0 to 3: nothing, a space, one line break, a blank line or the start of the text."""
    if space in ("", " "):
        return len(space)  # nearly always
    breaks = space.count("\n")
    return 1 if breaks == 0 else 2 if breaks == 1 else 3
