"""What is not said, though all the words are there: denials, questions, accusations, what is ended or former."""

from __future__ import annotations

import pytest

from tests.relate.world import ACTORS


@pytest.mark.parametrize("hung", ["cc:preconj>5", "cc:preconj>2", "det>2"])
def test_neither_nor(says, hung):
    text = (
        f"Neither|CCONJ|{hung} Verana|PROPN|nsubj>5 nor|CCONJ|cc>4 Solmark|PROPN|conj>2 joined=join|VERB|root"
        " League|PROPN|obj>5"
    )
    actors = {name: ACTORS[name] for name in ("Verana", "Solmark", "League")}
    assert says(text, actors) == ["Solmark memberOf League negated", "Verana memberOf League negated"]


def test_no_beside_a_side(joining):
    text = (
        "Verana|PROPN|nsubj>2 joined=join|VERB|root neither|CCONJ|cc:preconj>4 League|PROPN|obj>2"
        " nor|CCONJ|cc>6 Forum|PROPN|conj>4"
    )
    assert joining(text) == "negated"


def test_no_beside_a_word_that_the_pattern_requires(says):
    text = (
        "Maren|PROPN|nsubj>2 held=hold|VERB|root {}|DET|det>4 talks=talk|NOUN|obj>2 with|ADP|case>6 Lind|PROPN|nmod>4"
    )
    people = {"Maren": "Person", "Lind": "Person"}
    assert says(text.format("no"), people) == ["Lind metWith Maren negated"]
    assert says(text.format("some"), people) == ["Lind metWith Maren"]
    assert says(text.format("possible").replace("DET|det", "ADJ|amod"), people) == ["Lind metWith Maren possible"]


@pytest.mark.parametrize(
    ("adjective", "status"),
    [("alleged=allege", "possible"), ("planned=plan", "planned"), ("proposed=propose", "planned")],
)
def test_an_adjective_that_is_a_participle(says, adjective, status):
    text = (
        f"Maren|PROPN|nmod:poss>4 ~'s|PART|case>1 {adjective}|VERB.VBN|amod>4 visit|NOUN|nsubj>7 to|ADP|case>6"
        " Solmark|PROPN|nmod>4"
        " matters=matter|VERB|root"
    )
    assert says(text, {"Maren": "Person", "Solmark": "Country"}) == [f"Maren visited Solmark {status}"]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Solmark|PROPN|nsubj>2 rejected=reject|VERB|root claims=claim|NOUN|obj>2", "negated"),
        ("Solmark|PROPN|nsubj>2 denied=deny|VERB|root reports=report|NOUN|obj>2", "negated"),
        ("There|PRON|expl>2 were=be|VERB|root claims=claim|NOUN|nsubj>2", "reported"),
        ("There|PRON|expl>2 were=be|VERB|root rumours=rumour|NOUN|nsubj>2", "possible"),
    ],
)
def test_a_noun_of_saying_over_a_clause(joining, above, expected):
    text = f"{above} that|SCONJ|mark>6 Verana|PROPN|nsubj>6 joined=join|VERB|acl>3 League|PROPN|obj>6"
    assert joining(text).split(" by ")[0] == expected


def test_it_is_not_true_that(joining):
    text = (
        "It|PRON|expl>4 is=be|AUX|cop>4 not|PART|advmod>4 true|ADJ|root that|SCONJ|mark>7 Verana|PROPN|nsubj>7"
        " joined=join|VERB|csubj>4 League|PROPN|obj>7"
    )
    assert joining(text) == "negated"


def test_who_did_not_say_it_did_not_say_it(joining):
    text = (
        "Maren|PROPN|nsubj>4 did=do|AUX|aux>4 not|PART|advmod>4 say|VERB.VB|root that|SCONJ|mark>7"
        " Verana|PROPN|nsubj>7"
        " joined=join|VERB|ccomp>4 League|PROPN|obj>7"
    )
    assert joining(text) in ("possible by Maren", "possible", "negated by Maren", "negated")


def test_a_question_says_nothing(joining):
    text = "Did=do|AUX|aux>3 Verana|PROPN|nsubj>3 join|VERB.VB|root League|PROPN|obj>3 ~?|PUNCT|punct>3"
    assert joining(text) == "possible"


@pytest.mark.parametrize("verb", ["accused=accuse", "suspects=suspect"])
def test_who_is_accused_of_it_did_it_as_the_accuser_says(says, verb):
    text = (
        f"Verana|PROPN|nsubj>2 {verb}|VERB|root Solmark|PROPN|obj>2 of|SCONJ|mark>5"
        " attacking=attack|VERB.VBG|advcl>2 Kelmoor|PROPN|obj>5"
    )
    facts = says(text, {"Verana": "Country", "Solmark": "Country", "Kelmoor": "Country"})
    assert not [fact for fact in facts if fact.startswith("Verana attacked")]
    assert not [fact for fact in facts if fact == "Solmark attacked Kelmoor"], "the article does not say so itself"


@pytest.mark.parametrize(
    ("verb", "status"), [("ended=end", "negated"), ("suspended=suspend", "negated"), ("began=begin", "")]
)
def test_what_is_ended_is_over(says, verb, status):
    text = (
        f"Maren|PROPN|nsubj>2 {verb}|VERB|root Verana|PROPN|nmod:poss>5 ~'s|PART|case>3 membership|NOUN|obj>2"
        " of|ADP|case>7"
        " League|PROPN|nmod>5"
    )
    facts = says(text, {"Maren": "Person", "Verana": "Country", "League": "Organization"})
    assert [fact for fact in facts if "memberOf" in fact] == [f"Verana memberOf League {status}".strip()]


def test_a_former_member_is_one_no_more(joining):
    text = (
        "Verana|PROPN|nsubj>5 is=be|AUX|cop>5 a|DET|det>5 former|ADJ|amod>5 member|NOUN|root of|ADP|case>7"
        " League|PROPN|nmod>5"
    )
    assert joining(text) in ("ended", "negated")


@pytest.mark.parametrize("word", ["almost", "nearly"])
def test_what_almost_happened_did_not(joining, word):
    assert joining(f"Verana|PROPN|nsubj>3 {word}|ADV|advmod>3 joined=join|VERB|root League|PROPN|obj>3") == "negated"


@pytest.mark.parametrize("verb", ["stopped=stop", "prevented=prevent"])
def test_who_is_kept_from_it_did_not_do_it(says, verb):
    text = (
        f"Verana|PROPN|nsubj>2 {verb}|VERB|root Solmark|PROPN|obj>2 from|SCONJ|mark>5"
        " attacking=attack|VERB.VBG|advcl>2"
        " Kelmoor|PROPN|obj>5"
    )
    facts = says(text, {"Verana": "Country", "Solmark": "Country", "Kelmoor": "Country"})
    assert [fact for fact in facts if "attacked" in fact] == ["Solmark attacked Kelmoor negated"]


@pytest.mark.parametrize(
    "text",
    [
        "nsubj>5 has=have|AUX|aux>5 yet|ADV|advmod>5 to|PART|mark>5 join|VERB.VB|root",
        "nsubj>2 has=have|VERB|root yet|ADV|advmod>2 to|PART|mark>5 join|VERB.VB|xcomp>2",
    ],
)
def test_what_has_yet_to_be_is_not(joining, text):
    assert joining(f"Verana|PROPN|{text} League|PROPN|obj>5") == "negated"


def test_whom_a_call_goes_to_would_do_it(says):
    text = (
        "Solmark|PROPN|nsubj>2 called=call|VERB|root on|ADP|case>4 Verana|PROPN|obl>2 to|PART|mark>6"
        " join|VERB.VB|advcl>2 League|PROPN|obj>6"
    )
    actors = {name: ACTORS[name] for name in ("Verana", "Solmark", "League")}
    assert says(text, actors)[-1] == "Verana memberOf League planned"
