"""What a speaker calls somebody is praise or blame of him; whose words are the article's own is nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.relate import relate
from tests.build import entity, quotation, scene, title, tree
from tests.relate.world import ONTOLOGY, short

ACTORS = {"Maren": "Person", "Verana": "Country", "Solmark": "Country", "Agency": "MediaOutlet"}

CALLED = (
    "Maren|PROPN|nsubj>2 {verb}|VERB|root that|SCONJ|mark>{head} Verana|PROPN|nsubj>{head}"
    " is=be|AUX|cop>{head} {words}"
)
PARTNER = "a|DET|det>8 reliable|ADJ|amod>8 partner|NOUN|ccomp>2"


@pytest.fixture
def told(patterns):
    """The statements of a tree about those of ``ACTORS`` whom it names, in short form."""

    def tell(text, publisher=None, seats=None, **more):
        doc = tree(text)
        actors = {name: type for name, type in ACTORS.items() if f"{name}|" in text}
        found = {name: make(doc) for name, make in more.items()}
        parsed, resolution = scene(doc, actors, seats=seats, **found)
        parsed = replace(parsed, article=replace(parsed.article, publisher=publisher))
        return short(relate(parsed, resolution, ontology=ONTOLOGY, book=patterns)[0])

    return tell


def called(words, verb="said=say", head=None):
    return CALLED.format(verb=verb, words=words, head=head or 5 + len(words.split()))


# ------------------------------------------------------------------------------------------- praise and blame


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        (PARTNER, "praised"),
        ("a|DET|det>8 great|ADJ|amod>8 success|NOUN|ccomp>2", "praised"),
        ("trustworthy|ADJ|ccomp>2", "praised"),
        ("a|DET|det>7 threat|NOUN|ccomp>2", "criticized"),
        ("an|DET|det>8 unreliable|ADJ|amod>8 partner|NOUN|ccomp>2", "criticized"),
        ("hypocritical|ADJ|ccomp>2", "criticized"),
    ],
)
def test_what_a_speaker_calls_somebody(told, words, relation):
    assert told(called(words)) == [f"Maren {relation} Verana"]


@pytest.mark.parametrize(
    "words",
    [
        "a|DET|det>7 partner|NOUN|ccomp>2",
        "a|DET|det>8 reliable|ADJ|amod>8 supplier|NOUN|ccomp>2",
        "a|DET|det>8 large|ADJ|amod>8 country|NOUN|ccomp>2",
        "not|PART|advmod>9 a|DET|det>9 reliable|ADJ|amod>9 partner|NOUN|ccomp>2",
        "not|PART|advmod>8 a|DET|det>8 threat|NOUN|ccomp>2",
    ],
)
def test_what_takes_no_side_or_is_denied(told, words):
    assert told(called(words)) == []


@pytest.mark.parametrize("verb", ["denied=deny", "doubts=doubt", "hopes=hope"])
def test_who_does_not_say_it_does_not_praise(told, verb):
    assert told(called(PARTNER, verb)) == []


def test_the_article_itself_praises_nobody(told):
    assert told("Verana|PROPN|nsubj>5 is=be|AUX|cop>5 a|DET|det>5 reliable|ADJ|amod>5 partner|NOUN|root") == []


def test_a_speaker_whom_nobody_names_praises_nobody(told):
    text = called(PARTNER).replace("Maren|PROPN", "Somebody|PRON")
    assert told(text) == []


def test_in_a_quotation_its_speaker_judges(told):
    text = (
        "“|PUNCT|punct>6 ~Verana|PROPN|nsubj>6 is=be|AUX|cop>6 a|DET|det>6 reliable|ADJ|amod>6 partner|NOUN|root"
        " ~”|PUNCT|punct>6\nMaren|PROPN|nsubj>2 smiled=smile|VERB|root"
    )
    words = "“Verana is a reliable partner”"
    assert told(text, quotations=lambda doc: [quotation(doc, words, 0)]) == ["Maren praised Verana"]
    assert told(text, quotations=lambda doc: [quotation(doc, words)]) == []


def test_several_are_judged_together(told):
    text = (
        "Maren|PROPN|nsubj>2 said=say|VERB|root Verana|PROPN|nsubj>8 and|CCONJ|cc>5 Solmark|PROPN|conj>3"
        " are=be|AUX|cop>8 reliable|ADJ|amod>8 partners=partner|NOUN|ccomp>2"
    )
    assert told(text) == ["Maren praised Solmark", "Maren praised Verana"]


def test_an_office_holder_does_not_praise_the_country_that_he_speaks_for(told):
    text = f"President|PROPN|compound>2 {shifted(called(PARTNER))}"
    other = text.replace("Verana|", "Solmark|") + " ~,|PUNCT|punct>9 Verana|PROPN|dep>9"
    of_verana = {"titles": lambda doc: [title(doc, "President", 0, 1)]}
    assert [fact for fact in told(text, **of_verana) if "praised" in fact] == []
    assert "Maren praised Solmark" in told(other, **of_verana)


def test_a_former_office_holder_may_praise_it(told):
    text = f"President|PROPN|compound>2 {shifted(called(PARTNER))}"
    assert "Maren praised Verana" in told(text, titles=lambda doc: [title(doc, "President", 0, 1, over=True)])


def test_a_country_does_not_praise_itself_by_its_capital(told):
    text = called(PARTNER).replace("Maren", "Solmark")
    assert told(text, seats={"solmark": entity("Verana")}) == []


# --------------------------------------------------------------------------------------------- the publisher

REPORT = (
    "Agency|PROPN|nsubj>2 {}|VERB|root that|SCONJ|mark>5 Verana|PROPN|nsubj>5 attacked=attack|VERB|ccomp>2"
    " Solmark|PROPN|obj>5"
)


@pytest.mark.parametrize("publisher", ["Agency", "AGENCY"])
def test_an_agency_that_reports_in_its_own_article_is_the_article(told, publisher):
    assert told(REPORT.format("reports=report"), publisher) == ["Verana attacked Solmark"]


@pytest.mark.parametrize("publisher", [None, "", "Tide Times"])
def test_in_another_article_an_agency_is_somebody_who_says_it(told, publisher):
    assert told(REPORT.format("reports=report"), publisher) == ["Verana attacked Solmark reported by Agency"]


def test_what_the_publisher_denies_is_denied(told):
    assert told(REPORT.format("denies=deny"), "Agency") == ["Verana attacked Solmark negated by Agency"]


def test_the_publishers_own_judgement_is_the_articles(told):
    assert told(called(PARTNER).replace("Maren", "Agency"), "Agency") == []


def shifted(line):
    """A sentence behind one more word."""
    return " ".join(
        f"{word.rpartition('>')[0]}>{int(word.rpartition('>')[2]) + 1}" if ">" in word else word
        for word in line.split()
    )


def test_whose_deed_is_called_names_is_blamed(told):
    text = (
        "Maren|PROPN|nsubj>2 called=call|VERB|root Verana|PROPN|nmod:poss>5 's|PART.POS|case>3 decision|NOUN|obj>2"
        " unacceptable|ADJ|xcomp>2"
    )
    assert "Maren criticized Verana" in " ".join(told(text))
