"""The verbs of the command line, and how errors become exit codes.

Each verb loads what it needs when it runs: ``kg --help`` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from kg import files
from kg.cli import arguments
from kg.cli.terminal import complain
from kg.errors import KgError, UsageError

__all__ = ["main"]


def main(words: Sequence[str] | None = None) -> int:
    """Runs one verb; gives the exit code. ``words`` are those of the process unless given."""
    options = _parser().parse_args(words)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg",
        description="News articles in, a graph of who is related to whom out: every edge with its sentence.",
        epilog="example: kg build articles/ --out graph && kg view graph --open",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    arguments.making(verbs)
    arguments.asking(verbs)
    arguments.judging(verbs)
    arguments.knowing(verbs)
    arguments.giving(verbs)
    arguments.keeping(verbs)
    arguments.serving(verbs)
    arguments.comparing(verbs)
    return parser
