"""``%%sparql`` and ``%sparql``: what stands in their line, and the answer."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any, NoReturn

from IPython.core.error import UsageError as Shortly
from IPython.core.magic import no_var_expand

from kg import tables
from kg.api import Graph, Selection, Shown
from kg.errors import KgError, UsageError
from kg.graph import SavedQuery, saved_queries
from kg.model import Entity

__all__ = ["Sparql", "chosen"]

LINE = "[--graph VARIABLE] [-o FRAME] [--into ANSWER] [-p NAME=VALUE]"


class Sparql:
    """The magics over the variables of a notebook."""

    def __init__(self, variables: MutableMapping[str, Any]) -> None:
        self._variables = variables

    @no_var_expand  # values are bound, not pasted
    def cell(self, line: str, cell: str) -> object:
        """Answers the SPARQL in the cell, or the saved query named there.

        %%sparql [--graph VARIABLE] [-o FRAME] [--into ANSWER] [-p NAME=VALUE]

        --graph VARIABLE: the graph to ask; g where there is one, else the only graph among the variables
        -o FRAME: keeps the rows under that name, as a pandas DataFrame, and shows nothing
        --into ANSWER: keeps the answer as it is, and shows nothing
        -p NAME=VALUE: the value of a variable that SELECT lists, or of a parameter; $who or {who} means the Python
        variable. Values are bound as terms and never become part of the query's text.
        """
        return _shown(lambda: self._answer(line, cell))

    @no_var_expand
    def line(self, line: str) -> object:
        """Answers a saved query; without its name, tells which there are.

        %sparql NAME [--graph VARIABLE] [-o FRAME] [--into ANSWER] [-p NAME=VALUE]

        The options are those of %%sparql.
        """
        return _shown(lambda: self._answer(line, None))

    def _answer(self, line: str, cell: str | None) -> object:
        options, words = _options(line, "%sparql" if cell is None else "%%sparql")
        if cell is None and not words:
            return _Saved(saved_queries())
        if cell is None and len(words) > 1:
            raise UsageError(
                f"%sparql takes the name of a saved query; SPARQL stands in a cell, below %%sparql {LINE}"
            )
        if cell is not None and words:
            raise UsageError(f"%%sparql: {words[0]} means nothing here; it takes {LINE}")
        parameters = dict(_parameter(told, self._variables) for told in options.parameters)
        question = words[0] if cell is None else cell
        if not question.strip():
            raise UsageError("%%sparql: there is no query below it")
        graph = chosen(self._variables, options.graph)
        answer = graph.query(question.strip() if re.fullmatch(r"\s*[\w-]+\s*", question) else question, **parameters)
        if options.frame is not None:
            self._variables[options.frame] = answer.to_pandas()
        if options.into is not None:
            self._variables[options.into] = answer
        return answer if options.frame is None and options.into is None else None


def chosen(variables: Mapping[str, Any], name: str | None) -> Graph:
    """The graph of that name; None: ``g``, else the only one that there is. Raises UsageError."""
    if name is not None:
        value = variables.get(name)
        if isinstance(value, Graph):
            return value
        if isinstance(value, Selection):
            raise UsageError(f"{name} is part of a graph; SPARQL asks the whole")
        raise UsageError(f"{name} is no graph; kg.build([...]) and kg.open(...) make one")
    if isinstance(variables.get("g"), Graph):
        return chosen(variables, "g")
    # A notebook keeps what cells gave under names that begin with an underscore.
    found = {key: one for key, one in variables.items() if isinstance(one, Graph) and not key.startswith("_")}
    if len(set(map(id, found.values()))) == 1:
        return next(iter(found.values()))
    if not found:
        raise UsageError("there is no graph to ask; g = kg.build([...]) or g = kg.open(...) makes one")
    raise UsageError(f"which graph? --graph takes one of {', '.join(found)}")


class _Saved(Shown[Any]):
    """The saved queries, as a table."""

    def __repr__(self) -> str:
        return "\n".join(f"{one.name}: {one.answers}" for one in self)

    def _repr_html_(self) -> str:
        return tables.html(("query", "answers", "parameters"), map(_told, self))


def _told(saved: SavedQuery) -> tuple[str, str, str]:
    needs = (f"-p {one.name}={one.kind.upper()}" for one in saved.parameters.values())
    return saved.name, saved.answers, " ".join(needs)


def _parameter(told: str, variables: Mapping[str, Any]) -> tuple[str, str]:
    name, equals, value = told.partition("=")
    if not equals or not name.isidentifier():
        raise UsageError(f"-p {told}: write -p name=value, as in -p actor=NATO or -p actor=$who")
    wanted = re.fullmatch(r"\$(\w+)|\{\s*(\w+)\s*\}", value)
    return name, _value(name, wanted[1] or wanted[2], variables) if wanted else value


def _value(name: str, variable: str, variables: Mapping[str, Any]) -> str:
    """A Python value in the words that queries are asked with."""
    if variable not in variables:
        raise UsageError(f"-p {name}: there is no variable {variable}")
    match variables[variable]:
        case Entity() as entity:
            return f"id:{entity.id}"
        case str() as words:
            return words
        case bool() | int() | float() as number:
            return str(number)
        case other:
            raise UsageError(f"-p {name}: {variable} is of type {type(other).__name__}; give a text or an entity")


class _Line(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}; it takes {LINE}")


def _options(line: str, name: str) -> tuple[argparse.Namespace, Sequence[str]]:
    parser = _Line(prog=name, add_help=False, allow_abbrev=False)
    parser.add_argument("--graph", "-g")
    parser.add_argument("--frame", "-o")
    parser.add_argument("--into")
    parser.add_argument("--parameter", "-p", dest="parameters", action="append", default=[])
    parser.add_argument("words", nargs="*")
    try:
        options = parser.parse_intermixed_args(shlex.split(line))
    except ValueError as error:  # a quotation mark that nobody closes
        raise UsageError(f"{name}: {error}") from error
    for variable in (options.frame, options.into):
        if variable is not None and not variable.isidentifier():
            raise UsageError(f"{name}: {variable} is no name of a variable")
    return options, options.words


def _shown(answer: Callable[[], object]) -> object:
    """The answer; what goes wrong in one message, without the traceback."""
    try:
        return answer()
    except KgError as error:
        raise Shortly(str(error)) from error
