"""kg query, kg why."""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kg import api
from kg import graph as graphs
from kg.cli.terminal import Paint, complain, painter, say
from kg.errors import QueryError, UsageError
from kg.explain import Explanation
from kg.graph import SavedQuery
from kg.model import Statement
from kg.model.shown import headline

__all__ = ["query", "why"]


def query(options: argparse.Namespace) -> int:
    """Prints an answer, or what can be asked."""
    if options.list:
        _list(options.question, as_json=options.format == "json")
        return 0
    if not options.question:
        raise UsageError("give a query (SPARQL, the name of a saved one, or a .rq file), or --list")
    with api.open(options.graph) as graph:
        answer = graph.query(_question(options.question), **_parameters(options.parameters))
    wide = options.format == "table" and sys.stdout.isatty()
    say(answer.table(shutil.get_terminal_size().columns) if wide else answer.text(options.format), end="")
    if answer.note:
        complain(answer.note)
    return 0


def _list(name: str | None, *, as_json: bool) -> None:
    """What can be asked; all about one saved query where it is named."""
    try:
        found = graphs.saved_queries() if name is None else [graphs.saved_query(name)]
    except QueryError as error:
        raise UsageError(str(error)) from error
    if as_json:
        say(json.dumps([_told(saved) for saved in found], ensure_ascii=False, indent=1))
        return
    if name is not None:
        say(found[0].help)
        return
    for saved in found:
        say(f"{saved.usage}\n    {saved.answers}")
    say("\nkg query GRAPH NAME --list tells all about one; what is in brackets may be left out")


def _told(saved: SavedQuery) -> dict[str, object]:
    """All there is to know of a saved query, but its text."""
    return {
        "name": saved.name,
        "answers": saved.answers,
        "more": saved.more,
        "parameters": [asdict(one) for one in saved.parameters.values()],
        "example": saved.example,
    }


def why(options: argparse.Namespace) -> int:
    """Prints the sentences behind a fact; 1 where there are none, with what else links the two."""
    with api.open(options.graph) as graph:
        found = graph.why(options.subject, options.relation, options.object)
        if options.json:
            say(json.dumps(graph.records(found), ensure_ascii=False, indent=1))
            return 0 if found else 1
        if found:
            _print(found, graph, painter(options.color))
            return 0
        others = graph.between(options.subject, options.object)
    if options.relation:
        say(f"Nothing says {options.subject} {options.relation} {options.object}.")
    say("Between the two there is:" if others else "Nothing at all links the two.")
    for statement in others:
        say(f"  {headline(statement)}")
    return 1


def _print(found: Sequence[Explanation], graph: api.Graph, paint: Paint | None) -> None:
    """Each statement once, the sentences for it below."""
    show = print if paint else say  # what was painted is harmless, and say would take out the paint
    for statement, sentences in itertools.groupby(found, key=lambda explanation: explanation.statement):
        show(paint("head", headline(statement)) if paint else headline(statement))
        if len({piece.source for piece in statement.evidence}) > 1:
            told = _sources(statement, graph)
            show(paint("faint", told) if paint else told)
        for explanation in sentences:
            show(explanation.sentence(paint), end="\n\n")


def _sources(statement: Statement, graph: api.Graph) -> str:
    """How many articles and independent sources say so; which are one source, where not each is its own."""
    groups = [sorted({piece.source for piece in group}) for group in graph.independent(statement)]
    articles = len({source for group in groups for source in group})
    together = "; ".join(f"one source: {', '.join(group)}" for group in groups if len(group) > 1)
    number = f"{len(groups)} independent source" + ("s" if len(groups) > 1 else "")
    return f"  {number} in {articles} articles" + (f" ({together})" if together else "")


def _question(text: str) -> str:
    """The query itself: a file's text where a ``.rq`` file was given."""
    if not text.endswith(".rq"):
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise UsageError(f"{text}: cannot be read ({error})") from error


def _parameters(given: Sequence[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for name, equals, _ in pairs:
        if not name or not equals:
            raise UsageError(f"-p {name}: give it as NAME=VALUE, for example -p actor=NATO")
    return {name.removeprefix("?"): value for name, _, value in pairs}
