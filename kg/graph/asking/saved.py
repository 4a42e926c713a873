"""The saved questions of ``ontologies/queries``: what each answers, what it needs, and how values get into it.

The comments at the top of a file are its description: what it answers, more about it, a line for each parameter
(``# ?actor (actor, optional): whom it is about``), and an example (``# kg query graph NAME -p actor=NATO``). Where
the value of the parameter ``actor`` belongs the text says ``VALUES ?_actor { UNDEF }``. So each file is SPARQL 1.1 as
it stands, and so is what is sent to any engine.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg import ontology
from kg.errors import QueryError
from kg.graph.asking.answer import Term

__all__ = ["Parameter", "SavedQuery", "bound", "saved_queries"]

KINDS = ("actor", "relation", "status", "date", "number", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved question may be given. ``kind`` is one of ``KINDS``; ``default`` is None where there is none.

    A ``date`` (2018, 2018-11 or a day) stands in the text as its first and its last day.
    """

    name: str
    kind: str
    meaning: str
    required: bool
    default: str | None = None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A file of ``ontologies/queries``. ``more`` is what else there is to know; ``example`` a command that runs."""

    name: str
    answers: str
    more: str
    parameters: Mapping[str, Parameter]
    example: str
    text: str

    @property
    def usage(self) -> str:
        """How to ask it: what is in brackets may be left out."""
        words = ((f"-p {one.name}={one.kind.upper()}", one.required) for one in self.parameters.values())
        return " ".join([self.name, *(word if required else f"[{word}]" for word, required in words)])

    @property
    def help(self) -> str:
        """All there is to know of it, for people."""
        lines = [self.answers + ".", *([self.more] if self.more else []), "", f"usage: kg query GRAPH {self.usage}"]
        width = max(map(len, self.parameters), default=0)
        for one in self.parameters.values():
            may = "" if one.required else f" (default: {one.default})" if one.default else " (may be left out)"
            lines.append(f"  {one.name:{width}}  {one.meaning}{may}")
        return "\n".join([*lines, f"example: {self.example}"])


@functools.cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All saved questions by name. Raises QueryError for a file whose description is not complete."""
    return tuple(_saved(path) for path in sorted((ontology.folder() / "queries").glob("*.rq")))


def bound(text: str, values: Mapping[str, Sequence[Term]]) -> str:
    """The text with each ``VALUES ?_name { UNDEF }`` holding the terms for ``name``; without those that have none.

    The terms are written by Oxigraph's serialiser: no value can end its quotes.
    """

    def filled(found: re.Match[str]) -> str:
        terms = values.get(found[1])
        return f"VALUES ?_{found[1]} {{ {' '.join(str(term) for term in terms)} }}" if terms else ""

    return _PLACE.sub(filled, text)


_PLACE = re.compile(r"VALUES \?_(\w+) \{ UNDEF \}")
_PARAMETER = re.compile(r"\?(\w+) \((\w+)(?:, (optional)|, default (\w+))?\): (.+)")


def _saved(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    head = text.split("SELECT", 1)[0]
    comments = [line.removeprefix("#").strip() for line in head.splitlines() if line.startswith("#")]
    if not text.startswith("# "):
        raise QueryError(f"{path.name}: the first line must say what it answers: # who ...")
    parameters = {one.name: one for line in comments if line.startswith("?") for one in [_parameter(path, line)]}
    examples = [line for line in comments if line.startswith(f"kg query graph {path.stem}")]
    if len(examples) != 1:
        raise QueryError(f"{path.name}: needs one line with an example: # kg query graph {path.stem} ...")
    more = [line for line in comments[1:] if not line.startswith("?") and line not in examples]
    known = {name.removesuffix("Earliest").removesuffix("Latest") for name in _PLACE.findall(text)}
    if lost := sorted(known - parameters.keys()):
        raise QueryError(f"{path.name}: nothing says what ?{lost[0]} is: # ?{lost[0]} (actor): ...")
    return SavedQuery(path.stem, comments[0], " ".join(more), MappingProxyType(parameters), examples[0], text)


def _parameter(path: Path, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None or found[2] not in KINDS:
        raise QueryError(f"{path.name}: {line!r} should read: ?name (kind): meaning; kinds are {', '.join(KINDS)}")
    name, kind, optional, default, meaning = found.groups()
    return Parameter(name, kind, meaning, optional is None and default is None, default)
