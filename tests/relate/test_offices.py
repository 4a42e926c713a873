"""Posts that verbs, plurals and places tell, and what stands beside a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement

Say = Callable[[str], list[Statement]]


def posts(statements: list[Statement]) -> set[tuple[str, str, str]]:
    return {
        (s.subject.label, s.object.label, s.attribution.status.value)
        for s in statements
        if s.relation == "holdsPositionIn"
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Presidents Aliyu Bello of Nigeria and Kofi Mensah of Ghana met in Accra.",
            {("Aliyu Bello", "Nigeria", "asserted"), ("Kofi Mensah", "Ghana", "asserted")},
        ),
        (
            "The presidents of Serbia and Croatia, Milan Jovic and Ivan Babic, met in Zagreb.",
            {("Milan Jovic", "Serbia", "asserted"), ("Ivan Babic", "Croatia", "asserted")},
        ),
        (
            "Rio Tinto chairman David Stone and chief executive Mary Wells apologised.",
            {("David Stone", "Rio Tinto", "asserted"), ("Mary Wells", "Rio Tinto", "asserted")},
        ),
        ("Romania's president-elect, Mihai Stoica, spoke.", {("Mihai Stoica", "Romania", "planned")}),
        (
            "Visiting Warsaw on Monday, Finnish President Eero Lahti met Prime Minister Piotr Zielinski.",
            {("Eero Lahti", "Finland", "asserted"), ("Piotr Zielinski", "Poland", "asserted")},
        ),
        (
            "Kenya will send 400 more police officers to Haiti, President Samuel Kiptoo pledged.",
            {("Samuel Kiptoo", "Kenya", "asserted")},
        ),
        (
            "Ann Lee will succeed Tom Vale as head of Siemens.",
            {("Ann Lee", "Siemens", "planned"), ("Tom Vale", "Siemens", "asserted")},
        ),
        ("The president of Georgia ousted Irakli Beridze in May.", set()),
        ("Ann Lee did not resign as head of Siemens.", set()),
    ],
)
def test_whose_post_it_is(say: Say, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert posts(say(text)) == wanted


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Carl Hastings, a Texas Republican, spoke.", "Carl Hastings"),
        ("Republican senator Carl Hastings spoke.", "Carl Hastings"),
        ("Republican Carl Hastings spoke.", "Carl Hastings"),
    ],
)
def test_a_party_beside_a_name_is_a_membership(say: Say, text: str, person: str) -> None:
    members = [(s.subject.label, s.object.type) for s in say(text) if s.relation == "memberOf"]
    assert members == [(person, "PoliticalParty")]


def test_who_is_left_is_told_by_the_noun_before_the_names(say: Say) -> None:
    found = say("Omar Haddad leaves a wife, Laila Haddad, and two sons, Tarek and Sami.")
    family = {(s.relation, *sorted((s.subject.label, s.object.label))) for s in found}
    assert family == {
        ("spouseOf", "Laila Haddad", "Omar Haddad"),
        ("parentOf", "Omar Haddad", "Tarek"),
        ("parentOf", "Omar Haddad", "Sami"),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jane Orr, until last year the head of Siemens, was arrested.", {("Jane Orr", "Siemens", "asserted")}),
        ("Jane Orr, now head of Siemens, was praised.", {("Jane Orr", "Siemens", "asserted")}),
        ("Jane Orr, appointed by the president of Ghana, was praised.", set()),
        (
            "Ama Boateng, Ghana's interior minister under Jane Orr, was praised.",
            {("Ama Boateng", "Ghana", "asserted")},
        ),
        ("Two Ghanaian officers, Jane Orr and Ama Boateng, were hurt.", set()),
        ("As head of Siemens, Jane Orr signed the contract.", {("Jane Orr", "Siemens", "asserted")}),
    ],
)
def test_whose_post_and_when_the_words_beside_a_name_tell(
    say: Say, text: str, wanted: set[tuple[str, str, str]]
) -> None:
    assert posts(say(text)) == wanted


def test_a_sister_who_survives_is_no_daughter(say: Say) -> None:
    found = say("Jonas Orr is survived by a daughter, Ama Orr, and a sister, Jane Orr.")
    assert {(s.relation, s.object.label) for s in found if s.relation == "parentOf"} == {("parentOf", "Ama Orr")}
