"""The trained pipeline: what it promises for any text."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import kg.language

TEXTS = [
    "Foreign Minister Levan Chikovani arrived in Hanoi on Monday. He met Nguyen Van Giang.",
    '"We have turned a page," said Chikovani.',
    "NATO's Partnership for Peace began in 1994",
    "Mr. Hoang, 61, thanked Dr. A. B. Lindberg.\n\nTalks resume\nThe two sides will meet in Geneva on 3 May.",
    "- first item\n- second item, with Reuters",
    "",
    "   \n\n\t ",
    "🙂🙃 \u200b\ufeff x\u0301 \u202eabc\u202c ‮ 平和 Ürümqi’de ٣ \U0001f1e6\U0001f1ff",
    "A" * 3000,
    "." * 200,
    "\n\nLeading break. \u00a0Odd\u2003spaces.\r\nEnd",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.language.load()


def annotations(doc: Doc) -> list[object]:
    tokens = [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_, t.ent_iob_)
        for t in doc
    ]
    return [tokens, doc.user_data]


def assert_trees(doc: Doc) -> None:
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert len(roots) == 1, sentence.text
        assert roots[0].dep_ == "ROOT"
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            assert token == roots[0] or roots[0].is_ancestor(token)


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, kg.language; print(sorted({'torch', 'onnxruntime', 'spacy'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_loads_without_what_training_needs_and_without_network() -> None:
    code = """
import socket, sys
sys.modules |= dict.fromkeys(["torch", "onnx", "tokenizers", "transformers", "spacy_lookups_data", "rigour"])
def refuse(*args, **options): raise AssertionError("the network was asked for")
socket.socket.connect = socket.getaddrinfo = refuse
import kg.language
assert kg.language.load()("Talks began in Geneva.").ents[0].text == "Geneva"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_gets_trees(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert_trees(doc)
    assert doc.has_annotation("DEP") or not text
    sure = kg.language.confidence(doc)
    assert sure is not None
    assert len(sure.arcs) == len(doc)
    assert set(sure.names) == {(e.start, e.end) for e in doc.ents}
    assert all(0 <= p <= 1 for p in (*sure.arcs, *sure.names.values()))


def test_batch_order_and_company_change_nothing(nlp: Language) -> None:
    alone = {text: annotations(nlp(text)) for text in TEXTS}
    for size in (1, 2, 7):
        for order in (TEXTS, TEXTS[::-1], TEXTS[3:] + TEXTS[:3]):
            for text, doc in zip(order, nlp.pipe(order, batch_size=size), strict=True):
                assert annotations(doc) == alone[text]
    assert annotations(kg.language.load()(TEXTS[0])) == alone[TEXTS[0]]


def test_threads_change_nothing(nlp: Language) -> None:
    alone = [annotations(nlp(text)) for text in TEXTS]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda text: annotations(nlp(text)), TEXTS * 3))
    assert found == alone * 3


def test_white_space_does_not_join_the_tree(nlp: Language) -> None:
    doc = nlp("The  talks \n failed.")
    assert [t.pos_ for t in doc if t.is_space] == ["SPACE"] * 2
    assert next(t for t in doc if t.text == "talks").dep_ == "nsubj"


def test_a_blank_line_ends_a_sentence(nlp: Language) -> None:
    doc = nlp("Ministers meet in Vienna\n\nThe talks will last two days")
    assert [s.text.strip() for s in doc.sents] == ["Ministers meet in Vienna", "The talks will last two days"]


def test_a_sentence_of_2000_words(nlp: Language) -> None:
    doc = nlp("Georgia, " * 999 + "and Serbia agreed.")
    assert_trees(doc)
    assert sum(e.label_ == "GPE" for e in doc.ents) > 900


def test_a_document_of_50000_words(nlp: Language) -> None:
    text = " ".join([TEXTS[0], TEXTS[1]] * 2100)
    started = time.process_time()
    doc = nlp(text)
    assert len(doc) > 50_000
    assert sum(1 for _ in doc.sents) > 5_000
    assert time.process_time() - started < 60


def test_a_doc_of_ours_survives_bytes(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert kg.language.confidence(again) == kg.language.confidence(doc)
    assert annotations(again)[0] == annotations(doc)[0]
