"""Parquet, and graphs in several files: read back by those whom they are for."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas
import pyoxigraph as ox
import pytest

import kg
from kg import export, graph
from kg.cli import main
from kg.errors import UsageError
from kg.export.parquet import _Counted
from kg.model import Extraction
from tests.benchmarks.generated import altered, extractions
from tests.graph.servers import free_port, oxigraph_program, running

SAID = list(extractions(200))
FORMATS = {"nquads": ".nq", "jsonl": ".jsonl", "parquet": ".parquet"}


@pytest.fixture(scope="module")
def many() -> graph.Graph:
    """A graph of some articles that share actors and statements."""
    return graph.memory(SAID)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in a folder."""
    folder = tmp_path_factory.mktemp("stored") / "graph"
    with graph.write(folder) as store:
        store.load(SAID)
    return folder


def parts(held: graph.Graph, format: str, folder: Path, number: int = 4) -> dict[str, bytes]:
    """What a folder of parts holds."""
    export.export_to(held, format, folder, partitions=number)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def whole(held: graph.Graph, format: str) -> bytes:
    stream = io.BytesIO()
    export.export(held, format, stream)
    return stream.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_so_many_parts_are_named_and_replaced(many, tmp_path: Path, format: str) -> None:
    ending = FORMATS[format]
    target = tmp_path / f"new/statements{ending}"
    kinds = ("part", "shared") if format == "nquads" else ("part",)
    for number in (5, 2):
        names = [f"{kind}-{place:05}{ending}" for kind in kinds for place in range(number)]
        assert list(parts(many, format, target, number)) == ["about.nq"] * (format == "nquads") + names
    (target / "part-of-mine.txt").write_text("mine")
    assert "part-of-mine.txt" in parts(many, format, target, 1)


@pytest.mark.parametrize("format", ["nquads", "jsonl"])
def test_the_lines_of_the_parts_are_those_of_the_whole(many, hostile, tmp_path: Path, format: str) -> None:
    for held in (many, hostile):
        files = parts(held, format, tmp_path / "p")
        lines = [line for name, content in files.items() for line in content.splitlines() if name != "about.nq"]
        assert sorted(lines) == sorted(whole(held, format).splitlines())


def test_each_part_can_be_loaded_and_all_are_the_graph(many, tmp_path: Path) -> None:
    names = [name for name in parts(many, "nquads", tmp_path / "p") if name != "about.nq"]
    store, seen = ox.Store(), set()
    for name in names:
        alone = ox.Store()
        alone.bulk_load(path=str(tmp_path / "p" / name), format=ox.RdfFormat.N_QUADS)
        assert not any(isinstance(node, ox.BlankNode) for quad in alone for node in (quad.subject, quad.object))
        if name.startswith("part"):
            mine = set(alone.named_graphs())
            assert not mine & seen  # an article is whole in one part
            seen |= mine
        store.bulk_load(path=str(tmp_path / "p" / name), format=ox.RdfFormat.N_QUADS)
    one, other = ox.Dataset(store), ox.Dataset(many.store)
    for dataset in (one, other):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert one == other


def test_who_changes_an_article_changes_its_part(many, tmp_path: Path) -> None:
    before = {format: parts(many, format, tmp_path / format) for format in FORMATS}
    changed = graph.memory([altered(SAID[0]), *SAID[1:]])
    for format, was in before.items():
        now = parts(changed, format, tmp_path / format)
        differ = [name for name in now if now[name] != was[name] and name.startswith("part")]
        assert len(differ) == 1, format


def test_what_somebody_else_stored_in_another_order_gives_the_same_bytes(many, stored, tmp_path: Path) -> None:
    """In memory and on disk, here and in another process with another hash seed."""
    again = graph.memory(reversed(SAID))
    for format in FORMATS:
        here = parts(many, format, tmp_path / "one" / format)
        assert parts(again, format, tmp_path / "two" / format) == here
        words = [sys.executable, "-m", "kg", "export", stored, "--format", format, "--partitions", "4", "-o"]
        subprocess.run([*words, tmp_path / "three" / format], check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
        assert {path.name: path.read_bytes() for path in (tmp_path / "three" / format).iterdir()} == here
    assert whole(many, "parquet") == whole(again, "parquet")


def test_a_server_that_loads_the_parts_holds_the_graph(stored, tmp_path: Path) -> None:
    with kg.open(stored) as held:
        held.export("nquads", tmp_path / "parts", partitions=3)
        wanted = held.export("trig")
    files = map(str, sorted((tmp_path / "parts").iterdir()))
    program = oxigraph_program()
    load = [program, "load", "--location", tmp_path / "data", "--file", *files]
    subprocess.run(load, check=True, capture_output=True)
    address = f"127.0.0.1:{free_port()}"
    serve = [program, "serve-read-only", "--location", str(tmp_path / "data"), "--bind", address]
    with running(serve, tmp_path, f"http://{address}/"), kg.open(f"http://{address}/query") as served:
        assert served.export("trig") == wanted


def as_pandas(read: pandas.DataFrame, columns: list[str]) -> pandas.DataFrame:
    """What was read, in the order and with the days of ``to_pandas``."""
    order = ["source", "sentence_start", "sentence_end", "id"]
    read = read[columns].sort_values(order, ignore_index=True)
    read = read.astype({"earliest": "datetime64[s]", "latest": "datetime64[s]"}).astype(object)
    return read.where(read.notna(), None)


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # Dask's
def test_pandas_arrow_and_dask_read_what_to_pandas_gives(stored, tmp_path: Path) -> None:
    import dask.dataframe
    import pyarrow.dataset

    with kg.open(stored) as held:
        wanted = held.statements().to_pandas(sentences=True)
        held.export(None, tmp_path / "one.parquet")
        held.export(None, tmp_path / "s.parquet", partitions=3)
    columns = list(wanted.columns)
    wanted = as_pandas(wanted, columns)
    assert wanted["earliest"].notna().any()
    readers: list[Callable[[], pandas.DataFrame]] = [
        lambda: pandas.read_parquet(tmp_path / "one.parquet"),
        lambda: pandas.read_parquet(tmp_path / "s.parquet"),
        lambda: pyarrow.dataset.dataset(tmp_path / "s.parquet").to_table().to_pandas(),
        lambda: dask.dataframe.read_parquet(tmp_path / "s.parquet").compute(scheduler="synchronous"),
    ]
    for read in readers:
        pandas.testing.assert_frame_equal(as_pandas(read(), columns), wanted, check_dtype=False)
    schema = pyarrow.dataset.dataset(tmp_path / "s.parquet").schema
    told = {name: str(schema.field(name).type) for name in ("start", "earliest", "over", "confidence")}
    assert told == {"start": "string", "earliest": "date32[day]", "over": "bool", "confidence": "double"}
    assert str(schema.field("subject_aliases").type).startswith("list<")


def test_a_part_without_articles_is_a_table_without_rows(many, tmp_path: Path) -> None:
    parts(many, "parquet", tmp_path / "p", 60)
    rows = [len(pandas.read_parquet(path)) for path in (tmp_path / "p").iterdir()]
    assert (len(rows), 0 in rows, sum(rows)) == (60, True, whole(many, "jsonl").count(b"\n"))


def test_a_pipe_gets_the_table_of_a_file(many) -> None:
    class Pipe(io.BytesIO):
        def tell(self) -> int:
            raise OSError("a pipe")

    pipe = Pipe()
    export.export(many, "parquet", pipe)
    assert pipe.getvalue() == whole(many, "parquet")
    assert _Counted(pipe).tell() == 0


def test_a_failure_leaves_the_parts_that_were_there(many, tmp_path: Path, monkeypatch) -> None:
    before = parts(many, "jsonl", tmp_path / "p")
    monkeypatch.setattr("kg.export.parts.told", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        parts(many, "jsonl", tmp_path / "p", 2)
    assert {path.name: path.read_bytes() for path in (tmp_path / "p").iterdir()} == before


def test_what_cannot_be_cut_is_refused(many, stored, tmp_path: Path, capsys, monkeypatch) -> None:
    with pytest.raises(UsageError, match="turtle is not written in partitions; these are: nquads, jsonl, parquet"):
        parts(many, "turtle", tmp_path / "p")
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="file is a file"):
        parts(many, "jsonl", tmp_path / "file")
    with pytest.raises(UsageError, match="give a number from 1"):
        parts(many, "jsonl", tmp_path / "p", 0)
    assert main(["export", str(stored), "--format", "jsonl", "--partitions", "2"]) == 2
    assert "give -o FOLDER" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'kg\[parquet\]'"):
        whole(many, "parquet")


def test_an_article_with_no_statement_is_in_the_graph_alone(tmp_path: Path) -> None:
    held = graph.memory([Extraction(SAID[0].article, ())])
    assert whole(held, "parquet")
    assert [line for content in parts(held, "jsonl", tmp_path / "j").values() for line in content.splitlines()] == []
    assert any(parts(held, "nquads", tmp_path / "n").values())
    assert replace(SAID[0].article)  # a value
