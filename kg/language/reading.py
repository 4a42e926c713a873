"""A spaCy parse read into plain values (``kg.model.tree``)."""

from __future__ import annotations

from collections import defaultdict
from sys import intern
from typing import Final

from spacy.attrs import (
    DEP,
    ENT_TYPE,
    HEAD,
    IDX,
    IS_ALPHA,
    IS_DIGIT,
    IS_LOWER,
    IS_PUNCT,
    IS_SPACE,
    IS_TITLE,
    LEMMA,
    LENGTH,
    LIKE_NUM,
    LOWER,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc as Parse

from kg.model.tree import Doc, Span, Token

_STRINGS: Final = (LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)
_FLAGS: Final = (IS_ALPHA, IS_DIGIT, IS_LOWER, IS_PUNCT, IS_SPACE, IS_TITLE, LIKE_NUM)
_PLACES: Final = (IDX, LENGTH, SPACY, SENT_START, HEAD)
_NONE: Final = frozenset[str]()


def read(parse: Parse) -> Doc:
    """All that rules ask of a parse."""
    rows = parse.to_array([*_STRINGS, *_FLAGS, *_PLACES])
    lines = rows.tolist()
    numbers = {number for line in lines for number in line[: len(_STRINGS)]}
    known = {number: intern(parse.vocab.strings[number]) if number else "" for number in numbers}
    text = parse.text
    tokens = [_token(i, row, known, text) for i, row in enumerate(lines)]
    doc = Doc(text, tokens, parse)
    _hang(tokens, rows[:, -1].astype("int64").tolist(), parse)
    doc.ents = [Span(doc, name.start, name.end, name.label_) for name in parse.ents]
    return doc


def _token(i: int, row: list[int], known: dict[int, str], text: str) -> Token:
    token = Token()
    token.i = i
    strings, flags, (start, length, blank, first, _) = row[:6], row[6:13], row[13:]
    token.lower_, token.lemma_, token.pos_, token.tag_, token.dep_, token.ent_type_ = map(known.__getitem__, strings)
    (
        token.is_alpha,
        token.is_digit,
        token.is_lower,
        token.is_punct,
        token.is_space,
        token.is_title,
        token.like_num,
    ) = map(bool, flags)
    token.idx, token.text = start, text[start : start + length]
    token.whitespace_ = " " if blank else ""
    token.is_sent_start = first == 1
    token._ancestors = token._subtree = None
    return token


def _hang(tokens: list[Token], heads: list[int], parse: Parse) -> None:
    """Makes a tree of words."""
    below: defaultdict[int, list[Token]] = defaultdict(list)
    for token, step in zip(tokens, heads, strict=True):
        token.head = tokens[token.i + step]
        token.children = token.lefts = token.rights = ()
        token.below, token.left_edge, token.right_edge = _NONE, token, token
        if step:
            below[token.i + step].append(token)
    for place, children in below.items():  # nothing hangs on most words
        token, word = tokens[place], parse[place]
        token.children = tuple(children)
        token.below = frozenset([child.dep_ for child in children])
        token.lefts = tuple([child for child in children if child.i < place])
        token.rights = tuple([child for child in children if child.i > place])
        token.left_edge, token.right_edge = tokens[word.left_edge.i], tokens[word.right_edge.i]
