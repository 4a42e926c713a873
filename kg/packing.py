"""What an article says, packed in the process that has read it, for the file where it waits (``spool``)."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pyoxigraph as ox

from kg import identity, model, ontology
from kg.errors import ShapeError
from kg.graph import Names
from kg.graph.canonical import canonical
from kg.graph.document import Encoded
from kg.graph.putting import Incoming, valid
from kg.model import Article, Read, Refused, Skipped
from kg.remembered import note
from kg.workers import Reader

__all__ = ["Head", "Packed", "head", "incoming", "no_more", "pack", "packer"]


@dataclass(frozen=True, slots=True)
class Packed:
    """An article that was read: its ``source``, what was ``told`` of it, and what the spool keeps of it.

    ``failed`` as ``Read.failed``. ``wrong``: what the shapes find wrong; then nothing is kept.
    """

    source: str
    told: tuple[Skipped | Refused, ...]
    failed: bool
    head: bytes = b""
    body: bytes = b""
    wrong: str | None = None


def packer(
    making: Callable[[], Reader], names: Names, mark: str | None
) -> Callable[[Iterator[Article]], Iterator[Packed]]:
    """What reads articles and packs them for a graph of these ``names``, by a reader that is made now.

    ``mark`` stands for the tools, as for ``remembered.note``; None: nothing is remembered.
    """
    return partial(_packed, reader=making(), names=names, mark=mark)


def _packed(articles: Iterator[Article], reader: Reader, names: Names, mark: str | None) -> Iterator[Packed]:
    return (pack(one, names, mark) for one in reader(articles))


def pack(one: Read, names: Names, mark: str | None) -> Packed:
    """The same, packed."""
    try:
        ready = one.ready if isinstance(one.ready, Encoded) else valid(one.extraction, names)
    except ShapeError as error:
        return Packed(one.source, one.told, one.failed, wrong=str(error))
    tellings = identity.tellings(canonical(one.extraction), ontology.load())
    body = pickle.dumps((one.extraction, ready), 5)
    return Packed(one.source, one.told, one.failed, _head(one.source, note(one, mark), tellings), body)


def no_more(source: str) -> bytes:
    """The head of an article that is gone again."""
    return _head(source, None, {})


def _head(*parts: object) -> bytes:
    return json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")


_VALUES: Final = {
    (kind.__module__, kind.__qualname__): kind
    for kind in (
        *(model.Appearance, model.Article, model.Attribution, model.Dropped, model.Entity, model.Evidence),
        *(model.Extraction, model.Gap, model.Interval, model.PartialDate, model.Statement, model.Status),
        *(model.TextSpan, model.Unresolved, Encoded, ox.NamedNode),
    )
}
"""All that a body is made of, beside plain texts and numbers."""


class _Values(pickle.Unpickler):
    """Makes nothing else: a graph may come from somebody who means ill."""

    def find_class(self, module: str, name: str) -> Any:
        """As pickle calls it."""
        if (module, name) not in _VALUES:
            raise pickle.UnpicklingError(f"{module}.{name} is nothing that an article says")
        return _VALUES[module, name]


@dataclass(frozen=True, slots=True)
class Head:
    """Of a packed article its ``source``, its note (``remembered``), and its ``tellings`` (``identity``)."""

    source: str
    note: str | None
    tellings: Mapping[str, str]


def head(packed: bytes) -> Head:
    """That of ``Packed.head``."""
    return Head(*json.loads(packed.decode("utf-8", "surrogatepass")))


def incoming(packed: bytes, body: bytes) -> Incoming:
    """The article of ``Packed.head`` and ``Packed.body``. Raises ValueError where that is something else."""
    try:
        extraction, ready = _Values(io.BytesIO(body)).load()
        return Incoming(extraction, head(packed).note, ready)
    except Exception as error:  # whatever the bytes may lead to that somebody has written there
        raise ValueError(str(error)) from error
