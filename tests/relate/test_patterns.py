"""Reading ``ontologies/relations``: what contradicts is refused, with the file, the pattern and what is wrong."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.model import Status
from kg.relate import read
from tests.relate.world import ONTOLOGY

GOOD = "{name: joined, verb: join, subject: subj, object: obj}"


def reading(folder, text, name="memberOf.yaml"):
    (folder / name).write_text(text, encoding="utf-8")
    return read(ONTOLOGY, folder)


def one(folder, pattern, relation="memberOf"):
    (file,) = reading(folder, f"relation: {relation}\npatterns:\n  - {pattern}\n", f"{relation}.yaml").files
    (found,) = file.patterns
    return found


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("{name: joined, verb: join, subject: subj, object: obj, colour: red}", "colour"),
        ("{name: joined, verb: join, noun: member, subject: subj, object: obj}", "exactly one"),
        ("{name: joined, subject: subj, object: obj}", "exactly one"),
        ("{verb: join, subject: subj, object: obj}", "name"),
        ("{name: joined, verb: join}", "subject and object"),
        ("{name: joined, verb: join, subject: subj}", "subject and object"),
        ("{name: joined, verb: join, object: obj}", "subject and object"),
        ("{name: joined, verb: join, subject: subj, object: obj, subject_type: Contry}", "Contry"),
        ("{name: joined, verb: join, subject: subj, object: obj, object_type: [Country, Planet]}", "Planet"),
        ("{name: joined, thing: Planet, subject: self, object: poss}", "Planet"),
        ("{name: joined, verb: join, subject: subj, object: obj, time: sometimes}", "sometimes"),
        ("{name: joined, verb: join, subject: subj, object: obj, status: maybe}", "maybe"),
        ("{name: joined, verb: join, subject: subj, object: obj, copular: perhaps}", "perhaps"),
        ("{name: joined, verb: join, subject: subj, object: obj, confidence: high}", "high"),
        ("{name: joined, verb: join, subject: subj, object: obj, confidence: 1.5}", "1.5"),
        ("{name: joined, verb: join, subject: subj, object: obj, with: talk}", "with"),
        ("{name: joined, verb: join, subject: subj, object: obj, without: [talk]}", "without"),
        ("{name: joined, verb: [], subject: subj, object: obj}", "verb"),
        ("joined", "joined"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused(tmp_path, pattern, what):
    with pytest.raises(OntologyError) as caught:
        one(tmp_path, pattern)
    assert "memberOf.yaml" in str(caught.value)
    assert what in str(caught.value)


def test_a_pattern_is_refused_by_its_name(tmp_path):
    with pytest.raises(OntologyError, match=r"memberOf\.yaml: pattern left:"):
        reading(tmp_path, f"relation: memberOf\npatterns:\n  - {GOOD}\n  - {{name: left, verb: leave}}\n")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("relation: memberof", "memberof"),
        ("patterns: []", "relation"),
        ("", "memberOf.yaml"),
        ("- relation: memberOf", "memberOf.yaml"),
        ("relation: [memberOf", "YAML"),
        ("relation: memberOf\npatterns: joined", "patterns"),
        (f"relation: memberOf\npatterns:\n  - {GOOD}\n  - {GOOD}", "joined"),
        ("relation: memberOf\npatern: []", "patern"),
        ("relation: memberOf\nexamples: Verana joined.", "examples"),
        ("relation: memberOf\ncounterexamples: {a: b}", "counterexamples"),
        ("relation: supports\npatterns: []", "supports"),
    ],
)
def test_a_file_that_cannot_be_is_refused(tmp_path, text, what):
    with pytest.raises(OntologyError) as caught:
        reading(tmp_path, text)
    assert "memberOf.yaml" in str(caught.value)
    assert what in str(caught.value)


def test_a_file_of_other_bytes_is_refused(tmp_path):
    (tmp_path / "memberOf.yaml").write_bytes(b"relation: memberOf\n# \xff\xfe\n")
    with pytest.raises(OntologyError, match=r"memberOf\.yaml"):
        read(ONTOLOGY, tmp_path)


def test_a_relation_that_is_almost_one_is_named(tmp_path):
    with pytest.raises(OntologyError, match=r"memberOf"):
        reading(tmp_path, "relation: memberof", name="wrong.yaml")


def test_what_is_left_out_has_a_default(tmp_path):
    found = one(tmp_path, GOOD)
    assert (found.kind, found.triggers, found.subject, found.object) == ("verb", ("join",), ("subj",), ("obj",))
    assert (found.time, found.status, found.copular) == ("holds", None, None)
    assert found.rule == "memberOf/joined"
    assert 0 < found.confidence <= 1


def test_an_interaction_happens_at_its_time(tmp_path):
    assert one(tmp_path, "{name: met, verb: meet, pair: subj}", "metWith").time == "at"


def test_a_preposition_is_a_word_and_no_truth_value(tmp_path):
    found = one(tmp_path, "{name: on, verb: join, subject: subj, object: [on, off, no], topic: on, copular: false}")
    assert found.object == ("on", "off", "no")
    assert found.topic == ("on",)
    assert found.copular is False


def test_a_status_of_its_own(tmp_path):
    found = one(tmp_path, "{name: left, verb: leave, subject: subj, object: obj, status: negated, confidence: 0.5}")
    assert (found.status, found.confidence) == (Status.NEGATED, 0.5)


def test_patterns_are_found_by_each_of_their_triggers(tmp_path):
    book = reading(tmp_path, f"relation: memberOf\npatterns:\n  - {GOOD.replace('join,', '[join, set_up],')}\n")
    assert book.of("verb", "join") == book.of("verb", "set_up") == list(book.files[0].patterns)
    assert book.of("noun", "join") == book.of("verb", "joined") == []


def test_the_patterns_of_this_installation_can_be_read():
    assert read(ONTOLOGY).files
