"""`python -m kg.language.train.yardstick`: the plain spaCy pipeline that `kg.language.evaluate` can set beside ours.

A CNN without vectors, trained on what ours is trained on, read by the same readers; no sentence is varied. It is no
part of the package. What a corpus does not annotate stays missing, as far as spaCy can be told:

- a sentence with a head missing teaches no parse at all, since spaCy takes a missing head among others for a root;
- of the labels that a corpus leaves open it learns one: GPE for a place, the first one for anything else;
- a word that a corpus leaves unmarked, but that may be a name of a minor label, is no name: the CNN cannot be told
  "neither person nor organization", and without this it would learn from no capitalised word outside names. It loses
  nothing where the test sets are read alike: a minor label there is neither right nor wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Final

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config_from_str
from spacy.vocab import Vocab

from kg.language.scoring import text_of
from kg.language.train import corpora
from kg.language.train.gum import gum
from kg.language.train.own import own
from kg.language.train.sample import UNKNOWN, Name, Sample

RUN: Final = 10
"""Sentences of a training text at most: enough of them to learn where sentences begin."""

OWN: Final = 3
"""How often the training data hold each sentence of our own; as in config.toml."""

STEPS: Final = 2500
_BLANK: Final = ("", "", "")


@dataclass(slots=True)
class _Word:
    """A token to be; `head` is an index into the run and means nothing where not annotated, "" is what is missing."""

    text: str
    space: bool
    head: int
    relation: str
    tags: tuple[str, str, str]
    name: str


def training(folder: Path) -> Iterator[Sample]:
    """All the sentences that the CNN learns from."""
    yield from corpora.ewt(folder, "train")
    yield from gum(folder, "train")
    yield from corpora.crossner(folder, "train")
    yield from corpora.redocred(folder)
    for _ in range(OWN):
        yield from own()


def development(folder: Path) -> Iterator[Sample]:
    """The sentences that decide which checkpoint is the best one."""
    yield from corpora.ewt(folder, "dev")
    yield from gum(folder, "dev")


def runs(samples: Iterable[Sample]) -> Iterator[list[Sample]]:
    """Neighbours of one document, at most RUN, all of them parsed or none."""
    for _, group in groupby(samples, key=lambda s: (s.document, is_parsed(s))):
        sentences = list(group)
        for start in range(0, len(sentences), RUN):
            yield sentences[start : start + RUN]


def is_parsed(sample: Sample) -> bool:
    return UNKNOWN not in sample.heads


def document(vocab: Vocab, samples: Sequence[Sample]) -> Doc:
    """The text of a run as its gold Doc, white space as tokens where spaCy's tokenizer makes tokens of it."""
    words = _words(samples)
    parsed = all(is_parsed(s) for s in samples)
    doc = Doc(
        vocab,
        words=[w.text for w in words],
        spaces=[w.space for w in words],
        tags=[w.tags[0] for w in words],
        pos=[w.tags[1] for w in words],
        morphs=[w.tags[2] for w in words],
        heads=[w.head for w in words] if parsed else None,
        deps=["ROOT" if w.relation == "root" else w.relation for w in words] if parsed else None,
        ents=[w.name for w in words],
    )
    for token, word in zip(doc, words, strict=True):
        if word.tags is _BLANK:
            token.set_morph(None)  # type: ignore[attr-defined]  # not "", which says that there are no features
    return doc


def _words(samples: Sequence[Sample]) -> list[_Word]:
    text, places = text_of(samples)
    words: list[_Word] = []
    end = 0
    for sample, row in zip(samples, places, strict=True):
        indices, names = [], iob(sample)
        for i, (start, stop) in enumerate(row):
            if text[end:start] == " ":
                words[-1].space = True
            elif end < start:  # hangs on the word before, as in spaCy's own training data
                words.append(_Word(text[end:start], False, len(words) - 1, "dep", _BLANK, "O"))
            indices.append(len(words))
            head, tags = sample.heads[i], sample.tags[i] or _BLANK
            words.append(_Word(text[start:stop], False, head, sample.relations[i], tags, names[i]))
            end = stop
        for index in indices:
            words[index].head = indices[words[index].head]
    return words


def iob(sample: Sample) -> list[str]:
    """The names as spaCy's tags "B-ORG", "I-ORG", "O" and, where the corpus does not say, ""."""
    tags = ["" if soft == 2 else "O" for soft in sample.soft]
    for name in sample.names:
        for i in range(name.start, name.end):
            tags[i] = "" if name.maybe else f"{'B' if i == name.start else 'I'}-{label(name)}"
    return tags


def label(name: Name) -> str:
    """The one label to be learned; most of the places that no list of ours knows are towns."""
    return "GPE" if "GPE" in name.labels else name.labels[0]


def train(learned: Iterable[Sample], dev: Iterable[Sample], work: Path, *, steps: int = STEPS) -> Path:
    """The folder of the trained pipeline, inside `work`."""
    work.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    for name, samples in (("train", learned), ("dev", dev)):
        DocBin(docs=(document(vocab, run) for run in runs(samples))).to_disk(work / f"{name}.spacy")
    chosen = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "training.max_steps": steps,
        "training.eval_frequency": min(steps, STEPS // 10),
    }
    settings = resources.files("kg.language.train").joinpath("yardstick.cfg").read_text("utf8")
    nlp = init_nlp(load_config_from_str(settings, overrides=chosen))
    train_loop(nlp, work, stdout=sys.stderr)
    return work / "model-best"


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the plain spaCy pipeline that ours is measured against.")
    parser.add_argument("--corpora", type=Path, required=True, metavar="DIR", help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("build/yardstick"), metavar="DIR", help="where it is left")
    parser.add_argument("--steps", type=int, default=STEPS, help="batches that it learns from")
    args = parser.parse_args()
    folder = train(training(args.corpora), development(args.corpora), args.work, steps=args.steps)
    sys.stdout.write(f"{folder}\n")


if __name__ == "__main__":
    main()
