"""Floors under the measured quality. Lowering one needs a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import kg.language
from kg.language import evaluate
from kg.language.scoring import text_of
from kg.language.tokenizer import blank
from kg.language.train.own import own, sentences
from kg.language.train.sample import Sample

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.language.load()


def test_names_of_our_held_out_sentences(nlp: Language) -> None:
    tally = evaluate.run(nlp, list(own(held_out=True)))
    assert tally["names"].f() >= 86


def test_persons_of_our_held_out_sentences(nlp: Language) -> None:
    (found, total), (titled, after_title) = evaluate.persons(nlp)
    assert found / total >= 0.95
    assert titled / after_title >= 0.97


def test_the_speaker_of_an_inverted_quotation_is_its_subject(nlp: Language) -> None:
    right, total, _ = evaluate.speakers(nlp)
    assert right / total >= 0.95


@pytest.mark.skipif(not CORPORA.exists(), reason=f"no corpora at {CORPORA}")
def test_the_parse_of_unseen_news(nlp: Language) -> None:
    pytest.importorskip("rigour", reason="rigour, of the extra train, is not installed")
    samples: list[Sample] = dict(evaluate.test_sets(CORPORA))["GUM test"]
    tally = evaluate.run(nlp, [s for s in samples if s.document.startswith("GUM_news")])
    assert tally["LAS"].f() >= 84
    assert tally["UPOS"].f() >= 95.5
    assert tally["nsubj"].f() >= 85


def test_our_sentences_are_trees_cut_as_the_tokenizer_cuts() -> None:
    cut = blank()
    for sentence in (*sentences(held_out=False), *sentences(held_out=True)):
        sample = sentence.sample
        assert sum(head == i for i, head in enumerate(sample.heads)) == 1, sample.words
        assert all(_reaches_root(sample, i) for i in range(len(sample.words))), sample.words
        assert tuple(t.text for t in cut(text_of([sample])[0])) == sample.words


def _reaches_root(sample: Sample, word: int) -> bool:
    for _ in sample.words:
        word = sample.heads[word]
    return sample.heads[word] == word


def test_a_marked_speaker_is_a_name() -> None:
    marked = [s for s in sentences(held_out=True) if s.speaker]
    assert len(marked) >= 20
    assert all(s.speaker in {(n.start, n.end) for n in s.sample.names} for s in marked)


def test_our_sentences_are_many_and_a_fifth_is_held_out() -> None:
    trained, held = list(own()), list(own(held_out=True))
    assert len(trained) + len(held) >= 950
    assert len(held) / (len(trained) + len(held)) == pytest.approx(0.2, abs=0.01)
    assert not {s.words for s in trained} & {s.words for s in held}


def test_the_weights_are_small_and_their_card_shows_scores() -> None:
    files = {p.name: p.stat().st_size for p in evaluate.WEIGHTS.iterdir()}
    assert set(files) == {"README.md", "SHA256SUMS", "labels.json", "lemmas.json.gz", "model.onnx", "vocabulary.txt"}
    assert sum(files.values()) <= 26_000_000
    card = (evaluate.WEIGHTS / "README.md").read_text("utf8")
    assert "| LAS |" in card
    assert "CC BY-SA 4.0" in card
