"""kg diff: the state before the last change, two graphs, exports; exit codes and filters."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg import graph, making, outputs
from kg.model import Appearance, Extraction
from tests import build
from tests.cli.conftest import Kg


@pytest.fixture
def folder(tmp_path) -> Path:
    """A graph of two articles, built once."""
    found = tmp_path / "graph"
    with graph.write(found) as store:
        for source, country in (("a.txt", "Norway"), ("b.txt", "Verana")):
            text = f"{country} joined the League."
            made = build.statement(country, "memberOf", "League", build.evidence(text, source))
            names = tuple(Appearance(end, (end.label,)) for end in (made.subject, made.object))
            store.put(Extraction(build.article(text, source=source), (made,), names))
        outputs.update(store, found)
    return found


def test_a_graph_is_compared_with_what_it_was_before_its_last_change(kg: Kg, folder):
    never = kg("diff", folder)
    assert (never.returncode, never.stdout) == (1, "")
    assert "kg diff OLD" in never.stderr
    making.remove("b.txt", folder).close()
    done = kg("diff", folder)
    assert done.returncode == 0, done.stderr
    assert "      1  statements removed\n" in done.stdout
    assert "because of article removed: b.txt" in done.stdout
    assert "\x1b" not in done.stdout
    with graph.write(folder) as store:
        outputs.update(store, folder)  # nothing changed: what there is to compare with stays
    assert kg("diff", folder).stdout == done.stdout


def test_the_exit_code_tells_whether_anything_differs_where_that_is_asked(kg: Kg, folder, tmp_path):
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    assert kg("diff", old, folder, "--exit-code").returncode == 0
    making.remove("a.txt", folder).close()
    assert kg("diff", old, folder).returncode == 0
    assert kg("diff", old, folder, "--exit-code").returncode == 1
    assert kg("diff", old, folder, "--exit-code", "--format", "patch").returncode == 1
    assert kg("diff", old, folder, "--exit-code", "--only", "merged").returncode == 0


def test_exports_are_compared_and_filtered_by_kind_and_actor(kg: Kg, folder, tmp_path):
    old = tmp_path / "old.nq"
    assert kg("export", folder, "--format", "nquads", "-o", old).returncode == 0
    making.remove(["a.txt", "b.txt"], folder).close()
    told = json.loads(kg("diff", old, folder, "--json", "--actor", "Norway", "--only", "removed").stdout)
    assert told["counts"] == {"removed": 1}
    assert told["statements"][0]["before"]["subject"]["label"] == "Norway"
    assert kg("diff", old, folder, "--format", "turtle").returncode == 0
    unknown = kg("diff", old, folder, "--actor", "Norwai")
    assert unknown.returncode == 2
    assert "Norway" in unknown.stderr
    assert kg("diff", old, tmp_path / "nowhere").returncode == 1
