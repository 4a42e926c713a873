"""What every verb has: a line in the list of all, its own help and an example."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from kg.cli.arguments.parser import Parser

__all__ = ["GRAPH", "Verbs", "beside", "colours", "number", "verb"]

Verbs: TypeAlias = "argparse._SubParsersAction[Parser]"

GRAPH = "the graph's folder, or the http(s) address of the SPARQL endpoint that holds it"


def verb(verbs: Verbs, name: str, run: str, what: str, example: str) -> Parser:
    """Adds the verb ``name``; ``run`` is the function that does it, as ``module:function`` of ``kg.cli``."""
    made = verbs.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog="example:\n  " + example.replace("\n", "\n  "),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=run, parser=made)
    return made


def colours(each: argparse.ArgumentParser) -> None:
    """Adds what says whether a verb paints what it prints."""
    each.add_argument(
        "--color",
        action=argparse.BooleanOptionalAction,
        help="paint also what is piped, or paint nothing; default: paint on a terminal, unless NO_COLOR is set",
    )


def beside(each: argparse.ArgumentParser) -> None:
    """Adds what says whether the files beside the store follow a change."""
    each.add_argument(
        "--files",
        choices=("auto", "always", "never"),
        default="auto",
        help="write the files beside the store, too (graph.html, ...); auto (default): up to 20,000 statements",
    )


def number(text: str) -> int:
    """A count. Raises ValueError (wrong usage) for less than nothing."""
    if (number := int(text)) < 0:
        raise ValueError(text)
    return number
