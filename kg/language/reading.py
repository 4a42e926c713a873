"""spaCy's parses read into plain values (``kg.model.tree``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from sys import intern
from typing import Final

from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc as Parse
from spacy.vocab import Vocab

from kg.language.certainty import confidence
from kg.model.tree import Doc, Span, Token

_STRINGS: Final = (LEMMA, POS, TAG, DEP, ENT_TYPE)
_PLACES: Final = (ORTH, SPACY, SENT_START, HEAD)
_NONE: Final = frozenset[str]()


def read(parses: Iterable[Parse]) -> Doc:
    """All that rules ask of a text that was parsed in pieces: they follow each other, with nothing between them."""
    tokens: list[Token] = []
    names: list[tuple[int, int, str]] = []
    sure: dict[tuple[int, int], float] = {}
    for parse in parses:
        first = len(tokens)
        tokens += _words(parse, first)
        names += [(first + name.start, first + name.end, name.label_) for name in parse.ents]
        if (told := confidence(parse)) is not None:
            sure |= {(first + start, first + end): value for (start, end), value in told.names.items()}
    doc = Doc(_placed(tokens), tokens)
    doc.ents = [Span(doc, start, end, label) for start, end, label in names]
    doc.sure = sure
    return doc


def _words(parse: Parse, first: int) -> list[Token]:
    """The words of a piece, the ``first`` of which has this place: what each is, and what it hangs on."""
    vocab, rows = parse.vocab, parse.to_array([*_STRINGS, *_PLACES])
    lines: list[list[int]] = rows.tolist()
    numbers = {number for line in lines for number in line[: len(_STRINGS)]}
    known = {number: intern(vocab.strings[number]) if number else "" for number in numbers}
    tokens = []
    for i, (lemma, pos, tag, dep, kind, orth, blank, start, _) in enumerate(lines, first):
        token = Token()
        token.i = i
        token.lemma_, token.pos_, token.tag_ = known[lemma], known[pos], known[tag]
        token.dep_, token.ent_type_ = known[dep], known[kind]
        (
            (token.text, token.lower_),
            (
                token.is_alpha,
                token.is_digit,
                token.is_lower,
                token.is_punct,
                token.is_space,
                token.is_title,
                token.like_num,
            ),
        ) = _lexeme(vocab, orth)
        token.whitespace_ = " " if blank else ""
        token.is_sent_start = start == 1
        token._ancestors = token._subtree = None
        tokens.append(token)
    _hang(tokens, rows[:, -1].astype("int64").tolist(), parse)
    return tokens


@lru_cache(maxsize=1 << 16)
def _lexeme(vocab: Vocab, orth: int) -> tuple[tuple[str, str], tuple[bool, ...]]:
    """What a word is wherever it stands: as it is written and in lower case, and what it is made of."""
    word = vocab[orth]
    flags = (word.is_alpha, word.is_digit, word.is_lower, word.is_punct, word.is_space, word.is_title, word.like_num)
    return (word.orth_, intern(word.lower_)), flags


def _hang(tokens: list[Token], steps: Sequence[int], parse: Parse) -> None:
    """Makes a tree of words."""
    below: defaultdict[int, list[Token]] = defaultdict(list)
    for place, (token, step) in enumerate(zip(tokens, steps, strict=True)):
        token.head = tokens[place + step]
        token.children = token.lefts = token.rights = ()
        token.below, token.left_edge, token.right_edge = _NONE, token, token
        if step:
            below[place + step].append(token)
    for place, children in below.items():  # nothing hangs on most words
        token, word = tokens[place], parse[place]
        token.children = tuple(children)
        token.below = frozenset([child.dep_ for child in children])
        token.lefts = tuple([child for child in children if child.i < token.i])
        token.rights = tuple([child for child in children if child.i > token.i])
        token.left_edge, token.right_edge = tokens[word.left_edge.i], tokens[word.right_edge.i]


def _placed(tokens: Iterable[Token]) -> str:
    """The text of all words; each learns where it begins there."""
    pieces, character = [], 0
    for token in tokens:
        token.idx = character
        piece = token.text + token.whitespace_
        pieces.append(piece)
        character += len(piece)
    return "".join(pieces)
