"""How far long work is, below the cell of a notebook that started it; whoever is no notebook is shown nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from markupsafe import Markup

from kg import tables

__all__ = ["bar"]

EVERY: Final = 0.1
"""seconds between two looks of the bar"""


@contextmanager
def bar(count: Callable[[], int]) -> Iterator[Callable[[str], None]]:
    """What is to be called with the source of each article when it is done.

    ``count`` says how many inputs there are, and is asked only where somebody watches. An input may hold several.
    """
    if not _in_notebook():
        yield lambda source: None
        return
    watched = _Bar(count())
    try:
        yield watched
    finally:
        watched.close()


def _in_notebook() -> bool:
    """Somebody watches whose front end shows HTML, and changes it."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return getattr(shell, "kernel", None) is not None


class _Bar:
    """One display that changes."""

    def __init__(self, total: int) -> None:
        from IPython.display import display

        self._total = total
        self._done = 0
        self._changed = time.monotonic()
        look = self._look("reading …")
        self._display: Any = display(look, raw=True, display_id=True)  # type: ignore[no-untyped-call]

    def __call__(self, source: str) -> None:
        self._done += 1
        if time.monotonic() - self._changed >= EVERY:
            self._changed = time.monotonic()
            self._display.update(self._look(f"{self._done} done: {source}"), raw=True)

    def close(self) -> None:
        words = f"{self._done} article{'' if self._done == 1 else 's'} read"
        self._display.update({"text/plain": words, "text/html": tables.block(Markup("{}").format(words))}, raw=True)

    def _look(self, words: str) -> dict[str, str]:
        whole = self._total if self._done <= self._total else 0  # a file of records holds many articles
        so_far = Markup('<progress value="{}" max="{}"></progress>').format(self._done, whole)
        shown = so_far if whole else Markup("<progress></progress>")
        return {"text/plain": words, "text/html": tables.block(shown + Markup(" {}").format(words))}
