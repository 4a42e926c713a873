"""kg build, kg add, kg remove."""

from __future__ import annotations

import argparse
import sys

from kg import making
from kg.api import Report
from kg.cli.terminal import Progress, say
from kg.errors import UsageError

__all__ = ["add", "build", "remove"]

_NAMED = 5
"""Articles that are replaced, named one by one, at most."""


def build(options: argparse.Namespace) -> int:
    """Makes the graph equal to its input."""
    return _build(options, keep=False)


def add(options: argparse.Namespace) -> int:
    """Adds to the graph, or replaces."""
    return _build(options, keep=True)


def remove(options: argparse.Namespace) -> int:
    """Takes articles out."""
    with making.remove(
        options.sources, options.graph, judgements=options.judgements, update=options.update_store
    ) as graph:
        say(str(graph.report))
    return 0


def _build(options: argparse.Namespace, *, keep: bool) -> int:
    if options.out is None and options.store is None:
        raise UsageError("say where the graph is kept: --out FOLDER, or --store URL for a server")
    with Progress() as progress:
        graph = making.build(
            options.paths,
            options.out,
            store=options.store,
            update=options.update_store,
            model=options.model,
            ner=options.ner,
            authorities=options.authority,
            extractor=options.extractor,
            endpoint=options.endpoint,
            llm_model=options.llm_model,
            infer=options.infer,
            judgements=options.judgements,
            base=options.base,
            keep=keep,
            language=options.language,
            stdin=sys.stdin.buffer,
            progress=progress,
        )
    with graph:
        say(str(graph.report))
        say(_changes(graph.report))
        return 1 if any(skip.failed for skip in graph.report.skipped) else 0


def _changes(report: Report) -> str:
    if not report.written and not report.removed:
        return "nothing changed"
    replaced = f" ({len(report.replaced)} replaced)" if report.replaced else ""
    lines = [f"articles written: {len(report.written)}{replaced}, removed: {len(report.removed)}"]
    if report.replaced:
        more = len(report.replaced) - _NAMED
        lines.append(f"replaced: {', '.join(report.replaced[:_NAMED])}" + (f" and {more} more" if more > 0 else ""))
    return "\n".join(lines)
