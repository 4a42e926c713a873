"""What a terminal shows and a pipe does not: colours, and the line that tells how far it is."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Paint", "Progress", "complain", "painter", "say"]

Paint: TypeAlias = Callable[[str, str], str]
"""Gives words (the second) the colour of their kind."""

_WINDOW = 60  # seconds, or as many articles: what came before tells little about what comes
_EVERY = 0.1  # seconds between two looks: articles that are known already go by the thousand
_SOON = 3.0  # seconds before which nobody can tell how fast it is

_CODES = {"subject": "1;36", "object": "1;36", "trigger": "1;33", "qualifier": "32", "head": "1", "faint": "2"}
_CODES |= {"gone": "31", "new": "32"}
# Control characters but tab and line feed, half surrogate pairs, and what turns the direction of writing.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def say(text: str, *, end: str = "\n") -> None:
    """Prints data: to a pipe as it is, to a terminal without what would steer it, for article text may hold that."""
    print(_harmless(text) if sys.stdout.isatty() else text, end=end)


def complain(text: str) -> None:
    """Tells on stderr what went wrong; like ``say``, for messages quote names that articles gave."""
    print(f"kg: {_harmless(text) if sys.stderr.isatty() else text}", file=sys.stderr)


def painter(wanted: bool | None = None) -> Paint | None:
    """Gives words the colour of their kind and makes them harmless; None where stdout shows no colours.

    ``wanted``: what --color and --no-color say; None: a terminal that can paint, and no NO_COLOR in the environment.
    """
    if wanted is None:
        wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    if not wanted:
        return None
    return lambda kind, words: f"\x1b[{_CODES.get(kind, '0')}m{_harmless(words)}\x1b[0m"


class Progress:
    """Tells on stderr how many articles are done, how fast, how long the rest takes, and the last one.

    Only where somebody watches. ``count`` gives the number of articles, about; it is asked only then.
    """

    def __init__(self, count: Callable[[], int] = lambda: 0) -> None:
        self._watched = sys.stderr.isatty()
        self._count = count
        self._total = self._done = 0
        self._seen: deque[tuple[float, int]] = deque(maxlen=_WINDOW)
        self._told = -_EVERY

    def __call__(self, source: str) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if not self._seen or now - self._seen[-1][0] >= 1:
            self._seen.append((now, self._done))
        if now - self._told < _EVERY:
            return
        self._told = now
        whole = f" of {self._total}" if self._done <= self._total else ""  # else there are more than was thought
        self._write(f"{self._done}{whole} done{self._pace(now)}: {_harmless(source)}")

    def _pace(self, now: float) -> str:
        """How fast it goes of late, and how long the rest takes at that; nothing in the first seconds."""
        since, done = self._seen[0]
        if now - since < _SOON:
            return ""
        rate = (self._done - done) / (now - since)
        left = self._total - self._done
        return f", {rate:.1f} a second" + (f", {_long(left / rate)} left" if left >= 0 else "")

    def __enter__(self) -> Progress:
        self._write("reading ...")
        self._total = self._count() if self._watched else 0
        return self

    def __exit__(self, *exception: object) -> None:
        self._write("")

    def _write(self, line: str) -> None:
        if self._watched:
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # 0: the terminal does not tell
            sys.stderr.write(f"\r\x1b[K{line[: width - 1]}")
            sys.stderr.flush()


def _long(seconds: float) -> str:
    """A length of time in the two units that matter: ``3 h 20 min``, ``4 min``, ``12 s``."""
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if seconds < 90:
        return f"{round(seconds)} s"
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"


def _harmless(text: str) -> str:
    return _STEERING.sub("\ufffd", text)
