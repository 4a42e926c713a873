"""A backup holds all of a graph, and a restored graph is the same to the byte."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import graph, identity, outputs
from kg.cli import main
from kg.errors import GraphError
from kg.graph.place import locked
from kg.keeping import backup, restore
from kg.model import Decision, Refused, Skipped, Verdict
from tests.graph.conftest import World

FILES = (*outputs.FILES, "judgements.tsv", "kg-graph.json")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A graph with all that a graph's folder can hold."""
    world, folder = World(), tmp_path_factory.mktemp("keeping") / "graph"
    with graph.write(folder, base="https://news.example/") as store:
        store.put(world.extraction("a.txt", {"relation": "partnerOf"}))
        store.put(
            world.extraction(
                "b.txt", {"when": {"start": "1992-02"}}, text="Norway joined \u2028 the <b> \\ Alliance."
            )
        )
        identity.judge(folder / identity.FILE, Decision("norway", "sweden", Verdict.DIFFERENT, "two countries"))
        identity.settle(store, identity.read_judgements(folder / identity.FILE))
        graph.infer(store)
        outputs.update(store, folder, [Skipped("c.txt", "empty")], [Refused("a.txt", "no words", 3)])
    return folder


@pytest.fixture
def folder(built, tmp_path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(built, tmp_path / "graph"))


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_restored_is_the_same(folder, tmp_path):
    path = backup(folder, tmp_path / "graph.zip")
    with restore(path, tmp_path / "again") as again:
        assert again.check() == []
        assert len(again.articles()) == 2
    assert contents(tmp_path / "again") == contents(folder)
    with graph.read(folder) as one, graph.read(tmp_path / "again") as other:
        assert set(one.store) == set(other.store)
    assert names(tmp_path) == ["again", "graph", "graph.zip"]


def test_the_same_graph_gives_the_same_bytes_in_a_file_or_a_folder(folder, tmp_path):
    one = backup(folder, tmp_path / "one.zip")
    restore(one, tmp_path / "again").close()
    (tmp_path / "backups").mkdir()
    other = backup(tmp_path / "again", tmp_path / "backups")
    assert other == tmp_path / "backups" / "again-backup.zip"
    assert one.read_bytes() == other.read_bytes()
    with graph.write(folder) as store:
        store.remove("b.txt")
    assert backup(folder, one).read_bytes() != other.read_bytes()


def test_the_quads_are_for_every_other_system_too(folder, tmp_path):
    with zipfile.ZipFile(backup(folder, tmp_path / "graph.zip")) as archive:
        quads = set(ox.parse(archive.read("graph.nq"), format=ox.RdfFormat.N_QUADS))
        manifest = json.loads(archive.read("manifest.json"))
    with graph.read(folder) as held:
        assert quads == set(held.store)
    assert (manifest["articles"], manifest["statements"], manifest["quads"]) == (2, 2, len(quads))


def test_a_graph_that_is_being_written_is_not_backed_up(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.graph.place.PATIENCE", 0.05)
    with graph.write(folder), pytest.raises(GraphError, match="being written"):
        backup(folder, tmp_path / "graph.zip")
    with pytest.raises(GraphError, match="is no graph"):
        backup(tmp_path / "none", tmp_path / "graph.zip")
    assert names(tmp_path) == ["graph"]


def test_only_a_new_or_empty_folder_is_filled(folder, tmp_path):
    path = backup(folder, tmp_path / "graph.zip")
    before = contents(folder)
    with pytest.raises(GraphError, match="not empty"):
        restore(path, folder)
    with pytest.raises(GraphError, match="not empty"):
        restore(path, path)
    assert contents(folder) == before
    (tmp_path / "empty").mkdir()
    restore(path, tmp_path / "empty").close()
    assert contents(tmp_path / "empty") == before


def rewritten(path: Path, **members: bytes | None) -> Path:
    """The archive with other members (None: without it)."""
    with zipfile.ZipFile(path) as archive:
        every = {name: archive.read(name) for name in archive.namelist()} | members
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in every.items():
            if content is not None:
                archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-30]), "is no backup of a graph, or is damaged"),
        (lambda path: path.write_bytes(b"PK\x03\x04 nothing"), "is no backup of a graph, or is damaged"),
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: rewritten(path, **{"graph.nq": b""}), "graph.nq is not what the manifest tells"),
        (lambda path: rewritten(path, **{"judgements.tsv": None}), "holds other files than its manifest tells"),
        (lambda path: rewritten(path, **{"../evil.txt": b"x"}), "holds other files than its manifest tells"),
        (lambda path: rewritten(path, **{"manifest.json": None}), "is no backup of a graph"),
        (lambda path: rewritten(path, **{"manifest.json": b"[]"}), "is no backup of a graph"),
        (lambda path: rewritten(path, **{"manifest.json": b" " * 2_000_000}), "too large"),
        (lambda path: retold(path, format=7), "format 7; this program knows version 1 and format 1"),
        (lambda path: retold(path, statements=5), "tells of 5 statements, it holds 2"),
        (lambda path: retold(path, base="nowhere"), "absolute IRI"),
        (lambda path: evil(path), "which no backup does"),
    ],
)
def test_what_is_damaged_or_foreign_is_refused_and_leaves_nothing(folder, tmp_path, damage, told, capsys):
    path = backup(folder, tmp_path / "graph.zip")
    damage(path)
    there = names(tmp_path)
    assert main(["restore", str(path), "--out", str(tmp_path / "again")]) in (1, 2)
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert names(tmp_path) == there


def retold(path: Path, **changes: object) -> Path:
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return rewritten(path, **{"manifest.json": json.dumps(manifest | changes).encode()})


def evil(path: Path) -> Path:
    """An archive whose manifest knows of a file outside."""
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("manifest.json"))["files"]
    name = "../evil.txt"
    retold(path, files=told | {name: told["graph.nq"]})
    with zipfile.ZipFile(path) as archive:
        quads = archive.read("graph.nq")
    return rewritten(path, **{name: quads})


def test_a_bit_that_turned_is_found(folder, tmp_path):
    path = backup(folder, tmp_path / "graph.zip")
    whole = path.read_bytes()
    for place in range(60, len(whole), len(whole) // 40):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        try:
            restore(path, tmp_path / "again").close()
        except GraphError:
            assert not (tmp_path / "again").exists()
        else:  # a bit of the archive that says nothing about the graph: a date, a comment
            assert contents(tmp_path / "again") == contents(folder)
            break


def test_what_a_killed_restore_left_is_in_nobodys_way(folder, tmp_path, monkeypatch):
    path, draft = backup(folder, tmp_path / "graph.zip"), tmp_path / ".again.restoring"
    with graph.write(draft) as left, monkeypatch.context() as patch:
        patch.setattr("kg.graph.place.PATIENCE", 0.05)
        left.put(World().extraction("z.txt"))
        with pytest.raises(GraphError, match="being written"):  # by another restore that lives
            restore(path, tmp_path / "again")
        assert draft.exists()
    restore(path, tmp_path / "again").close()
    assert contents(tmp_path / "again") == contents(folder)
    assert not draft.exists()


def test_a_graph_of_another_format_goes_by_way_of_its_own_program(folder, tmp_path):
    path = backup(folder, tmp_path / "graph.zip")
    marker = folder / "kg-graph.json"
    marker.write_text(marker.read_text().replace('"format": 1', '"format": 99'))
    for open_it in (graph.read, graph.write, lambda found: backup(found, path)):
        with pytest.raises(GraphError, match=r"format 99.*`kg backup .*` with the program that made it"):
            open_it(folder)
    restore(path, tmp_path / "again").close()


def test_the_command_tells_where_the_backup_is_and_what_was_restored(folder, tmp_path, capsys):
    assert main(["backup", str(folder), "-o", str(tmp_path / "graph.zip")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'graph.zip'}\n"
    assert main(["restore", str(tmp_path / "graph.zip"), "--out", str(tmp_path / "again")]) == 0
    assert capsys.readouterr().out.startswith("2 articles, 2 entities\n")


def test_a_backup_is_of_one_moment(folder, tmp_path):
    with locked(folder, writing=False):  # a reader does not stop it
        assert backup(folder, tmp_path / "graph.zip").exists()
    with graph.read(folder) as held:
        assert held.sources() == ["a.txt", "b.txt"]
