"""The data of the page as tables, less than half as long as what they stand for, and quick to read.

This is where Python and ``assets/facts.js`` agree on their shape. Text of the graph never becomes a key: an id such
as ``__proto__`` stays a string.

- ``strings``: every text that may come again, once; number 0 is null and stands for "none", or "as always".
- ``entities``: rows ``[id, label, type, x, y, r, aliases, wikidata, because]``; ``articles``: rows ``[source, title,
  published, publisher, url]``. What is empty at the end of a row is left out.
- ``intervals``: rows ``[at, start, end, ended]``; ``words``: rows ``[predicate, role, topic, place]``; strings by
  number (``ended`` is 0 or 1). Row 0 of both is that of nothing.
- ``facts``: columns, a list for each of ``id``, ``s``, ``o`` (entities), ``r`` (a relation), ``status`` (of
  ``statuses``), ``by`` (an entity; -1 for the voice of the article), ``when`` (a row of ``intervals``), ``words`` (a
  row of those), ``pieces`` (how many sentences it has).
- ``evidence``: columns with an item for each sentence of each fact, in the order of the facts: ``a`` (an article),
  ``text`` (a string), ``marks``, ``subject`` and ``object`` (the mentions; 0: what is marked so), ``rule``,
  ``confidence`` in hundredths, ``hedge`` and ``voice``. ``marks`` are ``[kind, length, kind, length, ...]``: the
  sentence in stretches, kinds by their place in ``KINDS``, lengths in UTF-16 units as scripts count them.
- ``dated``: for each sentence that has such words, ``[its number in evidence, string, ...]``.

The rest (title, texts, types, relations, statuses, identities ...) is as ``page_data`` tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["KINDS", "packed"]

Json = dict[str, Any]
Row = list[Any]

KINDS = ("", "subject", "object", "trigger", "qualifier")
_ENTITY = ("id", "label", "type", "x", "y", "r", "aliases", "wikidata", "because")
_ARTICLE = ("source", "title", "published", "publisher", "url")
_INTERVAL = ("at", "start", "end", "ended")
_WORDS = ("predicate", "role", "topic", "place")
_FACT = ("id", "s", "o", "r", "status", "by", "when", "words", "pieces")
_EVIDENCE = ("a", "text", "marks", "subject", "object", "rule", "confidence", "hedge", "voice")
_EMPTY: Sequence[object] = (None, "", [])


class _Table:
    """Values by number, each once, in the order in which they come first."""

    def __init__(self, first: object) -> None:
        self.rows = [first]
        self._numbers = {_key(first): 0}

    def number(self, row: object) -> int:
        found = self._numbers.setdefault(_key(row), len(self.rows))
        if found == len(self.rows):
            self.rows.append(row)
        return found


def _key(row: object) -> object:
    return tuple(row) if isinstance(row, list) else row


def packed(data: Json) -> Json:
    """What ``page_data`` tells, as tables."""
    strings, intervals, words = _Table(None), _Table([0, 0, 0, 0]), _Table([0, 0, 0, 0])
    text = strings.number
    statuses = [status["id"] for status in data["statuses"]]
    facts, evidence, dated = list[Row](), list[Row](), list[Row]()
    for fact in data["facts"]:
        when, told = fact["when"], fact["words"]
        interval = [text(when.get(key)) for key in _INTERVAL[:3]] + [int(when.get("ended", False))]
        by = -1 if fact["by"] is None else fact["by"]
        qualifiers = words.number([text(told.get(key)) for key in _WORDS])
        facts.append(
            [
                *(fact["id"], fact["s"], fact["o"], fact["r"], statuses.index(fact["status"])),
                *(by, intervals.number(interval), qualifiers, len(fact["evidence"])),
            ]
        )
        for piece in fact["evidence"]:
            if piece.get("dated"):
                dated.append([len(evidence), *map(text, piece["dated"])])
            evidence.append(_sentence(piece, strings))
    return data | {
        "entities": [_row(entity, _ENTITY) for entity in data["entities"]],
        "articles": [_row(article, _ARTICLE) for article in data["articles"]],
        "facts": _columns(_FACT, facts),
        "evidence": _columns(_EVIDENCE, evidence),
        "dated": dated,
        "intervals": intervals.rows,
        "words": words.rows,
        "strings": strings.rows,
    }


def _sentence(piece: Json, strings: _Table) -> Row:
    """A row for ``evidence``, in the order of its columns."""
    text, parts = strings.number, piece["parts"]
    marks = [value for kind, words in parts for value in (KINDS.index(kind), _units(words))]
    mentions = [
        0 if [side, mention] in parts and _first(parts, side) == mention else text(mention)
        for side, mention in zip(("subject", "object"), piece["mentions"], strict=True)
    ]
    return [
        *(piece["a"], text("".join(words for _, words in parts)), marks, *mentions, text(piece["rule"])),
        *(round(100 * piece["confidence"]), text(piece.get("hedge")), text(piece.get("voice"))),
    ]


def _first(parts: Sequence[Sequence[str]], side: str) -> str | None:
    return next((words for kind, words in parts if kind == side), None)


def _units(words: str) -> int:
    return len(words) + sum(letter > "\uffff" for letter in words)


def _row(value: Json, keys: Iterable[str]) -> Row:
    row = [value[key] for key in keys]
    while row[-1] in _EMPTY:
        row.pop()
    return row


def _columns(names: Sequence[str], rows: Sequence[Row]) -> Json:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}
