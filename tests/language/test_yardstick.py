"""The yardstick's training data: what a corpus does not annotate stays missing, and nothing moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from kg.language.scoring import Tally, score, text_of
from kg.language.train import yardstick
from kg.language.train.sample import Name, Sample, unparsed

VERB = ("VBD", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin")
NAME = ("NNP", "PROPN", "Number=Sing")
VISIT = Sample(
    ("Ana", "Diaz", "visited", "Vienna", "."),
    (3, 1, 1, 1, 0),
    (2, 0, 2, 2, 2),
    ("nsubj", "flat", "root", "obj", "punct"),
    (NAME, NAME, VERB, NAME, (".", "PUNCT", "_")),
    (Name(0, 2, ("PERSON",)), Name(3, 4, ("LOC", "GPE", "FACILITY"))),
    (0,) * 5,
    document="visit",
)
NEXT = replace(VISIT, gaps=(1, 1, 1, 1, 0))
BARE = unparsed(["NATO", "met", "in", "Bonn"], [1, 1, 1, 1], [Name(0, 1, ("ORG",))], [0, 0, 0, 2], "bare")


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    return spacy.blank("en").vocab


def stored(doc: Doc) -> Doc:
    """The Doc as training reads it."""
    return next(iter(DocBin(docs=[doc]).get_docs(doc.vocab)))


def test_words_stand_where_they_stood(vocab: Vocab) -> None:
    run = [VISIT, NEXT, VISIT]
    doc = stored(yardstick.document(vocab, run))
    text, places = text_of(run)
    assert doc.text == text == "Ana Diaz visited Vienna. Ana Diaz visited Vienna.\n\nAna Diaz visited Vienna."
    assert [(t.idx, t.idx + len(t)) for t in doc if not t.is_space] == [p for row in places for p in row]
    assert [t.text for t in doc] == [t.text for t in spacy.blank("en")(text)]


def test_the_gold_has_the_best_score(vocab: Vocab) -> None:
    run = [VISIT, NEXT, VISIT]
    tally = Tally()
    score(stored(yardstick.document(vocab, run)), run, text_of(run)[1], tally)
    found = {measure: count.f() for measure, count in tally.counts.items() if count.wanted}
    assert found == dict.fromkeys(found, 100)
    assert found.keys() >= {"words", "LAS", "UPOS", "sentences", "names", "nsubj", "obj", "name PERSON", "name GPE"}


def test_white_space_hangs_on_the_sentence_before(vocab: Vocab) -> None:
    doc = yardstick.document(vocab, [VISIT, VISIT])
    space = next(t for t in doc if t.is_space)
    assert (space.head.text, space.dep_, space.tag_, space.pos_) == (".", "dep", "", "")
    assert [s.text for s in doc.sents] == ["Ana Diaz visited Vienna.\n\n", "Ana Diaz visited Vienna."]


def test_missing_layers_stay_missing(vocab: Vocab) -> None:
    doc = stored(yardstick.document(vocab, [BARE]))
    for layer in ("TAG", "POS", "MORPH", "DEP", "HEAD"):
        assert not doc.has_annotation(layer)
    assert [t.ent_iob_ for t in doc] == ["B", "O", "O", ""]
    nlp = spacy.blank("en")
    for pipe in ("tagger", "morphologizer", "parser", "ner"):
        nlp.add_pipe(pipe)
    example = Example(nlp.make_doc(doc.text), doc)
    assert not nlp.get_pipe("parser").moves.has_gold(example)
    assert nlp.get_pipe("ner").moves.has_gold(example)
    assert example.get_aligned_ner() == ["U-ORG", "O", "O", None]


def test_a_run_is_parsed_or_not() -> None:
    torn = replace(NEXT, heads=(2, 0, 2, -1, 2))
    other = replace(VISIT, document="other")
    assert list(yardstick.runs([VISIT, NEXT, torn, NEXT, other])) == [[VISIT, NEXT], [torn], [NEXT], [other]]
    assert [len(run) for run in yardstick.runs([VISIT] * 23)] == [10, 10, 3]


def test_a_sentence_with_a_head_missing_teaches_no_parse(vocab: Vocab) -> None:
    doc = yardstick.document(vocab, [replace(VISIT, heads=(2, 0, 2, -1, 2))])
    assert not doc.has_annotation("DEP")
    assert doc.has_annotation("TAG", require_complete=True)


def test_features_that_are_none_are_not_missing(vocab: Vocab) -> None:
    doc = stored(yardstick.document(vocab, [VISIT]))
    assert str(doc[2].morph) == "Mood=Ind|Tense=Past|VerbForm=Fin"
    assert doc[4].has_morph()
    assert not stored(yardstick.document(vocab, [BARE]))[0].has_morph()


@pytest.mark.parametrize(
    ("name", "soft", "tags"),
    [
        (Name(0, 2, ("PERSON",)), 0, ["B-PERSON", "I-PERSON", "O"]),
        (Name(0, 2, ("LOC", "GPE")), 1, ["B-GPE", "I-GPE", "O"]),
        (Name(0, 1, ("EVENT", "CONFLICT")), 2, ["B-EVENT", "", ""]),
        (Name(0, 2, ("EVENT", "WORK"), maybe=True), 0, ["", "", "O"]),
    ],
)
def test_names_as_the_cnn_learns_them(name: Name, soft: int, tags: list[str]) -> None:
    assert yardstick.iob(unparsed(["A", "B", "c"], [1, 1, 1], [name], [soft] * 3)) == tags


def test_a_short_run_leaves_a_pipeline(tmp_path: Path) -> None:
    folder = yardstick.train([VISIT] * 40 + [BARE], [VISIT], tmp_path, steps=2)
    nlp = spacy.load(folder)
    assert nlp.pipe_names == ["tok2vec", "tagger", "morphologizer", "parser", "ner"]
    assert set(nlp.get_pipe("ner").labels) == {"PERSON", "GPE", "ORG"}
    assert nlp("Ana Diaz visited Vienna.").has_annotation("DEP")
