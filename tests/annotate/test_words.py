"""Reading ``words.yaml``: what is missing or misshapen is refused by the name of its section."""

from __future__ import annotations

import shutil

import pytest
import yaml

from kg import ontology
from kg.annotate.words import time_words, words
from kg.errors import OntologyError


@pytest.fixture
def reading(tmp_path, monkeypatch):
    """Reads the lists of this installation, one section changed (None: taken out), or another text altogether."""
    for name in ("words.yaml", "cues.yaml"):
        shutil.copy(ontology.folder() / name, tmp_path)
    monkeypatch.setattr("kg.ontology.folder", lambda: tmp_path)

    def read(lists=words, name="words.yaml", text=None, **sections):
        content = yaml.safe_load((tmp_path / name).read_text(encoding="utf-8"))
        content = {key: value for key, value in {**content, **sections}.items() if value is not None}
        (tmp_path / name).write_text(text or yaml.safe_dump(content), encoding="utf-8")
        return lists.__wrapped__()

    return read


def test_this_installation_can_be_read(reading):
    assert reading() == words()
    assert reading(time_words) == time_words()


def test_a_word_that_is_added_counts(reading):
    assert "harbourmaster" in reading(titles=["harbourmaster"]).titles


@pytest.mark.parametrize(
    ("lists", "section"),
    [(words, "titles"), (words, "numbers"), (words, "heads"), (words, "same_post"), (time_words, "months")],
)
def test_a_section_that_is_missing(reading, lists, section):
    with pytest.raises(OntologyError, match=rf"words\.yaml: section '{section}'"):
        reading(lists, **{section: None})


@pytest.mark.parametrize(
    ("lists", "section", "content"),
    [
        (words, "titles", "president"),
        (words, "titles", {"president": 1}),
        (words, "titles", [["president"]]),
        (words, "titles", [7]),
        (words, "numbers", ["one", "two"]),
        (words, "numbers", {"one": "single"}),
        (words, "heads", {"CONFLICT": "war"}),
        (words, "labels", ["Person"]),
        (time_words, "months", {"january": 1}),
        (time_words, "bounds", ["since"]),
        (time_words, "directions", {"last": None}),
    ],
)
def test_a_section_of_the_wrong_shape(reading, lists, section, content):
    with pytest.raises(OntologyError, match=rf"words\.yaml: section '{section}'"):
        reading(lists, **{section: content})


@pytest.mark.parametrize("word", ["on", "no", "yes", "off"])
def test_a_word_that_yaml_reads_as_a_truth_value(reading, word):
    with pytest.raises(OntologyError, match=r"section 'former'.*quote it"):
        reading(text=f"titles: [president]\nformer: [{word}]\n" + _without("titles", "former"))


def test_a_word_before_a_colon_that_yaml_reads_as_a_truth_value(reading):
    with pytest.raises(OntologyError, match=r"section 'bounds'"):
        reading(time_words, text="bounds: {on: start}\n" + _without("bounds"))


@pytest.mark.parametrize("text", ["- titles\n", "titles\n", "# nothing\n"])
def test_a_file_that_holds_no_sections(reading, text):
    with pytest.raises(OntologyError, match=r"words\.yaml"):
        reading(text=text)


def test_a_file_that_is_no_yaml(reading):
    with pytest.raises(OntologyError, match=r"words\.yaml"):
        reading(text="titles: [president\n")


def test_verbs_of_saying_are_missed_in_the_file_where_they_belong(reading):
    with pytest.raises(OntologyError, match=r"cues\.yaml.*saying"):
        reading(name="cues.yaml", saying=None)


def _without(*sections):
    content = yaml.safe_load((ontology.folder() / "words.yaml").read_text(encoding="utf-8"))
    return yaml.safe_dump({key: value for key, value in content.items() if key not in sections})
