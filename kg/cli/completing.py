"""What a shell may complete: it runs ``kg`` at each TAB and asks by way of the environment (argcomplete)."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable
from typing import Any

from kg.cli.arguments.parser import Parser

__all__ = ["complete"]


def complete(parser: Parser) -> None:
    """Answers a shell that asks what may come next, and ends the process; where none asks, does nothing."""
    if "_ARGCOMPLETE" not in os.environ:
        return
    import argcomplete

    folders = argcomplete.completers.DirectoriesCompleter()
    by_name: dict[str, Callable[..., Iterable[str]]] = {
        **dict.fromkeys(("graph", "out"), folders),
        **dict.fromkeys(("subject", "object", "one", "other", "actor", "timeline", "why", "who", "title"), _nothing),
        "question": _questions,
        "parameters": _parameters,
        "relation": _relations,
    }
    _attach(parser, by_name)
    argcomplete.autocomplete(parser)


def _attach(parser: argparse.ArgumentParser, by_name: dict[str, Callable[..., Iterable[str]]]) -> None:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb in action.choices.values():
                _attach(verb, by_name)
        elif action.dest in by_name and not action.choices:
            action.completer = by_name[action.dest]  # type: ignore[attr-defined]  # where argcomplete looks
        elif action.dest == "format" and not action.choices and action.option_strings:
            action.completer = _formats  # type: ignore[attr-defined]


def _nothing(**_: Any) -> Iterable[str]:
    """Names are in the graph alone, and there may be very many."""
    return ()


def _questions(prefix: str, **_: Any) -> Iterable[str]:
    """The saved queries, and files that hold one."""
    from argcomplete.completers import FilesCompleter

    from kg.graph import saved_queries

    return [*(saved.name for saved in saved_queries()), *FilesCompleter(("rq",))(prefix)]


def _parameters(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """Those of the saved query that is asked, up to their values."""
    from kg.graph import saved_queries

    asked = [saved for saved in saved_queries() if saved.name == parsed_args.question]
    return [f"{name}=" for saved in asked for name in saved.parameters]


def _relations(**_: Any) -> Iterable[str]:
    from kg import ontology

    return sorted(ontology.load().relations)


def _formats(**_: Any) -> Iterable[str]:
    from kg.export import WRITERS

    return list(WRITERS)
