"""``%load_ext kg``: SPARQL in a notebook cell.

%%sparql --graph g
SELECT ?o { id:azerbaijan kg:memberOf ?o }
"""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING

from kg.api import Answer, Graph
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["load_ipython_extension"]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """What ``%load_ext kg`` calls: adds ``%%sparql``."""

    def sparql(line: str, cell: str) -> Answer | None:
        """Answers the cell, SPARQL or the name of a saved query: %%sparql [--graph VARIABLE] [--into VARIABLE]."""
        from IPython.core.error import UsageError as Shown  # the notebook shows its text alone, without a traceback

        try:
            options = _options(line)
            answer = _graph(shell.user_ns.get(options.graph), options.graph).query(cell.strip())
        except KgError as error:
            raise Shown(str(error)) from error
        if options.into is None:
            return answer
        shell.user_ns[options.into] = answer
        return None

    shell.magics_manager.register_function(sparql, magic_kind="cell", magic_name="sparql")


def _graph(value: object, name: str) -> Graph:
    if not isinstance(value, Graph):
        raise UsageError(f"{name} is no graph; kg.build([...]) and kg.open(...) make one")
    return value


def _options(line: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="%%sparql", exit_on_error=False, add_help=False)
    parser.add_argument("--graph", "-g", default="g")
    parser.add_argument("--into", "-o")
    try:
        options, rest = parser.parse_known_args(shlex.split(line))
    except (argparse.ArgumentError, ValueError) as error:
        raise UsageError(f"%%sparql: {error}") from error
    if rest:
        raise UsageError(f"%%sparql: {rest[0]} means nothing here; it takes --graph VARIABLE and --into VARIABLE")
    return options
