"""What a terminal shows and a pipe does not: colours, and the line that tells how far it is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Paint", "Progress", "complain", "painter", "say"]

Paint: TypeAlias = Callable[[str, str], str]
"""Gives words (the second) the colour of their kind."""

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
    """Tells on stderr how many articles are done, and the last one; only where somebody watches."""

    def __init__(self) -> None:
        self._done = 0
        self._watched = sys.stderr.isatty()

    def __call__(self, source: str) -> None:
        """One more is done."""
        self._done += 1
        self._write(f"{self._done} done: {_harmless(source)}")

    def __enter__(self) -> Progress:
        self._write("reading ...")
        return self

    def __exit__(self, *exception: object) -> None:
        self._write("")

    def _write(self, line: str) -> None:
        if self._watched:
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # 0: the terminal does not tell
            sys.stderr.write(f"\r\x1b[K{line[: width - 1]}")
            sys.stderr.flush()


def _harmless(text: str) -> str:
    return _STEERING.sub("\ufffd", text)
