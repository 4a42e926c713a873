"""Titles beside names: "NATO Secretary General X", "X, head of the Y Department of Z and former W".

Read off the words rather than the tree, since parsers disagree most about where titled names hang: a stretch of
nouns, adjectives, "of" and "to" that touches the name and holds a title word is that person's title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.annotate.words import words
from kg.model import Mention, TextSpan, TimeExpression, Title

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM", "CCONJ", "X"})
_LINKS = frozenset(
    {"of", "to", "for", "in", "at", "on", "under", "and", "&", "the", "a", "an", "'s", "’s", "'", "’", "-", "–"}
)
_REACH = 24
"""Tokens that a title may be away from its name."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Token range beside a person's name in which titles may stand."""

    start: int
    end: int


def titles(doc: Doc, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> tuple[Title, ...]:
    """Every title that touches a person's name, in order of place. Words that tell a time belong to no title."""
    bodies = {
        i: index
        for index, m in reversed(list(enumerate(mentions)))
        if m.label != "PERSON"
        for i in range(m.start, m.end)
    }
    persons = [(index, m) for index, m in enumerate(mentions) if m.label == "PERSON" and m.kind == "name"]
    taken = {i for m in (*(m for _, m in persons), *times) for i in range(m.start, m.end)}
    found = {
        title
        for index, person in persons
        for stretch in (*_before(doc, person, taken), *_after(doc, person, taken))
        for title in _read(doc, stretch, index, mentions, bodies)
    }
    return tuple(sorted(found, key=lambda title: (title.span, title.person)))


def is_title(token: Token) -> bool:
    """A word that names a post."""
    return token.lower_ in words().titles or (
        token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words().titles
    )


def _before(doc: Doc, person: Mention, taken: set[int]) -> Iterator[_Stretch]:
    """ "President X"; "the president of Y, X,"; and, where one title follows another, both."""
    end = start = person.start
    low = max(doc[person.start].sent.start, end - _REACH)
    apposed = end - 1 > low and doc[end - 1].text == "," and _closes(doc, person.end)
    if apposed:
        end = start = end - 1
    while start > low and _is_nominal(doc[start - 1]) and start - 1 not in taken:
        start -= 1
    if start == end:
        return
    yield _Stretch(start, end)
    if start - 1 > low and doc[start - 1].text == "," and is_title(doc[start]) and not apposed:
        end = start = start - 1
        while start > low and _is_nominal(doc[start - 1]) and start - 1 not in taken:
            start -= 1
        yield _Stretch(start, end)


def _after(doc: Doc, person: Mention, taken: set[int]) -> Iterator[_Stretch]:
    """ "X, president of Y," and what an "and" or a comma adds to it."""
    sentence_end = doc[person.start].sent.end
    position = person.end
    while position < sentence_end and doc[position].text in (",", "(", "–", "—"):
        start = end = position + 1
        high = min(sentence_end, start + _REACH)
        while end < high and _is_nominal(doc[end]) and end not in taken:
            end += 1
        if start == end or not any(is_title(token) for token in doc[start:end]) or not _closes(doc, end):
            return
        if end < len(doc) and end in taken:  # "..., the minister X": the title of the next name
            return
        yield _Stretch(start, end)
        position = end


def _is_nominal(token: Token) -> bool:
    if token.is_punct and token.text not in ("-", "–", "'", "’", "&"):
        return False
    return token.pos_ in _NOMINAL or token.lower_ in _LINKS or is_title(token) or token.lower_ in words().former


def _closes(doc: Doc, position: int) -> bool:
    """An apposition ends here: at a mark, a relative clause, or the end of the sentence."""
    if position >= len(doc) or doc[position].is_sent_start:
        return True
    return doc[position].is_punct or doc[position].is_space or doc[position].lower_ in ("who", "which", "whose")


def _read(
    doc: Doc, stretch: _Stretch, person: int, mentions: Sequence[Mention], bodies: dict[int, int]
) -> Iterator[Title]:
    """The titles of a stretch, one for each part that an "and" joins ("X of Y and head of Z")."""
    for start, end in _parts(doc, stretch):
        heads = [i for i in range(start, end) if is_title(doc[i]) and i not in bodies]
        if not heads:
            continue
        first = last = heads[0]
        while (
            last + 1 < end
            and (is_title(doc[last + 1]) or doc[last + 1].lower_ in words().after_title)
            and last + 1 not in bodies
        ):
            last += 1
        while first > start and _modifies(doc[first - 1]) and first - 1 not in bodies:
            first -= 1
        over = any(token.lower_ in words().former for token in doc[start : last + 1])
        while first < last and (doc[first].lower_ in words().former or doc[first].lower_ in ("-", "–")):
            first += 1
        last, body = _complement(doc, last, end, mentions, bodies)
        if body is None:
            body = next((bodies[i] for i in reversed(range(start, first)) if i in bodies), None)
        span = doc[first : last + 1]
        text = _without(span.text)
        yield Title(TextSpan(span.start_char, span.start_char + len(text)), text, person, body, over)


def _without(text: str) -> str:
    return text.rstrip(" ,'’-–")


def _parts(doc: Doc, stretch: _Stretch) -> Iterable[tuple[int, int]]:
    """A stretch cut before each "and" + title ("chairman and CEO" stays one)."""
    cuts = [stretch.start]
    for i in range(stretch.start + 1, stretch.end - 1):
        if (
            doc[i].lower_ in ("and", "&")
            and any(is_title(t) for t in doc[i + 1 : i + 4])
            and not is_title(doc[i - 1])
        ):
            cuts.append(i + 1)
    return list(zip(cuts, [*(cut - 1 for cut in cuts[1:]), stretch.end], strict=True))


def _modifies(token: Token) -> bool:
    """A word that belongs to the title it stands before ("Foreign" Minister, "deputy" head)."""
    if token.lower_ in ("-", "–"):
        return True
    return (
        (token.pos_ in ("ADJ", "NOUN", "PROPN") or is_title(token))
        and not token.is_punct
        and token.lower_ not in ("'s", "’s")
    )


def _complement(
    doc: Doc, last: int, end: int, mentions: Sequence[Mention], bodies: dict[int, int]
) -> tuple[int, int | None]:
    """Where the title's words end, and the body that follows them.

    "Assistant | to the President | of Y": the second title belongs to the first. "Minister | of Mining and Energy":
    what is no name belongs to the title. "head | of the Y Department": the name is the body.
    """
    head, position = last, last + 1
    while position < end and doc[position].lower_ in ("of", "to", "for", "in", "at", "on", "and", "&", ","):
        joins = doc[position].lower_ in ("and", "&", ",")
        inner = position + 1
        while inner < end and doc[inner].pos_ == "DET":
            inner += 1
        stop = inner
        while stop < end:
            if stop in bodies and _is_portfolio(doc, head, mentions[bodies[stop]]):
                stop = min(mentions[bodies[stop]].end, end)
            elif stop not in bodies and _is_word(doc[stop]):
                stop += 1
            else:
                break
        if stop < end and stop in bodies:
            return (stop - 1 if stop > inner and not joins and is_title(doc[stop - 1]) else last), _owned(
                doc, stop, end, bodies
            )
        if stop == inner:
            break
        last, position = stop - 1, stop
    return last, None


def _is_portfolio(doc: Doc, title: int, body: Mention) -> bool:
    """A minister's field ("of Mining and Energy") is part of the title, whatever the pipeline took it for."""
    return doc[title].lower_ in words().portfolios and body.label not in ("GPE", "NORP", "LOC")


def _owned(doc: Doc, position: int, end: int, bodies: dict[int, int]) -> int:
    """The body at a token; of "X's Y" it is Y."""
    body = bodies[position]
    while position < end and bodies.get(position) == body:
        position += 1
    if position + 1 < end and doc[position].lower_ in ("'s", "’s") and position + 1 in bodies:
        return bodies[position + 1]
    return body


def _is_word(token: Token) -> bool:
    return token.pos_ in ("ADJ", "NOUN", "PROPN", "ADV") and not token.is_punct
