"""When Python looks for objects that hold each other and nobody else does."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["uncollected"]


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Leaves cyclic garbage where it is, for a while in which none is made or all of it is small.

    An article is some ten thousand objects; the collector would go through all that is held again and again.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
