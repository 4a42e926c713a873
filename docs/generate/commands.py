"""The command line, from its own arguments: every verb, every argument, every option."""

from __future__ import annotations

import argparse
import functools
import textwrap
from collections.abc import Iterator

from generate.markdown import block, code, escaped, joined, table
from kg.cli.verbs import parser

__all__ = ["page"]

_HEAD = """
# Commands

Every verb of `kg` and all that it takes, as `kg VERB --help` tells it. Data goes to standard output, everything else
to standard error. The [exit codes](configuration.md#exit-codes) and the [environment](configuration.md#environment)
are the same for all.
"""


def page() -> str:
    """The page."""
    return joined([_HEAD, *_verbs(parser(), 2)])


def _verbs(made: argparse.ArgumentParser, depth: int) -> Iterator[str]:
    """The verbs of a command, and theirs (``kg authority add``), in the order of the help."""
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _verb(below, depth)


def _verb(verb: argparse.ArgumentParser, depth: int) -> Iterator[str]:
    parts = [_shown_text(verb, part) for part in (verb.epilog or "").split("\n\n")]
    # The usage is broken at a fixed width: who builds the page must not show in it.
    verb.formatter_class = functools.partial(argparse.HelpFormatter, width=100)
    yield f"{'#' * depth} {verb.prog}"
    yield escaped(verb.description or "")
    yield block("text", verb.format_usage().removeprefix("usage: "))
    yield table(("", ""), (_argument(action) for action in verb._actions if _told(action)))
    for part in parts:
        title, _, lines = part.partition("\n")
        yield f"*{escaped(title)}*" if lines else escaped(title)
        yield block("text", textwrap.dedent(lines)) if lines else ""
    yield from _verbs(verb, depth + 1)


def _shown_text(verb: argparse.ArgumentParser, part: str) -> str:
    """A part of the help with what its formatter puts into it (the formats of ``kg export``)."""
    formatter = verb._get_formatter()
    formatter.add_text(part)
    return formatter.format_help()


def _told(action: argparse.Action) -> bool:
    hidden = isinstance(action, (argparse._HelpAction, argparse._SubParsersAction))
    return not hidden and action.help != argparse.SUPPRESS


def _argument(action: argparse.Action) -> tuple[str, str]:
    """A row: how it is written, and what it means."""
    value = (
        action.metavar if isinstance(action.metavar, str) else "{" + ",".join(map(str, action.choices or ())) + "}"
    )
    if not action.option_strings:
        name = value + {"?": " (may be left out)", "+": " ..."}.get(str(action.nargs), "")
    else:
        takes = "" if action.nargs == 0 else f" {value}" + (" ..." if action.nargs == "+" else "")
        name = ", ".join(action.option_strings) + takes
    must = " (has to be given)" if action.option_strings and action.required else ""
    return code(name), escaped((action.help or "") + must)
