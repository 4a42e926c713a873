"""From a phrase to the actors that it stands for."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.model import Mention, Parsed, Resolution
from kg.relate.cast import Cast
from tests.build import article, entity, mention, scene, title, tree

ONTOLOGY = ontology.load()

ACTORS = {"Verana": "Country", "Solmark": "Country", "Maren": "Person"}


def meant(text, word, **more):
    """(name, words that stand for it, certain) of the participants of the phrase that this word heads."""
    doc = tree(text)
    actors = {name: type for name, type in ACTORS.items() if name in doc.text}
    cast = Cast(*scene(doc, actors, **{name: make(doc) for name, make in more.items()}), ONTOLOGY)
    token = next(one for one in doc if one.text == word)
    return [(one.entity.label, doc.text[one.span.start : one.span.end]) for one in cast.all(token)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Verana|PROPN|nsubj>2 won|VERB|root", "Verana", [("Verana", "Verana")]),
        ("Rain|NOUN|nsubj>2 fell|VERB|root", "Rain", []),
        (
            "countries=country|NOUN|nsubj>6 like|ADP|case>3 Verana|PROPN|nmod>1 and|CCONJ|cc>5"
            " Solmark|PROPN|conj>3 won|VERB|root",
            "countries",
            [("Verana", "Verana"), ("Solmark", "Solmark")],
        ),
        (
            "countries=country|NOUN|nsubj>5 such|ADJ|case>4 as|ADP|fixed>2 Verana|PROPN|nmod>1 won|VERB|root",
            "countries",
            [("Verana", "Verana")],
        ),
        (
            "countries=country|NOUN|nsubj>7 including|ADP|case>3 Verana|PROPN|nmod>1 but|CCONJ|cc>6"
            " not|PART|advmod>6 Solmark|PROPN|conj>3 won|VERB|root",
            "countries",
            [("Verana", "Verana")],
        ),
        ("the|DET|det>3 Verana|PROPN|compound>3 side|NOUN|root", "side", [("Verana", "the Verana side")]),
        (
            "Verana|PROPN|nmod:poss>3 ~’s|PART|case>1 troops=troop|NOUN|root",
            "troops",
            [("Verana", "Verana’s troops")],
        ),
        ("troops=troop|NOUN|root of|ADP|case>3 Verana|PROPN|nmod>1", "troops", [("Verana", "Verana")]),
        ("troops=troop|NOUN|root against|ADP|case>3 Verana|PROPN|nmod>1", "troops", []),
        ("fish|NOUN|root of|ADP|case>3 Verana|PROPN|nmod>1", "fish", []),
        ("the|DET|det>2 singer|NOUN|root Maren|PROPN|flat>2", "singer", [("Maren", "Maren")]),
        ("Maren|PROPN|nmod:poss>3 ~’s|PART|case>1 troops=troop|NOUN|root", "troops", []),
    ],
)
def test_who_is_meant(text, word, expected):
    assert meant(text, word) == expected


def test_a_title_stands_for_its_holder():
    text = "president|NOUN|nsubj>3 Maren|PROPN|flat>3 won|VERB|root"
    assert meant(text, "president", titles=lambda doc: [title(doc, "president", 0)]) == [("Maren", "Maren")]


def test_the_innermost_name_of_which_somebody_is_known_counts():
    doc = tree("Verana|PROPN|compound>2 Telecom|PROPN|root")
    mentions = (mention(doc, "Verana Telecom", "ORG"), mention(doc, "Verana"))
    parsed = Parsed(article(doc.text), doc, mentions)
    both = Resolution({0: (entity("Verana Telecom"),), 1: (entity("Verana"),)})
    assert [one.entity.label for one in Cast(parsed, both, ONTOLOGY).at(doc[0])] == ["Verana"]
    assert [one.entity.label for one in Cast(parsed, both, ONTOLOGY).at(doc[1])] == ["Verana Telecom"]
    assert [one.entity.label for one in Cast(parsed, Resolution({0: both.of(0)}), ONTOLOGY).at(doc[0])] == [
        "Verana Telecom"
    ]


def test_words_for_a_name_are_less_certain_than_the_name():
    doc = tree("He|PRON|root")
    verana, certainty = entity("Verana"), {}
    for kind in ("name", "description", "pronoun"):
        one = mention(doc, "He")
        parsed = Parsed(article(doc.text), doc, (Mention(one.span, one.start, one.end, one.text, kind, "PERSON"),))
        (found,) = Cast(parsed, Resolution({0: (verana,)}), ONTOLOGY).at(doc[0])
        certainty[kind] = found.certainty
    assert 1 == certainty["name"] > certainty["description"] >= certainty["pronoun"] > 0


@pytest.mark.parametrize("dep", ["appos", "nmod", "compound"])
def test_a_phrase_of_a_thousand_steps(dep):
    words = " ".join(f"side|NOUN|{f'{dep}>{i}' if i else 'root'}" for i in range(1000))
    assert meant(words, "side") == []
