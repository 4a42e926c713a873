"""What annotation adds to an article: mentions, times, titles, quotations, and what refers to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model.text import Article, PartialDate, TextSpan

if TYPE_CHECKING:
    from kg.model.tree import Doc

__all__ = ["Mention", "Parsed", "Quotation", "TimeExpression", "Title"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for something: a name ("Strait League"), or a reference ("the alliance", "he").

    ``start`` and ``end`` are token indices of ``Parsed.doc``, half-open, where ``span`` counts characters.
    ``kind`` is ``name``, ``pronoun`` or ``description``; ``label`` is the name label of the language pipeline
    (PERSON, ORG, GPE, ...), for the other kinds what the words allow, "" where they do not tell.
    ``probability`` is the pipeline's own, 0 to 1; None where a rule found it.
    """

    span: TextSpan
    start: int
    end: int
    text: str
    kind: str
    label: str
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell when: "in 1994", "since last year", "on Sunday".

    ``start``/``end`` token indices. ``role`` is ``at``, ``start`` (since, from), ``until`` (until, to) or ``near``
    (before, after, by: the words bound nothing). ``date`` is as precise as the words and the article's date allow;
    None where neither tells.
    """

    span: TextSpan
    start: int
    end: int
    text: str
    role: str
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Title:
    """A title beside a name: "League Secretary General" Ilse Maren; Tove Lind, "head of the harbour office".

    ``text`` is the title as written, without the body ("Secretary General"); ``person`` and ``body`` are mention
    indices, ``body`` None where the title names none. ``over`` is True for a former holder.
    """

    span: TextSpan
    text: str
    person: int
    body: int | None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks (the marks included), and the mention index of who says them, if known."""

    span: TextSpan
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its annotations. ``doc`` covers ``article.text`` to the character, dropped parts as blanks.

    ``refers`` maps a mention (by index in ``mentions``) to the earlier or later mentions that it stands for: one
    for "he" or a surname, several for "the two leaders".
    """

    article: Article
    doc: Doc
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    titles: tuple[Title, ...] = ()
    refers: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
