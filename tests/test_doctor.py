"""What kg doctor finds: versions against what is asked for, the model, extras, a graph and who writes it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg import doctor, graph
from kg.cli import main
from kg.doctor import State
from kg.errors import LanguageError
from kg.language import checksums

ASKED = (
    "numpy>=2",
    "spacy>=99",
    "no-such-package-of-kg",
    "h11>=0.14; extra == 'serve'",
    "nor-this; extra == 'frames'",
)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch) -> None:
    """What pip leaves of an installation that asks for ``ASKED``."""
    told = tmp_path / "site" / "kg-0.1.0.dist-info"
    told.mkdir(parents=True)
    lines = ["Metadata-Version: 2.4", "Name: kg", "Version: 0.1.0", "Requires-Python: >=3.11"]
    lines += [f"Requires-Dist: {line}" for line in ASKED]
    (told / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")


def found(where: Path | None = None) -> dict[str, doctor.Finding]:
    return {finding.what: finding for finding in doctor.examine(where)}


def test_what_is_missing_is_named_with_the_command_that_brings_it(installed: None) -> None:
    told = found()
    assert told["kg"].told.startswith("0.1.0 in ")
    states = {what: told[what].state for what in ("Python", "numpy", "spacy", "no-such-package-of-kg", "model")}
    assert list(states.values()) == [State.OK, State.OK, State.BROKEN, State.BROKEN, State.OK]
    assert told["spacy"].remedy == f"{sys.executable} -m pip install 'spacy>=99'"
    assert (told["serve"].state, told["frames"].state) == (State.OK, State.MISSING)
    assert told["frames"].remedy == f"{sys.executable} -m pip install nor-this"


def test_a_graph_is_opened_and_counted(seeds_graph: Path) -> None:
    lines = (seeds_graph / "statements.jsonl").read_text("utf-8").splitlines()
    told = found(seeds_graph)["graph"]
    assert told.state is State.OK
    assert f"5 articles, {len({json.loads(line)['id'] for line in lines})} statements" in told.told


def test_who_writes_a_graph_is_named(tmp_path: Path) -> None:
    with graph.write(tmp_path / "graph"):
        told = found(tmp_path / "graph")["graph"]
    assert told.state is State.BROKEN
    assert f"process {os.getpid()} writes it" in told.told


def test_what_is_no_graph_is_broken(tmp_path: Path) -> None:
    told = found(tmp_path)["graph"]
    assert told.state is State.BROKEN
    assert "is no graph" in told.told


def test_the_weights_are_those_that_are_published() -> None:
    assert (checksums.WEIGHTS / "SHA256SUMS").read_text("ascii") == checksums.summed()
    assert len(checksums.verify()) == 8


def test_other_weights_are_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in ("SHA256SUMS", "labels.json", "lemmas.json.gz", "model.onnx", "vocabulary.txt"):
        shutil.copy(checksums.WEIGHTS / name, folder)
    assert checksums.verify(folder) == checksums.verify()
    (folder / "labels.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LanguageError, match=r"labels\.json: not as published; install kg again"):
        checksums.verify(folder)
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(LanguageError, match="cannot be read"):
        checksums.verify(folder)


def test_the_verb_says_so_line_by_line_and_by_its_exit_code(installed: None, capsys) -> None:
    assert main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines} == {"ok", "missing", "broken"}
    assert main(["doctor", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"]
    assert len(told["found"]) == len(lines)


def test_a_folder_for_temporary_files_that_is_not_there(root: Path, tmp_path: Path) -> None:
    program = f"""
import tempfile
from kg import doctor
tempfile.tempdir = {str(tmp_path / "none")!r}
print([(finding.what, finding.state.value) for finding in doctor.examine()])"""
    told = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert "('temporary files', 'broken')" in told.stdout


def test_it_speaks_of_extras_that_there_are(root: Path) -> None:
    extras = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert doctor._EXTRAS.keys() <= extras.keys()
