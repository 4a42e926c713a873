"""Trees, names, windows, lemmas and pieces: logic without the network."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import decode, spans
from kg.language.encoder import WEIGHTS, Scores, Word
from kg.language.labels import BIO_TAGS, case_class, gap_class
from kg.language.lemmas import Lemmatizer
from kg.language.windows import ROOM, sentences
from kg.language.wordpiece import MAX_PIECES, WordPiece


def is_tree(heads: list[int]) -> bool:
    roots = [i for i, h in enumerate(heads) if h == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        seen = set()
        while heads[i] != i:
            if i in seen:
                return False
            seen.add(i)
            i = heads[i]
    return True


@settings(deadline=None)
@given(st.integers(1, 24), st.integers(0, 2**31))
def test_heads_are_always_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    assert is_tree(decode.tree(scores).tolist())


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 5), st.integers(0, 2**31))
def test_the_spanning_tree_is_the_best_one(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    root = seed % size

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[i, h] for i, h in enumerate(heads) if i != root))

    candidates = [h for h in itertools.product(range(size), repeat=size) if h[root] == root and is_tree(list(h))]
    found = tuple(decode.spanning_tree(scores, root).tolist())
    assert is_tree(list(found))
    assert total(found) == pytest.approx(max(map(total, candidates)), abs=1e-5)


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(0, 2**31))
def test_a_name_never_goes_on_without_a_beginning(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, len(BIO_TAGS))).astype(np.float32)
    tags = [BIO_TAGS[t] for t in decode.name_tags(scores)]
    for before, tag in zip(["O", *tags], tags, strict=False):
        if tag.startswith("I-"):
            assert before[2:] == tag[2:]


def word(pieces: int, case: int) -> Word:
    return Word((1,) * pieces, (case,) * pieces, (1, *[0] * (pieces - 1)))


def fake(words: list[Word]) -> Scores:
    """A network that starts a sentence at every word in capitals (case 2)."""
    starts = np.array([1.0 if w.cases[0] == 2 else -1.0 for w in words], dtype=np.float32)
    rest = np.zeros((len(words), 1), dtype=np.float32)
    return Scores(rest, starts, rest, rest, rest, rest)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 16), st.booleans()), max_size=400))
def test_windows_cover_every_word_once(shape: list[tuple[int, bool]]) -> None:
    words = [word(pieces, 2 if start else 0) for pieces, start in shape]
    forced = [i % 97 == 96 for i in range(len(words))]
    found = list(sentences(words, forced, lambda w: fake(list(w))))
    assert [i for s in found for i in range(s.start, s.end)] == list(range(len(words)))
    starts = {s.start for s in found}
    assert all(i in starts for i, must in enumerate(forced) if must)


def test_a_sentence_start_does_not_depend_on_where_windows_end() -> None:
    words = [word(1, 2 if i % 30 == 0 else 0) for i in range(ROOM * 3)]
    found = [s.start for s in sentences(words, [False] * len(words), lambda w: fake(list(w)))]
    assert found == list(range(0, ROOM * 3, 30))


def test_case_and_gap_classes() -> None:
    assert [case_class(w) for w in ("talks", "Baku", "NATO", "A", "McDonald", "G20", "--", "平和")] == list(range(8))
    assert [gap_class(g) for g in ("", " ", " \n", "\n \n")] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("word", "coarse", "features", "lemma"),
    [
        ("joined", "VERB", "Tense=Past", "join"),
        ("held", "VERB", "Tense=Past", "hold"),
        ("led", "VERB", "Tense=Past|VerbForm=Part", "lead"),
        ("met", "VERB", "Tense=Past", "meet"),
        ("said", "VERB", "Tense=Past", "say"),
        ("was", "AUX", "Tense=Past", "be"),
        ("'s", "AUX", "", "be"),
        ("ties", "NOUN", "Number=Plur", "tie"),
        ("forces", "NOUN", "Number=Plur", "force"),
        ("founded", "VERB", "Tense=Past", "found"),
        ("found", "VERB", "Tense=Past", "find"),
        ("left", "VERB", "Tense=Past|VerbForm=Fin", "leave"),
        ("left", "ADJ", "Degree=Pos", "left"),
        ("countries", "NOUN", "Number=Plur", "country"),
        ("cooperating", "VERB", "VerbForm=Ger", "cooperate"),
        ("Mediating", "VERB", "VerbForm=Ger", "mediate"),
        ("signed", "VERB", "Tense=Past", "sign"),
        ("visited", "VERB", "Tense=Past", "visit"),
        ("agreed", "VERB", "Tense=Past", "agree"),
        ("criticised", "VERB", "Tense=Past", "criticise"),
        ("denies", "VERB", "Tense=Pres|VerbForm=Fin", "deny"),
        ("women", "NOUN", "Number=Plur", "woman"),
        ("best", "ADJ", "Degree=Sup", "good"),
        ("larger", "ADJ", "Degree=Cmp", "large"),
        ("United", "PROPN", "Number=Sing", "United"),
        ("vice-presidents", "NOUN", "Number=Plur", "vice-president"),
    ],
)
def test_lemmas(word: str, coarse: str, features: str, lemma: str) -> None:
    assert Lemmatizer(WEIGHTS / "lemmas.json.gz")(word, coarse, features) == lemma


def test_pieces_are_the_longest_known_ones() -> None:
    pieces = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "ali", "##yev", "##y", "'", "s", "平"])
    assert pieces.pieces("Aliyev") == (5, 6)
    assert pieces.pieces("ÀLÍ’S") == (1,) or pieces.pieces("ALÍ'S") == (5, 8, 9)
    assert pieces.pieces("xyz") == (1,)
    assert pieces.pieces("\u200b") == (1,)
    assert pieces.pieces("平平") == (10, 10)
    assert len(pieces.pieces("s-" * 50)) == MAX_PIECES


def test_a_family_name_is_known_again_in_the_whole_text() -> None:
    words = ["Elnur", "Mammadov", "spoke", ".", "Then", "Mammadov", "left", "the", "Georgian", "capital", "."]
    coarse = ["PROPN", "PROPN", "VERB", "PUNCT", "ADV", "PROPN", "VERB", "DET", "ADJ", "NOUN", "PUNCT"]
    found = spans.tidy(words, coarse, [(0, 2, "PERSON", 0.9)])
    assert [(s, e, label) for s, e, label, _ in found] == [(0, 2, "PERSON"), (5, 6, "PERSON"), (8, 9, "NORP")]


def test_edges_of_names_are_trimmed() -> None:
    words = ["the", "Red", "Cross", "'s", "President", "Ana", "Diaz"]
    found = spans.tidy(words, ["PROPN"] * 7, [(0, 4, "ORG", 0.9), (4, 7, "PERSON", 0.8)])
    assert [(s, e) for s, e, *_ in found] == [(1, 3), (5, 7)]


def test_a_doubtful_name_that_is_a_family_name_elsewhere_is_that_person() -> None:
    words = ["Elnur", "Mammadov", "came", ".", "Mammadov", "spoke", "."]
    found = spans.tidy(words, ["PROPN"] * 7, [(0, 2, "PERSON", 0.9), (4, 5, "ORG", 0.5)])
    assert [(s, e, label) for s, e, label, _ in found] == [(0, 2, "PERSON"), (4, 5, "PERSON")]


def test_the_head_word_labels_a_name_that_the_network_doubts() -> None:
    words = [
        "the",
        "Fulbright",
        "Program",
        "and",
        "Operation",
        "Sea",
        "Guardian",
        "and",
        "the",
        "Treaty",
        "of",
        "Kars",
    ]
    coarse = ["PROPN"] * len(words)
    found = spans.tidy(words, coarse, [(1, 3, "ORG", 0.1), (4, 7, "EVENT", 0.2), (9, 12, "WORK", 0.3)])
    assert [label for _, _, label, _ in found] == ["PROGRAMME", "OPERATION", "AGREEMENT"]
    assert spans.tidy(words, coarse, [(1, 3, "ORG", 0.9)])[0][2] == "ORG"


def test_a_given_name_that_is_also_a_demonym() -> None:
    words = ["Cardinal", "Christian", "Tumi", "saw", "Christian", "pilgrims"]
    found = spans.tidy(words, ["PROPN", "PROPN", "PROPN", "VERB", "ADJ", "NOUN"], [(2, 3, "PERSON", 0.9)])
    assert [(s, e, label) for s, e, label, _ in found] == [(1, 3, "PERSON"), (4, 5, "NORP")]


def test_two_persons_side_by_side_are_one() -> None:
    found: list[spans.Found] = [(0, 1, "PERSON", 0.7), (1, 2, "PERSON", 0.9), (2, 3, "ORG", 0.9)]
    assert spans.joined(found) == [(0, 2, "PERSON", 0.7), (2, 3, "ORG", 0.9)]
