"""The arguments of kg build, add, remove and files."""

from __future__ import annotations

import argparse

from kg.cli.arguments.verb import GRAPH, Verbs, beside, number, verb

__all__ = ["making"]

_INPUTS = "files, folders, globs, addresses (https://, s3://, zip://, ...), or - for standard input"
_LANGUAGE = "language of the pages: en, de; default: as they are, else en"
_INFER = "also conclude what follows, into a graph of its own; add and remove keep it up to date"


def making(verbs: Verbs) -> None:
    """Adds the verbs that make and change a graph."""
    build = verb(
        verbs,
        "build",
        "making:build",
        "make the graph equal to its articles",
        "kg build seeds --out graph\n"
        "kg build archive --out graph --jobs 8\n"
        "kg build archive --out graph --scheduler tcp://10.0.0.1:8786\n"
        "kg build 's3://bucket/2024/*.jsonl' --out graph\n"
        "kg build seeds --store http://localhost:7878/query --out files\n"
        "curl -s https://example.org/story | kg build - --out graph",
    )
    add = verb(
        verbs,
        "add",
        "making:add",
        "add articles to a graph, or replace them; the others stay",
        "kg add new/*.txt --out graph",
    )
    for each in (build, add):
        _reading(each)
    remove = verb(
        verbs,
        "remove",
        "making:remove",
        "take articles out, with all that stands on them alone",
        "kg remove old.txt graph",
    )
    remove.add_argument("sources", nargs="+", metavar="SOURCE", help="an article, as the report names it")
    remove.add_argument("graph", metavar="GRAPH", help=GRAPH)
    remove.add_argument("--judgements", metavar="FILE", help="for a graph on a server: decisions about who is who")
    for each in (build, add, remove):
        beside(each)
        each.add_argument("--json", action="store_true", help="the summary as JSON")
        each.add_argument(
            "--update-store",
            metavar="URL",
            help="where the server takes updates (default: KG_STORE_UPDATE, else as servers of its kind do)",
        )
    files = verb(
        verbs,
        "files",
        "making:files",
        "write the files beside the store, where a large graph's are older than it",
        "kg files graph",
    )
    files.add_argument("graph", metavar="GRAPH", help="the graph's folder")
    files.add_argument("--language", metavar="TAG", help=_LANGUAGE)


def _reading(each: argparse.ArgumentParser) -> None:
    """What to read, by which means, and where to keep it."""
    each.add_argument("paths", nargs="+", metavar="PATH", help=_INPUTS)
    each.add_argument("--out", metavar="GRAPH", help="the graph's folder; with --store, a folder for its files")
    each.add_argument("--store", metavar="URL", help="keep the graph on a server: its SPARQL 1.1 endpoint")
    each.add_argument("--model", metavar="NAME", help="another installed spaCy pipeline with UD labels")
    each.add_argument("--ner", metavar="NAME", help="an installed spaCy pipeline for the names alone")
    each.add_argument(
        "--authority", action="append", default=[], metavar="FILE", help="CSV file of known actors (repeatable)"
    )
    each.add_argument(
        "--extractor",
        metavar="NAME",
        default="patterns",
        help="what finds the statements: patterns (default), llm",
    )
    each.add_argument("--endpoint", metavar="URL", help="for llm: an OpenAI-compatible server; key in KG_LLM_KEY")
    each.add_argument("--llm-model", metavar="NAME", help="for llm: the model to ask there")
    each.add_argument("--judgements", metavar="FILE", help="take over decisions about who is who")
    each.add_argument("--base", metavar="IRI", help="what the names of a new graph begin with (https://.../)")
    each.add_argument("--language", metavar="TAG", help=_LANGUAGE)
    readers = each.add_mutually_exclusive_group()
    readers.add_argument(
        "--jobs",
        type=number,
        metavar="N",
        help="processes that read; default: one for few articles, else (as with 0) one a core that memory allows",
    )
    readers.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler, whose workers read instead (tcp://host:8786)"
    )
    each.add_argument("--again", action="store_true", help="read everything, also what has not changed since")
    each.add_argument("--infer", action="store_true", help=_INFER)
