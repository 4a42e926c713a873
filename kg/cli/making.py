"""kg build, kg add, kg remove, kg files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from kg import language, machine, making
from kg.cli.terminal import Progress, say
from kg.cli.trailing import old, say_old
from kg.errors import UsageError
from kg.summary import Summary

__all__ = ["add", "build", "files", "remove"]

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
        options.sources,
        options.graph,
        judgements=options.judgements,
        update=options.update_store,
        files=options.files,
    ) as graph:
        _summary(replace(graph.summary, removed=tuple(options.sources)), options.graph, as_json=options.json)
    return 0


def files(options: argparse.Namespace) -> int:
    """Writes the files beside the store and names those that had to be written."""
    for name in making.write_files(options.graph, language=options.language):
        say(str(Path(options.graph, name)))
    return 0


def _build(options: argparse.Namespace, *, keep: bool) -> int:
    if options.out is None and options.store is None:
        raise UsageError("say where the graph is kept: --out FOLDER, or --store URL for a server")
    language.alone()  # this process is the command's
    machine.gives_back()
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
            scheduler=options.scheduler,
            again=options.again,
            files=options.files,
            stdin=sys.stdin.buffer,
            progress=progress,
        )
    with graph:
        _summary(graph.summary, options.out, as_json=options.json)
        return 1 if any(skip.failed for skip in graph.summary.skipped) else 0


def _summary(summary: Summary, folder: str | None, *, as_json: bool) -> None:
    """What is in the graph now, what the run changed, and whether the files in ``folder`` are behind."""
    if not as_json:
        say(f"{summary}\n{_changes(summary)}")
        say_old(folder)
        return
    counts = {
        "articles": summary.counts.articles,
        "entities": summary.counts.entities,
        "statements": {status.value: count for status, count in summary.counts.statements.items()},
        "gaps": summary.counts.gaps,
        "boilerplate": summary.counts.dropped,
        "undecided": summary.counts.undecided,
    }
    lists = {name: list(getattr(summary, name)) for name in ("written", "replaced", "removed")}
    dropped = {name: [asdict(one) for one in getattr(summary, name)] for name in ("skipped", "refused")}
    behind = {"files_old": bool(old(folder))}
    say(json.dumps(counts | lists | dropped | behind, ensure_ascii=False, indent=1))


def _count(paths: Sequence[str]) -> int:
    from kg import ingest  # lxml and all readers: not for kg remove

    return ingest.count(paths)


def _changes(summary: Summary) -> str:
    same = f", unchanged and not read again: {summary.unchanged}" if summary.unchanged else ""
    if not summary.written and not summary.removed:
        return f"nothing changed{same}"
    replaced = f" ({len(summary.replaced)} replaced)" if summary.replaced else ""
    lines = [f"articles written: {len(summary.written)}{replaced}, removed: {len(summary.removed)}{same}"]
    if summary.replaced:
        more = len(summary.replaced) - _NAMED
        lines.append(f"replaced: {', '.join(summary.replaced[:_NAMED])}" + (f" and {more} more" if more > 0 else ""))
    return "\n".join(lines)
