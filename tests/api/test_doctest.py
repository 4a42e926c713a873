"""The examples of the API's docstrings, run on the graph of the seeds."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import kg
from kg.api import Actor, Entities, Graph, Selection, Statements

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("name", ["graph", "selection", "held", "lists", "actor"])
def test_the_examples_hold(name: str, seeds_graph: Path) -> None:
    module = importlib.import_module(f"kg.api.{name}")
    with kg.open(seeds_graph) as graph:
        result = doctest.testmod(module, extraglobs={"graph": graph, "kg": kg}, optionflags=FLAGS)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("cls", [Graph, Selection, Statements, Entities, Actor])
def test_everything_public_tells_what_it_is(cls: type) -> None:
    own = [name for name in dir(cls) if not name.startswith("_") and callable(getattr(cls, name))]
    assert not [name for name in own if not getattr(cls, name).__doc__]
