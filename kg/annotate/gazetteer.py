"""The names that the authority knows, found in documents."""

from __future__ import annotations

import re
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from kg.annotate.mentions import mention
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
        self._matcher = PhraseMatcher(nlp.vocab)
        for phrase, known in authority.phrases():
            if _OWNER.match(phrase):
                continue  # "X's Y" is two names and a relation between them
            self._matcher.add(words().labels.get(known.type, "ORG"), [nlp.make_doc(phrase)])

    def find(self, doc: Doc) -> list[Mention]:
        """The longest known names of a document, in order, none overlapping another."""
        spans = filter_spans(self._matcher(doc.parse, as_spans=True))
        found = [Span(doc, span.start, span.end, span.label_) for span in spans]
        return [mention(span, span.label_) for span in found if not span[0].is_lower and not _continues(span)]


def _continues(span: Span) -> bool:
    """An acronym that a hyphen glues to a number is another name: that of a paper, a flight, a weapon."""
    following = span.doc[span.end : span.end + 2]
    return (
        len(following) == 2
        and following[0].text in HYPHENS
        and following[1].is_digit
        and not following[0].whitespace_
    )
