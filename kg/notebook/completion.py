"""What the Tab key offers in a cell of ``%%sparql`` and on a line of ``%sparql``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher

from kg.api import Graph
from kg.errors import KgError
from kg.graph import saved_queries
from kg.graph.asking.hints import terms
from kg.notebook.magic import chosen

__all__ = ["IDENTIFIER", "completer"]

IDENTIFIER: Final = "kg.sparql"

KEYWORDS: Final = (
    *("ASK", "BIND", "CONSTRUCT", "COUNT", "DESCRIBE", "DISTINCT", "FILTER", "GRAPH", "GROUP BY", "HAVING", "LIMIT"),
    *("MINUS", "NOT EXISTS", "OFFSET", "OPTIONAL", "ORDER BY", "SELECT", "UNION", "VALUES", "WHERE"),
)
OPTIONS: Final = ("--graph", "--into", "-o", "-p")
OTHERS: Final = {
    "skos": ("altLabel", "prefLabel"),
    "rdf": ("type",),
    "rdfs": ("label", "subClassOf", "subPropertyOf"),
    "prov": ("wasDerivedFrom",),
}
"""What queries name of other people's vocabularies."""


def completer(variables: Mapping[str, Any]) -> Any:
    """A matcher over the variables of a notebook, as IPython calls it for each press of the key."""

    @context_matcher(identifier=IDENTIFIER)  # type: ignore[untyped-decorator]
    def complete(context: CompletionContext) -> SimpleMatcherResult:
        before, line = context.text_until_cursor, context.line_with_cursor
        magic = re.match(r"\s*(?:\w+\s*=\s*)?(%%?)sparql\b(.*)", before)
        in_cell = context.full_text.lstrip().startswith("%%sparql")
        if magic is None and not (in_cell and context.cursor_line > 0):
            return SimpleMatcherResult(completions=[], suppress=False)
        fragment = _fragment(before)
        if magic is not None:
            known = _on_line(line, magic[2].removesuffix(fragment), variables, saved=magic[1] == "%")
        else:
            known = _in_cell(fragment, context.full_text, variables)
        found = [word for word in known if word.casefold().startswith(fragment.casefold())]
        return SimpleMatcherResult(
            completions=[SimpleCompletion(word) for word in sorted(set(found), key=str.casefold)],
            matched_fragment=fragment,
            suppress=True,
        )

    return complete


def _fragment(before: str) -> str:
    """The word that the cursor stands behind: ``kg:mem``, ``?who``, ``--gra``."""
    found = re.search(r"[?$\w%:.-]*$", before)
    return found[0].lstrip(".") if found else ""


def _on_line(line: str, before: str, variables: Mapping[str, Any], *, saved: bool) -> Iterable[str]:
    """Options, the values that they take, and, for ``%sparql``, the names of the saved queries."""
    match before.split()[-1:]:
        case ["--graph" | "-g"]:
            return [name for name, one in variables.items() if isinstance(one, Graph) and not name.startswith("_")]
        case ["-p" | "--parameter"]:
            parameters = {query.name: query.parameters for query in saved_queries()}
            named = next((word for word in line.split() if word in parameters), None)
            return [f"{name}=" for name in parameters[named]] if named else []
        case [word] if word.endswith("="):
            return _ids(variables)
    return [*OPTIONS, *(query.name for query in saved_queries() if saved)]


def _in_cell(fragment: str, cell: str, variables: Mapping[str, Any]) -> Iterable[str]:
    """What may stand in a query: names behind a prefix, else prefixes, variables, and words of SPARQL."""
    if fragment.startswith(("?", "$")):
        return [name for name in re.findall(r"[?$]\w+", cell) if name != fragment]
    prefix, colon, _ = fragment.partition(":")
    if not colon:
        queries = [query.name for query in saved_queries()] if _is_first_word(cell) else []
        return [*(f"{prefix}:" for prefix in _prefixes(variables)), *KEYWORDS, *queries]
    match prefix:
        case "id":
            return _ids(variables)
        case "kg":
            return [f"kg:{name}" for name in terms()]
    return [f"{prefix}:{name}" for name in OTHERS.get(prefix, ())]


def _is_first_word(cell: str) -> bool:
    return len(cell.partition("\n")[2].split()) <= 1


def _prefixes(variables: Mapping[str, Any]) -> Iterable[str]:
    try:
        return chosen(variables, None).names.prefixes
    except KgError:
        return ("id", "kg", *OTHERS)


def _ids(variables: Mapping[str, Any]) -> Sequence[str]:
    """The entities of the graph that would be asked; of several graphs none."""
    try:
        return [f"id:{entity.id}" for entity in chosen(variables, None).entities()]
    except KgError:
        return []
