"""Parquet: a row for each statement and piece of evidence, for pandas, Dask, Spark and databases.

The columns are those of ``Statements.to_pandas(sentences=True)``, then what ``jsonl`` knows beyond them. The same
graph gives the same bytes with the same version of pyarrow: all that it would choose by itself is chosen here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.export import columns
from kg.graph import Graph
from kg.graph.told import Told, documents, told

if TYPE_CHECKING:
    import pyarrow

__all__ = ["parquet", "parquet_of"]

_ROWS: Final = 20_000  # of a group: what is in memory at once
_TRUTHS: Final = {"over", "ended"}
_COUNTS: Final = {"sentence_start", "sentence_end"}
_LISTS: Final = {"subject_aliases", "object_aliases"}
_SAID: Final = ("start_text", "end_text", "at_text", "status_text", "by_text", "subject_mention", "object_mention")


def parquet(graph: Graph, stream: BinaryIO) -> None:
    """All of the graph, by article and place in it."""
    parquet_of(graph, list(documents(graph).values()), stream)


def parquet_of(graph: Graph, docs: Sequence[ox.NamedNode], stream: BinaryIO) -> None:
    """What these articles tell. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'kg[parquet]'") from error
    schema = pyarrow.schema([(name, _type(pyarrow, name)) for name in _columns(graph, [])])
    rows = told(graph, docs)
    with ParquetWriter(
        _Counted(stream),
        schema,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        data_page_version="1.0",
    ) as writer:
        while group := list(islice(rows, _ROWS)):
            writer.write_table(pyarrow.table(_columns(graph, group), schema), row_group_size=_ROWS)


def _columns(graph: Graph, rows: Sequence[Told]) -> dict[str, list[Any]]:
    statements, pieces = [row.statement for row in rows], [row.piece for row in rows]
    return (
        columns.of_statements(statements, graph.names)
        | columns.of_pieces(pieces)
        | columns.of_papers([row.paper for row in rows])
        | {"ended": [one.interval.ended for one in statements]}
        | {name: [getattr(piece, name) for piece in pieces] for name in _SAID}
        | {
            "subject_aliases": [list(one.subject.aliases) for one in statements],
            "object_aliases": [list(one.object.aliases) for one in statements],
        }
    )


def _type(arrow: Any, name: str) -> pyarrow.DataType:
    """Dates that may be a year alone are text; days are days."""
    if name in columns.DAYS:
        return arrow.date32()
    if name in _TRUTHS:
        return arrow.bool_()
    if name in _COUNTS:
        return arrow.int64()
    if name in _LISTS:
        return arrow.list_(arrow.string())
    return arrow.float64() if name == "confidence" else arrow.string()


class _Counted(io.RawIOBase):
    """Passes on what is written and knows how much it was: a pipe cannot tell where it is."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self._written = stream, 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any, /) -> int:
        """Writes a piece; gives how long it was."""
        self._stream.write(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written."""
        return self._written
