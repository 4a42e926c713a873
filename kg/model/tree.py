"""The parse of an article as plain values: words, their tree, stretches of them.

``Doc``, ``Span`` and ``Token`` have the names and the meaning of spaCy's, as far as the rules here read a parse, and
are read from one at once (``kg.language.reading``). Rules ask for the same few words over and over: here an answer is
an attribute, where spaCy makes each string and each token anew whenever it is asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import overload

__all__ = ["Doc", "Span", "Token"]


class Token:
    """One word of a ``Doc``, at place ``i``; ``idx`` counts characters. There is one object for each word."""

    __slots__ = (
        "_ancestors",
        "_subtree",
        "below",
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_digit",
        "is_lower",
        "is_punct",
        "is_sent_start",
        "is_space",
        "is_title",
        "left_edge",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    is_alpha: bool
    is_digit: bool
    is_lower: bool
    is_punct: bool
    is_space: bool
    is_title: bool
    like_num: bool
    is_sent_start: bool
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    below: frozenset[str]
    """The relations (``dep_``) of the children."""
    left_edge: Token
    right_edge: Token
    sent: Span
    _ancestors: tuple[Token, ...] | None
    _subtree: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def ancestors(self) -> tuple[Token, ...]:
        """From the head up to the root."""
        if self._ancestors is None:
            token, found, most = self, list[Token](), len(self.doc.tokens)
            while token.head is not token and len(found) < most:
                token = token.head
                found.append(token)
            self._ancestors = tuple(found)
        return self._ancestors

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word and all below it: what hangs on its left, itself, what hangs on its right."""
        if self._subtree is None:
            left = (token for child in self.lefts for token in child.subtree)
            right = (token for child in self.rights for token in child.subtree)
            self._subtree = (*left, self, *right)
        return self._subtree

    def is_ancestor(self, descendant: Token) -> bool:
        """True where it stands somewhere above another."""
        return any(ancestor is self for ancestor in descendant.ancestors)

    def nbor(self, i: int = 1) -> Token:
        """The word so many places on. Raises IndexError beyond the text."""
        tokens = self.doc.tokens
        if not 0 <= self.i + i < len(tokens):
            raise IndexError(f"no word {i} places from {self.i}")
        return tokens[self.i + i]


class Span:
    """The words of a ``Doc`` from place ``start`` up to ``end``; ``label_`` is that of a name."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label_: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label_

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        found = (self.end if place < 0 else self.start) + place
        if not self.start <= found < self.end:
            raise IndexError(f"no word {place} in a span of {len(self)}")
        return self.doc.tokens[found]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self is other or (
            self.doc is other.doc and (self.start, self.end, self.label_) == (other.start, other.end, other.label_)
        )

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they stand, without the blank behind the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def text_with_ws(self) -> str:
        """The words as they stand, with the blank behind the last."""
        return self.text + self[-1].whitespace_ if len(self) else ""

    @property
    def sent(self) -> Span:
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The word that the others hang on: of several the nearest to the root of its sentence, a mark
        or white space last."""
        words = self.doc.tokens[self.start : self.end]
        if len(words) == 1:
            return words[0]
        for token in words:
            if token.head is token:
                return token
        tops = [token for token in words if not self.start <= token.head.i < self.end]
        return tops[0] if len(tops) == 1 else min(tops, key=_depth, default=self.doc.tokens[self.start])


def _depth(token: Token) -> int:
    """Steps up to the root; more than anybody's for a mark or white space that nothing hangs on."""
    return len(token.doc) - 1 if (token.is_punct or token.is_space) and not token.children else len(token.ancestors)


class Doc:
    """All words of an article. ``sure`` tells how sure the pipeline is of a name, 0 to 1, by its places from and to;
    empty where that does not tell.
    """

    __slots__ = ("_starts", "ents", "sents", "sure", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token]) -> None:
        """``tokens`` that know nothing of each other yet but where sentences start."""
        self.text = text
        self.tokens = tokens
        self._starts = [token.idx for token in tokens]
        starts = [token.i for token in tokens if token.is_sent_start or not token.i]
        self.sents = [Span(self, start, end) for start, end in pairwise([*starts, len(tokens)])]
        self.ents: Sequence[Span] = ()
        self.sure: Mapping[tuple[int, int], float] = {}
        for sentence in self.sents:
            for token in sentence:
                token.doc, token.sent = self, sentence

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Span(self, start, end if end > start else start)
        return self.tokens[place]

    def char_span(self, start: int, end: int, label: str = "", alignment_mode: str = "strict") -> Span | None:
        """The words that hold these characters; None where there are none.

        ``alignment_mode``: what of words that lie there in part: ``strict`` none at all, ``expand`` or ``contract``.
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        one, other = self.tokens[first], self.tokens[last]
        ends = other.idx + len(other.text)
        if alignment_mode == "strict" and (start != one.idx or end != ends):
            return None
        if alignment_mode == "contract":
            first, last = first + (one.idx < start), last - (end < ends)
            if last < first:
                return None
        elif alignment_mode == "expand" and start == one.idx + len(one.text):
            first += 1
        return Span(self, first, last + 1, label)

    def _at(self, character: int) -> int | None:
        """The place of the word that holds a character, or has it for the blank behind it."""
        place = bisect_right(self._starts, character) - 1
        if place < 0:
            return None
        token = self.tokens[place]
        return place if character < token.idx + len(token.text) + len(token.whitespace_) else None
