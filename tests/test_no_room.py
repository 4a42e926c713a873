"""No room on the disk, no right to write: a sentence that says where and what to do, exit code 1, all intact."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from kg import graph
from kg.cli import main
from tests.benchmarks.works import articles, made, reader

ROOT = Path(__file__).parents[1]
FULL = "No space left on device; free some space there and run it again"
CLOSED = "Permission denied; get the right to write there, or take another place"
VERBS = {
    "build": ["build", "articles", "--out", "{graph}"],
    "add": ["add", "articles", "--out", "{graph}"],
    "remove": ["remove", "news/000/000000.txt", "{graph}"],
    "backup": ["backup", "{graph}", "-o", "{disk}/graph.zip"],
    "export": ["export", "{graph}", "--format", "trig", "-o", "{disk}/graph.trig"],
    "view": ["view", "{graph}", "-o", "{disk}/graph.html"],
}


def run(verb: str, folder: Path) -> int:
    """The verb on the graph ``folder``; what it adds is made beforehand."""
    words = [word.format(graph=folder, disk=folder.parent) for word in VERBS[verb]]
    with (
        mock.patch("kg.ingest.read", return_value=[one.article for one in articles(8)]),
        mock.patch("kg.pipeline.reader", partial(reader, articles(8), 0)),
    ):
        return main(words)


@pytest.fixture
def disk() -> Iterator[Path]:
    """A file system of 16 MB."""
    with tempfile.TemporaryDirectory() as name:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", name], capture_output=True).returncode:
            pytest.skip("nothing can be mounted here; the limit on the size of files is tested in any case")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves no room."""
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as stream:
        while stream.write(bytes(4096)):
            pass
    return filler


def test_a_full_disk(disk, capsys):
    folder = disk / "graph"
    made(folder, articles(4))
    with graph.read(folder) as held:
        before = held.sources()
    filler = fill(disk)
    for verb in VERBS:
        assert run(verb, folder) == 1, verb
        told = capsys.readouterr().err
        assert told.startswith(f"kg: {disk}"), (verb, told)
        assert FULL in told
        assert told.count("\n") == 1
    with graph.read(folder) as held:  # a full disk keeps nobody from reading
        assert held.sources() == before
        assert graph.check(held) == []
    filler.unlink()
    assert [path.name for path in disk.iterdir()] == ["graph"]
    assert run("add", folder) == 0
    with graph.read(folder) as held:
        assert len(held.sources()) == 8
        assert graph.check(held) == []
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


LIMITED = """
import resource, sys
from pathlib import Path
from tests.test_no_room import run
if sys.argv[3] != "0":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
sys.exit(run(sys.argv[1], Path(sys.argv[2])))
"""


def in_a_process(program: str, *words: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)


@pytest.mark.parametrize("limit", [30_000, 150_000])
def test_a_write_that_fails_on_the_way(tmp_path, limit):
    folder = tmp_path / "graph"
    made(folder, articles(4))
    done = in_a_process(LIMITED, "add", folder, limit)
    assert done.returncode == 1
    assert done.stderr.startswith(f"kg: {folder}")
    assert "File too large; raise the limit on the size of files" in done.stderr
    assert done.stderr.count("\n") == 1
    with graph.read(folder) as held:
        assert len(held.sources()) >= 4
        assert graph.check(held) == []
    assert run("add", folder) == 0
    with graph.read(folder) as held:
        assert len(held.sources()) == 8


# As root, who may write everywhere, it first becomes nobody; only then, since nobody may not be able to import.
CLOSED_TO = """
import encodings.unicode_escape, numpy.random, os, sys
from pathlib import Path
from kg import graph, keeping, making, outputs, pipeline, view
from kg.cli import giving
from tests.test_no_room import VERBS, run
if os.getuid() == 0:
    os.seteuid(65534)
print([run(verb, Path(sys.argv[1])) for verb in VERBS])
"""


def test_no_right_to_write():
    with tempfile.TemporaryDirectory() as name:
        root, folder = Path(name), Path(name, "graph")
        made(folder, articles(4))
        with graph.read(folder) as held:
            before = held.sources()
        root.chmod(0o755)
        for path in [root, folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = in_a_process(CLOSED_TO, folder)
        for path in [root, folder, *folder.rglob("*")]:
            path.chmod(0o755)
        assert done.stdout == f"{[1] * len(VERBS)}\n", done.stderr
        told = done.stderr.splitlines()
        assert len(told) == len(VERBS)
        assert all(line.startswith(f"kg: {root}") and CLOSED in line for line in told), told
        assert sorted(path.name for path in root.iterdir()) == ["graph"]
        with graph.read(folder) as held:
            assert held.sources() == before
            assert graph.check(held) == []


def test_standard_output_on_a_full_disk(tmp_path):
    made(tmp_path / "graph", articles(2))
    words = [sys.executable, "-m", "kg", "query", str(tmp_path / "graph"), "SELECT * { ?s ?p ?o }"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, f"kg: standard output: {FULL}\n")
