"""A graph in several files of one folder, each read for itself, together exactly the graph.

An article is in the part that a hash of its source says, whatever else there is: who changes one article changes its
part. Written in the memory of one part at most.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.export.format import Parts, Writer
from kg.export.lines import record
from kg.export.parquet import parquet_of
from kg.files import replacing
from kg.graph import Graph
from kg.graph.remote.server import about
from kg.graph.told import documents, told

__all__ = ["jsonl_parts", "nquads_parts", "parquet_parts", "write_parts"]

_QUADS: Final = 100_000  # sorted into parts at once
_PART: Final = re.compile(r"(?:part|shared)-[0-9]{5,}")
_Rows = Callable[[Graph, Sequence[ox.NamedNode], BinaryIO], None]


def write_parts(graph: Graph, parts: Parts, number: int, folder: Path) -> None:
    """Writes so many parts into a folder, which is made, in place of all parts of this kind that are there.

    None is replaced before all are written. Raises UsageError where there is a file of this name, OSError.
    """
    if number < 1:
        raise UsageError(f"{number} partitions: give a number from 1 on")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; partitions are written into a folder")
    draft, names = folder / ".draft", []
    shutil.rmtree(draft, ignore_errors=True)  # of a process that was killed
    draft.mkdir(parents=True)
    try:
        for name, write in parts(graph, number):
            with replacing(draft / name) as stream:
                write(graph, stream)  # type: ignore[arg-type]
            names.append(name)
        for name in names:
            (draft / name).replace(folder / name)
        for old in folder.iterdir():
            if _PART.fullmatch(old.stem) and old.suffix == Path(names[0]).suffix and old.name not in names:
                old.unlink()
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def jsonl_parts(graph: Graph, number: int) -> Iterator[tuple[str, Writer]]:
    """JSON Lines, each part in the order of the whole."""
    return _of_articles(graph, number, ".jsonl", _lines)


def parquet_parts(graph: Graph, number: int) -> Iterator[tuple[str, Writer]]:
    """Parquet, likewise."""
    return _of_articles(graph, number, ".parquet", parquet_of)


def nquads_parts(graph: Graph, number: int) -> Iterator[tuple[str, Writer]]:
    """N-Quads: the graph of an article whole in one ``part``, what articles share in ``shared`` ones by subject.

    ``about`` says of a server that loads them that it holds a graph of ours; it is no part of the graph.
    """
    yield "about.nq", _about
    yield from _of_articles(graph, number, ".nq", _article_graphs)
    with tempfile.TemporaryDirectory(prefix="kg-") as scratch:
        buckets = [Path(scratch, _name("shared", place, ".nq")) for place in range(number)]
        _scatter(graph, buckets)
        for bucket in buckets:
            yield bucket.name, partial(_sorted, bucket)


def _of_articles(graph: Graph, number: int, suffix: str, rows: _Rows) -> Iterator[tuple[str, Writer]]:
    shares: list[list[ox.NamedNode]] = [[] for _ in range(number)]
    for source, doc in documents(graph).items():
        shares[_place(source, number)].append(doc)
    for place, docs in enumerate(shares):
        yield _name("part", place, suffix), partial(_written, rows, docs)


def _written(rows: _Rows, docs: Sequence[ox.NamedNode], graph: Graph, stream: BinaryIO) -> None:
    rows(graph, docs, stream)


def _lines(graph: Graph, docs: Sequence[ox.NamedNode], stream: BinaryIO) -> None:
    for one in told(graph, docs):
        stream.write((json.dumps(record(one.statement, one.piece, graph.names), ensure_ascii=False) + "\n").encode())


def _about(graph: Graph, stream: BinaryIO) -> None:
    name = graph.names.about
    stream.writelines(
        _n_quads(ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in about(graph.names))
    )


def _article_graphs(graph: Graph, docs: Sequence[ox.NamedNode], stream: BinaryIO) -> None:
    for doc in docs:
        stream.writelines(sorted(_n_quads(graph.store.quads_for_pattern(None, None, None, doc))))


def _scatter(graph: Graph, buckets: Sequence[Path]) -> None:
    """Every quad that is no article's, into the file of its subject."""
    for bucket in buckets:
        bucket.touch()
    articles = set(documents(graph).values())
    for name in graph.store.named_graphs():
        if name in articles:
            continue
        quads = iter(graph.store.quads_for_pattern(None, None, None, name))
        while lines := _n_quads(islice(quads, _QUADS)):
            by_place: dict[int, list[bytes]] = {}
            for line in lines:
                by_place.setdefault(_place(line.partition(b" ")[0].decode(), len(buckets)), []).append(line)
            for place, some in by_place.items():
                with buckets[place].open("ab") as file:  # opened for each: thousands at a time may not be open
                    file.writelines(some)


def _sorted(bucket: Path, graph: Graph, stream: BinaryIO) -> None:
    with bucket.open("rb") as lines:
        stream.writelines(sorted(lines))


def _n_quads(quads: Iterable[ox.Quad]) -> list[bytes]:
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def _name(kind: str, place: int, suffix: str) -> str:
    return f"{kind}-{place:05}{suffix}"


def _place(name: str, number: int) -> int:
    """The part that something of this name is in: a digest, since Python's own hash differs by process."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % number
