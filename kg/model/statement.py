"""What an article says: statements, all that qualifies them, and the sentences that they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from kg.model.identity import Entity
from kg.model.shown import headline, statement_html
from kg.model.text import Article, PartialDate, Refused, Skipped, TextSpan

__all__ = [
    "Appearance",
    "Attribution",
    "Evidence",
    "Extraction",
    "Gap",
    "Interval",
    "Statement",
    "Status",
    "Unresolved",
    "merged",
]


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

    @property
    def earliest(self) -> date | None:
        """The first day on which it may have happened or begun; None where nobody knows."""
        first = self.at or self.start
        return first.earliest if first else None

    @property
    def latest(self) -> date | None:
        """The last day on which it may have happened or held; None where nobody knows, or it may hold still.

        Of what is over since nobody knows when, only the beginning is sure.
        """
        last = self.at or self.end or (self.start if self.ended else None)
        return last.latest if last else None

    def within(self, first: date | None, last: date | None) -> bool | None:
        """Whether it may hold or happen between two days, both included; None: where it has no date at all.

        None for a day leaves that side open.
        """
        if self.earliest is None and self.latest is None:
            return None
        begins, ends = self.earliest or date.min, self.latest or date.max
        return begins <= (last or date.max) and ends >= (first or date.min)


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
    the words that the dates came from, None where there is no such date. ``status_text`` are the words that made
    it what it is ("will", "not", "said"), None where it is asserted, or quoted without such a word; ``by_text`` are
    the words for who says it, which may stand in a sentence beside this one.
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
    status_text: str | None = None
    by_text: str | None = None


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

    def __str__(self) -> str:
        """On one line: who, what, whom; the role, when, and whether it is so."""
        return headline(self)

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

    def _repr_html_(self) -> str:
        return statement_html(self)


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one article: the names that the article uses for it, sorted. What makes a node and its aliases."""

    entity: Entity
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that names two actors and gave no statement: what the graph may have missed.

    ``tried`` are the rules whose words are there, though nobody who fits stands where they look; ``verbs`` the verbs,
    lemmatized, that no rule knows. Both sorted.
    """

    span: TextSpan
    text: str
    actors: tuple[str, ...]
    tried: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that stand for somebody or something and found no entity; ``kind`` and ``label`` as in ``Mention``."""

    span: TextSpan
    text: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says: what the graph stores, replaces and removes as one piece."""

    article: Article
    statements: tuple[Statement, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    gaps: tuple[Gap, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What an article says, and what was told of it meanwhile: what its extractor dropped, or why it failed.

    ``ready`` is the same as the graph takes it (``kg.graph.putting.ready``), where it has been made already.
    """

    extraction: Extraction
    told: tuple[Skipped | Refused, ...] = ()
    ready: object = None

    @property
    def source(self) -> str:
        """That of the article."""
        return self.extraction.article.source

    @property
    def failed(self) -> bool:
        """True where its extractor could not do its work."""
        return any(isinstance(one, Skipped) for one in self.told)


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """Statements of equal content joined into one, all their evidence with it, sorted; sorted by content."""
    by_content: dict[tuple[Any, ...], list[Statement]] = {}
    for statement in statements:
        by_content.setdefault(statement.content(), []).append(statement)
    return [_join(by_content[key]) for key in sorted(by_content)]


def _join(same: list[Statement]) -> Statement:
    if len(same) == 1 and len(same[0].evidence) < 2:
        return same[0]
    evidence = {piece for statement in same for piece in statement.evidence}
    first = min(same, key=repr)  # entities of one id may differ in their label: the choice must not hang on the order
    return replace(first, evidence=tuple(sorted(evidence, key=lambda e: (e.source, e.span, e.rule, repr(e)))))
