"""kg same, kg different, kg review: decisions that every rebuild remembers and that can be taken back."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

import kg as package
from kg.identity import read_judgements
from tests.cli.conftest import Kg

ONE = "Tarik Sorensen, foreign minister of Norway, visited Georgia on Monday.\n"
OTHER = "Tarik Sorennsen, foreign minister of Norway, met President Mikheil Kavelashvili of Georgia.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A graph of two articles that spell one minister's name in two ways."""
    folder = tmp_path_factory.mktemp("judging")
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(ONE, encoding="utf-8")
    (folder / "news" / "b.txt").write_text(OTHER, encoding="utf-8")
    package.build(folder / "news", folder / "graph").close()
    return folder


@pytest.fixture
def folder(built, tmp_path) -> Path:
    """A copy of it to change."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def ministers(graph: Path) -> list[str]:
    with package.open(graph) as held:
        return [entity.label for entity in held.entities() if "Tarik" in entity.label]


def test_one_node_under_the_fuller_name_and_the_old_id_still_finds_it(folder):
    assert ministers(folder / "graph") == ["Tarik Sorennsen"]
    with package.open(folder / "graph") as held:
        entity = held.entity("Tarik Sorensen")
        (old,) = held.query("SELECT ?old { ?old dct:isReplacedBy ?new }").rows()[0]
        assert held.entity(old.rpartition("/")[2].removeprefix("id:")) == entity
        assert "Tarik Sorensen" in entity.aliases
        assert held.check() == []


def test_a_judgement_flips_what_it_names_survives_rebuilds_and_is_undone(kg: Kg, folder):
    graph = folder / "graph"
    before = (graph / "graph.trig").read_bytes()
    done = kg("different", graph, "Tarik Sorensen", "Tarik Sorennsen", "--why", "cousins", "--who", "anna")
    assert done.returncode == 0, done.stderr
    assert sorted(ministers(graph)) == ["Tarik Sorennsen", "Tarik Sorensen"]
    assert kg("build", folder / "news", "--out", graph).returncode == 0
    assert sorted(ministers(graph)) == ["Tarik Sorennsen", "Tarik Sorensen"]
    assert "cousins" in kg("query", graph, "who-is-one").stdout
    assert kg("different", graph, "Tarik Sorensen", "Tarik Sorennsen", "--undo").returncode == 0
    assert (graph / "graph.trig").read_bytes() == before
    assert kg("check", graph).returncode == 0


def test_what_cannot_be_judged_is_told(kg: Kg, folder):
    graph = folder / "graph"
    assert "no entity is called 'Nobody'" in kg("same", graph, "Nobody", "Norway").stderr
    done = kg("same", graph, "Norway", "Norway")
    assert done.returncode == 2
    assert "are both id:norway; give two ids" in done.stderr
    assert "nobody has judged" in kg("same", graph, "Norway", "Georgia", "--undo").stderr
    assert not (graph / "judgements.tsv").exists()


def test_judgements_of_another_file_are_taken_over_by_a_build(kg: Kg, folder):
    graph, file = folder / "graph", folder / "ours.tsv"
    kg("different", graph, "Tarik Sorensen", "Tarik Sorennsen")
    (graph / "judgements.tsv").rename(file)
    assert kg("build", folder / "news", "--out", graph, "--judgements", file).returncode == 0
    assert len(ministers(graph)) == 2


def test_review_shows_both_sides_and_remembers_the_answers(kg: Kg, folder, monkeypatch):
    (folder / "news" / "b.txt").write_text(OTHER.replace("Norway", "Sweden"), encoding="utf-8")
    graph = folder / "graph"
    kg("build", folder / "news", "--out", graph)
    shown = kg("review", graph, "--list").stdout
    assert "of sweden against norway" in shown
    assert "a.txt: Tarik Sorensen, foreign minister of Norway" in shown
    assert len(ministers(graph)) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    assert "[s]ame, [d]ifferent" in kg("review", graph).stdout
    assert len(ministers(graph)) == 1
    assert kg("review", graph).stdout == "nothing is undecided\n"


class Leaves(io.StringIO):
    """A person who answers, and then presses Ctrl-C."""

    def __init__(self, answers: str, graph: Path) -> None:
        super().__init__(answers)
        self.graph = graph
        self.written: list[int] = []

    def readline(self, size: int = -1, /) -> str:
        """An answer; how many were in the file before it is told afterwards by ``written``."""
        self.written.append(len(read_judgements(self.graph / "judgements.tsv")))
        if not (line := super().readline(size)):
            raise KeyboardInterrupt
        return line


def test_a_review_that_is_broken_off_keeps_each_answer_and_settles_once(kg: Kg, folder, monkeypatch):
    news, graph = folder / "news", folder / "graph"
    (news / "b.txt").unlink()
    for country, name in (("Sweden", "Sorennsen"), ("Denmark", "Sorenssen"), ("Finland", "Soorensen")):
        story = f"Tarik {name}, foreign minister of {country}, visited Georgia on Monday.\n"
        (news / f"{country}.txt").write_text(story, encoding="utf-8")
    kg("build", news, "--out", graph)
    before = len(ministers(graph))
    assert before > 2
    settled = []
    monkeypatch.setattr("kg.making.outputs.update", lambda *_, **__: settled.append(1))
    person = Leaves("s\nn\nd\n", graph)
    monkeypatch.setattr("sys.stdin", person)
    done = kg("review", graph, "--who", "anna")
    assert done.returncode == 130
    assert done.stderr == "kg: interrupted; what was done so far is kept; run again to finish\n"
    assert done.stdout.endswith("2 judged (judgements.tsv)\n")
    assert person.written == [0, 1, 1, 2]
    assert [one.by for one in read_judgements(graph / "judgements.tsv")] == ["anna", "anna"]
    assert settled == [1]
    assert len(ministers(graph)) < before


def test_a_known_actor_is_added_to_a_file_of_one_s_own(kg: Kg, tmp_path):
    ours = tmp_path / "ours.csv"
    done = kg("authority", "add", "Fjord Line", "--type", "Company", "--to", ours, "--alias", "Fjord Line AS")
    assert done.returncode == 0, done.stderr
    assert kg("authority", "add", "Harbour Bank", "--type", "Organization", "--to", ours).returncode == 0
    (tmp_path / "a.txt").write_text("Norway sold ferries to Fjord Line AS in 2019.\n", encoding="utf-8")
    assert kg("build", tmp_path / "a.txt", "--out", tmp_path / "graph", "--authority", ours).returncode == 0
    with package.open(tmp_path / "graph") as held:
        assert held.entity("Fjord Line AS").id == "fjord-line"
    before = ours.read_text()
    for wrong, message in (
        (("NATO", "--type", "Company"), "ours.csv:4: "),
        (("Line", "--type", "Ferry"), "is no type here"),
        (("Line", "--type", "Company", "--country", "atlantis"), "no row has that id"),
    ):
        done = kg("authority", "add", *wrong, "--to", ours)
        assert done.returncode == 1
        assert message in done.stderr
        assert ours.read_text() == before
        assert [path.name for path in tmp_path.glob(".ours*")] == []
