"""Words for types and relations, by language."""

from __future__ import annotations

from kg import ontology
from kg.labels import labels


def test_english_is_what_the_ontology_says():
    terms = ontology.load()
    assert labels()["memberOf"] == terms.relation("memberOf").label == "member of"
    assert labels().keys() == terms.classes.keys() | terms.relations.keys()


def test_german_has_words_for_every_type_and_relation():
    german, english = labels("de"), labels()
    assert german["memberOf"] == "ist Mitglied von"
    assert german.keys() == english.keys()
    assert not {name for name in german if german[name] == english[name]}


def test_a_language_without_words_speaks_english():
    assert labels("xx") == labels()
