"""kg backup, kg restore."""

from __future__ import annotations

import argparse

from kg import keeping
from kg.cli.terminal import say
from kg.cli.trailing import say_old

__all__ = ["backup", "restore"]


def backup(options: argparse.Namespace) -> int:
    """Writes the backup and tells where it is."""
    say(str(keeping.backup(options.graph, options.output)))
    return 0


def restore(options: argparse.Namespace) -> int:
    """Makes the graph again and tells what is in it."""
    with keeping.restore(options.backup, options.out) as graph:
        say(str(graph.summary))
    say_old(options.out)
    return 0
