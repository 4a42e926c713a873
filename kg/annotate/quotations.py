"""Words between quotation marks, and who says them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.annotate.mentions import by_token
from kg.annotate.words import words
from kg.model import Mention, Quotation, TextSpan
from kg.model.tree import Doc, Span, Token

_OPEN: Final = frozenset("“„«")
_CLOSE: Final = frozenset("”»")
_EITHER: Final = frozenset({'"', "``", "''"})
_SPEECH: Final = 4
"""Words from which on a quotation is taken for speech; shorter ones are terms and titles."""


_BEHIND: Final = 7
"""Tokens behind a quotation in which a verb that is no word of saying tells its speaker."""


def quotations(doc: Doc, mentions: Sequence[Mention], paragraphs: Sequence[TextSpan] = ()) -> tuple[Quotation, ...]:
    """The quotations of a document that are speech, each with its speaker where the text tells.

    ``paragraphs`` are those of the article; without them the whole document is one.
    """
    named = by_token(enumerate(mentions))
    starts = [paragraph.start for paragraph in paragraphs]
    found: list[Quotation] = []
    for span in _quoted(doc, starts):
        if not _is_speech(span):
            continue
        speaker = _speaker(span, named)
        if speaker is None and found and _is_near(found[-1].span, span, starts):
            speaker = found[-1].speaker
        if speaker is None:
            speaker = _told_before(span, mentions, starts)
        found.append(Quotation(TextSpan(span.start_char, span.end_char), speaker))
    return tuple(found)


def _is_near(before: TextSpan, span: Span, starts: Sequence[int]) -> bool:
    """Who spoke in this paragraph or the one before it goes on."""
    return _paragraph(span.start_char, starts) - _paragraph(before.start, starts) < 2


def _paragraph(offset: int, starts: Sequence[int]) -> int:
    """The number of the paragraph that holds an offset."""
    return max(0, bisect_right(starts, offset) - 1)


def _quoted(doc: Doc, starts: Sequence[int]) -> Iterator[Span]:
    """Stretches between marks; a paragraph's end closes what no mark has closed."""
    start: int | None = None
    for token in doc:
        over = start is not None and _paragraph(token.idx, starts) != _paragraph(doc[start].idx, starts)
        if start is not None and (over or (token.is_space and token.text.count("\n") > 1)):
            yield _tight(doc[start : token.i])
            start = None
        is_mark = token.text in _OPEN or token.text in _CLOSE or token.text in _EITHER
        if start is not None and is_mark and token.i > start + 1:
            yield doc[start : token.i + 1]
            start = None
        elif start is None and is_mark and token.text not in _CLOSE:
            start = token.i
    if start is not None:
        yield _tight(doc[start:])


def _tight(span: Span) -> Span:
    """Without the white space at its end."""
    end = span.end
    while end > span.start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[span.start : end]


def _is_speech(span: Span) -> bool:
    spoken = [token for token in span if not token.is_punct and not token.is_space]
    return len(spoken) >= _SPEECH and any(token.pos_ in ("VERB", "AUX") for token in spoken)


def _speaker(span: Span, named: Mapping[int, int]) -> int | None:
    """The mention that says the quoted words: subject of a verb of saying beside them, or named before a colon."""
    doc = span.doc
    first, last = doc[span.start].sent, doc[span.end - 1].sent
    beside = [*doc[span.end : max(last.end, span.end)], *doc[min(first.start, span.start) : span.start]]
    if span.end < len(doc) and last.end <= span.end:
        following = doc[span.end].sent
        if _follows(span, following):
            beside = [*following, *beside]
    if span.start > 0 and doc[first.start - 1].text == ":":
        beside += doc[first.start - 1].sent
    for token in beside:
        if token.lemma_.lower() in words().saying and token.pos_ == "VERB":
            for argument in _subjects(token, span):
                if (who := _mention_at(argument, named)) is not None:
                    return who
    behind = _speaker_behind(span, named)
    return behind if behind is not None else _before_colon(span, named)


def _before_colon(span: Span, named: Mapping[int, int]) -> int | None:
    """ "X did not mince his words: "...":" the subject of what stands before the colon."""
    before = span.doc[max(0, span.start - 1)]
    if before.text != ":" or span.start == 0:
        return None
    root = before.sent.root if before.sent.root.i < before.i else before.head
    subjects = [child for child in root.children if child.dep_ == "nsubj" and child.i < before.i]
    return next((who for child in subjects if (who := _mention_at(child, named)) is not None), None)


def _speaker_behind(span: Span, named: Mapping[int, int]) -> int | None:
    """Behind words that end in a comma, a question or an exclamation, any verb and its subject tell who speaks.

    "...," shot back X; "...!" X laughed.
    """
    doc = span.doc
    inside = [token for token in span if token.text not in _CLOSE | _EITHER and not token.is_space]
    following = doc[span.end : span.end + _BEHIND]
    if span[-1].text not in _CLOSE | _EITHER | _OPEN:
        return None  # never closed
    commas = [*inside[-1:], *following[:1]]
    if not any(token.text == "," for token in commas) and (not inside or inside[-1].text not in ("?", "!")):
        return None
    for token in following:
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP"):
            for child in token.children:
                is_beside = span.end <= child.i and child.dep_ in ("nsubj", "obj", "flat", "ccomp", "dep")
                if (
                    is_beside
                    and child.pos_ in ("PROPN", "PRON", "NOUN")
                    and (who := _mention_at(child, named)) is not None
                ):
                    return who
            return None
        if token.text in (".", ";", ":"):
            return None
    return None


def _told_before(span: Span, mentions: Sequence[Mention], starts: Sequence[int]) -> int | None:
    """The only person of the sentence before, its subject, where the quoted words are a sentence of their own.

    "X was angry. "We have lost two years.""
    """
    first = span.doc[span.start].sent
    if first.start != span.start or first.start == 0 or span.doc[span.end - 1].sent.end > span.end:
        return None
    before = span.doc[first.start - 1].sent
    if _paragraph(before.start_char, starts) != _paragraph(span.start_char, starts):
        return None
    people = [i for i, m in enumerate(mentions) if m.label == "PERSON" and before.start <= m.start < before.end]
    if len({mentions[i].text for i in people}) != 1:
        return None
    root = span.doc[mentions[people[0]].start : mentions[people[0]].end].root
    is_subject = root.dep_ in ("nsubj", "nsubj:pass") and root.head == before.root
    return people[0] if is_subject else None


def _follows(span: Span, sentence: Span) -> bool:
    """The next sentence is the tail of this one ("...," he added): a verb of saying stands near its beginning."""
    return span.end == sentence.start and any(token.lemma_ in words().saying for token in sentence[:4])


def _subjects(verb: Token, span: Span) -> Iterator[Token]:
    """Who says it, likeliest first, the words beside the verb last.

    Parsers take the speaker of "said X" for an object: outside the quotation it can only be the speaker.
    """
    outside = [child for child in verb.children if not span.start <= child.i < span.end]
    if any(child.dep_ == "advcl" and child.lemma_.lower() in words().saying for child in outside):
        yield from (child for child in outside if child.dep_ == "obj")  # "X quoted Y as saying"
    for wanted in ("nsubj", "nsubj:outer", "obj", "obl", "parataxis", "ccomp", "flat", "appos", "dep"):
        for child in outside:
            if child.dep_ == wanted and (wanted.startswith("nsubj") or child.i > verb.i):
                yield child
    yield from (
        verb.doc[i]
        for i in (verb.i - 1, verb.i + 1)
        if 0 <= i < len(verb.doc) and i not in range(span.start, span.end)
    )


def _mention_at(token: Token, named: Mapping[int, int]) -> int | None:
    """The mention that holds a word, or one that hangs on it, rather whom it names than whose it is."""
    children = sorted(token.children, key=lambda child: child.dep_ not in ("appos", "flat"))
    return next((named[one.i] for one in (token, *children) if one.i in named), None)
