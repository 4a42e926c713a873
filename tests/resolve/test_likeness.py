"""Two names, one name? In every way that spellings differ, and where they must not be taken for one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.likeness import LIKELY, SURE, alike, name_words

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "names" / "dev.csv"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarık Şahin", "Tarik Sahin"),
        ("Dr. Lena Brandt", "Lena Brandt"),
        ("Brandt, Lena", "Lena Brandt"),
        ("Lena M. Brandt", "Lena Brandt"),
        ("L. Brandt", "Lena Brandt"),
        ("Lena Brandt Jr.", "Lena Brandt"),
        ("Khalid al-Otaibi", "Khaled Al Otaibi"),
        ("Oleksandr Tkachenko", "Олександр Ткаченко"),
        ("Yousef Haddad", "يوسف حداد"),
        ("Bob Marsden", "Robert Marsden"),
        ("LenaBrandt", "Lena Brandt"),
        ("Lena Barndt", "Lena Brandt"),
        ("Andrei Petrovich Voronin", "Andrey Voronin"),
        ("Mohammed bin Rashid", "bin Rashid Mohammed"),
    ],
)
def test_one_person_in_two_spellings(one, other):
    assert alike(one, other, person=True).score >= SURE


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("Lena Brandt", "Karl Brandt", "karl against lena"),
        ("Lena Brandt", "Lena Brandstetter", "brandstetter against brandt"),
        ("Ahmad bin Hasan al-Rawi", "Hasan bin Ahmad al-Rawi", "the words are in another order"),
        ("Sergei Ivanovich Belov", "Sergei Petrovich Belov", "ivanovich against petrovich"),
        ("Lena Brandt", "", "no letters"),
        ("王小明", "王小朋", "other signs"),
    ],
)
def test_two_persons(one, other, because):
    found = alike(one, other, person=True)
    assert found.score < LIKELY
    assert found.because == because


def test_a_surname_alone_may_be_anybody_s():
    assert LIKELY <= alike("Brandt", "Lena Brandt", person=True).score < SURE
    assert LIKELY <= alike("Hans Peter", "Peter Hans", person=True).score < SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordhafen AG", "Nordhafen Aktiengesellschaft"),
        ("OOO Severny Put", "Severny Put LLC"),
        ("The Harbour Bank", "Harbour Bank"),
        ("Centre for Labour Studies", "Center for Labor Studies"),
        ("Tide & Shore Co.", "Tide and Shore Company"),
        ("N.H.B. Shipping", "NHB Shipping"),
        ("Good Water Trust", "Goodwater Trust"),
        ("Eastern Sea Rescue Service", "ESRS"),
        ("Eastrn Sea Rescue Service", "Eastern Sea Rescue Service"),
        ("Harbour Fund Two", "Harbour Fund 2"),
    ],
)
def test_one_body_in_two_spellings(one, other):
    assert alike(one, other, person=False).score >= SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Fund VII", "Harbour Fund VIII"),
        ("Harbour Trust 2006", "Harbour Trust 2007"),
        ("Bank of Verana", "Bank of Marund"),
        ("Harbour Bank", "Harbour Bank Verana"),
        ("NHB Shipping", "NHC Shipping"),
        ("NHBB", "NHCBB"),
        ("Verana Railway Construction", "Verana Railway Constructors"),
    ],
)
def test_two_bodies(one, other):
    assert alike(one, other, person=False).score < SURE


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_the_order_does_not_matter_and_a_name_is_itself(one, other, person):
    assert alike(one, other, person=person) == alike(other, one, person=person)
    assert 0 <= alike(one, other, person=person).score <= 1
    if name_words(one, person=person):
        assert alike(one, one, person=person).score == 1


@pytest.mark.skipif(not BENCH.is_file(), reason=f"the public name pairs are not there ({BENCH.name})")
def test_public_name_pairs():
    """The floor below what ``tests/benchmarks/names.py`` measures beside nomenklatura's logic-v2."""
    with BENCH.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    said = [alike(row["name1"], row["name2"], person=row["schema"] == "Person").score >= SURE for row in rows]
    true = [row["is_match"] == "true" for row in rows]
    right = sum(a and b for a, b in zip(said, true, strict=True))
    assert right / sum(said) >= 0.97
    assert 2 * right / (sum(said) + sum(true)) >= 0.84
