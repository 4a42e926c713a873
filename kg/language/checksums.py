"""``SHA256SUMS`` beside the weights: what each file of them must be (``sha256sum -c`` reads it, too)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from kg.errors import LanguageError

__all__ = ["WEIGHTS", "summed", "verify"]

WEIGHTS: Final = Path(__file__).parent / "weights"
_SUMS: Final = "SHA256SUMS"
_TOLD: Final = (_SUMS, "README.md")  # these may change without another model


def summed(folder: Path = WEIGHTS) -> str:
    """What ``SHA256SUMS`` has to hold for the weights as they are."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name not in _TOLD)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def verify(folder: Path = WEIGHTS) -> str:
    """The version of the weights: eight letters of the sum of their sums.

    Raises LanguageError where they are not there, or not what ``SHA256SUMS`` tells.
    """
    try:
        written, found = (folder / _SUMS).read_text(encoding="ascii"), summed(folder)
    except OSError as error:
        raise LanguageError(f"{folder}: the weights cannot be read ({error.strerror}); install kg again") from error
    if written != found:
        wrong = sorted({line.split()[-1] for line in set(written.splitlines()) ^ set(found.splitlines())})
        raise LanguageError(f"{folder}: {', '.join(wrong)}: not as published; install kg again")
    return hashlib.sha256(written.encode()).hexdigest()[:8]
