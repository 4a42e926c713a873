"""The arguments of kg view, export, check and report."""

from __future__ import annotations

import argparse

from kg.cli.arguments.verb import GRAPH, Verbs, number, verb

__all__ = ["giving"]

_FORMATS = "{formats}"
_LANGUAGE = "language of the page's own words: en, de; default: that of the pages in the graph's folder, else en"


def giving(verbs: Verbs) -> None:
    """Adds the verbs that hand a graph on."""
    _view(verbs)
    _export(verbs)
    _check(verbs)
    _report(verbs)


def _view(verbs: Verbs) -> None:
    view = verb(
        verbs,
        "view",
        "giving:view",
        "write the network as one offline page",
        "kg view graph -o network.html --open\nkg view graph --timeline Azerbaijan NATO -o timeline.html\n"
        "kg view graph --actor NATO --steps 2 --from-year 1994 -o nato.html --language de",
    )
    view.add_argument("graph", metavar="GRAPH", help=GRAPH)
    view.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        help="where to; default: in the graph's folder graph.html, or view.html with one of the options below",
    )
    _parts(view)
    view.add_argument(
        "--title", metavar="WORDS", help="the title of the page; default: the actor, or those with the most facts"
    )
    view.add_argument("--language", metavar="TAG", help=_LANGUAGE)
    view.add_argument("--open", action="store_true", help="open it in the browser")


def _export(verbs: Verbs) -> None:
    export = verb(
        verbs,
        "export",
        "giving:export",
        "write the graph for other programs",
        "kg export graph -o graph.ttl\nkg export graph --format jsonl > statements.jsonl\n"
        "kg export graph --format csv -o tables/\n"
        "kg export graph --format nquads --partitions 8 -o parts/",
    )
    export.formatter_class = _Listing
    export.epilog = f"{export.epilog}\n\nformats:\n{_FORMATS}"
    export.add_argument("graph", metavar="GRAPH", help=GRAPH)
    export.add_argument("--format", metavar="FORMAT", help="one of those below; default: as the name of FILE tells")
    export.add_argument(
        "-o", dest="output", metavar="FILE", help="where to, or FOLDER/ for csv and neo4j; default: standard output"
    )
    export.add_argument(
        "--partitions",
        type=number,
        metavar="N",
        help="cut nquads, jsonl or parquet into N parts by articles, in the folder of -o",
    )


def _check(verbs: Verbs) -> None:
    check = verb(
        verbs,
        "check",
        "giving:check",
        "test the whole graph against its shapes",
        "kg check graph\nkg check graph --json",
    )
    check.add_argument("--json", action="store_true", help="as JSON: what is wrong, sentence by sentence")
    check.add_argument("graph", metavar="GRAPH", help=GRAPH)


def _report(verbs: Verbs) -> None:
    report = verb(
        verbs,
        "report",
        "giving:report",
        "show what the graph may have missed, and why",
        "kg report graph\nkg report graph --limit 1000 | less\nkg report graph --json\n"
        "kg report graph -o report.html --language de",
    )
    report.add_argument("--json", action="store_true", help="as JSON: what report.json in the graph's folder holds")
    report.add_argument(
        "--limit", type=number, default=20, metavar="N", help="entries of each list at most; default: 20"
    )
    report.add_argument(
        "-o", dest="output", metavar="FILE", help="as an offline page, with links to a graph.html in the same folder"
    )
    report.add_argument("graph", metavar="GRAPH", help=GRAPH)
    report.add_argument("--language", metavar="TAG", help=_LANGUAGE)


def _parts(view: argparse.ArgumentParser) -> None:
    """What of the graph the page shows, and how it opens."""
    view.add_argument(
        "--timeline",
        nargs="+",
        metavar="NAME",
        help="open in the timeline of this actor, or of these two",
    )
    view.add_argument("--actor", metavar="NAME", help="only this actor and what is near it")
    view.add_argument("--steps", type=number, metavar="N", help="how near: so many links; default: 1")
    view.add_argument("--year", type=int, metavar="YEAR", help="only what holds or happens in this year")
    view.add_argument("--from-year", type=int, metavar="YEAR", help="only what holds or happens in it or later")
    view.add_argument("--to-year", type=int, metavar="YEAR", help="only what holds or happens in it or earlier")
    view.add_argument(
        "--relation",
        action="append",
        default=[],
        metavar="NAME",
        help="only this relation; may be given more than once",
    )
    view.add_argument("--min-confidence", type=float, metavar="X", help="only statements with at least that (0 to 1)")


class _Listing(argparse.RawDescriptionHelpFormatter):
    """Help that lists the formats from their table, which is read only when somebody asks for help."""

    def add_text(self, text: str | None) -> None:
        """Adds a piece of help."""
        super().add_text(text.replace(_FORMATS, _formats()) if text and _FORMATS in text else text)


def _formats() -> str:
    from kg.export import WRITERS

    suffixes = {name: "".join(f" *{suffix}" for suffix in format.suffixes) for name, format in WRITERS.items()}
    return "\n".join(
        f"  {name:<16}{format.what}{suffixes[name] and ':'}{suffixes[name]}" for name, format in WRITERS.items()
    )
