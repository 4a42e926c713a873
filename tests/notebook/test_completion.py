"""What the Tab key offers, asked as a front end asks."""

from __future__ import annotations

import pytest

from kg.api import Graph
from kg.graph import saved_queries
from kg.notebook import load_ipython_extension


@pytest.fixture
def tab(shell, world: Graph):
    shell.user_ns["g"] = world

    def offered(cell: str) -> list[str]:
        return [cell[: one.start] + one.text for one in shell.Completer.completions(cell, len(cell))]

    return offered


@pytest.mark.filterwarnings("ignore")  # completions are provisional, says IPython
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("%%sparql\nSELECT ?o { id:ver", "id:verana"),
        ("%%sparql\nSELECT ?o { ?o kg:memb", "kg:memberOf"),
        ("%%sparql\nSELECT ?o { ?o a kg:Pers", "kg:Person"),
        ("%%sparql\nSELECT ?o { ?o kg:stated", "kg:statedBy"),
        ("%%sparql\nSELECT ?o { ?o skos:pref", "skos:prefLabel"),
        ("%%sparql\nSELECT ?o { ?o sko", "skos:"),
        ("%%sparql\nsel", "SELECT"),
        ("%%sparql\nSELECT ?member { ?mem", "?member"),
        ("%%sparql --gr", "--graph"),
        ("%%sparql --graph ", "g"),
        ("%sparql memb", "members-with-dates"),
        ("%sparql members-with-dates -p ac", "actor="),
        ("%sparql members-with-dates -p actor=id:ver", "id:verana"),
        ("rows = %sparql memb", "members-with-dates"),
    ],
)
def test_what_fits_is_offered(tab, cell: str, expected: str) -> None:
    assert any(one.endswith(expected) for one in tab(cell))


@pytest.mark.filterwarnings("ignore")
def test_python_is_left_alone(shell, tab) -> None:
    assert "members-with-dates" not in " ".join(tab("memb"))
    shell.user_ns["world_of_mine"] = 1
    assert any(one.endswith("world_of_mine") for one in tab("world_of_mi"))


@pytest.mark.filterwarnings("ignore")
def test_a_line_without_a_word_offers_every_saved_query(tab) -> None:
    assert {query.name for query in saved_queries()} <= {one.split()[-1] for one in tab("%sparql ")}


def test_loading_it_twice_adds_one_matcher(shell) -> None:
    before = len(shell.Completer.custom_matchers)
    load_ipython_extension(shell)
    assert len(shell.Completer.custom_matchers) == before
