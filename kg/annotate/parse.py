"""The language pipeline over an article's body, its offsets kept.

Each paragraph is parsed on its own (a sentence never crosses two) and the pieces are joined into one ``Doc`` that
covers the stored text to the character: what was dropped is blank in it.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from kg.language import certainty
from kg.model import Article

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
    return join(list(nlp.pipe(blocks(article) or [""], batch_size=BATCH)))


def join(docs: list[Doc]) -> Doc:
    """One ``Doc`` of several, nothing between them, and how sure the pipeline is of it; what else a pipeline keeps
    beside its tokens is left behind."""
    sure = certainty.joined(docs)
    for doc in docs:
        doc.user_data = {}
    whole = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
    assert whole is not None  # from_docs gives None for an empty list only
    if sure is not None:
        certainty.keep(whole, sure)
    return whole
