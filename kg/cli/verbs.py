"""The verbs of the command line, and how errors become exit codes.

Each verb loads what it needs when it runs: ``kg --help`` answers at once.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from kg import files
from kg.cli import arguments
from kg.cli.arguments.parser import Parser, parsed
from kg.cli.completing import complete
from kg.cli.terminal import complain, say
from kg.errors import KgError, UsageError

__all__ = ["main", "parser"]

_START = """\
News articles in, a graph of who is related to whom out: every edge with its sentence.

to begin with:
  kg build articles/ --out graph     make a graph of articles: a folder of text, HTML, JSON Lines or CSV
  kg view graph --open               look at its network
  kg why graph Norway NATO           read the sentences that link two names"""


def main(words: Sequence[str] | None = None) -> int:
    """Runs one verb; gives the exit code. ``words`` are those of the process unless given."""
    made = parser()
    complete(made)
    given = list(sys.argv[1:] if words is None else words)
    if not given:
        made.print_help(sys.stderr)
        return 2
    if given[0] == "help":  # as many other programs have it
        given = [*given[1:], "--help"]
    options = parsed(made, given)
    logging.basicConfig(format="kg: %(message)s", level=logging.WARNING)
    module, _, function = options.run.partition(":")
    try:
        code: int = getattr(importlib.import_module(f"kg.cli.{module}"), function)(options)
        sys.stdout.flush()
        return code
    except KgError as error:
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        complain("interrupted; what was done so far is kept; run again to finish")
        return 130
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        _silence()
        return 0
    except OSError as error:  # what no stage expected: standard output on a full disk, say
        _silence()
        complain(f"{error.filename or 'standard output'}: {files.why(error)}")
        return 1


def _silence() -> None:
    """Keeps the end of the process from writing what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser() -> Parser:
    """All verbs with their arguments; the documentation is made of it, too."""
    made = Parser(
        prog="kg",
        usage="kg VERB ...",
        description=_START,
        epilog="kg VERB --help tells all about one, with examples. kg doctor finds what is missing or broken.",
        formatter_class=functools.partial(argparse.RawDescriptionHelpFormatter, max_help_position=14),
    )
    made.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    made.set_defaults(parser=made)
    verbs = made.add_subparsers(title="verbs", metavar="VERB", required=True, prog="kg")
    arguments.making(verbs)
    arguments.asking(verbs)
    arguments.judging(verbs)
    arguments.knowing(verbs)
    arguments.giving(verbs)
    arguments.keeping(verbs)
    arguments.serving(verbs)
    arguments.comparing(verbs)
    arguments.helping(verbs)
    return made


class _Version(argparse.Action):
    """Looks the version up when it is asked for, and only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib import metadata

        try:
            version = metadata.version("kg")
        except metadata.PackageNotFoundError:  # a checkout on the path
            version = "(not installed: a checkout)"
        say(f"kg {version}")
        parser.exit()
