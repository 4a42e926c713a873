"""The arguments of kg view, export, check and report."""

from __future__ import annotations

from kg.cli.arguments.verb import Verbs, number, verb

__all__ = ["giving"]


def giving(verbs: Verbs) -> None:
    """Adds the verbs that hand a graph on."""
    view = verb(
        verbs, "view", "giving:view", "write the network as one offline page", "kg view graph -o network.html --open"
    )
    export = verb(
        verbs,
        "export",
        "giving:export",
        "write the graph for other programs",
        "kg export graph --format graphml -o graph.xml",
    )
    check = verb(verbs, "check", "giving:check", "test the whole graph against its shapes", "kg check graph")
    report = verb(
        verbs,
        "report",
        "giving:report",
        "show what the graph may have missed, and why",
        "kg report graph\nkg report graph --limit 1000 | less\nkg report graph --json",
    )
    report.add_argument("--json", action="store_true", help="as JSON: what report.json in the graph's folder holds")
    report.add_argument(
        "--limit", type=number, default=20, metavar="N", help="entries of each list at most; default: 20"
    )
    for each in (view, export, check, report):
        each.add_argument("graph", metavar="GRAPH", help="the graph's folder")
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
