"""Whose post it is where the title alone does not tell: counterparts, "whose president", ministers of the state."""

from __future__ import annotations

import pytest

from kg.authority.known import Known
from tests.annotate.reading import posts_in
from tests.build import authority

ABOUT = "Verana|PROPN|nsubj>2 grew=grow|VERB|root\n"
MINISTER = "Foreign|PROPN|amod>2 Minister|PROPN|nmod:desc>3 Ilse|PROPN|nsubj>{0} Maren|PROPN|flat>3"
ALONE = MINISTER.format(5) + " spoke=speak|VERB|root"
PRESIDENT = "President|PROPN|nmod:desc>{1} Tove|PROPN|{2}>{0} Lind|PROPN|flat>{1}"


# ---------------------------------------------------------------------------------------- whose, and with a hyphen


@pytest.mark.parametrize(("comma", "at"), [(" ~,|PUNCT|punct>2", 3), ("", 2)])
def test_the_name_before_whose_is_the_body(comma, at):
    text = (
        f"Fjord|PROPN|compound>2 Bank|PROPN|nsubj>{at + 6}{comma} whose|PRON|nmod:poss>{at + 2}"
        f" chairman|NOUN|nsubj>{at + 5} Ilse|PROPN|appos>{at + 2} Maren|PROPN|flat>{at + 3}"
        " sang=sing|VERB|acl:relcl>2 won=win|VERB|root"
    )
    assert posts_in(text) == [("chairman", "Ilse Maren", "Fjord Bank")]


def test_whose_after_no_name_tells_no_body():
    text = (
        "Ships=ship|NOUN.NNS|nsubj>8 ~,|PUNCT|punct>1 whose|PRON|nmod:poss>4 captain|NOUN|nsubj>7 Ilse|PROPN|appos>4"
        " Maren|PROPN|flat>5 sang=sing|VERB|acl:relcl>1 sank=sink|VERB|root"
    )
    assert [body for _, _, body in posts_in(text)] == [None]


@pytest.mark.parametrize(
    ("words", "shift"),
    [
        ("Secretary-General|PROPN|nmod:desc>3", 0),
        ("Secretary|PROPN|nmod:desc>5 ~-|PUNCT|punct>2 ~General|PROPN|flat>2", 2),
    ],
)
def test_a_post_with_a_hyphen(words, shift):
    text = (
        f"SL|PROPN|compound>2 {words} Ilse|PROPN|nsubj>{shift + 5} Maren|PROPN|flat>{shift + 3} spoke=speak|VERB|root"
    )
    assert posts_in(text) == [("Secretary-General", "Ilse Maren", "SL")]


# ------------------------------------------------------------------------------------------------ counterparts

MEETING = (
    "Verana|PROPN|nmod:poss>4 ~'s|PART|case>1 Foreign|PROPN|amod>4 Minister|PROPN|nmod:desc>5 Ilse|PROPN|nsubj>7"
    " Maren|PROPN|flat>5 met=meet|VERB|root {}|PRON|nmod:poss>10 Solmarker|ADJ|amod>10"
    " counterpart|NOUN|nmod:desc>11 Tove|PROPN|obj>7 Lind|PROPN|flat>11"
)


@pytest.mark.parametrize("pronoun", ["his", "her"])
def test_a_counterpart_has_the_post_of_who_was_told_before(pronoun):
    assert posts_in(MEETING.format(pronoun)) == [
        ("Foreign Minister", "Ilse Maren", "Verana"),
        ("Foreign Minister", "Tove Lind", "Solmarker"),
    ]


def test_a_counterpart_of_nobody_stays_one():
    text = (
        "The|DET|det>3 Solmarker|ADJ|amod>3 counterpart|NOUN|nmod:desc>4 Tove|PROPN|nsubj>6 Lind|PROPN|flat>4"
        " spoke=speak|VERB|root"
    )
    assert posts_in(text) == [("counterpart", "Tove Lind", "Solmarker")]


# --------------------------------------------------------------------------------- the country of the text


def test_a_minister_is_one_of_the_country_that_half_of_the_text_is_about():
    text = ABOUT * 2 + ABOUT.replace("Verana", "Solmark") + ABOUT.replace("Verana", "Kelmoor")
    assert posts_in(text + ALONE) == [("Foreign Minister", "Ilse Maren", "Verana")]


MANY = ABOUT * 2 + "".join(ABOUT.replace("Verana", name) for name in ("Solmark", "Kelmoor", "Ostland"))
SHORES = authority(
    Known("verana", "Verana", "Country"),
    Known("solmark", "Solmark", "Country"),
    Known("kelmoor", "Kelmoor", "Country"),
    Known("ostland", "Ostland", "Country"),
    Known("port-ana", "Port Ana", "City", seat_of="verana"),
    Known("sol-haven", "Sol Haven", "City", seat_of="solmark"),
)


@pytest.mark.parametrize(
    ("place", "body"),
    [("Port Ana", "Verana"), ("Verana", "Verana"), ("Sol Haven", None), ("Nowhere", None), (None, None)],
)
def test_in_a_text_from_its_capital_the_country_that_is_named_most_is_enough(place, body):
    assert posts_in(MANY + ALONE, place=place, authority=SHORES) == [("Foreign Minister", "Ilse Maren", body)]


def test_who_is_met_by_an_office_holder_is_one_of_another_country():
    text = f"{MINISTER.format(5)} met=meet|VERB|root {PRESIDENT.format(5, 7, 'obj')}"
    assert posts_in(ABOUT * 2 + text) == [
        ("Foreign Minister", "Ilse Maren", "Verana"),
        ("President", "Tove Lind", None),
    ]


def test_two_office_holders_whom_and_joins_are_of_one_country():
    text = f"{MINISTER.format(9)} and|CCONJ|cc>7 {PRESIDENT.format(3, 7, 'conj')} spoke=speak|VERB|root"
    assert posts_in(ABOUT * 2 + text) == [
        ("Foreign Minister", "Ilse Maren", "Verana"),
        ("President", "Tove Lind", "Verana"),
    ]


def test_who_is_joined_to_an_office_holder_of_another_country_is_not_of_this_one():
    text = (
        f"Solmark|PROPN|nmod:poss>4 ~'s|PART|case>1 {MINISTER.replace('>2', '>4').replace('>3', '>5').format(11)}"
        f" and|CCONJ|cc>9 {PRESIDENT.format(5, 9, 'conj')} spoke=speak|VERB|root"
    )
    assert posts_in(ABOUT * 3 + text) == [
        ("Foreign Minister", "Ilse Maren", "Solmark"),
        ("President", "Tove Lind", None),
    ]


def test_each_sentence_begins_anew():
    other = "President|PROPN|nmod:desc>2 Tove|PROPN|nsubj>4 Lind|PROPN|flat>2 left=leave|VERB|root"
    assert [body for _, _, body in posts_in(f"{ABOUT * 2}{ALONE}\n{other}")] == ["Verana", "Verana"]
