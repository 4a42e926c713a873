"""Is it so, and who says it: one sentence for each kind of cue."""

from __future__ import annotations

import pytest

from tests.build import entity, quotation


def test_said_by_the_article_itself(joining):
    assert joining("Verana|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2") == ""


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("not|PART|advmod", "negated"),
        ("never|ADV|advmod", "negated"),
        ("hardly|ADV|advmod", "negated"),
        ("n't|PART|advmod", "negated"),
        ("may|AUX|aux", "possible"),
        ("could|AUX|aux", "possible"),
        ("must|AUX|aux", "possible"),
        ("will|AUX|aux", "planned"),
        ("shall|AUX|aux", "planned"),
        ("’ll|AUX|aux", "planned"),
        ("perhaps|ADV|advmod", "possible"),
        ("allegedly=alleged|ADV|advmod", "possible"),
        ("if|SCONJ|mark", "possible"),
        ("unless|SCONJ|mark", "possible"),
        ("whether|SCONJ|mark", "possible"),
        ("quickly|ADV|advmod", ""),
        ("has|AUX|aux", ""),
        ("because|SCONJ|mark", ""),
    ],
)
def test_a_word_beside_the_verb(joining, word, status):
    assert joining(f"{word}>3 Verana|PROPN|nsubj>3 join|VERB.VB|root League|PROPN|obj>3") == status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("may|AUX|aux>4 not|PART|advmod>4", "negated"),
        ("will|AUX|aux>4 never|ADV|advmod>4", "negated"),
        ("will|AUX|aux>4 perhaps|ADV|advmod>4", "planned"),
    ],
)
def test_of_several_words_the_stronger_wins(joining, words, status):
    assert joining(f"Verana|PROPN|nsubj>4 {words} join|VERB.VB|root League|PROPN|obj>4") == status


def test_no_longer(joining):
    text = (
        "Verana|PROPN|nsubj>6 is=be|AUX|cop>6 no|ADV|advmod>4 longer=long|ADV|advmod>6 a|DET|det>6 member|NOUN|root"
        " of|ADP|case>8 League|PROPN|nmod>6"
    )
    assert joining(text) == "negated"


def test_it_is_to_happen(joining):
    text = "Verana|PROPN|nsubj>4 is=be|AUX|{} to|PART|mark>4 join|VERB.VB|{} League|PROPN|obj>4"
    assert joining(text.format("cop>4", "root")) == "planned"
    assert (
        joining("Verana|PROPN|nsubj>2 is=be|AUX|root to|PART|mark>4 join|VERB.VB|xcomp>2 League|PROPN|obj>4")
        == "planned"
    )


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("plans=plan", "planned"),
        ("decided=decide", "planned"),
        ("wants=want", "planned"),
        ("threatens=threaten", "planned"),
        ("failed=fail", "negated"),
        ("refused=refuse", "negated"),
        ("declined=decline", "negated"),
        ("managed=manage", ""),
        ("helped=help", ""),
    ],
)
def test_a_verb_over_an_infinitive(joining, verb, status):
    assert (
        joining(f"Verana|PROPN|nsubj>2 {verb}|VERB|root to|PART|mark>4 join|VERB.VB|xcomp>2 League|PROPN|obj>4")
        == status
    )


def test_has_yet_to(joining):
    text = (
        "Verana|PROPN|nsubj>2 has=have|{}|root yet|ADV|advmod>2 to|PART|mark>5 join|VERB.VB|xcomp>2"
        " League|PROPN|obj>5"
    )
    assert joining(text.format("VERB")) == "negated"
    assert joining(text.format("AUX")) == "negated"


def test_a_verb_under_negation(joining):
    text = (
        "Verana|PROPN|nsubj>4 did=do|AUX|aux>4 not|PART|advmod>4 manage|VERB.VB|root to|PART|mark>6"
        " join|VERB.VB|xcomp>4"
        " League|PROPN|obj>6"
    )
    assert joining(text) == "negated"


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("said=say", "reported by Maren"),
        ("announced=announce", "reported by Maren"),
        ("denied=deny", "negated by Maren"),
        ("doubts=doubt", "possible by Maren"),
        ("hopes=hope", "planned by Maren"),
    ],
)
def test_a_verb_over_a_clause(joining, verb, expected):
    text = (
        f"Maren|PROPN|nsubj>2 {verb}|VERB|root that|SCONJ|mark>5 Verana|PROPN|nsubj>5 joined=join|VERB|ccomp>2"
        " League|PROPN|obj>5"
    )
    assert joining(text) == expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("said=say", "said=say", "reported by Lind"),
        ("said=say", "denied=deny", "negated by Lind"),
        ("denied=deny", "said=say", "negated by Lind"),
        ("said=say", "doubts=doubt", "possible by Lind"),
    ],
)
def test_who_says_that_somebody_says_it(joining, outer, inner, expected):
    """The innermost speaker says it; the strongest reservation holds."""
    text = (
        f"Maren|PROPN|nsubj>2 {outer}|VERB|root that|SCONJ|mark>5 Lind|PROPN|nsubj>5 {inner}|VERB|ccomp>2"
        " that|SCONJ|mark>8"
        " Verana|PROPN|nsubj>8 joined=join|VERB|ccomp>5 League|PROPN|obj>8"
    )
    assert joining(text) == expected


def test_what_is_said_to_be_planned_is_planned_by_who_says_it(joining):
    text = (
        "Maren|PROPN|nsubj>2 said=say|VERB|root that|SCONJ|mark>6 Verana|PROPN|nsubj>6 will|AUX|aux>6"
        " join|VERB.VB|ccomp>2"
        " League|PROPN|obj>6"
    )
    assert joining(text) == "planned by Maren"


@pytest.mark.parametrize(
    "text",
    [
        "According|VERB|case>3 to|ADP|fixed>1 Maren|PROPN|obl>6 ~,|PUNCT|punct>3 Verana|PROPN|nsubj>6"
        " joined=join|VERB|root"
        " League|PROPN|obj>6",
        "Verana|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2 ~,|PUNCT|punct>7 as|SCONJ|mark>7"
        " Maren|PROPN|nsubj>7"
        " said=say|VERB|advcl>2",
        "Verana|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2 ~,|PUNCT|punct>6 Maren|PROPN|nsubj>6"
        " said=say|VERB|parataxis>2",
        "Verana|PROPN|nsubj>2 joined=join|VERB|ccomp>6 League|PROPN|obj>2 ~,|PUNCT|punct>2"
        " Maren|PROPN|nsubj>6 said=say|VERB|root",
        "Verana|PROPN|nsubj>2 joined=join|VERB|ccomp>5 League|PROPN|obj>2 ~,|PUNCT|punct>2 said=say|VERB|root"
        " Maren|PROPN|nsubj>5",
        "Verana|PROPN|nsubj>2 joined=join|VERB|ccomp>5 League|PROPN|obj>2 ~,|PUNCT|punct>2 said=say|VERB|root"
        " Maren|PROPN|obj>5",
        "Verana|PROPN|nsubj>2 joined=join|VERB|parataxis>6 League|PROPN|obj>2 ~,|PUNCT|punct>2"
        " Maren|PROPN|nsubj>6 said=say|VERB|root",
    ],
)
def test_the_speaker_may_stand_anywhere(joining, text):
    assert joining(text) == "reported by Maren"


def test_nobody_is_named_who_says_it(joining):
    text = (
        "It|PRON|expl>3 is=be|AUX|aux:pass>3 said=say|VERB.VBN|root that|SCONJ|mark>6 Verana|PROPN|nsubj>6"
        " joined=join|VERB|csubj:pass>3 League|PROPN|obj>6"
    )
    assert joining(text) == "reported"


def test_a_city_that_says_it_is_its_country(joining):
    text = (
        "Solmark|PROPN|nsubj>2 said=say|VERB|root that|SCONJ|mark>5 Verana|PROPN|nsubj>5"
        " joined=join|VERB|ccomp>2 League|PROPN|obj>5"
    )
    assert joining(text, seats={"solmark": entity("Kelmoor")}) == "reported by Kelmoor"


def test_inside_a_quotation_its_speaker_says_it(joining):
    text = (
        "“|PUNCT|punct>3 ~Verana|PROPN|nsubj>3 joined=join|VERB|root League|PROPN|obj>3 ~”|PUNCT|punct>3\n"
        "Maren|PROPN|nsubj>2 smiled=smile|VERB|root"
    )
    speaker = 2  # Verana, League, Maren: in the order of ACTORS
    assert (
        joining(text, quotations=lambda doc: [quotation(doc, "“Verana joined League”", speaker)])
        == "reported by Maren"
    )
    assert joining(text, quotations=lambda doc: [quotation(doc, "“Verana joined League”")]) == "reported"


def test_a_quotation_elsewhere_changes_nothing(joining):
    text = (
        "Verana|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2\n“|PUNCT|punct>2 ~Good|ADJ|root"
        " ~”|PUNCT|punct>2"
    )
    assert joining(text, quotations=lambda doc: [quotation(doc, "“Good”", 0)]) == ""


def test_a_relative_clause_stands_on_its_own_feet(joining):
    text = (
        "Solmark|PROPN|nsubj>4 will|AUX|aux>4 not|PART|advmod>4 praise|VERB.VB|root Verana|PROPN|obj>4"
        " ~,|PUNCT|punct>8"
        " which|PRON|nsubj>8 joined=join|VERB|acl:relcl>5 League|PROPN|obj>8"
    )
    assert joining(text) == ""


def test_what_is_joined_by_and_shares_the_helping_words(joining):
    text = (
        "Verana|PROPN|nsubj>3 will|AUX|aux>3 meet|VERB.VB|root Solmark|PROPN|obj>3 and|CCONJ|cc>6 join|VERB.VB|conj>3"
        " League|PROPN|obj>6"
    )
    assert joining(text) == "planned"


def test_what_is_joined_by_and_with_a_form_of_its_own_does_not(joining):
    text = (
        "Verana|PROPN|nsubj>4 did=do|AUX|aux>4 not|PART|advmod>4 meet|VERB.VB|root Solmark|PROPN|obj>4 and|CCONJ|cc>7"
        " joined=join|VERB|conj>4 League|PROPN|obj>7"
    )
    assert joining(text) == ""


@pytest.mark.parametrize(
    ("adjective", "status"),
    [("upcoming", "planned"), ("next", "planned"), ("possible", "possible"), ("alleged", "possible"), ("long", "")],
)
def test_an_adjective_beside_a_noun(says, adjective, status):
    text = (
        f"The|DET|det>3 {adjective}|ADJ|amod>3 visit|NOUN|nsubj>8 of|ADP|case>5 Maren|PROPN|nmod>3 to|ADP|case>7"
        " Solmark|PROPN|nmod>3 matters=matter|VERB|root"
    )
    assert says(text, {"Maren": "Person", "Solmark": "Country"}) == [f"Maren visited Solmark {status}".strip()]


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("cancelled=cancel", "negated"),
        ("postponed=postpone", "negated"),
        ("plans=plan", "planned"),
        ("enjoyed=enjoy", ""),
    ],
)
def test_a_verb_that_carries_a_noun(says, verb, status):
    text = (
        f"Lind|PROPN|nsubj>2 {verb}|VERB|root Maren|PROPN|nmod:poss>5 ~'s|PART|case>3 visit|NOUN|obj>2"
        " to|ADP|case>7 Solmark|PROPN|nmod>5"
    )
    assert f"Maren visited Solmark {status}".strip() in says(
        text, {"Maren": "Person", "Solmark": "Country", "Lind": "Person"}
    )


# ------------------------------------------------------------------------------ what a pattern says whatever is said


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("left=leave|VERB|root", "negated"),
        ("will|AUX|aux>3 leave|VERB.VB|root", "possible"),
        ("not|PART|advmod>3 leave|VERB.VB|root", "possible"),
    ],
)
def test_who_leaves_is_no_longer_a_member_and_who_does_not_may_be(joining, words, expected):
    verb = 1 + len(words.split())
    assert joining(f"Verana|PROPN|nsubj>{verb} {words} League|PROPN|obj>{verb}") == expected
