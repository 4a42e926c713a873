"""The nouns: every value that crosses a stage border, and nothing else.

    Article  --annotate-->  Parsed  --resolve-->  Resolution  --relate-->  Statement

Offsets are half-open and count Unicode code points of ``Article.text``. Values are frozen: a stage makes new
ones. Two carriers hold a whole article on its way: ``Parsed`` (the only value that holds a spaCy ``Doc``) and
``Resolution``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "Appearance",
    "Article",
    "Attribution",
    "Dropped",
    "Entity",
    "Evidence",
    "Extraction",
    "Gap",
    "Interval",
    "Mention",
    "Parsed",
    "PartialDate",
    "Quotation",
    "Resolution",
    "Skipped",
    "Statement",
    "Status",
    "TextSpan",
    "TimeExpression",
    "Title",
    "merged",
]


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A stretch of ``Article.text``: ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __contains__(self, other: object) -> bool:
        """True where ``other`` (a span or an offset) lies inside."""
        if isinstance(other, TextSpan):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def overlaps(self, other: TextSpan) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its words and no more: ``2024``, ``2024-03`` or ``2024-03-17`` (ISO 8601)."""

    value: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", self.value):
            raise ValueError(f"not a date of year, month or day precision: {self.value!r}")
        _ = self.earliest, self.latest  # a month 13 or a day 31 April fails here, where it was made

    def __str__(self) -> str:
        return self.value

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        year, month, day = self._parts()
        return date(year, 1 if month is None else month, 1 if day is None else day)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        year, month, day = self._parts()
        month = 12 if month is None else month
        return date(year, month, calendar.monthrange(year, month)[1] if day is None else day)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return {4: "year", 7: "month", 10: "day"}[len(self.value)]

    def _parts(self) -> tuple[int, int | None, int | None]:
        numbers = [int(part) for part in self.value.split("-")]
        return numbers[0], numbers[1] if len(numbers) > 1 else None, numbers[2] if len(numbers) > 2 else None


# ---------------------------------------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of an article that extraction does not read, and why (teaser, share bar, disclaimer, ...)."""

    span: TextSpan
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one publisher.

    ``source`` is its path relative to the root that was given, ``/`` between folders (or its URL, or
    ``name.jsonl#3`` for the third record of a file). ``text`` is the stored text: for a text file the file's own
    characters, for HTML and records what was taken out of them. ``body`` are the paragraphs that extraction reads,
    in order; what lies between them is white space or listed in ``dropped``. ``published`` anchors relative dates
    and is None when the text does not tell. ``place`` is that of a dateline. ``sha256`` is of the UTF-8 ``text``.
    """

    source: str
    text: str
    sha256: str
    body: tuple[TextSpan, ...]
    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    place: str | None = None
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article: where, why, and whether that is a failure (a copy of another article is none)."""

    source: str
    reason: str
    failed: bool = True


# ---------------------------------------------------------------------------------------------- annotations


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for something: a name ("NATO"), or a reference ("the Alliance", "he", "Mammadov").

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
    """Words that tell when: "in 1994", "from 2002 to the end of ... in 2014", "on Sunday".

    ``start``/``end`` token indices. ``role`` is ``at``, ``start`` (since, from) or ``until`` (until, to, by).
    ``date`` is as precise as the words and the article's date allow; None where neither tells.
    """

    span: TextSpan
    start: int
    end: int
    text: str
    role: str
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Title:
    """A title beside a name: "NATO Secretary General" Jens Stoltenberg; Omar Touray, "head of the commission".

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


# ---------------------------------------------------------------------------------------------- identity


@dataclass(frozen=True, slots=True)
class Entity:
    """Something real that statements are about: a node of the graph.

    ``id`` is the local part of its IRI (``nato``; minted ones end in a hash), ``type`` a class of ``kg.ttl``,
    ``aliases`` other names seen or known, sorted. ``wikidata`` is a Q-number that a source vouches for, or None.
    ``because`` tells why these names are one.
    """

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is meant: mention index -> the entities that it stands for (one; several for "the two leaders").

    ``seats`` maps the id of a city to the actor whose seat it is (``baku`` -> Azerbaijan): who is meant where a
    city does what only an actor can do.
    """

    entities: Mapping[int, tuple[Entity, ...]]
    seats: Mapping[str, Entity] = field(default_factory=dict)

    def of(self, mention: int) -> tuple[Entity, ...]:
        """The entities behind a mention; empty where nobody knows."""
        return self.entities.get(mention, ())


# ---------------------------------------------------------------------------------------------- statements


class Status(StrEnum):
    """Is it so? In the order in which one wins over the other, weakest first."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    POSSIBLE = "possible"
    PLANNED = "planned"
    NEGATED = "negated"

    @property
    def affirmed(self) -> bool:
        """Asserted or reported: may become a plain triple."""
        return self in (Status.ASSERTED, Status.REPORTED)


@dataclass(frozen=True, slots=True)
class Interval:
    """When it holds (``start``, ``end``) or happened (``at``).

    Absent is None: open or unknown. ``ended``: the text says that it is over ("former") without saying when.
    The words that each date came from stand with the evidence.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    at: PartialDate | None = None
    ended: bool = False

    @property
    def over(self) -> bool:
        """The text says that it is over."""
        return self.ended or self.end is not None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Is it so, and who says it. ``by`` is None where the article speaks in its own voice."""

    status: Status = Status.ASSERTED
    by: Entity | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that a statement stands on.

    ``text`` is ``Article.text[span.start:span.end]``, verbatim. ``subject``, ``object`` and ``trigger`` are the
    stretches that the graph's user sees marked: the words for either side and those that told the relation
    (``trigger`` may be empty, at the subject, where no word did). ``confidence`` is the probability, 0 to 1, that
    a careful reader would draw this statement from this sentence. ``start_text``, ``end_text`` and ``at_text`` are
    the words that the dates came from, None where there is no such date.
    """

    source: str
    span: TextSpan
    text: str
    subject: TextSpan
    object: TextSpan
    trigger: TextSpan
    subject_mention: str
    object_mention: str
    rule: str
    confidence: float
    start_text: str | None = None
    end_text: str | None = None
    at_text: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says, or does not deny, that subject - relation - object; with all that qualifies it.

    ``relation`` is a local name of ``kg.ttl``. ``predicate`` is the lemmatized verb phrase, for ``relatedTo`` only.
    ``role``, ``topic`` and ``place`` are text as written. The same content from several sentences is one statement
    with several pieces of evidence.
    """

    subject: Entity
    relation: str
    object: Entity
    evidence: tuple[Evidence, ...]
    interval: Interval = Interval()
    attribution: Attribution = Attribution()
    predicate: str | None = None
    role: str | None = None
    topic: str | None = None
    place: str | None = None

    @property
    def status(self) -> Status:
        """Shorthand for ``attribution.status``."""
        return self.attribution.status

    @property
    def plain(self) -> bool:
        """True where it becomes a plain triple: affirmed, and not said to be over.

        An event (``at``) is never over in this sense: it happened.
        """
        return self.status.affirmed and not self.interval.over

    def content(self) -> tuple[Any, ...]:
        """All that makes it this statement and no other, evidence aside, as a key that sorts and hashes."""
        when = self.interval
        return (
            self.subject.id,
            self.relation,
            self.object.id,
            self.status.value,
            self.attribution.by.id if self.attribution.by else "",
            *(str(moment or "") for moment in (when.start, when.end, when.at)),
            "ended" if when.ended else "",
            *(words or "" for words in (self.predicate, self.role, self.topic, self.place)),
        )


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one article: the names that the article uses for it, sorted. What makes a node and its aliases."""

    entity: Entity
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that names two actors and gave no statement: what the graph may have missed."""

    span: TextSpan
    text: str
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says: what the graph stores, replaces and removes as one piece."""

    article: Article
    statements: tuple[Statement, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    gaps: tuple[Gap, ...] = ()


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """Statements of equal content joined into one, all their evidence with it, sorted; sorted by content."""
    by_content: dict[tuple[Any, ...], list[Statement]] = {}
    for statement in statements:
        by_content.setdefault(statement.content(), []).append(statement)
    return [_join(by_content[key]) for key in sorted(by_content)]


def _join(same: list[Statement]) -> Statement:
    evidence = {piece for statement in same for piece in statement.evidence}
    first = min(same, key=repr)  # entities of one id may differ in their label: the choice must not hang on the order
    return Statement(
        subject=first.subject,
        relation=first.relation,
        object=first.object,
        evidence=tuple(sorted(evidence, key=lambda e: (e.source, e.span, e.rule, repr(e)))),
        interval=first.interval,
        attribution=first.attribution,
        predicate=first.predicate,
        role=first.role,
        topic=first.topic,
        place=first.place,
    )
