"""Terms as text: how N-Triples writes them, character by character as Oxigraph does, and what their characters mean.

A term that goes to a store, or that shapes look at, is a ``str`` here: ``<IRI>``, ``"text"``, ``"5"^^<datatype>``.
Millions of them are made, and the engine's own objects cost several times more.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Day
from decimal import Decimal
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.graph.terms import XSD

__all__ = ["Triple", "characters", "datatype", "literal", "measure", "n_quads", "text", "triples", "well_formed"]

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object, each as N-Triples writes it."""

_SHORT: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED: Final = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_WRITTEN: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_MEANT: Final = {written[1]: char for char, written in _SHORT.items()} | {"'": "'"}


def literal(text: str, suffix: str = "") -> str:
    """A literal of these characters; ``suffix`` is ``@en`` or ``^^<datatype>``."""
    if _ESCAPED.search(text):
        text = _ESCAPED.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}", text)
    return f'"{text}"{suffix}'


def datatype(name: str) -> str:
    """The suffix of literals of ``xsd:name``."""
    return f"^^<{XSD}{name}>"


def characters(term: str) -> str:
    """The characters of a literal or of an IRI."""
    if not term.startswith('"'):
        return term[1:-1] if term.startswith("<") else term
    text = term[1 : term.rindex('"')]
    return _WRITTEN.sub(_meant, text) if "\\" in text else text


def text(triple: ox.Triple | ox.Quad) -> Triple:
    """A triple of the engine as text."""
    return str(triple.subject), str(triple.predicate), str(triple.object)


def triples(n_triples: bytes) -> Iterator[Triple]:
    """The triples that the engine wrote, without blank nodes."""
    for line in n_triples.decode().split("\n")[:-1]:
        subject, predicate, object = line[:-2].split(" ", 2)  # without the " ." at the end
        yield subject, predicate, object


def n_quads(graph: ox.NamedNode, triples: Iterable[Triple]) -> str:
    """Triples of one graph, a line each."""
    end = f" {graph} .\n"
    return "".join([f"{subject} {predicate} {object}{end}" for subject, predicate, object in triples])


def _meant(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _MEANT[found[3]]


# ------------------------------------------------------------------------------------------- datatypes


def _day(text: str) -> Day | None:
    try:
        return Day.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


_FORMS: Final[dict[str, Callable[[str], object]]] = {
    "string": lambda text: True,
    "integer": re.compile(r"[+-]?[0-9]+").fullmatch,
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)").fullmatch,
    "gYear": re.compile(r"[0-9]{4}").fullmatch,
    "gYearMonth": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])").fullmatch,
    "date": _day,
}


@functools.lru_cache(maxsize=65536)
def well_formed(term: str, name: str) -> bool:
    """True for a literal of ``xsd:name`` that is written as this package writes it (no time zones, four-digit years).

    Raises KeyError for a datatype whose form is not known here.
    """
    form = _FORMS[name]
    suffix = "" if name == "string" else datatype(name)
    return term.startswith('"') and term[term.rindex('"') + 1 :] == suffix and bool(form(characters(term)))


@functools.lru_cache(maxsize=65536)
def measure(term: str) -> Decimal | Day | None:
    """What a number or a day is compared by; None for all else."""
    for name in ("integer", "decimal"):
        if well_formed(term, name):
            return Decimal(characters(term))
    return _day(characters(term)) if well_formed(term, "date") else None
