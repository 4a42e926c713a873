"""The arguments of every verb, and how errors become exit codes.

Each verb loads what it needs when it runs: ``kg --help`` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from kg.cli.terminal import complain
from kg.errors import KgError, UsageError

__all__ = ["main"]

_INPUTS = "files, folders, globs, web addresses, or - for standard input"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; gives the exit code. ``arguments`` are those of the process unless given."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(format="kg: %(message)s", level=logging.WARNING)
    module, _, function = options.run.partition(":")
    try:
        code: int = getattr(importlib.import_module(f"kg.cli.{module}"), function)(options)
        sys.stdout.flush()
        return code
    except KgError as error:
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        complain("interrupted; the store keeps the articles done so far; run again to finish")
        return 130
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg",
        description="News articles in, a graph of who is related to whom out: every edge with its sentence.",
        epilog="example: kg build articles/ --out graph && kg view graph --open",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _making(verbs)
    _asking(verbs)
    _judging(verbs)
    _knowing(verbs)
    _giving(verbs)
    return parser


def _number(text: str) -> int:
    """A count. Raises ValueError (wrong usage) for less than nothing."""
    if (number := int(text)) < 0:
        raise ValueError(text)
    return number


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, what: str, example: str
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog="example:\n  " + example.replace("\n", "\n  "),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.set_defaults(run=run)
    return verb


def _making(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = _verb(
        verbs,
        "build",
        "making:build",
        "make the graph equal to its articles",
        "kg build seeds --out graph\ncurl -s https://example.org/story | kg build - --out graph",
    )
    add = _verb(
        verbs,
        "add",
        "making:add",
        "add articles to a graph, or replace them; the others stay",
        "kg add new/*.txt --out graph",
    )
    for verb in (build, add):
        verb.add_argument("paths", nargs="+", metavar="PATH", help=_INPUTS)
        verb.add_argument("--out", required=True, metavar="GRAPH", help="the graph's folder")
        verb.add_argument("--model", metavar="NAME", help="another installed spaCy pipeline with UD labels")
        verb.add_argument("--ner", metavar="NAME", help="an installed spaCy pipeline for the names alone")
        verb.add_argument(
            "--authority", action="append", default=[], metavar="FILE", help="CSV file of known actors (repeatable)"
        )
        verb.add_argument(
            "--extractor",
            metavar="NAME",
            default="patterns",
            help="what finds the statements: patterns (default), llm",
        )
        verb.add_argument("--endpoint", metavar="URL", help="for llm: an OpenAI-compatible server; key in KG_LLM_KEY")
        verb.add_argument("--llm-model", metavar="NAME", help="for llm: the model to ask there")
        verb.add_argument("--judgements", metavar="FILE", help="take over decisions about who is who")
        verb.add_argument("--base", metavar="IRI", help="what the names of a new graph begin with (https://.../)")
        verb.add_argument("--infer", action="store_true", help="also conclude what follows, into a graph of its own")
    remove = _verb(
        verbs,
        "remove",
        "making:remove",
        "take articles out, with all that stands on them alone",
        "kg remove old.txt graph",
    )
    remove.add_argument("sources", nargs="+", metavar="SOURCE", help="an article, as the report names it")
    remove.add_argument("graph", metavar="GRAPH", help="the graph's folder")


def _asking(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    query = _verb(
        verbs,
        "query",
        "asking:query",
        "ask in SPARQL, or a saved question",
        "kg query graph 'SELECT ?o { id:azerbaijan kg:memberOf ?o }'\n"
        "kg query graph members-with-dates -p actor=NATO --format csv\n"
        "kg query graph --list",
    )
    query.add_argument("graph", metavar="GRAPH", help="the graph's folder")
    query.add_argument(
        "question", nargs="?", metavar="QUERY", help="SPARQL, the name of a saved query, or a .rq file"
    )
    query.add_argument("--format", choices=("table", "csv", "tsv", "json"), default="table", help="default: table")
    query.add_argument("--list", action="store_true", help="list the saved queries and what they answer")
    query.add_argument(
        "-p",
        dest="parameters",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="bind a variable (repeatable)",
    )
    why = _verb(
        verbs,
        "why",
        "asking:why",
        "show the sentences that a fact stands on, or all between two",
        'kg why graph Azerbaijan memberOf "Partnership for Peace"\n'
        "kg why graph Azerbaijan NATO\n"
        "kg why graph Azerbaijan NATO --json",
    )
    why.add_argument("graph", metavar="GRAPH", help="the graph's folder")
    why.add_argument("subject", metavar="SUBJECT", help="a name or an id")
    why.add_argument("relation", nargs="?", metavar="RELATION", help="its local name; default: any, either way round")
    why.add_argument("object", metavar="OBJECT", help="a name or an id")
    why.add_argument("--json", action="store_true", help="as JSON: one value for each sentence")


def _judging(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, what in (("same", "are one actor"), ("different", "are two actors")):
        verb = _verb(
            verbs,
            name,
            f"judging:{name}",
            f"decide that two entities {what}; every rebuild remembers it (judgements.tsv)",
            f"kg {name} graph 'Hikmat Azizov' 'Hikmet Azizov' --why 'same office'",
        )
        verb.add_argument("graph", metavar="GRAPH", help="the graph's folder")
        verb.add_argument("one", metavar="ONE", help="a name, an alias or an id, as an article gave it")
        verb.add_argument("other", metavar="OTHER", help="likewise")
        verb.add_argument("--why", metavar="TEXT", help="the reason, for those who ask later")
        verb.add_argument("--who", metavar="NAME", help="who decides so (default: your user name)")
        verb.add_argument("--undo", action="store_true", help="take the decision about the two back")
    review = _verb(
        verbs,
        "review",
        "judging:review",
        "decide about the pairs that may be one actor, one by one",
        "kg review graph\nkg review graph --list",
    )
    review.add_argument("graph", metavar="GRAPH", help="the graph's folder")
    review.add_argument("--list", action="store_true", help="only show them")
    review.add_argument("--who", metavar="NAME", help="who decides so (default: your user name)")


def _knowing(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    authority = verbs.add_parser(
        "authority", help="the list of known actors", description="The list of known actors."
    )
    actions = authority.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = _verb(
        actions,
        "add",
        "judging:add_known",
        "add a known actor to a CSV file of your own, for kg build --authority",
        "kg authority add 'Fjord Line' --type Company --to ours.csv --alias 'Fjord Line AS' --country norway",
    )
    add.add_argument("name", metavar="NAME", help="its full name")
    add.add_argument("--type", required=True, metavar="TYPE", help="a class of kg.ttl: Company, Person, City, ...")
    add.add_argument("--to", required=True, metavar="FILE", help="the CSV file; made where there is none")
    add.add_argument("--id", metavar="ID", help="its id (default: made of the name)")
    for option, column, what in (
        ("--alias", "aliases", "another name"),
        ("--acronym", "acronyms", "an acronym, in this case of letters"),
        ("--noun", "nouns", "what it is called when it comes back (alliance)"),
        ("--demonym", "demonyms", "what its people and things are called"),
    ):
        add.add_argument(
            option, dest=column, action="append", default=[], metavar="NAME", help=f"{what} (repeatable)"
        )
    add.add_argument("--country", metavar="ID", help="the id of its country")
    add.add_argument("--part-of", metavar="ID", help="the id of the body that it is a part of")
    add.add_argument("--wikidata", metavar="QID", help="its Wikidata id, where a source vouches for it")


def _giving(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    view = _verb(
        verbs, "view", "giving:view", "write the network as one offline page", "kg view graph -o network.html --open"
    )
    export = _verb(
        verbs,
        "export",
        "giving:export",
        "write the graph for other programs",
        "kg export graph --format graphml -o graph.xml",
    )
    check = _verb(verbs, "check", "giving:check", "test the whole graph against its shapes", "kg check graph")
    report = _verb(
        verbs,
        "report",
        "giving:report",
        "show what the graph may have missed, and why",
        "kg report graph\nkg report graph --limit 1000 | less\nkg report graph --json",
    )
    report.add_argument("--json", action="store_true", help="as JSON: what report.json in the graph's folder holds")
    report.add_argument(
        "--limit", type=_number, default=20, metavar="N", help="entries of each list at most; default: 20"
    )
    for verb in (view, export, check, report):
        verb.add_argument("graph", metavar="GRAPH", help="the graph's folder")
    view.add_argument("-o", dest="output", metavar="FILE", help="where to; default: graph.html in the graph's folder")
    view.add_argument("--open", action="store_true", help="open it in the browser")
    export.add_argument(
        "--format",
        required=True,
        metavar="FORMAT",
        help="turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, gexf, csv or jsonl",
    )
    export.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        help="where to; csv into a folder (tables/) is nodes.csv and edges.csv; default: standard output",
    )
