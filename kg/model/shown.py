"""Statements and entities as people see them: on one line, and as HTML for a notebook, light or dark.

Everything that a text gave is escaped. The HTML has no scripts and no colours that hide the words on some ground.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from kg import tables
from kg.model.marks import sentence_parts

if TYPE_CHECKING:
    from kg.model.identity import Entity
    from kg.model.statement import Evidence, Statement

__all__ = ["claim", "entity_html", "headline", "quotation", "quoted", "statement_html", "when"]

SHOWN = 10
"""sentences of one statement that a notebook shows"""

# See-through grounds keep the contrast of the words with what is behind them.
_LOOKS = {
    "subject": "color:inherit;background:rgba(234,179,8,.3);border-radius:3px",
    "object": "color:inherit;background:rgba(59,130,246,.3);border-radius:3px",
    "trigger": "color:inherit;background:none;font-weight:600;border-bottom:2px solid currentColor",
    "qualifier": "color:inherit;background:none;border-bottom:2px dotted currentColor",
}


def headline(statement: Statement) -> str:
    """The statement on one line, with the role, when, and whether it is so."""
    words = [claim(statement), *([f"“{statement.role}”"] if statement.role else []), *when(statement)]
    by = statement.attribution.by
    return " · ".join([*words, statement.status.value + (f" by {by.label}" if by else "")])


def claim(statement: Statement, relation: Callable[[str], str] = str) -> str:
    """Who is related to whom and how, as a clause; ``relation`` words the name of the relation."""
    words = relation(statement.relation) + (f" ({statement.predicate})" if statement.predicate else "")
    return f"{statement.subject.label} {words} {statement.object.label}"


def when(statement: Statement) -> list[str]:
    """When a statement holds: some words for each date; empty where nobody tells."""
    interval = statement.interval
    dated = [("since", interval.start), ("until", interval.end), ("on" if _is_day(statement) else "in", interval.at)]
    return [f"{word} {date}" for word, date in dated if date] + (["over"] if interval.ended else [])


def quoted(statement: Statement, piece: Evidence) -> Markup:
    """The sentence, with the words for either side, for the relation and for its qualifiers marked."""
    return Markup("").join(
        Markup('<mark title="{}" style="{}">{}</mark>').format(kind, _LOOKS[kind], words)
        if kind
        else Markup("{}").format(words)
        for kind, words in sentence_parts(statement, piece)
    )


def quotation(sentence: Markup, below: Iterable[str]) -> Markup:
    """A sentence, set off, with small lines below it."""
    lines = Markup("").join(Markup("<br><small>{}</small>").format(line) for line in below)
    return Markup(
        '<blockquote style="margin:.4em 0 .4em 1em;padding-left:.8em;border-left:3px solid rgba(128,128,128,.5)">'
        "{}{}</blockquote>"
    ).format(sentence, lines)


def statement_html(statement: Statement) -> str:
    """What is said, in the first line, and the sentences that say it."""
    told = [(key, words) for key in ("role", "topic", "place") if (words := getattr(statement, key))]
    also = Markup("").join(Markup("<br><small>{}: {}</small>").format(key, words) for key, words in told)
    pieces = statement.evidence[:SHOWN]
    quotes = Markup("").join(
        quotation(
            quoted(statement, piece), [f"{piece.source} · rule {piece.rule} · confidence {piece.confidence:.2f}"]
        )
        for piece in pieces
    )
    more = len(statement.evidence) - len(pieces)
    rest = Markup("<small>… and {} more sentences</small>").format(more) if more else ""
    return tables.block(Markup("<b>{}</b>{}{}{}").format(headline(statement), also, quotes, rest))


def entity_html(entity: Entity) -> str:
    """Who it is: the name, what it is, by which other names it goes, and why these are one."""
    lines = []
    if entity.aliases:
        lines.append(Markup("also {}").format(", ".join(entity.aliases)))
    if entity.because:
        lines.append(Markup("<small>one because {}</small>").format(entity.because))
    facts: list[str] = [entity.type, f"id:{entity.id}"]
    if entity.wikidata:
        facts.append(_linked(entity.wikidata))
    below = Markup("").join(Markup("<br>{}").format(line) for line in lines)
    name = Markup('<b style="font-size:1.2em">{}</b> <small>{}</small>')
    return tables.block(name.format(entity.label, Markup(" · ").join(facts)) + below)


def _linked(wikidata: str) -> Markup:
    if not re.fullmatch(r"Q[1-9][0-9]*", wikidata):
        return Markup("{}").format(wikidata)
    return Markup('<a href="https://www.wikidata.org/wiki/{0}" rel="noreferrer">{0}</a>').format(wikidata)


def _is_day(statement: Statement) -> bool:
    return statement.interval.at is not None and statement.interval.at.precision == "day"
