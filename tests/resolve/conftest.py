"""Articles annotated by hand: a text, and the names in it in square brackets with their labels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

import pytest
import spacy

from kg import authority, ontology
from kg.model import Article, Mention, Parsed, Resolution, TextSpan
from kg.resolve import resolve

_MARK = re.compile(r"\[([^\]|]+)\|([A-Z]*)\]")
_BLANK = spacy.blank("en")


def parsed(marked: str, refers: Mapping[int, tuple[int, ...]] | None = None) -> Parsed:
    """``"[NATO|ORG] praised [it|]"``: a label makes a name, none a pronoun or description."""
    text, found, position = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        found.append((TextSpan(len(text), len(text) + len(mark[1])), mark[2]))
        text += mark[1]
        position = mark.end()
    text += marked[position:]
    doc = _BLANK(text)
    mentions = []
    for span, label in found:
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        kind = "name" if label else "pronoun"
        mentions.append(Mention(span, words.start, words.end, text[span.start : span.end], kind, label))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article("a.txt", text, sha256, (TextSpan(0, len(text)),))
    return Parsed(article, doc, tuple(mentions), refers=dict(refers or {}))


@pytest.fixture(scope="session")
def who() -> Callable[..., Resolution]:
    """Resolves a marked text."""
    known, terms = authority.load(), ontology.load()

    def run(marked: str, refers: Mapping[int, tuple[int, ...]] | None = None) -> Resolution:
        return resolve(parsed(marked, refers), authority=known, ontology=terms)

    return run


def ids(resolution, count):
    return [tuple(one.id for one in resolution.of(index)) for index in range(count)]


def the(resolution, index):
    (one,) = resolution.of(index)
    return one
