"""The parser of the command: wrong usage is told in a sentence, with what was perhaps meant."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Final, NoReturn

from kg.spelling import perhaps

__all__ = ["Parser", "parsed"]

# What argparse says of a word that is none of the choices; newer Pythons list these without quotes.
_NO_CHOICE: Final = re.compile(r"argument (\S+): invalid choice: (.+?) \(choose from (.*)\)")


class Parser(argparse.ArgumentParser):
    """As its base class, but no wall of usage where a word is wrong."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where help is; exits with 2."""
        plain = _plainly(message)
        self.exit(2, f"{self.prog}: {plain}{' ' if plain.endswith('?') else '; '}`{self.prog} --help` shows how\n")


def parsed(parser: Parser, words: Sequence[str] | None) -> argparse.Namespace:
    """The options that ``words`` (None: those of the process) mean; what no verb knows is told by the verb itself.

    The verb's own parser is in ``options.parser``. Exits with 2 where the usage is wrong.
    """
    options, left = parser.parse_known_args(words)
    if left:
        verb: Parser = options.parser
        verb.error(_unknown(left, re.findall(r"(?<!\w)--?\w[\w-]*", verb.format_usage())))
    return options


def _unknown(left: Sequence[str], options: Sequence[str]) -> str:
    """What to say of words that nothing takes."""
    wrong = next((word for word in left if word.startswith("-") and word != "-"), None)
    if wrong is None:
        return f"{left[0]!r} is one word too many; a query or a name of several words needs quotes"
    return f"there is no option {wrong!r}{perhaps(wrong.partition('=')[0], options)}"


def _plainly(message: str) -> str:
    """The sentence of argparse in ours."""
    if found := _NO_CHOICE.fullmatch(message):
        where, given, listed = found.groups()
        known = re.findall(r"[\w.-]+", listed)
        what = f"there is no verb {given}" if where == "VERB" else f"{where}: there is no {given}"
        return what + (perhaps(given.strip("'"), known) or f"; there are {', '.join(known)}")
    message = message.replace("the following arguments are required:", "it needs")
    message = re.sub(r"(\S+): not allowed with argument (\S+)", r"\2 or \1: give one or the other", message)
    return message.removeprefix("argument ")
