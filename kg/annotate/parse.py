"""The language pipeline over an article's body, its offsets kept.

Each paragraph is parsed on its own (a sentence never crosses two); what is read of all of them covers the stored text
to the character: what was dropped is blank in it.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.language import Language

from kg.language.reading import read
from kg.model import Article
from kg.model.tree import Doc

BATCH = 64
"""Paragraphs that the language pipeline takes at a time; the result does not depend on it."""


def blocks(article: Article) -> list[str]:
    """The stored text cut at the start of each paragraph; characters outside the body are blanks."""
    spans = article.body
    readable = [" "] * len(article.text)
    for span in spans:
        readable[span.start : span.end] = article.text[span.start : span.end]
    cuts = [0, *(span.start for span in spans[1:]), len(readable)]
    return ["".join(readable[start:end]) for start, end in pairwise(cuts) if start < end]


def parse(article: Article, nlp: Language) -> Doc:
    """The parse of an article. ``doc.text`` has the length of ``article.text``: offsets count alike in both."""
    # All of them first: between two calls of the network, whose weights then fill the caches, what reads them takes
    # twice the time.
    return read(list(nlp.pipe(blocks(article), batch_size=BATCH)))
