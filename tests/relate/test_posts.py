"""Posts from titles: their times, the seats of parties, and the states that capitals stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement

Say = Callable[[str], list[Statement]]


def held(statements: list[Statement], relation: str = "holdsPositionIn") -> list[tuple[str, ...]]:
    return [
        (s.subject.label, s.object.label, s.role or "", str(s.interval.start or ""), str(s.interval.end or ""))
        for s in statements
        if s.relation == relation
    ]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Ann Lee, head of the World Bank since 2019, met Tom Vale.", ("Ann Lee", "World Bank", "head", "2019", "")),
        ("Ann Lee, Chad's premier until 2014, met Tom Vale.", ("Ann Lee", "Chad", "premier", "", "2014")),
        ("Jan Moe, Oslo's chief negotiator, sang.", ("Jan Moe", "Norway", "chief negotiator", "", "")),
        ("Jan Moe, Oslo's mayor, sang.", ("Jan Moe", "Oslo", "mayor", "", "")),
    ],
)
def test_posts_with_their_times(say, text, post):
    found = held(say(text))
    assert found == [post]


def test_a_party_s_senator_is_its_member(say):
    found = say("Jane Roe, a senator for the Labour Party, sang.")
    assert [pair[:1] for pair in held(found, "memberOf")] == [("Jane Roe",)]
    assert held(found) == []
