"""`python -m kg.language.evaluate`: how good and how fast the pipeline is, as one Markdown table, raw text in."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language import card, component, pipelines, tokenizer
from kg.language.card import Measured
from kg.language.encoder import WEIGHTS
from kg.language.scoring import Tally, score, text_of
from kg.language.train import corpora
from kg.language.train.gum import gum
from kg.language.train.own import own, sentences
from kg.language.train.sample import Sample
from kg.language.train.words import tables


def test_sets(folder: Path) -> Iterator[tuple[str, list[Sample]]]:
    """Name and sentences of each test set; those of corpora that are not there are left out."""
    if folder.exists():
        yield "EWT test", list(corpora.ewt(folder, "test"))
        yield "GUM test", list(gum(folder, "test"))
        yield "CrossNER dev", list(corpora.crossner(folder, "dev"))
    yield "own held-out", list(own(held_out=True))


def run(nlp: Language, samples: list[Sample]) -> Tally:
    """The counts of one test set, document by document."""
    tally = Tally()
    for _, document in groupby(samples, key=lambda s: s.document):
        chosen = list(document)
        text, places = text_of(chosen)
        score(nlp(text), chosen, places, tally)
    return tally


def speakers(nlp: Language) -> tuple[int, int, list[str]]:
    """Held-out sentences with a marked speaker: how many have it as subject of the verb of speech, of how many, and
    those that do not."""
    wrong, total = [], 0
    for sentence in sentences(held_out=True):
        if sentence.speaker is not None:
            total += 1
            text, places = text_of([sentence.sample])
            start, end = sentence.speaker
            span = nlp(text).char_span(places[0][start][0], places[0][end - 1][1])
            if span is None or not is_speaker(span):
                wrong.append(text)
    return total - len(wrong), total, wrong


def is_speaker(span: Span) -> bool:
    """Whether a name is, or stands in apposition to, the subject of a verb."""
    token = span.root
    while token.dep_ in ("appos", "nmod:desc", "flat", "compound") and token.head != token:
        token = token.head
    return bool(token.dep_ == "nsubj" and token.head.pos_ == "VERB" and not _in_quotation(token))


def _in_quotation(token: spacy.tokens.Token) -> bool:
    marks = sum(t.text in '"“”' for t in token.doc[: token.i])
    return marks % 2 == 1


def persons(nlp: Language) -> tuple[tuple[int, int], tuple[int, int]]:
    """Persons found of those held out: all, and those after a title."""
    titles = set(tables()["titles"]["words"])
    everyone, titled = [0, 0], [0, 0]
    for sample in own(held_out=True):
        text, places = text_of([sample])
        found = {(e.start_char, e.end_char) for e in nlp(text).ents if e.label_ == "PERSON"}
        for name in sample.names:
            if name.labels == ("PERSON",):
                right = (places[0][name.start][0], places[0][name.end - 1][1]) in found
                groups = [everyone]
                if name.start and sample.words[name.start - 1].lower() in titles:
                    groups.append(titled)
                for group in groups:
                    group[0] += right
                    group[1] += 1
    return (everyone[0], everyone[1]), (titled[0], titled[1])


def speed(nlp: Language, samples: list[Sample]) -> float:
    """Words per CPU second over whole documents."""
    texts = [text_of(list(g))[0] for _, g in groupby(samples, key=lambda s: s.document)]
    for text in texts[:1]:
        nlp(text)
    started = time.process_time()
    words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - started)


def pipeline(weights: Path) -> Language:
    """Our pipeline with the weights of a folder."""
    nlp = tokenizer.blank()
    part = component.Component(nlp.vocab, weights)

    def annotate(doc: Doc) -> Doc:
        return part(doc)

    Language.component("kg_evaluated", func=annotate)
    nlp.add_pipe("kg_evaluated")
    return nlp


def measured(nlp: Language, sets: dict[str, list[Sample]]) -> Measured:
    """Everything that is counted of one pipeline; the speakers it misses go to stderr."""
    scores = {name: run(nlp, samples) for name, samples in sets.items()}
    right, total, missed = speakers(nlp)
    everyone, titled = persons(nlp)
    for text in missed:
        sys.stderr.write(f"speaker missed: {text}\n")
    documents = sets.get("GUM test")
    return Measured(scores, (right, total), everyone, titled, speed(nlp, documents) if documents else None)


def report(corpora_folder: Path, weights: Path, *, yardstick: Path | None = None) -> str:
    """Everything that is measured, as Markdown; with the figures of the pipeline in the folder `yardstick`."""
    started = time.perf_counter()
    nlp = pipeline(weights)
    loaded = time.perf_counter() - started
    sets = dict(test_sets(corpora_folder))
    ours = measured(nlp, sets)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # ours alone: the CNN is not yet loaded
    cnn = None
    if yardstick is not None:
        sys.stderr.write("the CNN:\n")
        cnn = measured(pipelines.load(str(yardstick), None), sets)
    size = sum(p.stat().st_size for p in weights.iterdir()) / 1e6
    last = f"- loaded in {loaded:.2f} s; {size:.1f} MB of weights; {memory:.0f} MB of memory at the peak"
    return "\n".join([*card.shown(ours, cnn), last]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, metavar="DIR", help="folder of the corpora")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the weights to evaluate")
    parser.add_argument("--yardstick", type=Path, metavar="DIR", help="folder of a spaCy pipeline to set beside ours")
    parser.add_argument("--card", action="store_true", help="write the scores into the weights' README.md, too")
    args = parser.parse_args()
    scores = report(args.corpora, args.weights, yardstick=args.yardstick)
    sys.stdout.write(scores)
    if args.card:
        card.write(scores, args.weights / "README.md")


if __name__ == "__main__":
    main()
