"""kg view, kg export, kg check, kg report."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg import api, beside, files, outputs
from kg.cli.terminal import complain, say
from kg.errors import KgError, UsageError
from kg.graph.remote.endpoint import address
from kg.model import Entity
from kg.report import Report

__all__ = ["check", "export", "report", "view"]


def view(options: argparse.Namespace) -> int:
    """Writes the page and tells where it is."""
    if options.output is None and address(options.graph):
        raise UsageError("a server has no folder for the page; give -o FILE")
    asked = _asked(options)
    # What a build leaves in the folder stays everything, as the next build brings it up to date.
    path = Path(options.output or Path(options.graph, "view.html" if asked else "graph.html"))
    asked = {"language": outputs.language_of(Path(options.graph)), **asked}
    with api.open(options.graph) as graph, _told(path):
        page = graph.view(path, **asked)
    say(str(path))
    if page.left_out:
        complain(page.left_out)
    if options.open:
        webbrowser.open(path.resolve().as_uri())
    return 0


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    """The options of ``Graph.view`` that were given."""
    first, last = (options.year if year is None else year for year in (options.from_year, options.to_year))
    asked = {
        "actor": options.actor,
        "steps": options.steps,
        "timeline": options.timeline,
        "years": None if first is None and last is None else (first, last),
        "relations": options.relation,
        "min_confidence": options.min_confidence,
        "title": options.title,
        "language": options.language,
    }
    return {name: value for name, value in asked.items() if value is not None}


def export(options: argparse.Namespace) -> int:
    """Writes the graph to a file or to stdout."""
    with api.open(options.graph) as graph:
        if options.output is None:
            if options.partitions is not None:
                raise UsageError("partitions are written into a folder; give -o FOLDER")
            graph.export(options.format, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with _told(options.output):
                graph.export(options.format, options.output, partitions=options.partitions)
    return 0


def check(options: argparse.Namespace) -> int:
    """Prints what is wrong with the graph; 1 where something is."""
    with api.open(options.graph) as graph:
        problems, statements = graph.check(), len(graph.statements())
    if options.json:
        told = {"graph": options.graph, "statements": statements, "problems": problems}
        say(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        say("\n".join(problems) or f"{options.graph}: {statements} statements, nothing wrong")
    return 1 if problems else 0


def report(options: argparse.Namespace) -> int:
    """Prints what is in the graph, what was left out, and what it may have missed and why, or writes it as a page."""
    folder = Path(options.graph)
    with api.open(options.graph) as graph:
        found = replace(graph.report, skipped=beside.skipped(folder))
        if options.output:
            found = replace(found, refused=beside.refused(folder))
            language = options.language or outputs.language_of(folder)
            return _write_report(found, graph.entities(), Path(options.output), language)
    say(found.json() if options.json else found.text(options.limit) + "\n", end="")
    return 0


def _write_report(found: Report, entities: Sequence[Entity], path: Path, language: str) -> int:
    """The report as a page, which links to the network page where one lies beside it."""
    network = outputs.NETWORK if path.with_name(outputs.NETWORK).is_file() else ""
    page = outputs.report_page(found, entities, language=language, network=network)
    with _told(path):
        files.replace(path, page.encode())
    say(str(path))
    return 0


@contextlib.contextmanager
def _told(path: str | Path) -> Iterator[None]:
    """A file that cannot be written is told with what to do about it."""
    try:
        yield
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({files.why(error)})") from error
