"""What every verb has: a line in the list of all, its own help and an example."""

from __future__ import annotations

import argparse
from typing import TypeAlias

__all__ = ["GRAPH", "Verbs", "number", "verb"]

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

GRAPH = "the graph's folder, or the http(s) address of the SPARQL endpoint that holds it"


def verb(verbs: Verbs, name: str, run: str, what: str, example: str) -> argparse.ArgumentParser:
    """Adds the verb ``name``; ``run`` is the function that does it, as ``module:function`` of ``kg.cli``."""
    made = verbs.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog="example:\n  " + example.replace("\n", "\n  "),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=run)
    return made


def number(text: str) -> int:
    """A count. Raises ValueError (wrong usage) for less than nothing."""
    if (number := int(text)) < 0:
        raise ValueError(text)
    return number
