"""The corpora as training sentences: one reader each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from kg.language.train.sample import Name, Sample, unparsed
from kg.language.train.words import choose, demonyms, softness, tables

Row = list[str]


def conllu(path: Path) -> Iterator[tuple[list[str], list[Row]]]:
    """The sentences of a CoNLL-U file: their comment lines and all their rows."""
    comments: list[str] = []
    rows: list[Row] = []
    with path.open(encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows
                comments, rows = [], []
            elif line.startswith("#"):
                comments.append(line)
            else:
                rows.append(line.split("\t"))
    if rows:
        yield comments, rows


def surface(rows: list[Row]) -> tuple[list[Row], list[str], list[bool]]:
    """Syntactic words as they stand in the text: rows, forms, whether a space follows.

    A multiword token is cut into the pieces of its surface ("don't" is "do" and "n't").
    """
    words, forms, spaces = [], [], []
    until, rest, after = 0, "", True
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            until, rest, after = int(row[0].split("-")[1]), row[1], "SpaceAfter=No" not in row[9]
            continue
        number = int(row[0])
        if number <= until:
            last = number == until
            form, rest = (rest, "") if last else (rest[: len(row[1])], rest[len(row[1]) :])
            spaces.append(after if last else False)
        else:
            form = row[1]
            spaces.append("SpaceAfter=No" not in row[9])
        words.append(row)
        forms.append(form)
    return words, forms, spaces


def parsed(path: Path) -> Iterator[tuple[Sample, list[Row], list[str]]]:
    """The sentences of a treebank, names not yet filled in: sample, rows of its words, comment lines."""
    document = ""
    for comments, rows in conllu(path):
        for comment in comments:
            if comment.startswith("# newdoc"):
                document = comment.split("=")[1].strip()
        words, forms, spaces = surface(rows)
        if not all(forms):
            continue
        first = 3 if any(c.startswith(("# newpar", "# newdoc")) for c in comments) else 1
        index = {row[0]: i for i, row in enumerate(words)}
        heads = tuple(index.get(row[6], i) for i, row in enumerate(words))
        yield (
            Sample(
                tuple(forms),
                (first, *(int(space) for space in spaces[:-1])),
                heads,
                tuple(row[7] for row in words),
                tuple((row[4], row[3], row[5]) for row in words),
                soft=(2,) * len(words),
                document=document,
                lemmas=tuple(row[2] for row in words),
            ),
            words,
            comments,
        )


def bio_spans(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Names of a BIO sequence: (start, end, label)."""
    start, label = 0, ""
    tags = [*tags, "O"]
    for i, tag in enumerate(tags):
        if label and tag != "I-" + label:
            yield start, i, label
            label = ""
        if tag.startswith("B-") and tag != "B-O":
            start, label = i, tag[2:]


def mark(sample: Sample, found: Iterable[tuple[int, int, tuple[str, ...]]], proper: list[bool]) -> Sample:
    """The sentence with the names found (start, end, allowed labels); demonyms outside them are NORP."""
    words = list(sample.words)
    names = [n for s, e, labels in found if (n := choose(words[s:e], labels, s))]
    taken = {i for n in names for i in range(n.start, n.end)}
    names += [Name(i, i + 1, ("NORP",)) for i, w in enumerate(words) if i not in taken and w in demonyms()]
    soft = [softness(w, p) for w, p in zip(words, proper, strict=True)]
    return sample.with_names(tuple(names), tuple(soft))


def _proper(sample: Sample) -> list[bool]:
    return [tag is not None and tag[0] in ("NNP", "NNPS") for tag in sample.tags]


def ewt(folder: Path, split: str) -> Iterator[Sample]:
    """English Web Treebank with the names of UNER."""
    table = {k: tuple(v) for k, v in tables()["uner"].items()}
    names = {}
    path = folder / "uner-english-ewt" / f"en_ewt-ud-{split}.iob2"
    for comments, rows in conllu(path):
        names[next(c for c in comments if c.startswith("# sent_id"))] = [row[2] for row in rows if len(row) > 2]
    for sample, _, comments in parsed(folder / "ud-english-ewt" / f"en_ewt-ud-{split}.conllu"):
        tags = names.get(next(c for c in comments if c.startswith("# sent_id")), [])
        if len(tags) == len(sample.words):
            found = [(s, e, table[label]) for s, e, label in bio_spans(tags)]
            sample = mark(sample, found, _proper(sample))
        yield sample


def crossner(folder: Path, split: str) -> Iterator[Sample]:
    """CrossNER politics: names only."""
    table = {k: tuple(v) for k, v in tables()["crossner"].items()}
    text = (folder / "crossner-politics" / f"politics-{split}.txt").read_text("utf8")
    for number, block in enumerate(text.strip().split("\n\n")):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        words = [row[0] for row in rows]
        sample = unparsed(words, guess_gaps(words), [], [0] * len(words), f"crossner-{split}-{number}")
        found = [(s, e, table[label]) for s, e, label in bio_spans(row[1] for row in rows)]
        yield mark(sample, found, [True] * len(words))


def redocred(folder: Path) -> Iterator[Sample]:
    """Re-DocRED: names only."""
    table = {k: tuple(v) for k, v in tables()["redocred"].items()}
    for number, doc in enumerate(json.loads((folder / "redocred" / "dev_revised.json").read_text("utf8"))):
        mentions = [m for entity in doc["vertexSet"] for m in entity if m["type"] in table]
        for sent_id, words in enumerate(doc["sents"]):
            words = [w.strip() or "-" for w in words]
            sample = unparsed(words, guess_gaps(words), [], [0] * len(words), f"redocred-{number}")
            spans = sorted({(m["pos"][0], m["pos"][1], m["type"]) for m in mentions if m["sent_id"] == sent_id})
            found = [(s, e, table[label]) for s, e, label in longest(spans)]
            yield mark(sample, found, [True] * len(words))


def longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans that do not overlap, longer ones first."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= s or e <= span[0] for s, e, _ in kept):
            kept.append(span)
    return sorted(kept)


def guess_gaps(words: list[str]) -> list[int]:
    """Spaces between words of a corpus that lost them."""
    gaps, opened = [1], False
    for before, word in pairwise(words):
        quote = word in ('"', "''", "``")
        close = (quote and opened) or word in ("''",)
        glued = close or word in tuple(",.;:!?)]%") or word.lower() in ("'s", "n't", "'", "'re", "'ve", "'ll")
        glued = glued or before in ("(", "[", "$", "``") or (before == '"' and opened)
        glued = glued or (word == "-" and before.isalpha()) or (before == "-" and word.isalpha())
        if quote:
            opened = not opened
        gaps.append(0 if glued else 1)
    return gaps
