"""Commands for Wikidata keep to the grammar of QuickStatements, version 1, and say no more than is known."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

from kg import graph
from kg.model import PartialDate
from tests.build import entity, evidence, interval, statement
from tests.export.graphs import HOSTILE, of, written

NORWAY, SWEDEN = entity("Norway", wikidata="Q20"), entity("Sweden", wikidata="Q34")
NATO, VERANA = entity("NATO", "InternationalOrganization", wikidata="Q7184"), entity("Verana")

VALUE = r'(Q\d+|somevalue|\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11)|(en:)?"[^"\t\n].*")'
COMMAND = re.compile(rf"Q\d+\tP\d+\t{VALUE}(\tP\d+\t{VALUE})*(\tS\d+\t{VALUE})+\t/\* \S+ \*/")
"""A statement with its qualifiers, its reference, a comment: as Wikidata's Help:QuickStatements has them."""


def commands(held: graph.Graph) -> list[list[str]]:
    """The cells of each command; what no line of the grammar is fails."""
    *lines, last = written(held, "quickstatements").decode().split("\n")
    assert last == ""
    assert all(line.startswith("/* ") and line.endswith(" */") for line in lines[:2])
    assert all(COMMAND.fullmatch(line) for line in lines[2:])
    return [line.split("\t")[:-1] for line in lines[2:]]


def said(*about: Any, **more: Any) -> graph.Graph:
    return of(
        statement(*about, **more),
        url="https://a.example/1",
        title="Norway and NATO",
        published=PartialDate("2024-06"),
    )


def test_a_statement_has_its_dates_and_its_article() -> None:
    sentence = evidence("Norway joined NATO in April 1949.")
    (found,) = commands(said(NORWAY, "memberOf", NATO, sentence, interval=interval("1949-04", "2030")))
    assert found == [
        *("Q20", "P463", "Q7184"),
        *("P580", "+1949-04-00T00:00:00Z/10", "P582", "+2030-00-00T00:00:00Z/9"),
        *("S854", '"https://a.example/1"', "S1476", 'en:"Norway and NATO"', "S577", "+2024-06-00T00:00:00Z/10"),
        *("S1683", 'en:"Norway joined NATO in April 1949."'),
    ]


def test_what_is_over_ended_at_some_time() -> None:
    (found,) = commands(said(NORWAY, "memberOf", NATO, interval=interval(ended=True)))
    assert found[3:5] == ["P582", "somevalue"]


def test_a_day_is_a_day() -> None:
    (found,) = commands(said(NORWAY, "borders", SWEDEN, interval=interval(at="2024-01-02")))
    assert found[:5] == ["Q20", "P47", "Q34", "P585", "+2024-01-02T00:00:00Z/11"]


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (said(NORWAY, "memberOf", NATO, status="reported"), "1 reported"),
        (said(NORWAY, "memberOf", NATO, status="negated"), "1 negated"),
        (said(NORWAY, "metWith", SWEDEN), "1 of a relation that is no property"),
        (said(NORWAY, "cooperatesWith", SWEDEN), "1 of a relation that is no property"),
        (said(VERANA, "memberOf", NATO), "1 about somebody without an item"),
        (of(statement(NORWAY, "memberOf", NATO)), "1 without an article that can be named"),
        (
            of(statement(NORWAY, "memberOf", NATO), url="javascript:alert(1)"),
            "1 without an article that can be named",
        ),
    ],
)
def test_what_nobody_can_stand_behind_is_counted_and_left_out(held, why: str, caplog) -> None:
    with caplog.at_level(logging.WARNING):
        assert commands(held) == []
    assert why in caplog.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_stays_in_its_cell(name: str) -> None:
    made = of(statement(NORWAY, "memberOf", NATO, evidence(f"x {name} x")), title=f"x {name} x")
    (found,) = commands(made)
    assert found[3] == "S1476"
    assert [cell for cell in found[5:] if cell.startswith("S")] == ["S577", "S1683"]
