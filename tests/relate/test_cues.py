"""Reading ``cues.yaml``: what is missing or misshapen is refused by the name of its section."""

from __future__ import annotations

from dataclasses import fields

import pytest
import yaml

from kg import ontology
from kg.errors import OntologyError
from kg.relate.cues import Cues, cues

INSTALLED = yaml.safe_load((ontology.folder() / "cues.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def reading(tmp_path, monkeypatch):
    """Reads a text as ``cues.yaml``; without one, the installation's with some sections changed (None: taken out)."""
    monkeypatch.setattr("kg.ontology.folder", lambda: tmp_path)

    def read(text=None, **sections):
        content = {key: value for key, value in {**INSTALLED, **sections}.items() if value is not None}
        (tmp_path / "cues.yaml").write_text(text or yaml.safe_dump(content), encoding="utf-8")
        return cues.__wrapped__()

    return read


def test_this_installation_can_be_read(reading):
    assert reading() == cues()


def test_no_list_of_this_installation_is_empty_or_holds_what_yaml_took_for_something_else():
    for field in fields(Cues):
        words = getattr(cues(), field.name)
        assert words, field.name
        assert words.isdisjoint({"True", "False", "None"}), field.name


def test_what_is_false_is_not_so(joining):
    text = (
        "It|PRON|expl>3 is=be|AUX|cop>3 {}|ADJ|root that|SCONJ|mark>6 Verana|PROPN|nsubj>6 joined=join|VERB|csubj>3"
        " League|PROPN|obj>6"
    )
    assert joining(text.format("untrue")) == "negated"
    assert joining(text.format("false")) == "negated"


def test_a_word_that_is_added_counts(reading):
    assert "hum" in reading(saying=["hum"]).saying


@pytest.mark.parametrize("section", ["saying", "not", "enabling", "praise_nouns"])
def test_a_section_that_is_missing(reading, section):
    with pytest.raises(OntologyError, match=rf"cues\.yaml: section '{section}'"):
        reading(**{section: None})


@pytest.mark.parametrize("content", ["say", {"say": 1}, 7, [["say"]], [7]])
def test_a_section_that_is_no_list_of_words(reading, content):
    with pytest.raises(OntologyError, match=r"cues\.yaml.*saying"):
        reading(saying=content)


def test_a_section_without_words(reading):
    rest = yaml.safe_dump({key: value for key, value in INSTALLED.items() if key != "saying"})
    with pytest.raises(OntologyError, match=r"cues\.yaml.*saying"):
        reading("saying:\n" + rest)


def test_a_word_that_yaml_reads_as_a_truth_value(reading):
    with pytest.raises(OntologyError, match=r"cues\.yaml.*not"):
        reading(**{"not": [False, "never"]})


@pytest.mark.parametrize("text", ["- saying\n", "saying\n", "# nothing\n", "saying: [say\n"])
def test_a_file_that_holds_no_sections(reading, text):
    with pytest.raises(OntologyError, match=r"cues\.yaml"):
        reading(text)
