"""A shell without a front end, and a small graph to ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell

from kg import graph
from kg.api import Graph
from kg.model import Extraction
from kg.notebook import load_ipython_extension
from tests.build import article, statement


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    made = InteractiveShell()
    load_ipython_extension(made)
    yield made
    made.history_manager.enabled = False


@pytest.fixture(scope="session")
def world() -> Graph:
    """Verana is a member of the Strait League."""
    said = statement("Verana", "memberOf", "Strait League")
    paper = article(said.evidence[0].text)
    return Graph(graph.memory([Extraction(paper, (said,), ())]))
