"""What changed between two graphs, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Decision, Entity, Evidence, Statement

__all__ = ["ArticleChange", "Cause", "Change", "DecisionChange", "EntityChange", "Kind", "Reason"]


class Cause(StrEnum):
    """Why something differs."""

    ARTICLE_ADDED = "article added"
    ARTICLE_REMOVED = "article removed"
    ARTICLE_EDITED = "article text changed"
    REREAD = "rule change"
    """The same text, read otherwise: by another version of the program, its rules or its options."""
    JUDGEMENT = "judgement"
    """Somebody decided who is who, or took that back."""
    IDENTITY = "identity decision"
    """The program compares names and decided otherwise than before."""


class Kind(StrEnum):
    """What happened: to a statement, to entities, to an article or to a decision about who is who."""

    ADDED = "added"
    REMOVED = "removed"
    REDATED = "redated"
    REATTRIBUTED = "reattributed"
    CHANGED = "changed"
    MOVED = "moved"
    EVIDENCE = "evidence"
    MERGED = "merged"
    SPLIT = "split"
    RENAMED = "renamed"
    RETYPED = "retyped"
    APPEARED = "appeared"
    VANISHED = "vanished"
    DESCRIBED = "described"
    ARTICLE = "article"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why something differs: the cause, the articles that it shows in (sorted), and the decision or rule in words."""

    cause: Cause
    sources: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that is not the same in both graphs.

    ``kind``: ADDED (``before`` is None) and REMOVED (``after`` is None); REDATED (other start, end or time),
    REATTRIBUTED (other speaker or status), CHANGED (other role, topic, place or wording) and MOVED (about the same
    actors, who are other nodes now): one statement that an article still makes, in the first of these groups that
    fits, with all that is other in ``fields``; EVIDENCE: the same statement on other sentences.
    ``lost`` and ``gained`` are sentences, of two states of one statement those that are not in both; a sentence that
    is read with another rule or confidence stands in both lists.
    """

    kind: Kind
    before: Statement | None
    after: Statement | None
    fields: tuple[str, ...]
    lost: tuple[Evidence, ...]
    gained: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]

    @property
    def statement(self) -> Statement:
        """The statement as it is now; as it was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class EntityChange:
    """Entities that are not the same in both graphs.

    ``kind``: MERGED (several became one), SPLIT (one became several), RENAMED, RETYPED, DESCRIBED (other aliases, id,
    Wikidata item or reason), APPEARED, VANISHED.
    """

    kind: Kind
    before: tuple[Entity, ...]
    after: tuple[Entity, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article that came, went, has another text, or is read otherwise (``Cause.REREAD``)."""

    source: str
    cause: Cause

    @property
    def kind(self) -> Kind:
        """ARTICLE."""
        return Kind.ARTICLE


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """A decision about who is who that came (``before`` is None), went (``after`` is None) or changed."""

    before: Decision | None
    after: Decision | None

    @property
    def kind(self) -> Kind:
        """DECISION."""
        return Kind.DECISION
