"""The arguments of kg query and why."""

from __future__ import annotations

from kg.cli.arguments.verb import GRAPH, Verbs, colours, verb

__all__ = ["asking"]


def asking(verbs: Verbs) -> None:
    """Adds the verbs that ask a graph."""
    _query(verbs)
    _why(verbs)


def _query(verbs: Verbs) -> None:
    query = verb(
        verbs,
        "query",
        "asking:query",
        "ask in SPARQL, or a saved question",
        "kg query graph 'SELECT ?o { id:azerbaijan kg:memberOf ?o }'\n"
        "kg query graph members-with-dates -p actor=NATO --format csv\n"
        'kg query graph paths -p from="Hikmat Hajiyev" -p to="Jens Stoltenberg"\n'
        "kg query graph 'DESCRIBE id:nato' --format turtle\n"
        "kg query graph --list\n"
        "kg query graph paths --list\n"
        "kg query graph --list --json",
    )
    query.add_argument("graph", metavar="GRAPH", help=GRAPH)
    query.add_argument(
        "question", nargs="?", metavar="QUERY", help="SPARQL, the name of a saved query, or a .rq file"
    )
    form = query.add_mutually_exclusive_group()
    form.add_argument(
        "--format",
        choices=("table", "csv", "tsv", "json", "xml", "turtle", "trig", "ntriples", "jsonld"),
        default="table",
        metavar="FORMAT",
        help="table (default), csv, tsv, json, xml; of CONSTRUCT and DESCRIBE turtle, trig, ntriples, jsonld",
    )
    query.add_argument(
        "--list", action="store_true", help="list the saved queries and what they answer; with a name, all about it"
    )
    form.add_argument(
        "--json", dest="format", action="store_const", const="json", help="short for --format json; also of --list"
    )
    query.add_argument(
        "-p",
        dest="parameters",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="give a parameter of a saved query, or a variable, its value (repeatable)",
    )


def _why(verbs: Verbs) -> None:
    why = verb(
        verbs,
        "why",
        "asking:why",
        "show the sentences that a fact stands on, or all between two",
        'kg why graph Azerbaijan memberOf "Partnership for Peace"\n'
        "kg why graph Azerbaijan NATO\n"
        "kg why graph Azerbaijan NATO --json",
    )
    why.add_argument("graph", metavar="GRAPH", help=GRAPH)
    why.add_argument("subject", metavar="SUBJECT", help="a name or an id")
    why.add_argument("relation", nargs="?", metavar="RELATION", help="its local name; default: any, either way round")
    why.add_argument("object", metavar="OBJECT", help="a name or an id")
    why.add_argument("--json", action="store_true", help="as JSON: one value for each sentence")
    colours(why)
