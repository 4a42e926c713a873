"""Roles that lie deeper than the arguments of the trigger, or outside its sentence."""

from __future__ import annotations

import pytest

from kg.relate import PatternBook, relate
from tests.build import mention, scene, title, tree
from tests.relate.world import ONTOLOGY, book, short
from tests.relate.world import told as tell

DEEP = {
    "criticized": [{"name": "deed", "verb": "condemn", "subject": "subj", "object": ["obj.by", "obj.poss"]}],
    "calledOn": [{"name": "demanded", "verb": "demand", "subject": "subj", "object": "ccomp.subj"}],
    "threatened": [{"name": "to", "verb": "threaten", "subject": "subj", "object": ["xcomp.obj", "xcomp.with"]}],
    "suppliesTo": [
        {"name": "with", "verb": "supply", "subject": "subj", "object": "obj", "needs": "with", "topic": "with"}
    ],
    "cooperatesWith": [{"name": "relations", "noun": "relation", "pair": "joined"}],
    "alliedWith": [{"name": "ally", "noun": "ally", "subject": ["subj", "appos"], "object": "of"}],
    "holdsPositionIn": [
        {"name": "chosen", "verb": "elect", "with": {"xcomp": "president"}, "subject": "obj"}
        | {"object": ["xcomp.of", "context"], "role": "xcomp", "time": "start"}
    ],
    "represents": [{"name": "envoy", "noun": "ambassador", "subject": ["subj", "appos"], "object": ["of", "poss"]}],
    "partnerOf": [
        {"name": "partners", "noun": "partner", "pair": "appos", "lacks": "of"},
        {"name": "partner", "noun": "partner", "subject": "appos", "object": "of", "object_not": "Region"},
    ],
    "owns": [
        {"name": "state", "hyphen": ["state-own", "state-owned"], "subject": "modified.poss", "object": "modified"}
    ],
    "attacked": [{"name": "attacked", "verb": "attack", "subject": "subj", "object": "obj"}],
}
ACTORS = {"Maren": "Person", "Lind": "Person", "Verana": "Country", "Solmark": "Country", "Kelmoor": "Country"}


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    """The patterns of ``DEEP``."""
    return book(tmp_path_factory.mktemp("deep"), DEEP)


@pytest.fixture
def told(deep):
    """The statements of a tree but open ones, in short form; in ``ACTORS`` who is named."""

    def short_of(text, **more):
        actors = {name: type for name, type in ACTORS.items() if f"{name}|" in text}
        return [fact for fact in short(tell(text, actors, deep, **more)) if "relatedTo" not in fact]

    return short_of


# ------------------------------------------------------------------------------------------------ dotted roles


@pytest.mark.parametrize(
    "deed",
    [
        "the|DET|det>4 raid|NOUN|obj>2 by|ADP|case>6 Verana|PROPN|nmod>4",
        "Verana|PROPN|nmod:poss>5 ~'s|PART|case>3 raid|NOUN|obj>2",
    ],
)
def test_whose_deed_it_is(told, deed):
    assert told(f"Solmark|PROPN|nsubj>2 condemned=condemn|VERB|root {deed}") == ["Solmark criticized Verana"]


def test_a_deed_of_nobody_is_nobodys(told):
    text = (
        "Solmark|PROPN|nsubj>2 condemned=condemn|VERB|root the|DET|det>4 raid|NOUN|obj>2 on|ADP|case>6"
        " Verana|PROPN|nmod>4"
    )
    assert told(text) == []


def test_who_is_to_do_what_is_demanded(told):
    text = (
        "Verana|PROPN|nsubj>2 demanded=demand|VERB|root that|SCONJ|mark>5 Solmark|PROPN|nsubj>5"
        " free|VERB.VB|ccomp>2 the|DET|det>7 crew|NOUN|obj>5"
    )
    assert told(text) == ["Verana calledOn Solmark"]


@pytest.mark.parametrize(
    ("deed", "threat"),
    [
        ("bomb|VERB.VB|xcomp>2 Solmark|PROPN|obj>4", ["Verana threatened Solmark"]),
        ("break|VERB.VB|xcomp>2 with|ADP|case>6 Solmark|PROPN|obl>4", ["Verana threatened Solmark"]),
        ("flee|VERB.VB|xcomp>2 to|ADP|case>6 Solmark|PROPN|obl>4", []),
    ],
)
def test_against_whom_a_threat_is(told, deed, threat):
    assert told(f"Verana|PROPN|nsubj>2 threatened=threaten|VERB|root to|PART|mark>4 {deed}") == threat


# ------------------------------------------------------------------------------------------------------- needs


def test_a_role_that_must_be_filled(told):
    text = "Verana|PROPN|nsubj>2 supplied=supply|VERB|root Solmark|PROPN|obj>2"
    assert told(f"{text} with|ADP|case>5 grain|NOUN|obl>2") == ["Verana suppliesTo Solmark topic='grain'"]
    assert told(text) == []
    assert told(f"{text} by|ADP|case>5 sea|NOUN|obl>2") == []


PARTNERS = (
    "Verana|PROPN|nsubj>{end} and|CCONJ|cc>3 Solmark|PROPN|conj>1 ~,|PUNCT|punct>5 partners=partner|NOUN.NNS|appos>3"
    "{of} ~,|PUNCT|punct>5 grew=grow|VERB|root"
)


def test_a_role_that_must_not_be_filled(told):
    assert told(PARTNERS.format(of="", end=7)) == ["Solmark partnerOf Verana"]
    of = PARTNERS.format(of=" of|ADP|case>7 Kelmoor|PROPN|nmod>5", end=9)
    assert sorted(told(of)) == ["Kelmoor partnerOf Solmark", "Kelmoor partnerOf Verana"]


def test_a_type_that_the_object_must_not_have(deep):
    text = PARTNERS.format(of=" of|ADP|case>7 Kelmoor|PROPN|nmod>5", end=9)
    actors = {"Verana": "Country", "Solmark": "Country", "Kelmoor": "Region"}
    assert short(tell(text, actors, deep)) == []


def test_one_apposed_noun_describes_one_of_two_names(told):
    text = (
        "Verana|PROPN|nsubj>9 ~,|PUNCT|punct>3 partner|NOUN|appos>1 of|ADP|case>5 Kelmoor|PROPN|nmod>3"
        " ~,|PUNCT|punct>3 and|CCONJ|cc>8 Solmark|PROPN|conj>1 grew=grow|VERB|root"
    )
    assert told(text) == ["Kelmoor partnerOf Verana"]


# ----------------------------------------------------------------------------------------- joined by a hyphen


def test_whose_state_owns_it(deep):
    text = (
        "Verana|PROPN|nmod:poss>6 ~'s|PART|case>1 state|NOUN|compound>5 ~-|PUNCT|punct>3 ~owned=own|VERB.VBN|amod>6"
        " Lindco|PROPN|nsubj>7 grew=grow|VERB|root"
    )
    owners = {"Verana": "Country", "Lindco": "Company"}
    assert short(tell(text, owners, deep)) == ["Verana owns Lindco"]


@pytest.mark.parametrize("dash", ["-", "–", "‑"])
def test_two_names_that_a_hyphen_joins_before_a_noun(told, dash):
    text = (
        f"Verana|PROPN|compound>4 ~{dash}|PUNCT|punct>1 ~Solmark|PROPN|compound>4 relations=relation|NOUN|nsubj>5"
        " grew=grow|VERB|root"
    )
    assert told(text) == ["Solmark cooperatesWith Verana"]


@pytest.mark.parametrize(
    "text",
    [
        "Verana|PROPN|compound>2 relations=relation|NOUN|nsubj>3 grew=grow|VERB|root",
        "Verana|PROPN|compound>4 ~-|PUNCT|punct>1 ~style|NOUN|compound>4 relations=relation|NOUN|nsubj>5"
        " grew=grow|VERB|root Solmark|PROPN|obj>5",
        "Verana|PROPN|nsubj>5 -|PUNCT|punct>5 good|ADJ|amod>4 relations=relation|NOUN|obj>5 grew=grow|VERB|root"
        " Solmark|PROPN|obl>5",
    ],
)
def test_a_hyphen_that_joins_no_two_names(told, text):
    assert told(text) == []


# ---------------------------------------------------------------------------------------- nouns for who one is


def test_who_meets_an_ally_is_none(told):
    text = "Maren|PROPN|nsubj>2 met=meet|VERB|root an|DET|det>4 ally|NOUN|obj>2 of|ADP|case>6 Verana|PROPN|nmod>4"
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Maren|PROPN|nsubj>4 is=be|AUX|cop>4 an|DET|det>4 ally|NOUN|root of|ADP|case>6 Verana|PROPN|nmod>4",
        "Lind|PROPN|nsubj>2 met=meet|VERB|root Maren|PROPN|obj>2 ~,|PUNCT|punct>3 an|DET|det>6 ally|NOUN|appos>3"
        " of|ADP|case>8 Verana|PROPN|nmod>6",
    ],
)
def test_who_is_called_an_ally_is_one(told, text):
    assert told(text) == ["Maren alliedWith Verana"]


# ------------------------------------------------------------------------------------------------ ambassadors

ENVOY = "Maren|PROPN|nsubj>7 ~,|PUNCT|punct>3 ambassador|NOUN|appos>1 {}|ADP|case>5 Verana|PROPN|nmod>3"
SPOKE = " ~,|PUNCT|punct>3 spoke=speak|VERB|root"


@pytest.mark.parametrize(("word", "facts"), [("of", ["Maren represents Verana"]), ("to", [])])
def test_an_ambassador_to_a_country_does_not_represent_it(told, word, facts):
    text = ENVOY.format(word) + SPOKE
    assert told(text) == facts
    found = told(text, titles=lambda doc: [title(doc, "ambassador", 0, 1)])
    assert [fact.removesuffix(" role='ambassador'") for fact in found] == facts * len(found)
    assert bool(found) == bool(facts)


# --------------------------------------------------------------------------------------------------- context

ELECTED = "Maren|PROPN|nsubj:pass>3 was=be|AUX|aux:pass>3 elected=elect|VERB.VBN|root president|NOUN|xcomp>3"
GREW = "{}|PROPN|nsubj>2 grew=grow|VERB|root\n"


def test_the_country_that_the_article_is_about(told):
    assert told(GREW.format("Verana") + ELECTED) == ["Maren holdsPositionIn Verana role='president'"]


def test_the_country_that_the_sentence_names_comes_first(told):
    text = GREW.format("Verana") + ELECTED + " of|ADP|case>6 Solmark|PROPN|nmod>4"
    assert [fact.split(" role=")[0] for fact in told(text)] == ["Maren holdsPositionIn Solmark"]


def test_an_article_about_several_countries_is_about_none(told):
    assert told("".join(map(GREW.format, ("Verana", "Solmark", "Kelmoor"))) + ELECTED) == []
    assert told(ELECTED) == []


def test_half_of_what_is_said_of_countries_is_enough(deep):
    text = "".join(map(GREW.format, ("Solmark", "Verana", "Verana", "Kelmoor"))) + ELECTED
    doc = tree(text)
    parsed, resolution = scene(doc, {name: type for name, type in ACTORS.items() if name in doc.text})
    again = mention(doc, "Verana", nth=1)
    number = len(parsed.mentions)
    verana = next(i for i, one in enumerate(parsed.mentions) if one.text == "Verana")
    parsed = type(parsed)(parsed.article, doc, (*parsed.mentions, again))
    resolution = type(resolution)({**resolution.entities, number: resolution.of(verana)})
    facts = short(relate(parsed, resolution, ontology=ONTOLOGY, book=deep)[0])
    assert facts == ["Maren holdsPositionIn Verana role='president'"]


# -------------------------------------------------------------------------------------------- verbs of allowing

ALLOWED = (
    "Verana|PROPN|nsubj>{0} {1} Solmark|PROPN|obj>{0} to|PART|mark>{2} attack|VERB.VB|xcomp>{0} Kelmoor|PROPN|obj>{2}"
)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("allows=allow|VERB.VBZ|root", " possible"),
        ("enables=enable|VERB.VBZ|root", " possible"),
        ("will|AUX|aux>3 allow|VERB.VB|root", " planned"),
        ("has=have|AUX|aux>3 allowed=allow|VERB.VBN|root", ""),
        ("allowed=allow|VERB|root", ""),
        ("helped=help|VERB|root", ""),
    ],
)
def test_what_somebody_is_allowed_to_do_may_be_until_it_was_allowed(told, words, status):
    verb = 1 + len(words.split())
    assert told(ALLOWED.format(verb, words, verb + 3)) == [f"Solmark attacked Kelmoor{status}"]


# -------------------------------------------------------------------------------------------------------- gaps


def gaps(text, actors, patterns, same=()):
    """(text, actors) of each gap; ``same`` are names of one entity."""
    parsed, resolution = scene(tree(text), actors)
    numbers = [index for index, one in enumerate(parsed.mentions) if one.text in same]
    entities = {**resolution.entities, **{index: resolution.of(numbers[0]) for index in numbers}}
    found = relate(parsed, type(resolution)(entities), ontology=ONTOLOGY, book=patterns)[1]
    return [(gap.text, gap.actors) for gap in found]


SIDE_BY_SIDE = "Verana|PROPN|root ~,|PUNCT|punct>1 Solmark|PROPN|conj>1 ~.|PUNCT|punct>1"


def test_two_actors_and_no_statement_are_a_gap(deep):
    countries = {"Verana": "Country", "Solmark": "Country"}
    assert gaps(SIDE_BY_SIDE, countries, deep) == [("Verana, Solmark.", ("Solmark", "Verana"))]


def test_two_names_of_one_actor_are_no_gap(deep):
    countries = {"Verana": "Country", "Solmark": "Country"}
    assert gaps(SIDE_BY_SIDE, countries, deep, same=("Verana", "Solmark")) == []


def test_a_sentence_that_says_what_is_not_so_is_no_gap(deep):
    text = "Verana|PROPN|nsubj>3 never|ADV|advmod>3 attacked=attack|VERB|root Solmark|PROPN|obj>3"
    assert gaps(text, {"Verana": "Country", "Solmark": "Country"}, deep) == []
