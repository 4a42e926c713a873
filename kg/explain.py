"""Why an edge is there: each sentence that a statement stands on, with everything needed to judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kg import tables
from kg.export import record
from kg.graph import Names
from kg.model import Article, Evidence, Statement, Status
from kg.model.marks import found, sentence_parts
from kg.model.shown import headline, quotation, quoted
from kg.ontology import Ontology

__all__ = ["Explanation", "explain", "linking"]

Paint = Callable[[str, str], str]
"""(kind, words) -> words; ``kind`` is subject, object, trigger, qualifier, head, faint or "" for plain."""


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
        paint = paint or _brackets
        lines = ["  " + "".join(paint(kind, words.replace("\n", " ")) for kind, words in self.parts())]
        lines += [paint("", f"    {key:8}{value}") for key, value in self._qualifiers()]
        return "\n".join([*lines, paint("faint", "    " + self._where())])

    def record(self, names: Names) -> dict[str, Any]:
        """As a JSON value: the keys of ``statements.jsonl``, the trigger, and the sentence in marked parts."""
        piece, article = self.evidence, self.article
        return {
            **record(self.statement, piece, names),
            "trigger": article.text[piece.trigger.start : piece.trigger.end],
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published and str(article.published),
            "parts": [{"kind": kind or "text", "text": words} for kind, words in self.parts()],
        }

    def parts(self) -> list[tuple[str, str]]:
        """The sentence cut into stretches of one kind: subject, object, trigger, qualifier, "" for the rest.

        Names win over the trigger, and the trigger over the words that gave a qualifier.
        """
        return sentence_parts(self.statement, self.evidence)

    def _qualifiers(self) -> list[tuple[str, str]]:
        """Each qualifier with its value and its words, and who is meant by other words than a name."""
        said, piece, told = self.statement, self.evidence, self.statement.attribution
        dates = said.interval
        lines = [
            (key, f"{date} from {self._quoted(words)}" if words else str(date))
            for key, date, words in (
                ("start", dates.start, piece.start_text),
                ("end", dates.end, piece.end_text),
                ("at", dates.at, piece.at_text),
            )
            if date
        ]
        if dates.ended:
            lines.append(("end", "over, the text says; it gives no date"))
        lines += [(key, self._quoted(words)) for key in ("role", "topic", "place") if (words := getattr(said, key))]
        if told.status is not Status.ASSERTED:
            source = f" from {self._quoted(piece.status_text)}" if piece.status_text else ""
            lines.append(("status", told.status.value + source))
        if told.by:
            lines.append(("by", told.by.label + (f" from {self._quoted(piece.by_text)}" if piece.by_text else "")))
        mentions = ((piece.subject_mention, said.subject), (piece.object_mention, said.object))
        lines += [("who", f"“{mention}” is {one.label}") for mention, one in mentions if mention != one.label]
        told_by = self.article.text[piece.trigger.start : piece.trigger.end]
        if told_by and not any(kind == "trigger" for kind, _ in self.parts()):
            lines.append(("trigger", f"“{told_by}”, in words marked as subject or object"))
        return [(key, value.replace("\n", " ")) for key, value in lines]

    def _where(self) -> str:
        """Where the sentence stands, and how it was read."""
        piece, article = self.evidence, self.article
        where = [f"{piece.source}:{piece.span.start}-{piece.span.end}"]
        where += [value for value in (article.publisher, article.published and str(article.published)) if value]
        return " · ".join([*where, f"rule {piece.rule}", f"confidence {piece.confidence:.2f}"])

    def _quoted(self, words: str) -> str:
        """Words in quotation marks; told where the sentence does not have them."""
        return f"“{words}”" + ("" if found(words, self.evidence) else " (not in this sentence)")

    def __str__(self) -> str:
        return f"{headline(self.statement)}\n{self.sentence()}"

    def _repr_html_(self) -> str:
        below = [*(f"{key}: {value}" for key, value in self._qualifiers()), self._where()]
        return tables.block(
            Markup("<b>{}</b>{}").format(
                headline(self.statement), quotation(quoted(self.statement, self.evidence), below)
            )
        )


def explain(
    statements: Iterable[Statement],
    articles: Iterable[Article],
    triples: Iterable[tuple[str, str, str]] | None = None,
) -> list[Explanation]:
    """Every piece of evidence for the statements, in their order.

    ``triples`` (ids and relation names): for statements with one of these only.
    """
    by_source = {article.source: article for article in articles}
    wanted = None if triples is None else set(triples)
    return [
        Explanation(statement, piece, by_source[piece.source])
        for statement in statements
        if wanted is None or (statement.subject.id, statement.relation, statement.object.id) in wanted
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


def _brackets(kind: str, words: str) -> str:
    match kind:
        case "subject" | "object":
            return f"[{words}]"
        case "trigger":
            return f"*{words}*"
        case "qualifier":
            return f"{{{words}}}"
    return words
