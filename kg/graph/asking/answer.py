"""What a query gives: rows, to be read by people (table) or by programs (``FORMATS``)."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg import tables
from kg.errors import UsageError
from kg.graph.names import Names

if TYPE_CHECKING:
    import pandas

__all__ = ["FORMATS", "Answer", "Term", "xml_text"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = f"{_XSD}string"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The answer to a SELECT (one column a variable), an ASK (``yes``), a CONSTRUCT or a DESCRIBE.

    The last two give ``triples``: the columns are subject, predicate and object, and ``FORMATS`` of RDF can be had.
    Truth: the answer to the ASK; for the others, whether there are rows. ``note`` tells what the query may have
    meant, where it found nothing and uses a term that is nobody's; else "".
    """

    variables: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    names: Names
    yes: bool | None = None
    triples: bool = False
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.terms) if self.yes is None else self.yes

    def __str__(self) -> str:
        """The table."""
        return self.table()

    def __repr__(self) -> str:
        """The table as a prompt shows it: the first rows, long words cut."""
        shown = replace(self, terms=self.terms[:SHOWN]).table(LINE).rstrip("\n")
        rest = self._more() if len(self) > SHOWN else self.note
        return "\n".join([shown, *([rest] if rest else [])])

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Mapping[str, str | None]]:
        """Each row as variable -> words for people (None where the variable is unbound)."""
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows())

    def rows(self) -> list[tuple[str | None, ...]]:
        """Terms as people read them: ``kg:memberOf``, plain text, numbers."""
        return [tuple(None if term is None else self._words(term) for term in row) for row in self.terms]

    def text(self, format: str) -> str:
        """In one of ``FORMATS``. Raises UsageError for another, and for RDF where the answer is no triples."""
        writer = FORMATS.get(format)
        if writer is None:
            raise UsageError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
        return writer(self)

    def table(self, width: int | None = None) -> str:
        """Columns of text, one line a row; ``yes`` or ``no`` for an ASK.

        The longest columns are cut so that a line has at most ``width`` characters; None: nothing is cut.
        """
        if self.yes is not None:
            return "yes\n" if self.yes else "no\n"
        rows = [self.variables, *([_one_line(word or "") for word in row] for row in self.rows())]
        widths = [max(len(row[column]) for row in rows) for column in range(len(self.variables))]
        if width is not None:
            widths = _fitting(widths, width)
        rows.insert(1, ["-" * width for width in widths])
        lines = ["  ".join(_cut(word, width) for word, width in zip(row, widths, strict=True)) for row in rows]
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

    def xml(self) -> str:
        """SPARQL 1.1 results in XML. Characters that XML cannot hold become U+FFFD."""
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in self.variables)
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
        lines.append(f"<head>{head}</head>")
        if self.yes is not None:
            return "\n".join([*lines, f"<boolean>{str(self.yes).lower()}</boolean>", "</sparql>", ""])
        names = [f"<binding name={quoteattr(name)}>" for name in self.variables]
        lines.append("<results>")
        for row in self.terms:
            cells = (
                f"{name}{_xml(term)}</binding>" for name, term in zip(names, row, strict=True) if term is not None
            )
            lines.append(f"<result>{''.join(cells)}</result>")
        return "\n".join([*lines, "</results>", "</sparql>", ""])

    def to_pandas(self) -> pandas.DataFrame:
        """A column for each variable: numbers and truth as such, days as ``datetime64``, all else as people read it.

        Raises UsageError for an ASK, whose answer is ``yes``, and where pandas is not installed.
        """
        if self.yes is not None:
            raise UsageError("an ASK gives no rows; its answer is in .yes")
        columns = {name: [_value(term, self._words) for term in told] for name, told in self._by_variable()}
        return tables.frame(columns, [name for name, told in self._by_variable() if _all_days(told)])

    def _by_variable(self) -> list[tuple[str, tuple[Term | None, ...]]]:
        return [(name, tuple(row[place] for row in self.terms)) for place, name in enumerate(self.variables)]

    def _repr_html_(self) -> str:
        """The table for a notebook: everything in it escaped, at most ``SHOWN`` rows."""
        if self.yes is not None:
            return self.table()
        return tables.html(
            self.variables, self.rows()[:SHOWN], more=self._more() if len(self) > SHOWN else self._none()
        )

    def _more(self) -> str:
        return f"… and {len(self) - SHOWN:,} more rows; to_pandas() has them all"

    def _none(self) -> str:
        return "" if self.terms else self.note or "no rows"

    def rdf(self, format: ox.RdfFormat) -> str:
        """The triples in a format of RDF, sorted. Raises UsageError where the answer is no triples."""
        if not self.triples:
            raise UsageError("only CONSTRUCT and DESCRIBE give RDF; take table, csv, tsv, json or xml")
        triples = [ox.Triple(*row) for row in self.terms]  # type: ignore[arg-type]
        prefixes = None if format == ox.RdfFormat.N_TRIPLES else self.names.prefixes
        return (ox.serialize(triples, format=format, prefixes=prefixes) or b"").decode()

    def _words(self, term: Term) -> str:
        return self.names.short(term.value) if isinstance(term, ox.NamedNode) else _bare(term)


def _rdf(format: ox.RdfFormat) -> Callable[[Answer], str]:
    return lambda answer: answer.rdf(format)


FORMATS: Mapping[str, Callable[[Answer], str]] = MappingProxyType(
    {
        "table": Answer.table,
        "csv": Answer.csv,
        "tsv": Answer.tsv,
        "json": Answer.json,
        "xml": Answer.xml,
        "turtle": _rdf(ox.RdfFormat.TURTLE),
        "trig": _rdf(ox.RdfFormat.TRIG),
        "ntriples": _rdf(ox.RdfFormat.N_TRIPLES),
        "jsonld": _rdf(ox.RdfFormat.JSON_LD),
    }
)
"""name -> writer; those from ``turtle`` on are for triples only"""

SHOWN = 100
"""rows that a notebook or a prompt shows"""

LINE = 120
"""characters of a line at a prompt"""

NARROWEST = 6
"""characters that a column keeps where the terminal is too small for all"""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _xml(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(xml_text(term.value))}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_xml(part)}</{name}>' for name, part in parts.items())}</triple>"
    text = escape(xml_text(term.value), {"\r": "&#13;"})  # a bare one would come back as a line feed
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    if term.datatype.value == _STRING:
        return f"<literal>{text}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{text}</literal>"


def _fitting(widths: list[int], line: int) -> list[int]:
    """The widths with the largest made equal and so small that the columns fit a line, but none below NARROWEST."""
    room = line - 2 * (len(widths) - 1)
    most = max(widths, default=0)
    while most > NARROWEST and sum(min(width, most) for width in widths) > room:
        most -= 1
    return [min(width, most) for width in widths]


def _cut(word: str, width: int) -> str:
    return word.ljust(width) if len(word) <= width else word[: width - 1] + "…"


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def _value(term: Term | None, words: Callable[[Term], str]) -> object:
    """As Python has it."""
    if isinstance(term, ox.Literal) and (read := _READ.get(term.datatype.value)):
        with contextlib.suppress(ValueError):  # what calls itself a number may be none: then its text is told
            return read(term.value)
    return None if term is None else words(term)


def _all_days(told: Sequence[Term | None]) -> bool:
    bound = [term for term in told if term is not None]
    return bool(bound) and all(isinstance(one, ox.Literal) and one.datatype.value == f"{_XSD}date" for one in bound)


_READ: Mapping[str, Callable[[str], object]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}.get(text, text),
    f"{_XSD}date": date.fromisoformat,
}


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
    if term.datatype.value == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
