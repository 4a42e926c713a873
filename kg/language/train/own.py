"""The sentences of our own: names marked in brackets, `[PERSON Jane Roe]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import spacy
from spacy.language import Language

from kg.language.labels import NAME_LABELS, gap_class
from kg.language.train.sample import Name, Sample, unparsed
from kg.language.train.words import data

_NAME = re.compile(r"\[([A-Z]+)(\*?) ([^\[\]]+)\]")


@cache
def _tokenizer() -> Language:
    return spacy.blank("en")


def plain(line: str) -> tuple[str, list[tuple[int, int, str, bool]]]:
    """The text of a marked line, and its names: (start, end, label, is the speaker)."""
    text, names, at = "", [], 0
    for match in _NAME.finditer(line):
        if match[1] not in NAME_LABELS:
            raise ValueError(f"own sentences: unknown label {match[1]} in {line!r}")
        text += line[at : match.start()]
        names.append((len(text), len(text) + len(match[3]), match[1], bool(match[2])))
        text += match[3]
        at = match.end()
    return text + line[at:], names


def lines(held_out: bool) -> Iterator[str]:
    """The marked lines for training, or every fifth one, which is held out."""
    kept = [line for line in data("sentences.txt").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(kept):
        if (number % 5 == 4) == held_out:
            yield line


def own(held_out: bool = False) -> Iterator[Sample]:
    """The sentences as samples with names; not parsed."""
    for number, line in enumerate(lines(held_out)):
        text, names = plain(line)
        doc = _tokenizer()(text)
        words = [t.text for t in doc]
        gaps = [1] + [gap_class(t.whitespace_) for t in doc[:-1]]
        found = []
        for start, end, label, _ in names:
            span = doc.char_span(start, end)
            if span is None:
                raise ValueError(f"own sentences: {text[start:end]!r} does not end where words do in {text!r}")
            found.append(Name(span.start, span.end, (label,)))
        yield unparsed(words, gaps, found, [0] * len(words), f"own-{number}")
