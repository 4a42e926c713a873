"""What compares in the workers of the tests; a module of its own, for each of them loads it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from kg.identity.bundles import Bundle, Comparer, Decided, comparing


def dying(folder: Path, times: int) -> Comparer:
    """Compares, but dies of a bundle with an even number of pairs, so many times."""
    answers = comparing()

    def compare(bundles: Iterator[Bundle]) -> Iterator[Decided]:
        for one in bundles:
            if len(one.pairs) % 2 == 0 and len(list(folder.iterdir())) < times:
                (folder / f"{time.monotonic_ns()}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield from answers(iter([one]))

    return compare
