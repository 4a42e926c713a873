"""kg view, kg export, kg check."""

from __future__ import annotations

import argparse
import contextlib
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from kg import api
from kg.cli.terminal import say
from kg.errors import UsageError

__all__ = ["check", "export", "view"]


def view(options: argparse.Namespace) -> int:
    """Writes the page and tells where it is."""
    path = Path(options.output or Path(options.graph, "graph.html"))
    with api.open(options.graph) as graph, _told(path):
        graph.view(path)
    say(str(path))
    if options.open:
        webbrowser.open(path.resolve().as_uri())
    return 0


def export(options: argparse.Namespace) -> int:
    """Writes the graph to a file or to stdout."""
    with api.open(options.graph) as graph, _told(options.output):
        content = graph.export(options.format, options.output)
    if options.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return 0


def check(options: argparse.Namespace) -> int:
    """Prints what is wrong with the graph; 1 where something is."""
    with api.open(options.graph) as graph:
        problems = graph.check()
        for problem in problems:
            say(problem)
        if not problems:
            say(f"{options.graph}: {len(graph.statements())} statements, nothing wrong")
    return 1 if problems else 0


@contextlib.contextmanager
def _told(path: str | Path | None) -> Iterator[None]:
    """A file that cannot be written is told as what it is: wrong usage."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
