"""Answers: who refuses or accepts what the clause before asks or offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement

Say = Callable[[str], list[Statement]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Peru asked Chile to reopen the pass, but Chile refused.", ("Chile", "rejected", "Peru")),
        ("Kenya proposed a truce; Ethiopia turned down the proposal.", ("Ethiopia", "rejected", "Kenya")),
        ("Norway invited Serbia to the talks; Serbia accepted.", ("Serbia", "agreedWith", "Norway")),
        (
            "The Arab League offered to mediate, but Eritrea declined the offer.",
            ("Eritrea", "rejected", "Arab League"),
        ),
    ],
)
def test_an_answer_is_to_who_asked(say: Say, text: str, fact: tuple[str, str, str]) -> None:
    one, relation, other = fact
    assert any(s.relation == relation and {s.subject.label, s.object.label} == {one, other} for s in say(text))


def test_who_refuses_something_else_answers_nobody(say: Say) -> None:
    found = say("Peru asked Chile to reopen the pass, but Chile refused to negotiate. Mali declined.")
    assert not [s for s in found if any(one.rule == "rejected/reply" for one in s.evidence)]
