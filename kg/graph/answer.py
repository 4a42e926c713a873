"""What a query gives: rows, to be read by people (table) or by programs (CSV, TSV, SPARQL results JSON)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.graph.names import Names

__all__ = ["Answer", "Term"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a SELECT (one column a variable), a CONSTRUCT (subject, predicate, object) or an ASK (``yes``).

    Truth: the answer to the ASK; for the others, whether there are rows.
    """

    variables: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    names: Names
    yes: bool | None = None

    def __bool__(self) -> bool:
        return bool(self.terms) if self.yes is None else self.yes

    def __str__(self) -> str:
        """The table."""
        return self.table()

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Mapping[str, str | None]]:
        """Each row as variable -> words for people (None where the variable is unbound)."""
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows())

    def rows(self) -> list[tuple[str | None, ...]]:
        """Terms as people read them: ``kg:memberOf``, plain text, numbers."""
        return [tuple(None if term is None else self._words(term) for term in row) for row in self.terms]

    def without(self, variables: Collection[str]) -> Answer:
        """The same rows without these columns."""
        kept = [place for place, name in enumerate(self.variables) if name not in variables]
        rows = tuple(tuple(row[place] for place in kept) for row in self.terms)
        return replace(self, variables=tuple(self.variables[place] for place in kept), terms=rows)

    def table(self) -> str:
        """Columns of text, one line a row, no line longer than its content; ``yes`` or ``no`` for an ASK."""
        if self.yes is not None:
            return "yes\n" if self.yes else "no\n"
        rows = [self.variables, *([_one_line(word or "") for word in row] for row in self.rows())]
        widths = [max(len(row[column]) for row in rows) for column in range(len(self.variables))]
        rows.insert(1, ["-" * width for width in widths])
        lines = ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)) for row in rows]
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def csv(self) -> str:
        """SPARQL 1.1 results in CSV: full IRIs, bare values."""
        if self.yes is not None:
            return f"{str(self.yes).lower()}\r\n"
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(self.variables)
        writer.writerows([_bare(term) for term in row] for row in self.terms)
        return stream.getvalue()

    def tsv(self) -> str:
        """SPARQL 1.1 results in TSV: terms as in Turtle."""
        if self.yes is not None:
            return f"{str(self.yes).lower()}\n"
        head = "\t".join(f"?{name}" for name in self.variables)
        lines = (
            "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in self.terms
        )
        return "".join(f"{line}\n" for line in (head, *lines))

    def json(self) -> str:
        """SPARQL 1.1 results in JSON."""
        if self.yes is not None:
            return _json({"head": {}, "boolean": self.yes})
        bindings = [
            {name: _json_term(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.terms
        ]
        return _json({"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}})

    def _words(self, term: Term) -> str:
        return self.names.short(term.value) if isinstance(term, ox.NamedNode) else _bare(term)


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def _one_line(text: str) -> str:
    """Without control characters: a terminal would obey them."""
    return "".join(char if char.isprintable() else " " for char in text)


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
