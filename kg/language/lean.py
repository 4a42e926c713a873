"""spaCy without what reading an article does not need: half of the time until the first one, a third of the memory.

Importing spaCy imports torch where that is installed, for networks that are not ours, and the commands of ``python -m
spacy`` with their web client. Whoever imports them later in such a process gets them; spaCy itself goes without torch
from then on. So they are left out only where nobody else uses spaCy: in the processes of ``kg build``.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from importlib import metadata
from types import ModuleType

__all__ = ["alone", "importing"]

_alone = False


def alone() -> None:
    """Says that in this process nobody but us uses spaCy, now or later."""
    global _alone
    _alone = True


@contextlib.contextmanager
def importing() -> Iterator[None]:
    """Imports of spaCy in here leave out what our own pipeline does not need, where we are alone."""
    left_out = {"spacy.cli.info": _without_commands(), "torch": None} if _alone and not _others() else {}
    left_out = {name: module for name, module in left_out.items() if name not in sys.modules}
    sys.modules.update(left_out)  # type: ignore[arg-type]  # None: importing it fails, as where it is not installed
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]


def _without_commands() -> ModuleType:
    """What spaCy takes of its commands when it is imported: ``spacy.info``, which nobody here calls."""
    module = ModuleType("spacy.cli.info")
    module.info = None  # type: ignore[attr-defined]
    return module


def _others() -> bool:
    """Other packages bring components, which spaCy loads with every pipeline: they may stand on torch."""
    return bool(metadata.entry_points(group="spacy_factories"))
