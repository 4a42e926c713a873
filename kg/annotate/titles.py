"""Titles beside names: "League Secretary General X", "X, head of the Y Department of Z and former W".

A stretch of nouns, adjectives, "of" and "to" that touches the name and holds a title word is that person's title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.annotate.joined_titles import joined
from kg.annotate.mentions import by_token, covered
from kg.annotate.stretches import Stretch, stretches
from kg.annotate.tokens import HYPHENS, POSSESSIVES, is_title
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention, TextSpan, TimeExpression, Title
from kg.model.tree import Doc, Token

_PLACES: Final = frozenset({"GPE", "NORP", "LOC"})


def titles(
    doc: Doc, mentions: Sequence[Mention], times: Sequence[TimeExpression], authority: Authority | None = None
) -> tuple[Title, ...]:
    """Every title that touches a person's name, in order of place. Words that tell a time belong to no title.

    A body that the ``authority`` knows is never taken for a minister's field; without one, none is known.
    """
    numbered = list(enumerate(mentions))
    bodies = by_token((i, m) for i, m in reversed(numbered) if m.label != "PERSON")
    reader = _Reader(doc, mentions, bodies, frozenset(i for i, m in numbered if _may_be_field(m, authority)))
    persons = [(i, m) for i, m in numbered if m.label == "PERSON" and m.kind == "name"]
    taken = covered(m for _, m in persons)
    dated = {token for time in times for token in range(time.start, time.end)}
    found = {
        title
        for index, person in persons
        for stretch in stretches(doc, person, taken, dated)
        for title in reader.titles(stretch, index)
    }
    told = set(joined(doc, mentions, bodies, found))
    return tuple(sorted(told, key=lambda title: (title.span, title.person)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the titles of stretches.

    ``bodies``: token -> the name that holds it (of several, the longest). ``fields``: the names that may be a
    minister's field.
    """

    doc: Doc
    mentions: Sequence[Mention]
    bodies: Mapping[int, int]
    fields: frozenset[int]

    def titles(self, stretch: Stretch, person: int) -> Iterator[Title]:
        """The titles of a stretch, one for each part that an "and" joins ("X of Y and head of Z")."""
        for part in self._parts(stretch):
            heads = [i for i in range(part.start, part.end) if self._is_head(i, part.end)]
            if not heads:
                continue
            heads = self._of_other(heads, person) or heads
            first, last = self._core(part, heads[0])
            over = any(token.lower_ in words().former for token in self.doc[part.start : last + 1])
            over = over or stretch.over or self.doc[part.end - 1].lower_ in words().up_to  # "minister until May"
            while first < last and _is_no_part(self.doc[first]):
                first += 1
            last, body = self._complement(last, part.end)
            if body is None:
                body = self._body_before(part.start, first)
            span = self.doc[first : last + 1]
            text = span.text.rstrip(" ,'’-–")
            yield Title(TextSpan(span.start_char, span.start_char + len(text)), text, person, body, over)

    def _of_other(self, heads: Sequence[int], person: int) -> list[int]:
        """The title that touches a name, where another post is his: "the envoy of | President X"."""
        last, name = heads[-1], self.mentions[person].start
        first = max((i for i in range(heads[0], last) if self.doc[i].pos_ == "ADP"), default=None)
        touches = last + 1 == name and first is not None and self.doc[first + 1].pos_ != "DET"
        return [i for i in heads if i > first] if touches and first is not None else []

    def _is_head(self, position: int, end: int) -> bool:
        """A title word in no name, and no owner of another post ("the president's | envoy")."""
        owns = position + 1 < end and self.doc[position + 1].lower_ in POSSESSIVES
        return is_title(self.doc[position]) and position not in self.bodies and not owns

    def _body_before(self, start: int, first: int) -> int | None:
        """The name before a title: "Y's president X"; "Y, whose president X"."""
        for i in reversed(range(start, first)):
            if i in self.bodies:
                return self.bodies[i]
            if self.doc[i].pos_ in ("ADP", "CCONJ"):  # "signed the Strait Pact with Prime Minister X"
                return None
        if start > 2 and self.doc[start - 1].lower_ == "whose":
            return self.bodies.get(start - 3 if self.doc[start - 2].text == "," else start - 2)
        return None

    def _parts(self, stretch: Stretch) -> Iterator[Stretch]:
        """A stretch cut before each "and" + title ("founder and owner" stays one)."""
        start = stretch.start
        for i in range(stretch.start + 1, stretch.end - 1):
            opens = self.doc[i + 1].pos_ == "DET" or self.doc[i + 1].lower_ in words().former
            joins = self.doc[i].lower_ in words().title_joins
            if is_title(self.doc[i - 1]) and not opens and not self._has_two_bodies(start, i, stretch.end):
                continue  # "founder and owner of X" stays one
            if joins and any(is_title(token) for token in self.doc[i + 1 : i + 4]):
                yield Stretch(start, i)
                start = i + 1
        yield Stretch(start, stretch.end)

    def _has_two_bodies(self, start: int, join: int, end: int) -> bool:
        """ "X's minister | and | chairman of Y": a post each."""
        owned = any(self.doc[i].lower_ in POSSESSIVES and i - 1 in self.bodies for i in range(start + 1, join))
        return owned and any(
            self.doc[i].lower_ == "of" and (i + 1 in self.bodies or i + 2 in self.bodies)
            for i in range(join, end - 1)
        )

    def _core(self, part: Stretch, head: int) -> tuple[int, int]:
        """First and last token of a title without its complement: "deputy | head", "Secretary | General"."""
        first = last = head
        while last + 1 < part.end and last + 1 not in self.bodies:
            step = 2 if self.doc[last + 1].text in HYPHENS and last + 2 < part.end else 1
            if not _goes_on(self.doc[last + step]):
                break
            last += step
        while first > part.start and first - 1 not in self.bodies and _modifies(self.doc[first - 1]):
            first -= 1
        return first, self._second(last, part.end)

    def _second(self, last: int, end: int) -> int:
        """Where a title ends that holds another further on: "deputy | defence minister", "chief | economist"."""
        position = last + 1
        while position < end and position not in self.bodies and _is_name_part(self.doc[position]):
            position += 1
        titles = [i for i in range(last + 1, position) if is_title(self.doc[i])]
        if titles:
            return titles[-1]
        return last + 1 if position > last + 1 and self.doc[last].lower_ in words().chiefs else last

    def _complement(self, last: int, end: int) -> tuple[int, int | None]:
        """Where the title's words end, and the body that follows them.

        "Aide | to the Chancellor | of Y": the second title belongs to the first. "Minister | of Ports and Rivers":
        what is no name belongs to the title. "head | of the Y Department": the name is the body.
        """
        has_field, position = self.doc[last].lower_ in words().portfolios, last + 1
        if self.doc[last].lower_ in words().sent and position + 1 < end and self.doc[position].lower_ != "of":
            return self._target(last, end), None
        while position < end and self.doc[position].lower_ in words().title_complements:
            joins = self.doc[position].lower_ in words().title_joins or self.doc[position].text == ","
            inner = position + 1
            while inner < end and self.doc[inner].pos_ == "DET":
                inner += 1
            stop = self._words_end(inner, end, has_field)
            if stop < end and stop in self.bodies:
                second = stop > inner and not joins and is_title(self.doc[stop - 1])
                return (stop - 1 if second else last), self._owned(stop, end)
            if stop == inner:
                break
            last, position = stop - 1, stop
        return last, None

    def _target(self, last: int, end: int) -> int:
        """Where an envoy's title ends with whom he is sent to: "special envoy | for the Upper Isles"."""
        position = last + 1
        if self.doc[position].lower_ not in words().title_complements - words().title_joins - {","}:
            return last
        while position + 1 < end and self.doc[position + 1].pos_ == "DET":
            position += 1
        body = self.bodies.get(position + 1)
        return last if body is None else min(self.mentions[body].end, end) - 1

    def _words_end(self, start: int, end: int, has_field: bool) -> int:
        """Where the words end that belong to the title: no names, but for those that are a minister's field.

        A field ("of Ports and Rivers") is part of the title, whatever the pipeline took it for.
        """
        stop = start
        while stop < end:
            body = self.bodies.get(stop)
            if body is None and _is_word(self.doc[stop]):
                stop += 1
            elif body is not None and has_field and body in self.fields:
                stop = min(self.mentions[body].end, end)
            else:
                break
        return stop

    def _owned(self, position: int, end: int) -> int:
        """The body at a token; of "X's Y" it is Y."""
        body = self.bodies[position]
        while position < end and self.bodies.get(position) == body:
            position += 1
        if position + 1 < end and self.doc[position].lower_ in POSSESSIVES and position + 1 in self.bodies:
            inner = self.bodies[position + 1]
            return body if self.mentions[inner].label in _PLACES else inner  # "X's Africa department": X
        return body


def _is_no_part(token: Token) -> bool:
    """A word before a title that tells how long it is held: "former", "new"."""
    return token.lower_ in words().former or token.text in words().tenures or token.text in HYPHENS


def _may_be_field(one: Mention, authority: Authority | None) -> bool:
    """What a minister may be the minister of: no place, no nation, and nobody that is known."""
    if one.label in _PLACES:
        return False
    known = authority.find(one.text, label=one.label) if authority is not None else None
    return known is None or known.type == "MediaOutlet"  # "Minister of Foreign Affairs"


def _goes_on(token: Token) -> bool:
    """A further word of a title: "Prime | Minister", "Secretary | General"."""
    return is_title(token) or token.lower_ in words().after_title


def _modifies(token: Token) -> bool:
    """A word that belongs to the title it stands before ("Foreign" Minister, "deputy" head)."""
    if token.text in HYPHENS:
        return True
    return not token.is_punct and token.lower_ not in POSSESSIVES and (_is_name_part(token) or is_title(token))


def _is_name_part(token: Token) -> bool:
    return token.pos_ in ("ADJ", "NOUN", "PROPN")


def _is_word(token: Token) -> bool:
    return not token.is_punct and (_is_name_part(token) or token.pos_ == "ADV")
