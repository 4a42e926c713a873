"""Titles beside names: the post as written, whose it is, and the body that it belongs to."""

from __future__ import annotations

import pytest

from kg.annotate.titles import titles
from tests.build import mention, time, tree

PEOPLE = ("Ilse Maren", "Tove Lind")
COUNTRIES = ("Verana", "Solmark")


def held(text, *bodies):
    """(title, person, body, over) of each title; bodies are the other names, longest first."""
    doc = tree(text)
    mentions = [mention(doc, words, "PERSON") for words in PEOPLE if words in doc.text]
    mentions += [mention(doc, words, "GPE" if words in COUNTRIES else "ORG") for words in bodies]
    for title in (found := titles(doc, mentions, ())):
        assert doc.text[title.span.start : title.span.end] == title.text
    return [
        (one.text, mentions[one.person].text, None if one.body is None else mentions[one.body].text, one.over)
        for one in found
    ]


MAREN = "Ilse|PROPN|nsubj>{0} Maren|PROPN|flat>{1}"


@pytest.mark.parametrize(
    ("text", "bodies", "expected"),
    [
        (
            "League|PROPN|compound>3 Secretary|PROPN|nmod:desc>4 General|PROPN|nmod:desc>4 Ilse|PROPN|nsubj>6"
            " Maren|PROPN|flat>4 spoke|VERB|root",
            ["League"],
            [("Secretary General", "Ilse Maren", "League", False)],
        ),
        (
            "Former|ADJ|amod>4 League|PROPN|compound>4 Secretary|PROPN|nmod:desc>5 General|PROPN|nmod:desc>5"
            " Ilse|PROPN|nsubj>7 Maren|PROPN|flat>5 spoke|VERB|root",
            ["League"],
            [("Secretary General", "Ilse Maren", "League", True)],
        ),
        (
            "Verana|PROPN|nmod:poss>4 ~'s|PART|case>1 Foreign|ADJ|amod>4 Minister|PROPN|nmod:desc>5"
            " Tove|PROPN|nsubj>7"
            " Lind|PROPN|flat>5 met|VERB|root Prime|ADJ|amod>9 Minister|PROPN|nmod:desc>10 Ilse|PROPN|obj>7"
            " Maren|PROPN|flat>10",
            ["Verana"],
            [("Foreign Minister", "Tove Lind", "Verana", False), ("Prime Minister", "Ilse Maren", None, False)],
        ),
    ],
)
def test_a_title_before_a_name(text, bodies, expected):
    assert held(text, *bodies) == expected


@pytest.mark.parametrize(
    ("apposition", "bodies", "expected"),
    [
        (
            "president|NOUN|appos>1 of|ADP|case>6 Verana|PROPN|nmod>4",
            ["Verana"],
            [("president", "Ilse Maren", "Verana", False)],
        ),
        (
            "president|NOUN|appos>1 of|ADP|case>7 Fjord|PROPN|compound>7 Bank|PROPN|nmod>4",
            ["Fjord Bank"],
            [("president", "Ilse Maren", "Fjord Bank", False)],
        ),
        (
            "Assistant|NOUN|appos>1 to|ADP|case>7 the|DET|det>7 President|PROPN|nmod>4 of|ADP|case>9"
            " Verana|PROPN|nmod>7",
            ["Verana"],
            [("Assistant to the President", "Ilse Maren", "Verana", False)],
        ),
        (
            "Minister|PROPN|appos>1 of|ADP|case>6 Mining|PROPN|nmod>4 and|CCONJ|cc>8 Energy|PROPN|conj>6",
            [],
            [("Minister of Mining and Energy", "Ilse Maren", None, False)],
        ),
        (
            "Minister|PROPN|appos>1 of|ADP|case>6 Mining|PROPN|nmod>4 and|CCONJ|cc>8 Energy|PROPN|conj>6",
            ["Mining and Energy"],
            [("Minister of Mining and Energy", "Ilse Maren", None, False)],
        ),
        (
            "head|NOUN|appos>1 of|ADP|case>8 the|DET|det>8 Trade|PROPN|compound>8 Department|PROPN|nmod>4"
            " of|ADP|case>11"
            " the|DET|det>11 League|PROPN|nmod>8 and|CCONJ|cc>14 former|ADJ|amod>14 minister|NOUN|appos>1"
            " of|ADP|case>16"
            " Solmark|PROPN|nmod>14",
            ["Trade Department of the League", "Solmark"],
            [
                ("head", "Ilse Maren", "Trade Department of the League", False),
                ("minister", "Ilse Maren", "Solmark", True),
            ],
        ),
        (
            "chairman|NOUN|appos>1 and|CCONJ|cc>6 CEO|NOUN|conj>4 of|ADP|case>9 Norsk|PROPN|compound>9"
            " Gas|PROPN|nmod>4",
            ["Norsk Gas"],
            [("chairman and CEO", "Ilse Maren", "Norsk Gas", False)],
        ),
    ],
)
def test_a_title_in_apposition(apposition, bodies, expected):
    length = len(apposition.split()) + 3
    text = f"{MAREN.format(length + 2, 1)} ~,|PUNCT|punct>4 {apposition} ~,|PUNCT|punct>4 spoke|VERB|root"
    assert held(text, *bodies) == expected


def test_a_name_in_apposition_to_its_title():
    text = (
        "The|DET|det>2 president|NOUN|nsubj>9 of|ADP|case>4 Verana|PROPN|nmod>2 ~,|PUNCT|punct>6 Ilse|PROPN|appos>2"
        " Maren|PROPN|flat>6 ~,|PUNCT|punct>2 spoke|VERB|root"
    )
    assert held(text, "Verana") == [("president", "Ilse Maren", "Verana", False)]


def test_the_title_of_the_next_name_is_not_the_first_ones():
    text = (
        "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 met|VERB|root Verana|PROPN|nmod:poss>6 ~'s|PART|case>4"
        " minister|NOUN|obj>3"
        " Tove|PROPN|appos>6 Lind|PROPN|flat>7"
    )
    assert held(text, "Verana") == [("minister", "Tove Lind", "Verana", False)]


def test_words_that_tell_a_time_belong_to_no_title():
    doc = tree(
        "In|ADP|case>3 May|PROPN|compound>3 2021|NUM|obl>7 president|NOUN|nmod:desc>5 Ilse|PROPN|nsubj>7"
        " Maren|PROPN|flat>5 left|VERB|root"
    )
    (found,) = titles(doc, [mention(doc, "Ilse Maren", "PERSON")], [time(doc, "In May 2021", "2021-05")])
    assert found.text == "president"


def test_a_title_across_the_border_of_a_sentence_is_none():
    text = (
        "They|PRON|nsubj>2 elected|VERB|root a|DET|det>4 president|NOUN|obj>2\nIlse|PROPN|nsubj>3"
        " Maren|PROPN|flat>1 won|VERB|root"
    )
    assert held(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Singer|NOUN|nmod:desc>2 Ilse|PROPN|nsubj>4 Maren|PROPN|flat>2 spoke|VERB|root",
        "Ilse|PROPN|nsubj>6 Maren|PROPN|flat>1 ~,|PUNCT|punct>4 tired|ADJ|acl>1 ~,|PUNCT|punct>4 spoke|VERB|root",
        "Ilse|PROPN|root Maren|PROPN|flat>1",
        "",
    ],
)
def test_no_post_no_title(text):
    assert held(text) == []


def test_a_title_far_away_is_not_read():
    filler = " ".join("grand|ADJ|amod>29" for _ in range(26))
    text = f"President|NOUN|compound>29 {filler} old|ADJ|amod>29 Ilse|PROPN|root Maren|PROPN|flat>29"
    assert held(text) == []


def test_a_title_of_a_thousand_words_is_read_in_time():
    words = " ".join("and|CCONJ|cc>1 minister|NOUN|conj>1" for _ in range(500))
    text = f"Ilse|PROPN|root Maren|PROPN|flat>1 ~,|PUNCT|punct>1 minister|NOUN|appos>1 {words}"
    assert len(held(text)) <= 24
