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

from kg.language import component
from kg.language.encoder import WEIGHTS
from kg.language.labels import NAME_LABELS
from kg.language.scoring import RELATIONS, Tally, score, text_of
from kg.language.train import corpora
from kg.language.train.gum import gum
from kg.language.train.own import lines, own, plain
from kg.language.train.sample import Sample
from kg.language.train.words import tables

_OPEN = "<!-- scores: python -m kg.language.evaluate --card -->"
_CLOSE = "<!-- end of scores -->"
MEASURES = (
    *("words", "LAS", "LAS of words cut alike", "UPOS", "UPOS of words cut alike", "sentences", "names"),
    *RELATIONS,
)


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
    for line in lines(held_out=True):
        text, names = plain(line)
        for start, end, _, speaks in names:
            if speaks:
                total += 1
                doc = nlp(text)
                span = doc.char_span(start, end)
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


def table(found: dict[str, Tally]) -> str:
    """The scores as a Markdown table, test sets across."""
    rows = ["| | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    for measure in (*MEASURES, *(f"name {label}" for label in NAME_LABELS)):
        cells = []
        for tally in found.values():
            count = tally.counts.get(measure)
            shown = f"{count.f():.1f}" if count and count.wanted else ""
            cells.append(shown + (f" ({count.wanted})" if count and shown and measure.startswith("name ") else ""))
        title = {"words": "word F", "sentences": "sentence F", "names": "names F"}.get(measure, measure)
        rows.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def pipeline(weights: Path) -> Language:
    """Our pipeline with the weights of a folder."""
    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    part = component.Component(nlp.vocab, weights)

    def annotate(doc: Doc) -> Doc:
        return part(doc)

    Language.component("kg_evaluated", func=annotate)
    nlp.add_pipe("kg_evaluated")
    return nlp


def report(corpora_folder: Path, weights: Path) -> str:
    """Everything that is measured, as Markdown."""
    started = time.perf_counter()
    nlp = pipeline(weights)
    loaded = time.perf_counter() - started
    sets = dict(test_sets(corpora_folder))
    right, total, wrong = speakers(nlp)
    (all_right, all_total), (titled_right, titled_total) = persons(nlp)
    shown = [
        table({name: run(nlp, samples) for name, samples in sets.items()}),
        "",
        f"- speaker of an inverted quotation (own held-out): {right} of {total}",
        f"- persons found (own held-out): {all_right} of {all_total}; "
        f"after a title: {titled_right} of {titled_total}",
    ]
    if "GUM test" in sets:
        shown.append(f"- {speed(nlp, sets['GUM test']):.0f} words per CPU second (documents)")
    size = sum(p.stat().st_size for p in weights.iterdir()) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shown.append(f"- loaded in {loaded:.2f} s; {size:.1f} MB of weights; {memory:.0f} MB of memory at the peak")
    for text in wrong:
        sys.stderr.write(f"speaker missed: {text}\n")
    return "\n".join(shown) + "\n"


def write_card(scores: str, path: Path) -> None:
    """Puts the scores between their marks in the model card."""
    text = path.read_text("utf8")
    before, rest = text.split(_OPEN, 1)
    after = rest.split(_CLOSE, 1)[1]
    path.write_text(f"{before}{_OPEN}\n\n{scores}\n{_CLOSE}{after}", "utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, metavar="DIR", help="folder of the corpora")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the weights to evaluate")
    parser.add_argument("--card", action="store_true", help="write the scores into the weights' README.md, too")
    args = parser.parse_args()
    scores = report(args.corpora, args.weights)
    sys.stdout.write(scores)
    if args.card:
        write_card(scores, args.weights / "README.md")


if __name__ == "__main__":
    main()
