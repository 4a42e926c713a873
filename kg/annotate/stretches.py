"""Stretches: the runs of tokens beside a person's name in which titles may stand.

Read off the words rather than the tree, since parsers disagree most about where titled names hang.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from kg.annotate.tokens import APOSTROPHES, DASHES, HYPHENS, POSSESSIVES, is_owner, is_title
from kg.annotate.words import words
from kg.model import Mention
from kg.model.tree import Doc, Token

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM", "CCONJ", "X"})
_OPENINGS: Final = frozenset({",", "(", "–", "—"})
_INNER_MARKS: Final = HYPHENS | APOSTROPHES | {"&"}
_REACH: Final = 24
"""Tokens that a title may be away from its name."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of tokens, half-open."""

    start: int
    end: int
    over: bool = False
    """The words before it say that the post is held no more: "X, | until last year | the head of Y"."""


def stretches(
    doc: Doc, person: Mention, taken: Collection[int], dated: Collection[int] = frozenset()
) -> Iterator[Stretch]:
    """Where titles of a person may stand; the tokens ``taken`` belong to other names, those ``dated`` to times."""
    both = {*taken, *dated}
    yield from _before(doc, person, both)
    yield from _after(doc, person, both, dated)


def _before(doc: Doc, person: Mention, taken: Collection[int]) -> Iterator[Stretch]:
    """The words before a name: "president X", "the president of Y, X,"; where one title follows another, both."""
    end = person.start
    low = max(doc[person.start].sent.start, end - _REACH)
    if end - 1 > low and doc[end - 1].text == "," and _is_row(doc, person, taken):
        start = _list_before(doc, end - 1, low, taken)
        if _is_plural(doc, start, end - 1):
            yield Stretch(start, end - 1)
            return
    if end - 1 > low and doc[end - 1].lemma_ == "be":
        start = _run_before(doc, end - 1, low, taken)
        if "whose" in (doc[start].lower_, doc[max(0, start - 1)].lower_):  # "Y, whose president is X"
            yield Stretch(start + (doc[start].lower_ == "whose"), end - 1)
            return
    closed = _closes(doc, person.end) or _is_as(doc, end - 1, low, taken)
    apposed = end - 1 > low and doc[end - 1].text == "," and closed
    if apposed:
        end -= 1
    start = _run_before(doc, end, low, taken)
    if start == end or (doc[end - 1].pos_ == "ADP" and not is_title(doc[end - 1])):
        return  # "Verana's minister under | X"
    yield Stretch(start, end)
    if start - 1 > low and doc[start - 1].text == "," and _titles_alone(doc[start]) and not apposed:
        end = start - 1
        yield Stretch(_run_before(doc, end, low, taken), end)


def _list_before(doc: Doc, end: int, low: int, taken: Collection[int]) -> int:
    """Where the nominal words begin, commas between them allowed: "the premiers of A, B and C"."""
    start = end
    while start > low and start - 1 not in taken and (_is_nominal(doc[start - 1]) or doc[start - 1].text == ","):
        start -= 1
    return start


def _is_as(doc: Doc, end: int, low: int, taken: Collection[int]) -> bool:
    """ "| As president of Y |, X signed it"."""
    start = _run_before(doc, end, low, taken)
    return start < end and doc[start].lower_ == "as" and doc[start].is_sent_start is True


def _titles_alone(token: Token) -> bool:
    """A post or rank behind another: "Verana's ruler, | General | X"."""
    return is_title(token) or token.lower_ in words().ranks


def _is_row(doc: Doc, person: Mention, taken: Collection[int]) -> bool:
    """Another name is joined to this one: "the presidents of A and B, | X and Y"."""
    position = person.end
    while position < len(doc) and doc[position].lower_ in (",", "and"):
        position += 1
    return position > person.end and position in taken


def _is_plural(doc: Doc, start: int, end: int) -> bool:
    titles = [token for token in doc[start:end] if is_title(token)]
    return bool(titles) and titles[0].lower_.endswith("s") and titles[0].lower_ not in words().titles


def _run_before(doc: Doc, end: int, low: int, taken: Collection[int]) -> int:
    """Where the run of nominal words begins that ends at ``end``."""
    start = end
    while start > low and start - 1 not in taken and _is_nominal(doc[start - 1]):
        start -= 1
    return start


def _after(doc: Doc, person: Mention, taken: Collection[int], dated: Collection[int]) -> Iterator[Stretch]:
    """The words after a name: "X, president of Y," and what a further comma adds."""
    sentence_end = doc[person.start].sent.end
    position = person.end
    while position < sentence_end and doc[position].text in _OPENINGS:
        start = end = _opened(doc, position + 1, dated)
        opening = doc[position + 1 : start]
        if opening and start < sentence_end and doc[start].pos_ in ("ADP", "SCONJ"):
            return  # "X, appointed | by the head of Y"
        high = min(sentence_end, start + _REACH)
        while end < high and end not in taken and _is_nominal(doc[end]):
            end += 1
        position = _after_times(doc, end, dated)
        if end in taken and doc[end - 1].lower_ == "under":  # "X, minister of Y | under Z"
            end, position = end - 1, _after_name(end, taken)
        if not any(is_title(token) for token in doc[start:end]) or not _closes(doc, position):
            return
        if position in taken:  # "..., the minister X": the title of the next name
            return
        if _is_of_another(doc, start, position, taken):
            return
        yield Stretch(start, end, any(word.lower_ in words().once_held for word in opening))


def _opened(doc: Doc, position: int, dated: Collection[int]) -> int:
    """Where a title begins behind words that tell when it is held: "X, | now the | head of Y"."""
    openers = words().once_held | words().now_held | words().chosen
    while position < len(doc) - 1 and (position in dated or doc[position].lower_ in openers):
        position += 1
    return position


def _after_name(position: int, taken: Collection[int]) -> int:
    while position in taken:
        position += 1
    return position


def _is_of_another(doc: Doc, start: int, end: int, taken: Collection[int]) -> bool:
    """ "X, and his minister, Y": the title of the next name; "named X, the head of Z, as its president"."""
    if doc[start].lower_ == "as":
        return True
    if doc[start].pos_ != "CCONJ":
        return False
    return is_owner(doc[start + 1]) or (doc[start + 1].pos_ in ("DET", "ADP") and end + 1 in taken)


def _after_times(doc: Doc, position: int, dated: Collection[int]) -> int:
    """Where the times end that close an apposition: "president | from 2010 to 2014", "minister | until May"."""
    while position < len(doc) and (position in dated or (position + 1 in dated and _joins_times(doc[position]))):
        position += 1
    return position


def _joins_times(token: Token) -> bool:
    return token.pos_ in ("ADP", "SCONJ", "CCONJ", "PART") or token.text in DASHES


def _is_nominal(token: Token) -> bool:
    """A word or mark that may stand inside a title and its complements."""
    if (token.is_punct and token.text not in _INNER_MARKS) or token.tag_ == "VBD":
        return False  # "the president | ousted | X"
    if token.lower_ in words().title_breaks:
        return False
    if token.pos_ in _NOMINAL or token.text in _INNER_MARKS or token.lower_ in POSSESSIVES or is_owner(token):
        return True
    return token.lower_ in words().inside_title or is_title(token)


def _closes(doc: Doc, position: int) -> bool:
    """An apposition ends here: at a mark, a relative clause, or the end of the sentence."""
    if position >= len(doc) or doc[position].is_sent_start:
        return True
    return doc[position].is_punct or doc[position].is_space or doc[position].lower_ in words().relatives
