"""Why an edge is there: each sentence that a statement stands on, with everything needed to judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.model import Article, Evidence, Statement
from kg.ontology import Ontology
from kg.view.data import marked

__all__ = ["Explanation", "explain", "headline", "linking"]

Paint = Callable[[str, str], str]
"""(kind, words) -> words; ``kind`` is subject, object, trigger, head, faint or "" for plain."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement and one sentence that says it. ``str()`` shows both, the words that count marked."""

    statement: Statement
    evidence: Evidence
    article: Article

    def sentence(self, paint: Paint | None = None) -> str:
        """The sentence and what it stands on, without the statement.

        ``paint`` gets every stretch of it with its kind, and marks it; None: with brackets.
        """
        paint, piece, article = paint or _brackets, self.evidence, self.article
        spans = (("subject", piece.subject), ("object", piece.object), ("trigger", piece.trigger))
        pieces = marked(piece.text.replace("\n", " "), piece.span.start, spans)
        where = [f"{piece.source}:{piece.span.start}-{piece.span.end}"]
        where += [value for value in (article.publisher, article.published and str(article.published)) if value]
        where += [f"rule {piece.rule}", f"confidence {piece.confidence:.2f}"]
        lines = ["  " + "".join(paint(kind, words) for kind, words in pieces)]
        lines += [paint("", f"  {line}") for line in _qualifiers(self.statement, piece)]
        return "\n".join([*lines, paint("faint", "  " + " · ".join(where))])

    def __str__(self) -> str:
        return f"{headline(self.statement)}\n{self.sentence()}"


def explain(
    statements: Iterable[Statement],
    articles: Iterable[Article],
    triples: Iterable[tuple[str, str, str]],
) -> list[Explanation]:
    """Every piece of evidence for statements with one of the ``triples`` (ids and relation names), by content."""
    by_source = {article.source: article for article in articles}
    wanted = set(triples)
    return [
        Explanation(statement, piece, by_source[piece.source])
        for statement in statements
        if (statement.subject.id, statement.relation, statement.object.id) in wanted
        for piece in statement.evidence
    ]


def linking(ontology: Ontology, subject: str, relation: str, object: str) -> set[tuple[str, str, str]]:
    """The triples that say the same: turned round where the relation is symmetric, by its inverse where it has one.

    Raises OntologyError where there is no such relation.
    """
    term = ontology.relation(relation)
    triples = {(subject, relation, object)}
    if term.symmetric:
        triples.add((object, relation, subject))
    if term.inverse:
        triples.add((object, term.inverse, subject))
    return triples


def headline(statement: Statement) -> str:
    """The statement on one line, with when and whether it is so."""
    relation = f"{statement.relation} ({statement.predicate})" if statement.predicate else statement.relation
    words = [f"{statement.subject.label} {relation} {statement.object.label}", *_when(statement)]
    by = statement.attribution.by
    return " · ".join([*words, statement.status.value + (f" by {by.label}" if by else "")])


def _when(statement: Statement) -> list[str]:
    interval = statement.interval
    dated = [("since", interval.start), ("until", interval.end), ("on" if _is_day(statement) else "in", interval.at)]
    return [f"{word} {date}" for word, date in dated if date] + (["over"] if interval.ended else [])


def _is_day(statement: Statement) -> bool:
    return statement.interval.at is not None and statement.interval.at.precision == "day"


def _qualifiers(statement: Statement, piece: Evidence) -> list[str]:
    interval = statement.interval
    dated = ((interval.start, piece.start_text), (interval.end, piece.end_text), (interval.at, piece.at_text))
    words = [f"{date} from “{text}”" for date, text in dated if date and text]
    words += [f"{key}: {value}" for key in ("role", "topic", "place") if (value := getattr(statement, key))]
    mentions = ((piece.subject_mention, statement.subject), (piece.object_mention, statement.object))
    words += [f"“{mention}” is {entity.label}" for mention, entity in mentions if mention != entity.label]
    return [" · ".join(words)] if words else []


def _brackets(kind: str, words: str) -> str:
    match kind:
        case "subject" | "object":
            return f"[{words}]"
        case "trigger":
            return f"*{words}*"
    return words
