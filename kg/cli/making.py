"""kg build, kg add, kg remove."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial

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
        _summary(replace(graph.report, removed=tuple(options.sources)), as_json=options.json)
    return 0


def _build(options: argparse.Namespace, *, keep: bool) -> int:
    if options.out is None and options.store is None:
        raise UsageError("say where the graph is kept: --out FOLDER, or --store URL for a server")
    with Progress(partial(_count, options.paths)) as progress:
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
            jobs=options.jobs,
            again=options.again,
            stdin=sys.stdin.buffer,
            progress=progress,
        )
    with graph:
        _summary(graph.report, as_json=options.json)
        return 1 if any(skip.failed for skip in graph.report.skipped) else 0


def _summary(report: Report, *, as_json: bool) -> None:
    """What is in the graph now, and what the run changed."""
    if not as_json:
        say(f"{report}\n{_changes(report)}")
        return
    counts = {
        "articles": report.articles,
        "entities": report.entities,
        "statements": {status.value: count for status, count in report.statements.items()},
        "gaps": report.gaps,
        "boilerplate": report.dropped,
        "undecided": len(report.undecided),
    }
    lists = {name: list(getattr(report, name)) for name in ("written", "replaced", "removed")}
    dropped = {name: [asdict(one) for one in getattr(report, name)] for name in ("skipped", "refused")}
    say(json.dumps(counts | lists | dropped, ensure_ascii=False, indent=1))


def _count(paths: Sequence[str]) -> int:
    from kg import ingest  # lxml and all readers: not for kg remove

    return ingest.count(paths)


def _changes(report: Report) -> str:
    same = f", unchanged and not read again: {report.unchanged}" if report.unchanged else ""
    if not report.written and not report.removed:
        return f"nothing changed{same}"
    replaced = f" ({len(report.replaced)} replaced)" if report.replaced else ""
    lines = [f"articles written: {len(report.written)}{replaced}, removed: {len(report.removed)}{same}"]
    if report.replaced:
        more = len(report.replaced) - _NAMED
        lines.append(f"replaced: {', '.join(report.replaced[:_NAMED])}" + (f" and {more} more" if more > 0 else ""))
    return "\n".join(lines)
