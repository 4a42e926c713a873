"""What a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, TypeAlias

from kg.graph import Graph

__all__ = ["Format", "Parts", "Writer"]

Writer: TypeAlias = Callable[[Graph, BinaryIO], None]
"""Writes a graph to a stream, piece by piece. The same graph gives the same bytes."""

Parts: TypeAlias = Callable[[Graph, int], Iterator[tuple[str, Writer]]]
"""The files of a graph in so many parts; each is to be written before the next is asked for."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph.

    ``what`` is its line in lists. A file whose name ends in one of ``suffixes`` is meant to be of this format. In a
    folder it is several ``files``, where it can be that; a large graph may be cut into ``parts``.
    """

    what: str
    write: Writer
    suffixes: tuple[str, ...] = ()
    files: Mapping[str, Writer] = field(default_factory=dict)
    parts: Parts | None = None
