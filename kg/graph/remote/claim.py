"""One writer at a time on a server that has no locks: a claim, written into a graph of its own.

Who wants to write looks, writes its claim, and looks again: alone, it may. Of two who come at once the later one sees
both claims, and each who sees another takes its own back. That needs no more than ``INSERT DATA``, ``DELETE DATA``
and a query that sees what was written before it. (One conditional INSERT would be shorter; not every server carries
out its condition: Virtuoso 7.2 inserts in spite of ``FILTER NOT EXISTS``.)
"""

from __future__ import annotations

import getpass
import os
import platform
import random
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph import place
from kg.graph.names import Names
from kg.graph.terms import term

__all__ = ["BY", "Claim"]

BY = term("dct:creator")
"""What links the graph of the claim to who claims."""


class Claim:
    """The right to write the graph of ``names``, once ``take`` has come back.

    ``seen`` gives who claims it now, ``update`` carries out a request, ``url`` is for messages.
    """

    def __init__(
        self, names: Names, url: str, seen: Callable[[], Sequence[str]], update: Callable[[str], None]
    ) -> None:
        self._graph, self._url, self._seen, self._update = names.writer, url, seen, update
        self._mine = _who()

    def take(self) -> None:
        """Waits a little for others. Raises GraphError where they do not go."""
        end = time.monotonic() + place.PATIENCE
        while True:
            others = [one for one in self._seen() if one != self._mine]
            if not others:
                self._update(f"INSERT DATA {{ {self._claim()} }}")
                others = [one for one in self._seen() if one != self._mine]
                if not others:
                    return
                self.give_back()
            if time.monotonic() > end:
                raise GraphError(self._taken(others))
            time.sleep(random.uniform(0.05, 0.3))  # not in step with the other

    def check(self) -> None:
        """Raises GraphError where the claim is gone: somebody took it for one that was left behind."""
        if self._mine not in self._seen():
            raise GraphError(f"{self._url}: somebody else took over the writing; nothing more is written")

    def give_back(self) -> None:
        """Lets others write."""
        self._update(f"DELETE DATA {{ {self._claim()} }}")

    def _claim(self) -> str:
        return f"GRAPH {self._graph} {{ {self._graph} {BY} {ox.Literal(self._mine)} }}"

    def _taken(self, others: Sequence[str]) -> str:
        return (
            f"{self._url}: is being written by {' and '.join(sorted(others))}; try again when that is done. Where "
            f"that process died, this update on the server lets others write again: DROP SILENT GRAPH {self._graph}"
        )


def _who() -> str:
    """Who writes and since when, for whoever waits; unlike any other."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a process without a name
        user = "somebody"
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return f"{user} on {platform.node()}, process {os.getpid()}, since {since} ({uuid.uuid4().hex[:8]})"
