"""The arguments of kg same, different, review and authority."""

from __future__ import annotations

from kg.cli.arguments.verb import GRAPH, Verbs, beside, verb

__all__ = ["judging", "knowing"]

_FILE = "for a graph on a server: the file that remembers it"


def judging(verbs: Verbs) -> None:
    """Adds the verbs that decide who is who."""
    for name, what, why in (
        ("same", "are one actor", "one office"),
        ("different", "are two actors", "two officials"),
    ):
        each = verb(
            verbs,
            name,
            f"judging:{name}",
            f"decide that two entities {what}; every rebuild remembers it (judgements.tsv)",
            f"kg {name} graph 'Hikmat Hajiyev' 'Hikmet Hajiyev' --why '{why}'\n"
            f"kg {name} graph 'Hikmat Hajiyev' 'Hikmet Hajiyev' --undo",
        )
        each.add_argument("graph", metavar="GRAPH", help=GRAPH)
        each.add_argument("one", metavar="ONE", help="a name, an alias or an id, as an article gave it")
        each.add_argument("other", metavar="OTHER", help="likewise")
        each.add_argument("--why", metavar="TEXT", help="the reason, for those who ask later")
        each.add_argument("--who", metavar="NAME", help="who decides so (default: your user name)")
        each.add_argument("--judgements", metavar="FILE", help=_FILE)
        beside(each)
        each.add_argument("--undo", action="store_true", help="take the decision about the two back")
    review = verb(
        verbs,
        "review",
        "judging:review",
        "decide about the pairs that may be one actor, one by one",
        "kg review graph\nkg review graph --list\nkg review graph --list --json",
    )
    review.add_argument("graph", metavar="GRAPH", help=GRAPH)
    review.add_argument("--list", action="store_true", help="only show them")
    review.add_argument("--json", action="store_true", help="only show them, as JSON")
    review.add_argument("--judgements", metavar="FILE", help=_FILE)
    review.add_argument("--who", metavar="NAME", help="who decides so (default: your user name)")
    beside(review)


def knowing(verbs: Verbs) -> None:
    """Adds the verbs about the list of known actors."""
    authority = verbs.add_parser(
        "authority", help="the list of known actors", description="The list of known actors."
    )
    actions = authority.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = verb(
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
