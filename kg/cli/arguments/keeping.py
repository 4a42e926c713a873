"""The arguments of kg backup and restore."""

from __future__ import annotations

from kg.cli.arguments.verb import Verbs, verb

__all__ = ["keeping"]


def keeping(verbs: Verbs) -> None:
    """Adds the verbs that keep a graph safe."""
    backup = verb(
        verbs,
        "backup",
        "keeping:backup",
        "write all of a graph to one file, the same for the same graph",
        "kg backup graph -o graph.zip\nkg backup graph -o backups/",
    )
    backup.add_argument("graph", metavar="GRAPH", help="the graph's folder")
    backup.add_argument(
        "-o", dest="output", required=True, metavar="FILE", help="where to; in a folder it is GRAPH-backup.zip"
    )
    restore = verb(
        verbs,
        "restore",
        "keeping:restore",
        "make the graph of a backup again; everything is verified",
        "kg restore graph.zip --out graph2",
    )
    restore.add_argument("backup", metavar="FILE", help="what kg backup wrote")
    restore.add_argument("--out", required=True, metavar="GRAPH", help="a new or empty folder")
