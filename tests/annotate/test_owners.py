"""Whose post it is where a word for the body tells, or the post of somebody told before."""

from __future__ import annotations

from tests.annotate.reading import posts_in

BANK = "Fjord|PROPN|compound>2 Bank|PROPN|nsubj>3 grew=grow|VERB|root\n"
PAIR = (
    "Verana|PROPN|nmod:poss>3 ~'s|PART|case>1 president|NOUN|nsubj>8 ~,|PUNCT|punct>3 Tove|PROPN|appos>3"
    " Lind|PROPN|flat>5 ~,|PUNCT|punct>5 sang=sing|VERB|root\n"
)
RELATIVE = (
    "Her|PRON|nmod:poss>2 {}|NOUN|nsubj>7 ~,|PUNCT|punct>2 Ilse|PROPN|appos>2 Maren|PROPN|flat>4 ~,|PUNCT|punct>4"
    " spoke=speak|VERB|root"
)


def test_a_pronoun_before_a_title_tells_its_body():
    text = (
        f"{BANK}Its|PRON|nmod:poss>2 chairman|NOUN|nsubj>7 ~,|PUNCT|punct>2 Ilse|PROPN|appos>2 Maren|PROPN|flat>4"
        " ~,|PUNCT|punct>4 sang=sing|VERB|root"
    )
    assert posts_in(text) == [("chairman", "Ilse Maren", "Fjord Bank")]


def test_a_pronoun_behind_the_name_tells_its_body():
    text = (
        f"{BANK}Ilse|PROPN|nsubj>7 Maren|PROPN|flat>1 ~,|PUNCT|punct>5 its|PRON|nmod:poss>5 chairman|NOUN|appos>1"
        " ~,|PUNCT|punct>5 sang=sing|VERB|root"
    )
    assert posts_in(text) == [("chairman", "Ilse Maren", "Fjord Bank")]


def test_a_predecessor_held_the_post():
    text = PAIR + RELATIVE.format("predecessor")
    assert posts_in(text) == [("president", "Tove Lind", "Verana"), ("president", "Ilse Maren", "Verana")]


def test_who_is_still_to_succeed_holds_no_post():
    text = PAIR + RELATIVE.format("successor")
    assert posts_in(text) == [("president", "Tove Lind", "Verana")]


def test_a_colleague_of_no_country_has_no_post():
    text = PAIR + RELATIVE.format("colleague")
    assert posts_in(text) == [("president", "Tove Lind", "Verana")]


def test_and_his_minister_is_the_next_name_s_title():
    text = (
        "Ilse|PROPN|nsubj>10 Maren|PROPN|flat>1 ~,|PUNCT|punct>6 and|CCONJ|cc>6 her|PRON|nmod:poss>6"
        " director|NOUN|conj>1 ~,|PUNCT|punct>6 Tove|PROPN|appos>6 Lind|PROPN|flat>8 sang=sing|VERB|root"
    )
    assert [post for post in posts_in(text) if post[1] == "Ilse Maren"] == []


def test_the_last_word_of_a_name_stands_for_it_before_a_title():
    text = (
        "Strait|PROPN|compound>2 Commission|PROPN|nsubj>3 grew=grow|VERB|root\n"
        "Commission|PROPN|compound>2 President|PROPN|nmod:desc>3 Ilse|PROPN|nsubj>5 Maren|PROPN|flat>3"
        " sang=sing|VERB|root"
    )
    assert posts_in(text, found={"Strait Commission": "ORG"}) == [("President", "Ilse Maren", "Strait Commission")]
