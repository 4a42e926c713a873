"""What cannot both be so: affirmed and denied, dates, holders of one post."""

from __future__ import annotations

import pytest

from kg import graph
from tests.graph.asked import OLE, at, day, post, told


@pytest.mark.parametrize(
    ("affirmed", "denied", "contradict"),
    [
        (at(at="1994"), at(at="2010"), False),
        (at(start="1994"), at(start="2010"), False),  # not any more
        (at(start="1994"), at(start="1994-05"), True),
        (at(start="1994", end="2015"), at(at="2010-03-01"), True),
        (at(start="1994", end="2009"), at(at="2010-03-01"), False),
        (at(end="2009"), at(at="2008"), True),
        (at(at="1994"), {}, True),  # denied of any time
        ({}, {}, True),
        (at(at="2021"), {}, False),  # denied in an article of 2020
        ({}, at(at="2021"), False),  # affirmed in one
        (at(at="2020-01-02"), {}, True),
        ({"role": "head"}, {"role": "guest"}, False),
    ],
)
def test_affirmed_and_denied_contradict_only_of_one_time(affirmed, denied, contradict, ask):
    rows = ask("contradictions", [("a.txt", {}, affirmed), ("b.txt", {}, {"status": "negated", **denied})])
    assert [(row[4], row[7]) for row in rows] == ([("a.txt", "b.txt")] if contradict else [])


def test_what_is_planned_contradicts_nothing(ask):
    assert ask("contradictions", [("a.txt", {}, {"status": "planned"}, {"status": "negated"})]) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (at(end="2009"), at(end="2011"), [("two ends", "2009", "2011")]),
        (at(end="2009"), at(end="2009-05"), []),  # the same, told more precisely
        (at(start="1994"), at(start="1995-02"), [("two starts", "1994", "1995-02")]),
        (at(start="1994"), at(start="1994-02-03"), []),
        (at(start="1949", end="1960"), at(start="1994"), [("over, yet begun later", "1960", "1994")]),
        (at(start="1949", end="1960"), at(start="1994", end="1999"), [("over, yet begun later", "1960", "1994")]),
        (at(start="1949", end="1960"), at(start="1955"), [("two starts", "1949", "1955")]),
        ({**at(end="2009"), "role": "head"}, {**at(end="2011"), "role": "guest"}, []),
        ({**at(end="2009")}, {**at(end="2011"), "status": "negated"}, []),
    ],
)
def test_dates_that_cannot_both_be_right(one, other, found, ask):
    rows = ask("contradicting-dates", [("a.txt", {}, one), ("b.txt", {}, other)])
    assert [(row[0], row[5], row[7]) for row in rows] == found
    assert all((row[6], row[8]) == ("a.txt", "b.txt") for row in rows)


def test_over_without_a_date_contradicts_a_start_behind_its_article(ask, world):
    from kg.model import Interval

    def over(published, start):
        made = told(world, "a.txt", {"published": day(published)}, {"interval": Interval(ended=True)})
        later = told(world, "b.txt", {}, at(start=start))
        return graph.ask_saved(graph.memory([made, later]), "contradicting-dates", {}).rows()

    assert [row[0] for row in over("2010-05", "2015")] == ["over, yet begun later"]
    assert over("2010-05", "2010-05-20") == []
    assert over("2010-05", "1999") == []


@pytest.mark.parametrize(
    ("one", "other", "days", "found"),
    [
        (at(start="2010", end="2015"), at(start="2013"), ("2020", "2020"), True),
        (at(start="2010", end="2015"), at(start="2015"), ("2020", "2020"), False),  # one day in 2015 may be enough
        (at(start="2010"), at(start="2013"), ("2012-01-01", "2020"), False),  # nobody says who held it in 2013
        (at(start="2010"), at(start="2013"), ("2020-01-01", "2020-01-01"), True),
        ({}, {}, ("2020-01-01", "2020-01-01"), True),
        ({}, {}, ("2020-01-01", "2021-01-01"), False),
        ({}, {"status": "planned"}, ("2020-01-01", "2020-01-01"), False),
    ],
)
def test_two_holders_of_one_post_must_overlap(one, other, days, found, ask, world):
    articles = [
        ("a.txt", {"published": day(days[0])}, post(world, world.envoy, "President", **one)),
        ("b.txt", {"published": day(days[1])}, post(world, OLE, "president", **other)),
    ]
    assert [(row[2], row[6]) for row in ask("contradicting-holders", articles)] == (
        [("Kari Dahl", "Ole Berg")] if found else []
    )


@pytest.mark.parametrize(
    ("role", "single"),
    [("Foreign Minister", True), ("Secretary General", True), ("vice president", False), ("envoy", False)],
)
def test_some_posts_have_several_holders(role, single, ask, world):
    articles = [("a.txt", {}, post(world, world.envoy, role), post(world, OLE, role))]
    assert bool(ask("contradicting-holders", articles)) is single
