"""The names that the authority knows, found in documents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from kg.authority import Authority
from kg.model import Mention, TextSpan

LABEL_OF_TYPE = {
    "Person": "PERSON",
    "Country": "GPE",
    "City": "GPE",
    "Region": "LOC",
    "Programme": "PROGRAMME",
    "Agreement": "AGREEMENT",
    "Conflict": "CONFLICT",
    "MilitaryOperation": "OPERATION",
    "Event": "EVENT",
    "Work": "WORK",
    "Infrastructure": "FACILITY",
}
"""Class of the ontology -> name label; what is not here is an organization."""

_DASHES = frozenset("-–‑")
_OWNER = re.compile(r"[^ ]+['’]s ")


class Gazetteer:
    """The names that the authority knows, ready to be found in documents of one language pipeline."""

    def __init__(self, authority: Authority, nlp: Language) -> None:
        self.authority = authority
        self._matcher = PhraseMatcher(nlp.vocab)
        self._labels: dict[str, str] = {}
        for phrase, known in authority.phrases():
            if _OWNER.match(phrase):
                continue  # "X's Y" is two names and a relation between them
            self._labels[phrase] = LABEL_OF_TYPE.get(known.type, "ORG")
            self._matcher.add("known", [nlp.make_doc(phrase)])

    def find(self, doc: Doc) -> list[Mention]:
        """The longest known names of a document, in order, none overlapping another."""
        found: list[Mention] = []
        for span in longest(self._matcher(doc, as_spans=True)):
            if span[0].is_lower or _continues(span):
                continue
            found.append(mention(span, self._labels[span.text]))
        return found


def longest(spans: Iterable[Span]) -> list[Span]:
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (-(span.end - span.start), span.start)):
        if not any(span.start < other.end and other.start < span.end for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)


def _continues(span: Span) -> bool:
    """An acronym glued to more letters and digits by a hyphen ("UN-2720") is another name."""
    following = span.doc[span.end : span.end + 2]
    return (
        len(following) == 2
        and following[0].text in _DASHES
        and following[1].is_digit
        and not following[0].whitespace_
    )


def mention(span: Span, label: str, kind: str = "name", probability: float | None = None) -> Mention:
    """The mention that a span of tokens is."""
    characters = TextSpan(span.start_char, span.end_char)
    return Mention(characters, span.start, span.end, span.text, kind, label, probability)


def tokens(mentions: Iterable[Mention]) -> set[int]:
    """The indices of all tokens that some mention holds."""
    return {index for one in mentions for index in range(one.start, one.end)}


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Sorted by place, longer before shorter; of two with the same words the first wins."""
    unique: dict[tuple[int, int], Mention] = {}
    for one in mentions:
        unique.setdefault((one.start, one.end), one)
    return [unique[key] for key in sorted(unique, key=lambda key: (key[0], -key[1]))]
