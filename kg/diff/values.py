"""What changed between two graphs, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from kg.graph import Names
from kg.model import Decision, Entity, Evidence, Statement

__all__ = ["ArticleChange", "Cause", "Change", "DecisionChange", "Diff", "EntityChange", "Kind", "Reason"]


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


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """A decision about who is who that came (``before`` is None), went (``after`` is None) or changed."""

    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True)
class Diff:
    """All that changed from one graph to another; false where nothing did.

    Each list is sorted; ``names`` make the IRIs of the two. What was only concluded (``--infer``) is not compared.
    """

    articles: tuple[ArticleChange, ...]
    statements: tuple[Change, ...]
    entities: tuple[EntityChange, ...]
    decisions: tuple[DecisionChange, ...]
    names: tuple[Names, Names]

    def __bool__(self) -> bool:
        return bool(self.articles or self.statements or self.entities or self.decisions)

    def counts(self) -> Mapping[Kind, int]:
        """How many there are of each kind that there is, in the order of ``Kind``."""
        kinds = [change.kind for change in chain[Change | EntityChange](self.statements, self.entities)]
        kinds += [Kind.ARTICLE] * len(self.articles) + [Kind.DECISION] * len(self.decisions)
        return {kind: kinds.count(kind) for kind in Kind if kind in kinds}

    def only(self, kinds: Collection[Kind]) -> Diff:
        """Only what is of these kinds."""
        return replace(
            self,
            articles=self.articles if Kind.ARTICLE in kinds else (),
            statements=tuple(change for change in self.statements if change.kind in kinds),
            entities=tuple(change for change in self.entities if change.kind in kinds),
            decisions=self.decisions if Kind.DECISION in kinds else (),
        )

    def about(self, ids: Collection[str]) -> Diff:
        """Only what concerns entities of these ids: as a side or speaker of a statement, or themselves."""
        return replace(
            self,
            articles=(),
            statements=tuple(change for change in self.statements if _concerned(change) & {*ids}),
            entities=tuple(
                change for change in self.entities if {one.id for one in (*change.before, *change.after)} & {*ids}
            ),
            decisions=tuple(
                change
                for change in self.decisions
                if {id for one in (change.before, change.after) if one for id in (one.one, one.other)} & {*ids}
            ),
        )


def _concerned(change: Change) -> set[str]:
    states = [state for state in (change.before, change.after) if state]
    return {
        entity.id
        for state in states
        for entity in (state.subject, state.object, state.attribution.by)
        if entity is not None
    }
