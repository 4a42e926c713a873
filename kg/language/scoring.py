"""What the evaluation counts: arcs, tags, sentences and names of a Doc against a gold sentence list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.language.train.sample import MINOR, UNKNOWN, Sample

RELATIONS = ("nsubj", "obj", "appos", "conj")
Place = tuple[int, int]


@dataclass(slots=True)
class Count:
    """Right, given by the pipeline, wanted by the gold."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def f(self) -> float:
        """F1 in per cent."""
        return 200 * self.right / max(1, self.given + self.wanted)

    def recall(self) -> float:
        return 100 * self.right / max(1, self.wanted)


@dataclass(slots=True)
class Tally:
    """The counts of one test set by measure: "LAS", "UPOS", "sentences", "names", "nsubj", "name ORG", ..."""

    counts: dict[str, Count] = field(default_factory=dict)
    words: int = 0

    def __getitem__(self, measure: str) -> Count:
        return self.counts.setdefault(measure, Count())

    def add(self, measure: str, right: int, given: int, wanted: int) -> None:
        count = self[measure]
        count.right += right
        count.given += given
        count.wanted += wanted


def text_of(samples: Sequence[Sample]) -> tuple[str, list[list[Place]]]:
    """The raw text of sentences, blank lines between paragraphs, and where each word of each sentence stands."""
    text, places = "", []
    for sample in samples:
        row = []
        for i, (word, gap) in enumerate(zip(sample.words, sample.gaps, strict=True)):
            if text:
                text += ("", " ", "\n", "\n\n")[gap if i or gap == 3 else 1]
            row.append((len(text), len(text) + len(word)))
            text += word
        places.append(row)
    return text, places


def score(doc: Doc, samples: Sequence[Sample], places: Sequence[Sequence[Place]], tally: Tally) -> None:
    """Adds what a Doc of the text of `samples` got right."""
    tally.words += sum(len(s.words) for s in samples)
    if any(UNKNOWN not in s.heads for s in samples):
        _parse(doc, samples, places, tally)
    _names(doc, samples, places, tally)


def _parse(doc: Doc, samples: Sequence[Sample], places: Sequence[Sequence[Place]], tally: Tally) -> None:
    gold: dict[Place, tuple[Place, str, str]] = {}
    starts: set[Place] = set()
    for sample, row in zip(samples, places, strict=True):
        starts.add((row[0][0], row[-1][1]))
        for i, place in enumerate(row):
            tag = sample.tags[i]
            gold[place] = (row[sample.heads[i]], sample.relations[i], tag[1] if tag else "")
    tokens = [t for t in doc if not t.is_space]
    arcs = {"LAS": Counter[bool](), "UPOS": Counter[bool]()}
    for token in tokens:
        head, relation, coarse = gold.get(_place(token), ((-1, -1), "", ""))
        same = _place(token.head) == head and _relation(token) == relation
        arcs["LAS"][same] += 1
        arcs["UPOS"][token.pos_ == coarse] += 1
        _relations(tally, relation, _relation(token), same)
    alike = sum(_place(t) in gold for t in tokens)
    for measure, found in arcs.items():
        tally.add(measure, found[True], len(tokens), len(gold))
        tally.add(f"{measure} of words cut alike", found[True], alike, alike)
    tally.add("words", alike, len(tokens), len(gold))
    missing = Counter(relation.split(":")[0] for _, relation, _ in gold.values())
    for relation in RELATIONS:
        tally[relation].wanted += missing[relation]
    given = {_edges(list(sent)) for sent in doc.sents} - {None}
    tally.add("sentences", len(given & starts), len(given), len(starts))


def _relations(tally: Tally, gold: str, given: str, same: bool) -> None:
    short = given.split(":")[0]
    if short in RELATIONS:
        tally[short].given += 1
        tally[short].right += same


def _place(token: Token) -> Place:
    return token.idx, token.idx + len(token)


def _relation(token: Token) -> str:
    return "root" if token.dep_ == "ROOT" else token.dep_


def _edges(tokens: list[Token]) -> Place | None:
    real = [t for t in tokens if not t.is_space]
    return (real[0].idx, real[-1].idx + len(real[-1])) if real else None


def _names(doc: Doc, samples: Sequence[Sample], places: Sequence[Sequence[Place]], tally: Tally) -> None:
    """Names, exact span and label. NORP counts only where a person marked it (our own sentences).

    A name that the corpus neither marks nor rules out (see Sample.soft) does not count.
    """
    given = {(e.start_char, e.end_char): e.label_ for e in doc.ents}
    own = samples[0].document.startswith("own")
    for sample, row in zip(samples, places, strict=True):
        for name in sample.names:
            place = (row[name.start][0], row[name.end - 1][1])
            label = given.get(place, "")
            if name.maybe or (name.labels == ("NORP",) and not own):
                given.pop(place, None)
                continue
            right = label in name.labels
            shown = label if right else name.labels[0] if len(name.labels) == 1 else "place or thing"
            for measure in ("names", f"name {shown}"):
                tally[measure].wanted += 1
                tally[measure].given += right
                tally[measure].right += right
            if right:
                given.pop(place)
    softness = _softness(samples, places)
    for (start, end), label in given.items():
        if (label == "NORP" and not own) or all(label in softness.get(i, ()) for i in range(start, end)):
            continue
        tally["names"].given += 1
        tally[f"name {label}"].given += 1


def _softness(samples: Sequence[Sample], places: Sequence[Sequence[Place]]) -> dict[int, tuple[str, ...]]:
    """For each character the labels that a name there may have although none is marked."""
    allowed: dict[int, tuple[str, ...]] = {}
    for sample, row in zip(samples, places, strict=True):
        loose = {i for n in sample.names if n.maybe for i in range(n.start, n.end)}
        for i, (start, end) in enumerate(row):
            labels: Iterable[str] = MINOR if sample.soft[i] or i in loose else ()
            after = row[i + 1][0] if i + 1 < len(row) else end
            allowed.update(dict.fromkeys(range(start, max(end, after)), tuple(labels)))
    return allowed
