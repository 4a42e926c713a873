"""The saved queries, from their files: what each answers, what it takes, its SPARQL."""

from __future__ import annotations

from collections.abc import Iterator

from generate.markdown import block, code, escaped, joined, table
from kg.graph.asking.saved import SavedQuery, saved_queries

__all__ = ["page"]

_HEAD = """
# Saved queries

The questions that come up again and again. Each is a file of `ontologies/queries/`: SPARQL 1.1 as it stands, its
comments are its help. One more file there is one more question. `kg query graph NAME -p PARAMETER=VALUE` asks it, in
Python `graph.query(NAME, PARAMETER=VALUE)`.
"""


def page() -> str:
    """The page."""
    found = saved_queries()
    short = table(
        ("query", "what it answers"), ((f"[{one.name}](#{one.name})", escaped(one.answers)) for one in found)
    )
    return joined([_HEAD, short, *(part for one in found for part in _query(one))])


def _query(one: SavedQuery) -> Iterator[str]:
    yield f"## {one.name}"
    yield escaped(one.answers + ". " + one.more)
    yield block("sh", one.example)
    yield table(
        ("parameter", "kind", "what it is", "may be left out"),
        (
            (code(given.name), given.kind, escaped(given.meaning), _may(given.required, given.default))
            for given in one.parameters.values()
        ),
    )
    lines = [line for line in one.text.splitlines() if not line.startswith("#")]
    yield block("sparql", "\n".join(lines))


def _may(required: bool, default: str | None) -> str:
    return "no" if required else f"yes: {default}" if default else "yes"
