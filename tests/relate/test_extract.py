"""From frames to statements: types that fit, seats, pairs, open links and gaps."""

from __future__ import annotations

import pytest

from kg.model import Resolution
from kg.relate import relate
from tests.build import entity, mention, scene, time, title, tree
from tests.relate.world import JOINED, MEMBER, ONTOLOGY, TWO, short, told

# --------------------------------------------------------------------------------------------- the whole statement


def test_a_statement_with_all_that_it_stands_on(patterns):
    (found,) = told(JOINED, MEMBER, patterns, times=lambda doc: [time(doc, "in 1994", "1994")])
    assert short([found]) == ["Verana memberOf League start=1994"]
    (piece,) = found.evidence
    assert piece.text == "Verana joined the League in 1994."
    marked = [piece.text[span.start : span.end] for span in (piece.subject, piece.trigger, piece.object)]
    assert marked == ["Verana", "joined", "League"]
    assert (piece.subject_mention, piece.object_mention, piece.start_text) == ("Verana", "League", "in 1994")
    assert (piece.source, piece.rule) == ("a.txt", "memberOf/joined")
    assert 0 < piece.confidence <= 1


def test_evidence_in_a_later_sentence_has_the_offsets_of_the_article(patterns):
    (found,) = told("Rain|NOUN|nsubj>2 fell=fall|VERB|root ~.|PUNCT|punct>2\n" + JOINED, MEMBER, patterns)
    text = "Rain fell. Verana joined the League in 1994. "
    (piece,) = found.evidence
    assert text[piece.span.start : piece.span.end] == piece.text == "Verana joined the League in 1994."
    assert text[piece.object.start : piece.object.end] == "League"


def test_the_same_statement_from_two_sentences(patterns):
    again = "Verana|PROPN|nsubj>4 is=be|AUX|cop>4 a|DET|det>4 member|NOUN|root of|ADP|case>6 League|PROPN|nmod>4"
    doc = tree(JOINED + "\n" + again)
    parsed, resolution = scene(doc, MEMBER)
    names = (*parsed.mentions, mention(doc, "Verana", nth=1), mention(doc, "League", nth=1))
    entities = {**resolution.entities, 2: resolution.of(0), 3: resolution.of(1)}
    parsed = type(parsed)(parsed.article, doc, names)
    (found,), gaps = relate(parsed, Resolution(entities), ontology=ONTOLOGY, book=patterns)
    assert [piece.rule for piece in found.evidence] == ["memberOf/joined", "memberOf/member"]
    assert gaps == []


# ------------------------------------------------------------------------------------------------- who takes part


def test_types_that_do_not_fit_give_no_such_relation(says):
    text = "Maren|PROPN|nsubj>2 founded=found|VERB|root Lind|PROPN|obj>2"
    assert [fact for fact in says(text, {"Maren": "Person", "Lind": "Person"}) if "founded" in fact] == []


def test_a_city_is_its_country_where_only_an_actor_can_be_meant(says):
    actors = {"Ana": "City", "Solmark": "Country", "Maren": "Person"}
    seats = {"ana": entity("Verana")}
    attacked = "Ana|PROPN|nsubj>2 attacked=attack|VERB|root Solmark|PROPN|obj>2"
    assert says(attacked, {name: actors[name] for name in ("Ana", "Solmark")}, seats=seats) == [
        "Verana attacked Solmark"
    ]
    visited = "Maren|PROPN|nsubj>2 visited=visit|VERB|root Ana|PROPN|obj>2"
    assert says(visited, {name: actors[name] for name in ("Maren", "Ana")}, seats=seats) == ["Maren visited Ana"]


def test_nobody_is_related_to_himself(says):
    text = "Verana|PROPN|nsubj>2 attacked=attack|VERB|root Verana|PROPN|obj>2"
    assert says(text, {"Verana": "Country"}) == []


def test_the_sides_of_a_symmetric_relation_stand_in_the_order_of_their_ids(says):
    text = (
        "{}|PROPN|nsubj>2 cooperates=cooperate|VERB|root with|ADP|case>4 {}|PROPN|obl>2 on|ADP|case>6 fish|NOUN|obl>2"
    )
    expected = ["Solmark cooperatesWith Verana topic='fish'"]
    assert says(text.format("Verana", "Solmark"), TWO) == says(text.format("Solmark", "Verana"), TWO) == expected


def test_the_sides_of_any_other_relation_stay_as_they_are(says):
    text = "{}|PROPN|nsubj>2 attacked=attack|VERB|root {}|PROPN|obj>2"
    assert says(text.format("Verana", "Solmark"), TWO) == ["Verana attacked Solmark"]
    assert says(text.format("Solmark", "Verana"), TWO) == ["Solmark attacked Verana"]


THREE = {"Verana": "Country", "Solmark": "Country", "Kelmoor": "Country"}


def test_all_who_are_joined_are_related_to_all(says):
    text = (
        "Verana|PROPN|nsubj>6 ~,|PUNCT|punct>3 Solmark|PROPN|conj>1 and|CCONJ|cc>5 Kelmoor|PROPN|conj>1"
        " cooperate|VERB|root"
    )
    assert says(text, THREE) == [
        "Kelmoor cooperatesWith Solmark",
        "Kelmoor cooperatesWith Verana",
        "Solmark cooperatesWith Verana",
    ]


def test_all_joined_subjects_and_objects(says):
    text = (
        "Verana|PROPN|nsubj>4 and|CCONJ|cc>3 Solmark|PROPN|conj>1 attacked=attack|VERB|root Kelmoor|PROPN|obj>4"
        " and|CCONJ|cc>7 Ostland|PROPN|conj>5"
    )
    actors = {**THREE, "Ostland": "Country"}
    assert says(text, actors) == [
        f"{one} attacked {other}" for one in ("Solmark", "Verana") for other in ("Kelmoor", "Ostland")
    ]


# -------------------------------------------------------------------------------------------------- kinds of trigger


@pytest.mark.parametrize(
    ("text", "actors", "expected"),
    [
        (
            "Verana|PROPN|nsubj>2 set=set|VERB|root up|ADP|compound:prt>2 the|DET|det>5 League|PROPN|obj>2",
            MEMBER,
            ["Verana founded League"],
        ),
        (
            "Verana|PROPN|nmod:poss>3 ~’s|PART|case>1 membership|NOUN|nsubj>6 of|ADP|case>5 League|PROPN|nmod>3"
            " matters=matter|VERB|root",
            MEMBER,
            ["Verana memberOf League"],
        ),
        (
            "Verana|PROPN|nsubj>3 is=be|AUX|cop>3 allied|ADJ|root with|ADP|case>5 Solmark|PROPN|obl>3",
            TWO,
            ["Solmark alliedWith Verana"],
        ),
        (
            "The|DET|det>5 Verana|PROPN|compound>4 ~-|PUNCT|punct>4 ~led=lead|VERB.VBN|amod>5 Alpha|PROPN|nsubj>6"
            " left=go|VERB|root",
            {"Verana": "Country", "Alpha": "MilitaryOperation"},
            ["Alpha ledBy Verana"],
        ),
        (
            "Maren|PROPN|nsubj>2 held=hold|VERB|root talks=talk|NOUN|obj>2 with|ADP|case>5 Lind|PROPN|nmod>3",
            {"Maren": "Person", "Lind": "Person"},
            ["Lind metWith Maren"],
        ),
        (
            "Maren|PROPN|nsubj>4 is=be|AUX|cop>4 the|DET|det>4 president|NOUN|root of|ADP|case>6 Verana|PROPN|nmod>4",
            {"Maren": "Person", "Verana": "Country"},
            ["Maren holdsPositionIn Verana role='president'"],
        ),
    ],
)
def test_each_kind_of_trigger(says, text, actors, expected):
    assert says(text, actors) == expected


def test_a_named_conflict_relates_its_sides(says):
    text = (
        "The|DET|det>5 Verana|PROPN|compound>5 ~-|PUNCT|punct>2 ~Solmark|PROPN|compound>5"
        " conflict|NOUN|nsubj>6 matters=matter|VERB|root"
    )
    actors = {"Verana-Solmark conflict": "Conflict", **TWO}
    assert says(text, actors) == ["Solmark inConflictWith Verana"]


def test_a_word_inside_a_name_tells_nothing(says):
    text = "Verana|PROPN|nsubj>4 is=be|AUX|cop>4 the|DET|det>4 Ally|PROPN|root of|ADP|case>6 Solmark|PROPN|nmod>4"
    assert [fact for fact in says(text, {"Ally of Solmark": "Organization", **TWO}) if "alliedWith" in fact] == []


def test_a_word_that_a_pattern_forbids(says):
    text = (
        "Maren|PROPN|nsubj>2 met=meet|VERB|root the|DET|det>4 deadline|NOUN|obj>2 with|ADP|case>6 Lind|PROPN|nmod>4"
    )
    assert [fact for fact in says(text, {"Maren": "Person", "Lind": "Person"}) if "metWith" in fact] == []


def test_a_time_is_no_topic(says):
    text = (
        "Verana|PROPN|nsubj>2 cooperates=cooperate|VERB|root with|ADP|case>4 Solmark|PROPN|obl>2"
        " on|ADP|case>6 Monday|PROPN|obl>2"
    )
    facts = says(text, TWO, times=lambda doc: [time(doc, "on Monday", "2024-06-10")])
    assert facts == ["Solmark cooperatesWith Verana at=2024-06-10"]


def test_a_title_is_a_post(says):
    text = "League|PROPN|compound>2 secretary|NOUN|nmod:desc>3 Maren|PROPN|nsubj>4 spoke=speak|VERB|root"
    actors = {"Maren": "Person", "League": "InternationalOrganization"}
    for over, words in ((False, ""), (True, "ended ")):
        posts = says(text, actors, titles=lambda doc, over=over: [title(doc, "secretary", 0, 1, over=over)])
        assert posts == [f"Maren holdsPositionIn League {words}role='secretary'"]
    assert says(text, actors, titles=lambda doc: [title(doc, "secretary", 0)]) == []


# --------------------------------------------------------------------------------------------- open links and gaps


def test_a_verb_that_no_pattern_knows_is_kept_as_it_is(says):
    text = "Verana|PROPN|nsubj>2 tickled=tickle|VERB|root Solmark|PROPN|obj>2"
    assert says(text, TWO) == ["Verana relatedTo Solmark predicate='tickle'"]


def test_the_whole_verb_phrase_is_kept(says):
    text = (
        "Verana|PROPN|nsubj>2 handed=hand|VERB|root over|ADP|compound:prt>2 reports=report|NOUN|obj>2 to|ADP|case>6"
        " Solmark|PROPN|obl>2"
    )
    assert says(text, TWO) == ["Verana relatedTo Solmark predicate='hand over report to'"]


def test_an_open_link_stands_only_where_nothing_else_was_found(says):
    text = (
        "Verana|PROPN|nsubj>2 attacked=attack|VERB|root Solmark|PROPN|obj>2 and|CCONJ|cc>5 tickled=tickle|VERB|conj>2"
        " it|PRON|obj>5 with|ADP|case>8 Solmark|PROPN|obl>5"
    )
    assert says(text, TWO) == ["Verana attacked Solmark"]


def test_an_open_link_is_between_actors(says):
    text = "Maren|PROPN|nsubj>2 liked=like|VERB|root Alpha|PROPN|obj>2"
    assert says(text, {"Maren": "Person", "Alpha": "Agreement"}) == []


def test_a_sentence_of_two_actors_that_tells_nothing_is_a_gap(patterns):
    doc = tree(
        "Verana|PROPN|root ~,|PUNCT|punct>1 Solmark|PROPN|conj>1 ~.|PUNCT|punct>1\n"
        + JOINED.replace("Verana", "Kelmoor")
    )
    parsed, resolution = scene(doc, {**TWO, "Kelmoor": "Country", "League": "InternationalOrganization"})
    statements, (gap,) = relate(parsed, resolution, ontology=ONTOLOGY, book=patterns)
    assert short(statements) == ["Kelmoor memberOf League"]
    assert (gap.text, gap.actors) == ("Verana, Solmark.", ("Solmark", "Verana"))
    assert doc.text[gap.span.start : gap.span.end] == gap.text


@pytest.mark.parametrize("actors", [{"Verana": "Country"}, {"Verana": "Country", "Solmark": "Agreement"}, {}])
def test_a_sentence_of_fewer_actors_is_no_gap(patterns, actors):
    parsed, resolution = scene(tree("Verana|PROPN|root ~,|PUNCT|punct>1 Solmark|PROPN|conj>1"), actors)
    assert relate(parsed, resolution, ontology=ONTOLOGY, book=patterns) == ([], [])
