"""kg diff."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg import diff as changes
from kg import graph as graphs
from kg import outputs
from kg.api import Graph
from kg.cli.terminal import Paint, painter, say
from kg.errors import UsageError
from kg.graph.remote.endpoint import address

__all__ = ["diff"]


def diff(options: argparse.Namespace) -> int:
    """Prints what changed from one graph to another; with --exit-code 1 where something did."""
    new = options.new or options.old
    old = options.old if options.new else outputs.before(_folder(new))
    with graphs.opened(old) as before, graphs.opened(new) as after:
        if options.format == "patch":
            lines = list(changes.patch(before, after))
            sys.stdout.buffer.writelines(lines)
            differs = len(lines) > 2  # it begins and ends with a line of its own
        else:
            found = _wanted(changes.diff(before, after), before, after, options)
            _show(found, options.format, painter(options.color))
            differs = bool(found)
    return int(options.exit_code and differs)


def _folder(where: str) -> Path:
    """Where the earlier state is kept. Raises UsageError for a server, which keeps none."""
    if address(where):
        raise UsageError(f"{where}: a server keeps no earlier state; give two graphs: kg diff OLD {where}")
    return Path(where)


def _wanted(
    found: changes.Diff, before: graphs.Graph, after: graphs.Graph, options: argparse.Namespace
) -> changes.Diff:
    """What --only and --actor leave."""
    if options.only:
        found = found.only([changes.Kind(kind) for kind in options.only])
    if options.actor is None:
        return found
    ids, problem = set(), None
    for graph in (before, after):
        try:
            ids.add(Graph(graph).entity(options.actor).id)
        except UsageError as error:
            problem = problem or error
    if problem is not None and not ids:
        raise problem
    return found.about(ids)


def _show(found: changes.Diff, format: str, paint: Paint | None) -> None:
    if format == "turtle":
        sys.stdout.buffer.write(changes.to_turtle(found))
    elif format == "json":
        say(changes.to_json(found), end="")
    elif paint:
        print(found.text(paint), end="")
    else:
        say(found.text(), end="")
