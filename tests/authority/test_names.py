"""When two spellings are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authority import comparable, looks_like_name, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S.", "us"),
        ("U.S.'s", "US"),
        ("Côte d’Ivoire", "COTE D'IVOIRE"),
        ("Türkiye’s", "Turkiye"),
        ("Nakhchivan", "the  Nakhchivan"),
        ("Baku–Tbilisi–Kars", "Baku-Tbilisi-Kars"),
        ("J.P. Morgan", "JP Morgan"),
        ("People’s Party", "Peoples Party"),
        ("Łódź", "Lodz"),
        ("Johnson & Sons", "Johnson and Sons"),
        ("the United States'", "United States"),
        ("Xankəndi", "xankandi"),
    ],
)
def test_spellings_of_one_name_are_equal(one, other):
    assert comparable(one) == comparable(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Hikmat", "Hikmet"), ("OPEC", "OPEC+"), ("North Sea", "Sea North"), ("Mali", "Malia")]
)
def test_different_names_stay_different(one, other):
    assert comparable(one) != comparable(other)


def test_a_name_that_is_all_article_keeps_it():
    assert comparable("The") == "the"
    assert comparable("Theodora") == "theodora"


def test_other_scripts_keep_their_letters():
    assert comparable("Баку") == "баку"


@given(st.text(max_size=60))
def test_comparable_is_stable_and_a_slug_is_clean(text):
    name = comparable(text)
    assert " ".join(name.split()) == name
    assert not set(slug(text)) & set(" /?#\"'<>\n")


@pytest.mark.parametrize(
    ("text", "expected"), [("Turkey", True), ("turkey", False), ("iPhone", True), ("北京", True), ("2024", False)]
)
def test_a_name_has_a_capital_or_no_case(text, expected):
    assert looks_like_name(text) is expected
