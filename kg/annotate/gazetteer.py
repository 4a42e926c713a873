"""The names that the authority knows, found in documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.language import Language

from kg.annotate.mentions import longest, mention
from kg.annotate.tokens import HYPHENS
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention
from kg.model.tree import Doc, Span

_OWNER: Final = re.compile(r"[^ ]+['’]s ")


class Gazetteer:
    """The names that the authority knows, ready to be found in documents of one language pipeline."""

    def __init__(self, authority: Authority, nlp: Language) -> None:
        self.authority = authority
        self._labels: dict[tuple[str, ...], str] = {}
        self._sizes: dict[str, set[int]] = {}  # first word -> how many words the names have that begin with it
        for phrase, known in authority.phrases():
            if _OWNER.match(phrase):
                continue  # "X's Y" is two names and a relation between them
            words_ = tuple(token.text for token in nlp.make_doc(phrase))
            self._labels.setdefault(words_, words().labels.get(known.type, "ORG"))
            self._sizes.setdefault(words_[0], set()).add(len(words_))

    def find(self, doc: Doc) -> list[Mention]:
        """The longest known names of a document, in order, none overlapping another."""
        found = longest(self._standing(doc))
        return [mention(span, span.label_) for span in found if not span[0].is_lower and not _continues(span)]

    def _standing(self, doc: Doc) -> Iterator[Span]:
        """Everywhere that a known name stands."""
        texts = [token.text for token in doc]
        for start, text in enumerate(texts):
            for size in self._sizes.get(text, ()):
                if start + size > len(texts):
                    continue  # what is left of the text may be a shorter name
                if (label := self._labels.get(tuple(texts[start : start + size]))) is not None:
                    yield Span(doc, start, start + size, label)


def _continues(span: Span) -> bool:
    """An acronym that a hyphen glues to a number is another name: that of a paper, a flight, a weapon."""
    following = span.doc[span.end : span.end + 2]
    return (
        len(following) == 2
        and following[0].text in HYPHENS
        and following[1].is_digit
        and not following[0].whitespace_
    )
