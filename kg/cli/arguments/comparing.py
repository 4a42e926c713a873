"""The arguments of kg diff."""

from __future__ import annotations

from kg.cli.arguments.verb import Verbs, colours, verb

__all__ = ["comparing"]

_OF_STATEMENTS = ("added", "removed", "redated", "reattributed", "changed", "moved", "evidence")
_OF_ENTITIES = ("merged", "split", "renamed", "retyped", "appeared", "vanished", "described")
_KINDS = (*_OF_STATEMENTS, *_OF_ENTITIES, "article", "decision")


def comparing(verbs: Verbs) -> None:
    """Adds the verb that compares two graphs."""
    diff = verb(
        verbs,
        "diff",
        "comparing:diff",
        "tell what changed from one graph to another, and why",
        "kg diff graph                       what its last change changed\n"
        "kg diff old graph --actor NATO\n"
        "kg diff monday.trig graph --json\n"
        "kg diff old graph --format patch    to apply to another RDF store",
    )
    diff.add_argument("old", metavar="OLD", help="a graph's folder, or its export as .trig, .nq or .jsonld")
    diff.add_argument(
        "new",
        nargs="?",
        metavar="NEW",
        help="likewise; default: the graph OLD itself, compared with what it was before its last change",
    )
    diff.add_argument(
        "--only",
        action="append",
        choices=_KINDS,
        metavar="KIND",
        help=f"only changes of this kind (repeatable): {', '.join(_KINDS)}",
    )
    diff.add_argument("--actor", metavar="NAME", help="only what concerns this actor: a name, an alias or an id")
    form = diff.add_mutually_exclusive_group()
    form.add_argument(
        "--format",
        choices=("text", "json", "turtle", "patch"),
        default="text",
        help="default: text; turtle: changes and reasons in RDF; patch: all quads, as an RDF Patch, unfiltered",
    )
    form.add_argument("--json", dest="format", action="store_const", const="json", help="short for --format json")
    colours(diff)
    diff.add_argument(
        "--exit-code", action="store_true", help="exit with 1 where something changed (default: 0 in either case)"
    )
