"""Who says it and whether it is so, in the wordings of news: claims, views, appeals, backshifted plans, asides."""

from __future__ import annotations

import pytest

from kg.relate.cast import Cast
from kg.relate.finding import Stage
from kg.relate.frames import arguments
from kg.relate.roles import fillers
from tests.build import scene, tree
from tests.relate.world import ACTORS, ONTOLOGY

FOUR = {name: ACTORS[name] for name in ("Verana", "League", "Maren", "Solmark")}
JOINED = "Verana|PROPN|nsubj>{at} joined=join|VERB.VBD|{dep} League|PROPN|obj>{at}"


def joined(at, dep):
    """ "Verana joined League" with its verb at a place, hanging somewhere."""
    return JOINED.format(at=at, dep=dep)


@pytest.fixture
def told(says):
    """What a tree tells of Verana and the League, without the words for it."""

    def tell(text):
        actors = {name: type for name, type in FOUR.items() if f"{name}|" in text}
        found = [one for one in says(text, actors) if "memberOf League" in one]
        return [one.replace("Verana memberOf League", "").strip() for one in found]

    return tell


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("said=say|VERB.VBD", "planned by Maren"),
        ("promised=promise|VERB.VBD", "planned by Maren"),
        ("says=say|VERB.VBZ", "possible by Maren"),
    ],
)
def test_would_after_a_verb_of_the_past_is_a_will(told, verb, status):
    text = (
        f"Maren|PROPN|nsubj>2 {verb}|root that|SCONJ|mark>6 Verana|PROPN|nsubj>6 would|AUX|aux>6"
        " join|VERB.VB|ccomp>2 League|PROPN|obj>6"
    )
    assert told(text) == [status]


def test_would_with_a_condition_stays_possible(told):
    text = (
        "Maren|PROPN|nsubj>2 said=say|VERB.VBD|root Verana|PROPN|nsubj>5 would|AUX|aux>5 join|VERB.VB|ccomp>2"
        " League|PROPN|obj>5 if|SCONJ|mark>9 Solmark|PROPN|nsubj>9 left=leave|VERB.VBD|advcl>5"
    )
    assert told(text) == ["possible by Maren"]


def test_a_semicolon_parts_what_is_told(told):
    behind = "~;|PUNCT|punct>2 Maren|PROPN|nsubj>6 denied=deny|VERB.VBD|{} it|PRON|obj>6"
    assert told(f"{joined(2, 'ccomp>6')} {behind.format('root')}") == [""]
    assert told(f"{joined(2, 'root')} {behind.format('parataxis>2')}") == [""]


@pytest.mark.parametrize(
    ("noun", "verb", "status"),
    [
        ("claim", "surprised=surprise", "reported by Maren"),
        ("warning", "surprised=surprise", "reported by Maren"),
        ("rumour", "surprised=surprise", "possible by Maren"),
    ],
)
def test_whose_claim_it_is(told, noun, verb, status):
    text = (
        f"Maren|PROPN|nmod:poss>3 ~'s|PART|case>1 {noun}|NOUN|nsubj>8 that|SCONJ|mark>6 {joined(6, 'acl>3')}"
        f" {verb}|VERB.VBD|root Solmark|PROPN|obj>8"
    )
    assert told(text) == [status]


@pytest.mark.parametrize("verb", ["rejected=reject", "dismissed=dismiss", "denied=deny"])
def test_who_rejects_a_claim_says_that_it_is_not_so(told, verb):
    text = (
        f"Solmark|PROPN|nsubj>2 {verb}|VERB.VBD|root Maren|PROPN|nmod:poss>5 ~'s|PART|case>3 claim|NOUN|obj>2"
        f" that|SCONJ|mark>8 {joined(8, 'acl>5')}"
    )
    assert told(text) == ["negated by Solmark"]


@pytest.mark.parametrize(
    ("view", "status"),
    [("view", "reported by Maren"), ("words=word", "reported by Maren"), ("house", "")],
)
def test_in_the_view_of_somebody(told, view, status):
    text = f"In|ADP|case>2 {view}|NOUN|obl>6 of|ADP|case>4 Maren|PROPN|nmod>2 {joined(6, 'root')}"
    assert told(text) == [status]


def test_quoted_as_saying(told):
    text = (
        "Solmark|PROPN|nsubj>2 quoted=quote|VERB.VBD|root Maren|PROPN|obj>2 as|SCONJ|mark>5"
        f" saying=say|VERB.VBG|advcl>2 that|SCONJ|mark>8 {joined(8, 'ccomp>5')}"
    )
    assert told(text) == ["reported by Maren"]


def test_between_commas_the_article_itself_tells(says):
    text = (
        "Maren|PROPN|nsubj>2 said=say|VERB.VBD|root Verana|PROPN|nsubj>10 ~,|PUNCT|punct>7 which|PRON|nsubj>7"
        " once|ADV|advmod>7 joined=join|VERB.VBD|acl:relcl>3 League|PROPN|obj>7 ~,|PUNCT|punct>7"
        " attacked=attack|VERB.VBD|ccomp>2 Solmark|PROPN|obj>10"
    )
    assert set(says(text, FOUR)) >= {"Verana memberOf League", "Verana attacked Solmark reported by Maren"}


@pytest.mark.parametrize(
    ("lead", "status"),
    [
        ("called=call|VERB.VBD|root on|ADP|case>4 Verana|PROPN|obl>2", "planned"),
        ("told=tell|VERB.VBD|root off|ADP|compound:prt>2 Verana|PROPN|obj>2", "planned"),
    ],
)
def test_who_is_asked_to_do_it_does_it(told, lead, status):
    text = f"Maren|PROPN|nsubj>2 {lead} to|PART|mark>6 join|VERB.VB|advcl>2 League|PROPN|obj>6"
    assert told(text) == [status]


@pytest.mark.parametrize("hung", ["advcl>2", "acl>3"])
def test_who_is_accused_of_it_did_it_however_the_deed_hangs(told, hung):
    text = (
        "Maren|PROPN|nsubj>2 accused=accuse|VERB.VBD|root Verana|PROPN|obj>2 of|SCONJ|mark>5"
        f" joining=join|VERB.VBG|{hung} League|PROPN|obj>5"
    )
    assert told(text) == ["reported by Maren"]


def test_what_the_article_calls_false_is_not_so(told):
    text = (
        "Maren|PROPN|nsubj>3 falsely|ADV|advmod>3 claimed=claim|VERB.VBD|root that|SCONJ|mark>6"
        f" {joined(6, 'ccomp>3')}"
    )
    assert told(text) == ["negated"]


@pytest.mark.parametrize("hung", ["advmod>2", "advmod>5"])
def test_has_yet_to(told, hung):
    text = (
        f"Verana|PROPN|nsubj>2 has=have|VERB|root yet|ADV|{hung} to|PART|mark>5 join|VERB.VB|xcomp>2"
        " League|PROPN|obj>5"
    )
    assert told(text) == ["negated"]


@pytest.mark.parametrize(("word", "status"), [("likely", "planned"), ("unlikely", "possible"), ("about", "planned")])
def test_likely_unlikely_and_about_to(told, word, status):
    text = (
        f"Verana|PROPN|nsubj>3 was=be|AUX|cop>3 {word}|ADJ|root to|PART|mark>5 join|VERB.VB|xcomp>3"
        " League|PROPN|obj>5"
    )
    assert told(text) == [status]


def test_who_is_named_only_to_be_left_out(says):
    text = (
        "Verana|PROPN|nsubj>6 ~,|PUNCT|punct>4 not|ADV|advmod>4 Solmark|PROPN|conj>1 ~,|PUNCT|punct>1"
        " joined=join|VERB.VBD|root League|PROPN|obj>6"
    )
    actors = {name: ACTORS[name] for name in ("Verana", "Solmark", "League")}
    assert says(text, actors) == ["Verana memberOf League"]


def test_refused_to_say_whether(told):
    text = (
        "Maren|PROPN|nsubj>2 refused=refuse|VERB.VBD|root to|PART|mark>4 say|VERB.VB|xcomp>2 whether|SCONJ|mark>7"
        f" {joined(7, 'ccomp>4')}"
    )
    assert told(text) == ["possible by Maren"]


def test_the_name_before_the_colon_of_a_headline(told):
    text = f"Maren|PROPN|root ~:|PUNCT|punct>4 {joined(4, 'parataxis>1')}"
    assert told(text) == ["reported by Maren"]
    assert told(text.replace("Maren", "Solmark")) == [""]  # a country is what the headline is about


def test_an_apposition_describes_the_name_before_it(patterns):
    from_solmark = "~,|PUNCT|punct>6 an|DET|det>6 ally|NOUN|appos>1 of|ADP|case>8 Solmark|PROPN|nmod>6"
    text = f"Verana|PROPN|nsubj>9 and|CCONJ|cc>3 Borrow|PROPN|conj>1 {from_solmark} met=meet|VERB|root"
    doc = tree(text)

    parsed, resolution = scene(doc, dict.fromkeys(("Verana", "Borrow", "Solmark"), "Country"))
    stage = Stage(Cast(parsed, resolution, ONTOLOGY), ONTOLOGY, patterns)
    described = fillers("appos", doc[5], arguments(doc[5]), stage)
    assert [one.entity.label for one in described] == ["Borrow"]


def test_as_far_as_somebody_is_concerned_is_what_he_says(told):
    text = (
        "As|ADV|advmod>2 far|ADV|advmod>9 as|SCONJ|mark>6 Maren|PROPN|nsubj>6 is|AUX|cop>6 concerned|ADJ|advcl>2"
        f" ,|PUNCT|punct>2 {joined(9, 'root')}"
    )
    assert told(text) == ["reported by Maren"]


def test_who_speaks_of_a_membership_says_that_there_is_one(told):
    text = (
        "Maren|PROPN|nsubj>2 spoke=speak|VERB.VBD|root of|ADP|case>6 Verana|PROPN|nmod:poss>6 's|PART.POS|case>4"
        " membership|NOUN|obl>2 of|ADP|case>8 League|PROPN|nmod>6"
    )
    assert told(text) == ["reported by Maren"]


def test_who_said_the_first_adds_the_second(told):
    text = (
        "Maren|PROPN|nsubj>2 said=say|VERB.VBD|root Solmark|PROPN|nsubj>4 left=leave|VERB.VBD|ccomp>2 ,|PUNCT|punct>6"
        f" adding=add|VERB.VBG|advcl>4 that|SCONJ|mark>9 {joined(9, 'ccomp>6')}"
    )
    assert told(text) == ["reported by Maren"]


def test_a_minister_hung_on_his_country_says_it(told):
    text = (
        "Verana|PROPN|nsubj>6 ,|PUNCT|punct>3 Maren|PROPN|appos>1 said=say|VERB.VBD|parataxis>1 ,|PUNCT|punct>1"
        " joined=join|VERB.VBD|root League|PROPN|obj>6"
    )
    assert told(text) == ["reported by Maren"]


def test_somebodys_version_is_what_he_says(told):
    text = (
        "Maren|PROPN|nmod:poss>3 's|PART.POS|case>1 version|NOUN|nsubj:outer>7 is|AUX|cop>7 that|SCONJ|mark>7"
        f" {joined(7, 'root')}"
    )
    assert told(text) == ["reported by Maren"]
