"""Any value of ``kg/model.py`` in one line, and parses written by hand.

A tree is one line a sentence, one word a token: ``word=lemma|POS.TAG|dependency>head``. Heads count from 1 in their
sentence; a root has none. What is left out is guessed: the lemma is the word in lower case (names keep theirs), the
tag follows from the part of speech. ``~`` before a word glues it to the one before::

    tree("Verana|PROPN|nsubj>2 joined=join|VERB|root the|DET|det>4 League|PROPN|obj>2 ~.|PUNCT|punct>2")
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc as Parse

from kg.authority import Authority
from kg.authority.known import Known
from kg.language.reading import read
from kg.model import (
    Article,
    Attribution,
    Entity,
    Evidence,
    Interval,
    Mention,
    Parsed,
    PartialDate,
    Quotation,
    Resolution,
    Statement,
    Status,
    TextSpan,
    TimeExpression,
    Title,
)
from kg.model.tree import Doc

TAGS = {
    "VERB": "VBD",
    "AUX": "MD",
    "NOUN": "NN",
    "PROPN": "NNP",
    "ADJ": "JJ",
    "PUNCT": ".",
    "DET": "DT",
    "PRON": "PRP",
}
LABELS = {
    "Person": "PERSON",
    "Country": "GPE",
    "City": "GPE",
    "Region": "LOC",
    "Programme": "PROGRAMME",
    "Agreement": "AGREEMENT",
    "Conflict": "CONFLICT",
    "MilitaryOperation": "OPERATION",
    "Event": "EVENT",
}
"""Class -> the label of its names; what is not here is an ORG."""


# --------------------------------------------------------------------------------------------------- model


def entity(label: str, type: str = "Country", **more: Any) -> Entity:
    """An entity whose id is its label in lower case, dashes for blanks."""
    return Entity(**{"id": label.lower().replace(" ", "-"), "label": label, "type": type, **more})


def article(text: str = "", published: str | None = "2024-06-12", source: str = "a.txt") -> Article:
    """An article that is all body."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    moment = PartialDate(published) if published else None
    return Article(source, text, sha256, (TextSpan(0, len(text)),) if text else (), published=moment)


def evidence(text: str = "Verana joined the League.", source: str = "a.txt", start: int = 0, **more: Any) -> Evidence:
    """A sentence that starts at ``start``; subject, object and trigger are its first character."""
    span, first = TextSpan(start, start + len(text)), TextSpan(start, start + 1)
    known = {"subject": first, "object": first, "trigger": first, "subject_mention": text[:1]}
    known |= {"object_mention": text[:1], "rule": "memberOf/joined", "confidence": 0.9}
    return Evidence(source=source, span=span, text=text, **{**known, **more})


def interval(
    start: str | None = None, end: str | None = None, at: str | None = None, ended: bool = False
) -> Interval:
    """An interval of ISO dates."""
    first, last, moment = (PartialDate(value) if value else None for value in (start, end, at))
    return Interval(first, last, moment, ended)


def statement(
    subject: str | Entity = "Verana",
    relation: str = "memberOf",
    object: str | Entity = "League",
    *pieces: Evidence,
    status: str = "asserted",
    by: Entity | None = None,
    **more: Any,
) -> Statement:
    """A statement about two entities or their labels, with these pieces of evidence (one, if none is given)."""
    one = subject if isinstance(subject, Entity) else entity(subject)
    other = object if isinstance(object, Entity) else entity(object, "InternationalOrganization")
    return Statement(
        one, relation, other, pieces or (evidence(),), attribution=Attribution(Status(status), by), **more
    )


# ------------------------------------------------------------------------------------------------- parses


@cache
def blank() -> Language:
    """The blank English pipeline whose words all parses share."""
    return spacy.blank("en")


def tree(text: str, names: Mapping[str, str] | None = None) -> Doc:
    """A parse written as above; ``names`` (words -> label) become its entities, wherever they stand."""
    return read([spacy_tree(text, names)])


def spacy_tree(text: str, names: Mapping[str, str] | None = None) -> Parse:
    """``tree`` as spaCy has it."""
    sentences = [[_token(word) for word in line.split()] for line in text.strip().splitlines() if line.strip()]
    tokens = [(position, len(sentence), token) for sentence in sentences for position, token in enumerate(sentence)]
    starts = [index - position for index, (position, _, _) in enumerate(tokens)]
    glued = [token["glued"] for _, _, token in tokens]
    heads = [
        starts[index] + token["head"] if token["head"] is not None else index
        for index, (_, _, token) in enumerate(tokens)
    ]
    doc = Parse(
        blank().vocab,
        words=[token["word"] for _, _, token in tokens],
        spaces=[not after for after in [*glued[1:], True]] if tokens else [],
        tags=[token["tag"] for _, _, token in tokens],
        pos=[token["pos"] for _, _, token in tokens],
        lemmas=[token["lemma"] for _, _, token in tokens],
        heads=heads,
        deps=[token["dep"] for _, _, token in tokens],
        sent_starts=[position == 0 for position, _, _ in tokens],
    )
    doc.set_ents([_span(doc, words, label) for words, label in (names or {}).items()])
    return doc


def _token(written: str) -> dict[str, Any]:
    word, pos, dep = written.rsplit("|", 2)
    glued = word.startswith("~") and len(word) > 1
    word, _, lemma = word.removeprefix("~" if glued else "").partition("=") if word != "=" else (word, "", "")
    pos, _, tag = pos.partition(".")
    dep, _, head = dep.partition(">")
    return {
        "word": word.replace("␣", " ").replace("⏎", "\n"),
        "lemma": lemma or (word if pos == "PROPN" else word.lower()),
        "pos": pos,
        "tag": tag or TAGS.get(pos, "XX"),
        "dep": dep,
        "head": int(head) - 1 if head else None,
        "glued": glued,
    }


def _span(doc: Parse, words: str, label: str) -> Any:
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words), label=label)
    assert span is not None, f"{words!r} is no run of tokens of {doc.text!r}"
    return span


def plain(text: str) -> Doc:
    """A text without a parse, one sentence a line: for what reads only words."""
    doc = blank()(text)
    for index, token in enumerate(doc):
        token.is_sent_start = index == 0 or "\n" in doc[index - 1].text
    return read([doc])


def mention(doc: Doc, words: str, label: str = "GPE", kind: str = "name", nth: int = 0) -> Mention:
    """The ``nth`` place where these words stand."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    span = doc.char_span(start, start + len(words))
    assert span is not None, f"{words!r} is no run of tokens of {doc.text!r}"
    return Mention(TextSpan(start, start + len(words)), span.start, span.end, words, kind, label)


def time(doc: Doc, words: str, date: str | None, role: str = "at") -> TimeExpression:
    """A time expression."""
    one = mention(doc, words)
    return TimeExpression(one.span, one.start, one.end, words, role, PartialDate(date) if date else None)


def title(doc: Doc, words: str, person: int, body: int | None = None, *, over: bool = False) -> Title:
    """A title beside a name."""
    return Title(mention(doc, words).span, words, person, body, over)


def quotation(doc: Doc, words: str, speaker: int | None = None) -> Quotation:
    """A quotation, its marks included."""
    start = doc.text.index(words)
    return Quotation(TextSpan(start, start + len(words)), speaker)


def scene(
    doc: Doc,
    actors: Mapping[str, str],
    *,
    times: Sequence[TimeExpression] = (),
    titles: Sequence[Title] = (),
    quotations: Sequence[Quotation] = (),
    seats: Mapping[str, Entity] | None = None,
) -> tuple[Parsed, Resolution]:
    """A parse with its names (words -> type) annotated and resolved: the first place of each, each an entity."""
    mentions = tuple(mention(doc, words, LABELS.get(type, "ORG")) for words, type in actors.items())
    entities = {index: (entity(words, type),) for index, (words, type) in enumerate(actors.items())}
    whole = Parsed(article(doc.text), doc, mentions, tuple(times), tuple(quotations), tuple(titles))
    return whole, Resolution(entities, dict(seats or {}))


# ---------------------------------------------------------------------------------------------- authority


def authority(*known: Known) -> Authority:
    """An authority that knows these alone."""
    types = {one.type for one in known}
    labels = {type: frozenset({LABELS.get(type, "ORG"), *(["NORP"] if type == "Country" else [])}) for type in types}
    return Authority({one.id: one for one in known}, labels)
