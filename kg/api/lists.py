"""Statements and entities in a row: lists that a notebook shows as tables and that pandas takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from markupsafe import Markup

from kg import tables
from kg.api.listed import SHOWN, Listed, more
from kg.export import columns
from kg.model import Article, Entity, Statement
from kg.model.shown import headline, quoted

if TYPE_CHECKING:
    import pandas

    from kg.api.held import Held

__all__ = ["Articles", "Entities", "Statements"]

QUOTED = 3
"""sentences of each"""


class Statements(Listed[Statement]):
    """Statements, with the part of a graph that they were taken from. A list, and shown as a table."""

    def __init__(self, found: Iterable[Statement], of: Held) -> None:
        super().__init__(found)
        self._of = of

    def _like(self, found: list[Statement]) -> Self:
        return type(self)(found, self._of)

    def to_pandas(self, *, sentences: bool = False) -> pandas.DataFrame:
        """A row for each statement; with ``sentences`` one for each sentence of it.

        ``id`` names the statement as in every export, ``subject``, ``object`` and ``by`` are labels. ``start``,
        ``end`` and ``at`` are as precise as the text ("1994", "1994-03"); ``earliest`` and ``latest`` the first and
        the last day on which it may have held or happened, missing where nobody knows. ``confidence`` is that of the
        surest sentence. With ``sentences`` there are its text, its article, where it stands there and the rule that
        found it. Raises UsageError where pandas is not installed.

        >>> frame = graph.entity("Azerbaijan").statements("memberOf").to_pandas()
        >>> frame.loc[frame["object"] == "Partnership for Peace", "start"].item()
        '1994'
        """
        if not sentences:
            return tables.frame(self._columns(self) | _counted(self), columns.DAYS)
        pairs = [(statement, piece) for statement in self for piece in statement.evidence]
        pieces = columns.of_pieces([piece for _, piece in pairs])
        about = columns.of_papers([self._of.article(piece.source) for _, piece in pairs])
        return tables.frame(self._columns([statement for statement, _ in pairs]) | pieces | about, columns.DAYS)

    def _columns(self, found: Sequence[Statement]) -> dict[str, list[Any]]:
        return columns.of_statements(found, self._of.names)

    def __repr__(self) -> str:
        """As ``print`` shows them: one line each."""
        lines = [headline(statement) for statement in self[:SHOWN]]
        return "\n".join([*lines, *([rest] if (rest := more(self)) else [])]) or "<no statements>"

    def _repr_html_(self) -> str:
        rows = (
            (one.subject.label, one.relation, one.object.label, _words(one), Markup("<br>").join(_quoted(one)))
            for one in self[:SHOWN]
        )
        return tables.html(("subject", "relation", "object", "", "sentence"), rows, more=more(self))


class Entities(Listed[Entity]):
    """Entities, with the part of a graph that they were taken from. A list, and shown as a table."""

    def __init__(self, found: Iterable[Entity], of: Held) -> None:
        super().__init__(found)
        self._of = of

    def _like(self, found: list[Entity]) -> Self:
        return type(self)(found, self._of)

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each entity; ``statements`` counts those that it is subject or object of.

        Raises UsageError where pandas is not installed.

        >>> frame = graph.entities().to_pandas()
        >>> frame.sort_values("statements", ascending=False)["label"].iloc[0]
        'Azerbaijan'
        """
        facts = self._facts()
        return tables.frame(
            {
                "id": [one.id for one in self],
                "label": [one.label for one in self],
                "type": [one.type for one in self],
                "aliases": [one.aliases for one in self],
                "wikidata": [one.wikidata for one in self],
                "statements": [facts[one.id] for one in self],
                "because": [one.because or None for one in self],
            }
        )

    def _facts(self) -> Mapping[str, int]:
        return Counter(end for one in self._of.statements() for end in {one.subject.id, one.object.id})

    def __repr__(self) -> str:
        lines = [f"{one.label} ({one.type}, id:{one.id})" for one in self[:SHOWN]]
        return "\n".join([*lines, *([rest] if (rest := more(self)) else [])]) or "<no entities>"

    def _repr_html_(self) -> str:
        facts = self._facts()
        rows = ((one.label, one.type, ", ".join(one.aliases), facts[one.id], f"id:{one.id}") for one in self[:SHOWN])
        return tables.html(("name", "type", "other names", "statements", "id"), rows, more=more(self))


class Articles(Listed[Article]):
    """Articles, with the part of a graph that they were taken from. A list, and shown as a table."""

    def __init__(self, found: Iterable[Article], of: Held) -> None:
        super().__init__(found)
        self._of = of

    def _like(self, found: list[Article]) -> Self:
        return type(self)(found, self._of)

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each article, without its text; ``statements`` counts those with a sentence in it.

        ``published`` is as precise as the text tells. Raises UsageError where pandas is not installed.

        >>> graph.articles().to_pandas()["source"].is_unique
        True
        """
        facts = self._facts()
        told = {"source": [one.source for one in self], **columns.of_papers(self)}
        return tables.frame(told | {"statements": [facts[one.source] for one in self]})

    def _facts(self) -> Mapping[str, int]:
        return Counter(source for one in self._of.statements() for source in {piece.source for piece in one.evidence})

    def __repr__(self) -> str:
        lines = [" · ".join(_words_of(one)) for one in self[:SHOWN]]
        return "\n".join([*lines, *([rest] if (rest := more(self)) else [])]) or "<no articles>"

    def _repr_html_(self) -> str:
        facts = self._facts()
        rows = ((one.title, one.publisher, one.published, facts[one.source], one.source) for one in self[:SHOWN])
        return tables.html(("title", "publisher", "published", "statements", "source"), rows, more=more(self))


def _counted(found: Sequence[Statement]) -> dict[str, list[Any]]:
    return {
        "sentences": [len(one.evidence) for one in found],
        "articles": [len({piece.source for piece in one.evidence}) for one in found],
        "confidence": [max((round(piece.confidence, 2) for piece in one.evidence), default=None) for one in found],
    }


def _words_of(article: Article) -> list[str]:
    told = (article.source, article.title, article.publisher, article.published)
    return [str(word) for word in told if word]


def _words(statement: Statement) -> str:
    """When, and whether it is so."""
    return " · ".join(headline(statement).split(" · ")[1:])


def _quoted(statement: Statement) -> list[Markup]:
    """The first sentences, marked."""
    said, left = statement.evidence[:QUOTED], len(statement.evidence) - QUOTED
    lines = [Markup("{} <small>{}</small>").format(quoted(statement, one), one.source) for one in said]
    return [*lines, Markup("<small>… and {} more</small>").format(left)] if left > 0 else lines
