"""The spaCy component that fills tags, features, lemmas, the parse and names of a Doc from the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SPACY, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.language import decode, spans
from kg.language.certainty import Confidence, keep
from kg.language.encoder import WEIGHTS, Encoder, Floats, Ints, Labels
from kg.language.labels import NAME_LABELS, gap_class
from kg.language.lemmas import Lemmatizer
from kg.language.windows import Sentence, sentences

FACTORY = "kg_language"
_BULLETS = frozenset("-–—*•·●▪◦‣")
_TOGETHER = 600
"""Words of which all scores are held at a time: 8 MB."""

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a Doc that are no white space: their places in it, texts, and gap classes."""

    places: Ints
    texts: list[str]
    gaps: list[int]


@dataclass(slots=True)
class _Layers:
    """What is decided for each word; `arcs` are as sure as the network is, `names` (start, end, label, probability)
    in words are calibrated."""

    fine: Ints
    coarse: Ints
    features: Ints
    heads: Ints
    relations: Ints
    arcs: Floats
    names: list[spans.Found]


class _Hashes:
    """The labels as spaCy stores them."""

    def __init__(self, labels: Labels, vocab: Vocab) -> None:
        def stored(values: list[int]) -> Hashes:
            return np.array(values, dtype=np.uint64)

        add, features = vocab.strings.add, vocab.morphology.add
        self.fine = stored([add(t) for t in labels.tags])
        self.coarse = stored([IDS[t] for t in labels.coarse])
        self.features = stored([features(f) for f in labels.features])
        self.relations = stored([add("ROOT" if r == "root" else r) for r in labels.relations])
        self.space = stored([add("_SP"), IDS["SPACE"], features("_"), 0, 0, add("dep")])


class Component:
    """Annotates one Doc at a time; the same text always gets the same annotation."""

    def __init__(self, vocab: Vocab, folder: Path = WEIGHTS, *, names: bool = True) -> None:
        """:param names: whether to set `Doc.ents`; False leaves that to another component"""
        self._encoder = Encoder(folder)
        self._lemmatizer = Lemmatizer(folder / "lemmas.json.gz")
        self._names = names
        self._strings = vocab.strings
        self._hashes = _Hashes(self._encoder.labels, vocab)
        self._cuts = [len(self._encoder.labels.tags), len(self._encoder.labels.tags + self._encoder.labels.coarse)]
        self._root = self._encoder.labels.relations.index("root")

    def __call__(self, doc: Doc) -> Doc:
        words = _words(doc)
        return self._annotated(doc, words, self._sentences(words))

    def _sentences(self, words: _Words) -> Iterator[Sentence]:
        """What the network says of them, window by window."""
        read = [self._encoder.word(text, gap) for text, gap in zip(words.texts, words.gaps, strict=True)]
        return sentences(read, _forced(words), self._encoder)

    def _annotated(self, doc: Doc, words: _Words, read: Iterable[Sentence]) -> Doc:
        """The Doc with all that is decided by these sentences."""
        if not words.texts:
            return _blank(doc)
        layers = self._layers(words, read)
        self._write(doc, words, layers)
        arcs = np.ones(len(doc))
        arcs[words.places] = decode.calibrated(layers.arcs, self._encoder.labels.calibration_arcs)
        names: dict[tuple[int, int], float] = {}
        if self._names:
            places = words.places.tolist()
            found = [(places[s], places[e - 1] + 1, label, sure) for s, e, label, sure in layers.names]
            doc.set_ents([Span(doc, s, e, label) for s, e, label, _ in found])
            names = {(s, e): sure for s, e, _, sure in found}
        keep(doc, Confidence(tuple(arcs.tolist()), names))
        return doc

    def _layers(self, words: _Words, read: Iterable[Sentence]) -> _Layers:
        size = len(words.texts)
        fine, coarse, features, heads, relations = np.zeros((5, size), dtype=np.int64)
        layers = _Layers(fine, coarse, features, heads, relations, np.ones(size, dtype=np.float32), [])
        for sentence in read:
            self._tag(sentence, layers)
            self._parse(sentence, layers)
            layers.names += self._found(sentence)
        kinds = [self._encoder.labels.coarse[i] for i in layers.coarse.tolist()]
        layers.names = spans.tidy(words.texts, kinds, self._calibrated(layers.names))
        return layers

    def _calibrated(self, names: list[spans.Found]) -> list[spans.Found]:
        sure: Floats = np.array([p for _, _, _, p in names], dtype=np.float32)
        calibrated = decode.calibrated(sure, self._encoder.labels.calibration_names)
        return [(start, end, label, p) for (start, end, label, _), p in zip(names, calibrated, strict=True)]

    def _tag(self, sentence: Sentence, layers: _Layers) -> None:
        at = slice(sentence.start, sentence.end)
        scores, (fine, coarse) = sentence.scores.tags[sentence.rows], self._cuts
        layers.fine[at] = scores[:, :fine].argmax(-1)
        layers.coarse[at] = scores[:, fine:coarse].argmax(-1)
        layers.features[at] = scores[:, coarse:].argmax(-1)

    def _parse(self, sentence: Sentence, layers: _Layers) -> None:
        rows, at = sentence.rows, slice(sentence.start, sentence.end)
        arcs = decode.log_softmax(sentence.scores.arcs[rows, rows])
        heads = decode.tree(arcs)
        words = np.arange(len(heads))
        layers.heads[at] = heads + sentence.start
        layers.arcs[at] = np.exp(arcs[words, heads])
        scores = sentence.scores.relations(rows, heads + rows.start)
        scores[:, self._root] = decode.LOWEST
        relations = scores.argmax(-1)
        relations[heads == words] = self._root
        layers.relations[at] = relations

    def _found(self, sentence: Sentence) -> list[spans.Found]:
        logs = decode.log_softmax(sentence.scores.names[sentence.rows])
        found = decode.name_spans(decode.name_tags(logs), logs)
        return spans.joined(
            [(start + sentence.start, end + sentence.start, NAME_LABELS[label], p) for start, end, label, p in found]
        )

    def _write(self, doc: Doc, words: _Words, layers: _Layers) -> None:
        table, places = np.zeros((len(doc), 6), dtype=np.uint64), words.places
        table[:] = self._hashes.space
        table[places, 0] = self._hashes.fine[layers.fine]
        table[places, 1] = self._hashes.coarse[layers.coarse]
        table[places, 2] = self._hashes.features[layers.features]
        table[places, 3] = self._lemmas(words, layers)
        blank = np.ones(len(doc), dtype=bool)
        blank[places] = False
        spaces = np.flatnonzero(blank)
        for place in spaces.tolist():
            table[place, 3] = doc[place].orth
        heads = np.arange(len(doc))
        heads[places] = places[layers.heads]
        heads[spaces] = places[np.maximum(np.searchsorted(places, spaces) - 1, 0)]
        table[:, 4] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        table[places, 5] = self._hashes.relations[layers.relations]
        doc.from_array([TAG, POS, MORPH, LEMMA, HEAD, DEP], table)  # type: ignore[arg-type]

    def _lemmas(self, words: _Words, layers: _Layers) -> Hashes:
        labels, lemma, add = self._encoder.labels, self._lemmatizer, self._strings.add
        rows = zip(words.texts, layers.coarse.tolist(), layers.features.tolist(), strict=True)
        found = [add(lemma(text, labels.coarse[kind], labels.features[form])) for text, kind, form in rows]
        return np.array(found, dtype=np.uint64)

    def pipe(self, docs: Iterator[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Docs in order; `batch_size` changes nothing.

        Of short ones the network is asked one after the other, and only then all is decided: between two of its
        calls, when its weights fill the caches, other code takes up to twice the time.
        """
        for group in _together(docs):
            if len(group) == 1:
                yield self(group[0])
                continue
            every = [_words(doc) for doc in group]
            scored = [list(self._sentences(words)) for words in every]
            yield from map(self._annotated, group, every, scored)

    def to_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> None:
        """Nothing: the weights belong to the package."""

    def from_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> Component:
        return self

    def to_bytes(self, exclude: tuple[str, ...] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, exclude: tuple[str, ...] = ()) -> Component:
        return self


def _together(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Docs in order, in groups that have ``_TOGETHER`` words at most; a longer one is alone."""
    group, size = list[Doc](), 0
    for doc in docs:
        if group and size + len(doc) > _TOGETHER:
            yield group
            group, size = [], 0
        group.append(doc)
        size += len(doc)
    if group:
        yield group


def _words(doc: Doc) -> _Words:
    """The words of a Doc, with the white space before each as a gap class."""
    strings = doc.vocab.strings
    places: list[int] = []
    texts: list[str] = []
    gaps: list[int] = []
    between = ""
    for place, (orth, space, blank) in enumerate(doc.to_array([ORTH, IS_SPACE, SPACY]).tolist()):
        if space:
            between += strings[orth]
        else:
            gaps.append(gap_class(between) if places else 3)
            places.append(place)
            texts.append(strings[orth])
            between = ""
        if blank:
            between += " "
    return _Words(np.array(places, dtype=np.int64), texts, gaps)


def _forced(words: _Words) -> list[bool]:
    """Where a sentence must start: after a blank line, and at the mark of an item of a list."""
    pairs = zip(words.texts, words.gaps, strict=True)
    return [gap == 3 or (gap == 2 and text in _BULLETS) for text, gap in pairs]


def _blank(doc: Doc) -> Doc:
    """A text without words: one sentence of white space."""
    for token in doc:
        token.pos_, token.dep_, token.lemma_ = "SPACE", "dep" if token.i else "ROOT", token.text
        token.head = doc[0]
    doc.set_ents([])
    keep(doc, Confidence((1.0,) * len(doc), {}))
    return doc


def register() -> None:
    """Makes the factory known to spaCy; once is enough, again does no harm."""
    if not Language.has_factory(FACTORY):
        Language.factory(FACTORY, default_config={"names": True}, func=_create)


def _create(nlp: Language, name: str, names: bool) -> Callable[[Doc], Doc]:
    return Component(nlp.vocab, names=names)
