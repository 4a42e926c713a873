"""A query with values for some of its variables, as text for a server.

Oxigraph in this process puts the terms in place of the variables; SPARQL 1.1 has no such request, so here each group
that speaks of a variable begins with ``VALUES``. The terms are written by their own serialiser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.asking.answer import Term
from kg.graph.asking.tokens import TOKENS

__all__ = ["with_prefixes", "with_values"]


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """The query with the prefixes that it does not declare itself."""
    own = set(re.findall(r"(?i)prefix\s+([\w-]*):", text))
    lines = [f"PREFIX {prefix}: {ox.NamedNode(iri)}\n" for prefix, iri in prefixes.items() if prefix not in own]
    return "".join(lines) + text


def with_values(text: str, values: Mapping[ox.Variable, Term]) -> str:
    """The query, where these variables have these values and no others."""
    if not values:
        return text
    terms = {f"?{variable.value}": term for variable, term in values.items()}
    parts: list[str] = []
    last = 0
    for group in sorted(_groups(text), key=lambda one: one.start):
        spoken_of = [name for name in terms if group.outermost or name in group.variables]
        if spoken_of:
            row = " ".join(str(terms[name]) for name in spoken_of)
            parts += [text[last : group.start], f" VALUES ({' '.join(spoken_of)}) {{ ({row}) }} "]
            last = group.start
    return "".join([*parts, text[last:]])


@dataclass(slots=True)
class _Group:
    """What stands between two braces: where it begins, and the variables in it, those of inner groups, too."""

    start: int
    outermost: bool
    variables: set[str]
    plain: bool = True


def _groups(text: str) -> Iterator[_Group]:
    """The groups of graph patterns: not the template of CONSTRUCT, the rows of VALUES, or what wraps a sub-query."""
    open_groups: list[_Group] = []
    before, data = "", False  # the word before, and whether the next braces hold rows
    first = True
    for found in TOKENS.finditer(text):
        token = found[0]
        if token.isspace() or token.startswith("#"):
            continue
        word = (found["word"] or "").upper()
        if word == "SELECT" and before == "{" and open_groups:
            open_groups[-1].plain = False
        if token == "{":
            pattern = not data and before != "CONSTRUCT"
            open_groups.append(_Group(found.end(), pattern and first, set(), pattern))
            first, data = first and not pattern, False
        elif token == "}" and open_groups:
            group = open_groups.pop()
            if open_groups:
                open_groups[-1].variables |= group.variables
            if group.plain:
                yield group
        elif token[0] in "?$" and len(token) > 1 and open_groups:
            open_groups[-1].variables.add(f"?{token[1:]}")
        data = data or word == "VALUES"
        before = word or token
