"""Titles whose body, or holder, stands further on: "President X of A", "Presidents X of A and Y of B",
"the presidents of A and B, X and Y", "A's chairman X and chief executive Y"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.annotate.tokens import is_title
from kg.annotate.words import words
from kg.model import Mention, Title
from kg.model.tree import Doc, Span, Token

_JOINS: Final = frozenset({",", "and", "&"})
_OF: Final = frozenset({"of", "from"})
_LINKS: Final = 2
"""Tokens between one titled name and the next that it is joined to: ", and"."""


def joined(
    doc: Doc, mentions: Sequence[Mention], bodies: Mapping[int, int], titles: Collection[Title]
) -> Iterator[Title]:
    """The titles with the bodies that names joined to them tell; one in the plural for each of its holders.

    ``bodies``: token -> the name that holds it, no person's.
    """
    starts = {m.start: i for i, m in enumerate(mentions) if m.label == "PERSON" and m.kind == "name"}
    reader = _Row(doc, mentions, bodies, starts)
    before: Title | None = None
    for title in sorted(titles, key=lambda title: (title.span, title.person)):
        span = doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if span is None or mentions[title.person].start < span.end:
            yield title
            continue
        if _is_plural(span[-1]):
            yield from reader.each(title, span)
            continue
        if title.body is None and mentions[title.person].start == span.end:
            title = replace(title, body=reader.behind(title) or reader.lent(title, span, before))
        before = title
        yield title


@dataclass(frozen=True, slots=True)
class _Row:
    """Reads persons in a row. ``starts``: first token of a person's name -> that name."""

    doc: Doc
    mentions: Sequence[Mention]
    bodies: Mapping[int, int]
    starts: Mapping[int, int]

    def each(self, title: Title, span: Span) -> Iterator[Title]:
        """A title in the plural, for each of its holders."""
        holders = list(self._holders(title.person))
        if len(holders) == 1 and self.mentions[title.person].start > span.end:
            return  # "sent officers to Verana, President X said": no post of X
        told = self._between(span.end, self.mentions[title.person].start)
        for number, (person, body) in enumerate(holders):
            if body is None:
                body = told[number] if len(told) == len(holders) > 1 else title.body
            yield replace(title, person=person, body=body, text=_singular(title, span[-1]))

    def behind(self, title: Title) -> int | None:
        """The body behind a name: "President X | of Verana"; that of a state's post is a place."""
        ((_, body), *_) = self._holders(title.person)
        if body is None or self.mentions[body].label == "NORP":
            return None
        of_state = not words().state_posts.isdisjoint(title.text.lower().split())
        return None if of_state and self.mentions[body].label != "GPE" else body

    def lent(self, title: Title, span: Span, before: Title | None) -> int | None:
        """The body of the title before, where "and" joins the two: "Kelmoor Bank chairman X and | president | Y"."""
        if before is None or before.body is None or self.mentions[before.body].label != "ORG":
            return None
        end = self.mentions[before.person].end
        joined = self.doc[end : span.start]
        return before.body if 0 < len(joined) <= _LINKS and all(t.lower_ in _JOINS for t in joined) else None

    def _holders(self, person: int | None) -> Iterator[tuple[int, int | None]]:
        """The persons in a row, each with the body that is told behind the name: "X | of A |, Y | of B | and Z"."""
        while person is not None:
            position = self.mentions[person].end
            body = self._of(position)
            if body is not None:
                position = self.mentions[body].end
            yield person, body
            after = position
            while after < len(self.doc) and self.doc[after].lower_ in _JOINS:
                after += 1
            person = self.starts.get(after) if after > position else None

    def _of(self, position: int) -> int | None:
        """The name behind "of"."""
        if position + 1 >= len(self.doc) or self.doc[position].lower_ not in _OF:
            return None
        inner = position + 1
        while inner + 1 < len(self.doc) and self.doc[inner].pos_ == "DET":
            inner += 1
        return self.bodies.get(inner)

    def _between(self, start: int, end: int) -> list[int]:
        """The bodies between a title and the first name, in order: "presidents | of A and B |, X and Y"."""
        held = (self.bodies[i] for i in range(start, end) if i in self.bodies)
        return list(dict.fromkeys(held))


def _is_plural(token: Token) -> bool:
    return token.lower_ not in words().titles and is_title(token) and token.lower_.endswith("s")


def _singular(title: Title, head: Token) -> str:
    """The post of one of them: "Presidents" is "President" of each."""
    lemma = head.text.removesuffix("s")
    if lemma.lower() not in words().titles:
        lemma = head.lemma_.title() if head.text.istitle() else head.lemma_
    return title.text.removesuffix(head.text) + lemma
