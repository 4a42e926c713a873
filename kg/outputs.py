"""The files beside the store: what a build leaves for people who open a folder and run nothing.

graph.trig          the whole graph, canonical
statements.jsonl    one line for each statement and piece of evidence
graph.html          the network, one offline page
report.html         what was read, left out and maybe missed
report.json         the same for programs
graph.before.trig   the graph before the last change, for ``kg diff``

Of a large graph they are not written anew with every change (``beside``).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from kg import beside, files, graph, ontology, view
from kg.errors import GraphError, UsageError
from kg.export.lines import lines
from kg.graph import Graph, GraphWriter, Names
from kg.labels import labels
from kg.model import Entity, Identities, Published, Refused, Skipped, Statement
from kg.report import Report

__all__ = [
    "BEFORE",
    "FILES",
    "NETWORK",
    "REPORT",
    "Contents",
    "before",
    "following",
    "language_of",
    "page",
    "report_page",
    "timeline_of",
    "update",
]

NETWORK: Final = "graph.html"
REPORT: Final = "report.html"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a graph holds, read once for all files."""

    store: Graph
    entities: Sequence[Entity]
    statements: Sequence[Statement]
    report: Report
    language: str = view.LANGUAGE


@dataclass(slots=True)
class LeftOut:
    """What a build did not take, and what its extractor dropped."""

    skipped: Sequence[Skipped]
    refused: Sequence[Refused]


def update(
    store: Graph,
    folder: Path,
    skipped: Sequence[Skipped] = (),
    refused: Sequence[Refused] = (),
    *,
    language: str | None = None,
) -> list[str]:
    """Brings the files in ``folder`` up to date with ``store``; gives the names of those that had to be written.

    ``language`` is that of the pages; None: the one that they have, English where there are none.

    Each file changes as a whole or not at all, and only where its bytes do. Raises GraphError where that fails.
    """
    entities = store.entities()
    decisions = store.identities.decisions
    report = Report(
        tuple(store.extractions()), len(entities), tuple(skipped), refused=tuple(refused), decisions=decisions
    )
    contents = Contents(store, entities, store.statements(), report, language or language_of(folder))
    try:
        return [name for name, output in FILES.items() if _replace(folder / name, output(contents), KEPT.get(name))]
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written ({files.why(error)}); the store itself is complete") from error


@contextlib.contextmanager
def following(
    store: GraphWriter, folder: Path | None, choice: str = "auto", *, language: str | None = None
) -> Iterator[LeftOut]:
    """For a change of ``store``: has the files in ``folder`` (None: there are none) follow it, or says that they do
    not, by ``choice`` (``beside.CHOICES``). What is put into the value that it gives is what the build left out.

    Whoever dies on the way leaves them marked as old.
    """
    beside.checked(choice)
    if folder is None:
        yield LeftOut((), ())
        return
    known, before = LeftOut(beside.skipped(folder), beside.refused(folder)), beside.are_old(folder)
    told = replace(known)
    if not before:
        beside.mark(folder, (known.skipped, known.refused))
    try:
        yield told
    except BaseException:
        if not before and not store.engine.changed:
            beside.unmark(folder)
        raise
    if beside.follows(store, choice):
        update(store, folder, told.skipped, told.refused, language=language)
        beside.unmark(folder)
    elif not before and told == known and not store.engine.changed:
        beside.unmark(folder)
    else:
        beside.mark(folder, (told.skipped, told.refused))


def language_of(folder: Path) -> str:
    """The language of the pages in ``folder``, as the report says at its beginning."""
    try:
        with (folder / REPORT).open(encoding="utf-8") as page:
            found = re.search(r'<html lang="([\w-]+)">', page.read(200))
    except (OSError, UnicodeError):
        found = None
    return found[1] if found and found[1] in view.languages() else view.LANGUAGE


def page(
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    articles: Sequence[Published],
    names: Names,
    *,
    title: str = "",
    language: str = view.LANGUAGE,
    start: str = "",
    identities: Identities | None = None,
    report: str = "",
) -> view.Html:
    """The graph as one offline HTML page, every edge with its sentences; options as in ``kg.view.render``."""
    return view.render(
        entities,
        statements,
        articles,
        statement_id=lambda statement: names.statement(statement).value.rpartition("/")[2],
        labels=labels(language),
        symmetric=[name for name, relation in ontology.load().relations.items() if relation.symmetric],
        title=title,
        language=language,
        start=start,
        identities=identities,
        report=report,
    )


def timeline_of(actors: Sequence[Entity], statements: Sequence[Statement]) -> str:
    """The state in which a page opens to show the timeline of one actor or of a pair; nobody: as it always opens.

    Raises UsageError where no statement tells of them.
    """
    ids = {actor.id for actor in actors}
    if not ids:
        return ""
    if len(actors) > 2:
        raise UsageError("a timeline is that of one actor or of two")
    if not any(ids <= {statement.subject.id, statement.object.id} for statement in statements):
        raise UsageError(f"no statement shown tells of {' and '.join(sorted(actor.label for actor in actors))}")
    return urlencode([("view", "timeline"), *(("of", actor.id) for actor in actors)])


def _trig(contents: Contents) -> bytes:
    return graph.trig(contents.store)


def _statements(contents: Contents) -> bytes:
    return b"".join(lines(contents.statements, contents.store.names))


def _page(contents: Contents) -> bytes:
    articles = [extraction.article for extraction in contents.report.extractions]
    return page(
        contents.entities,
        contents.statements,
        articles,
        contents.store.names,
        language=contents.language,
        identities=contents.store.identities,
        report=REPORT,
    ).encode()


def _report_page(contents: Contents) -> bytes:
    return report_page(contents.report, contents.entities, language=contents.language, network=NETWORK).encode()


def report_page(
    report: Report, entities: Sequence[Entity], *, language: str = view.LANGUAGE, network: str = ""
) -> str:
    """The report as an offline HTML page; ``network``: the page of these ``entities`` in the same folder, if any."""
    return view.report(
        report.extractions,
        report.skipped,
        report.undecided,
        refused=report.refused,
        typed=report.typed_differently,
        labels=labels(language),
        language=language,
        network=network,
        entities=entities,
    )


def _report_json(contents: Contents) -> bytes:
    return contents.report.json().encode()


FILES: Mapping[str, Callable[[Contents], bytes]] = {
    "graph.trig": _trig,
    "statements.jsonl": _statements,
    NETWORK: _page,
    REPORT: _report_page,
    "report.json": _report_json,
}
"""Every file beside the store and what makes it."""

BEFORE: Final = "graph.before.trig"
KEPT: Final = {"graph.trig": BEFORE}
"""Files whose last content stays under another name when they change."""


def before(folder: Path) -> Path:
    """The file of the graph in ``folder`` as it was before its last change. Raises GraphError where there is none."""
    path = folder / BEFORE
    if beside.are_old(folder):
        raise GraphError(
            f"{folder}: its files are not of the graph as it is, {BEFORE} neither; keep a backup before a change, or "
            f"write the files with each (--files always), and give two graphs: kg diff OLD {folder}"
        )
    if not path.is_file():
        raise GraphError(
            f"{folder}: keeps no earlier state, it was built once; give two graphs: kg diff OLD {folder}"
        )
    return path


def _replace(path: Path, content: bytes, keep: str | None = None) -> bool:
    """Writes a file as a whole; False where it was so already. ``keep`` is the name that the old one gets."""
    if path.is_file() and path.read_bytes() == content:
        return False
    if keep and path.is_file():
        _keep(path, path.with_name(keep))
    files.replace(path, content)
    return True


def _keep(path: Path, other: Path) -> None:
    """Gives a file a second name, in one step and for nothing; a copy where the disk knows no links."""
    draft = other.with_name(f".{other.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        os.link(path, draft)
    except OSError:
        shutil.copyfile(path, draft)
    os.replace(draft, other)
    draft.unlink(missing_ok=True)  # where a killed run had come so far already, the two are one file and both stay
