"""Killed at any moment: nothing partial, nothing acknowledged lost, and the next run finishes the work."""

from __future__ import annotations

from unittest import mock

import pytest

from kg import graph
from kg.files import replace
from kg.outputs import BEFORE, FILES
from tests.benchmarks import kills
from tests.benchmarks.kill import Row, trials
from tests.benchmarks.works import do, prepared


@pytest.mark.parametrize(("works", "count"), [(("build", "add", "remove", "judge"), 7), (("jobs", "worker"), 4)])
def test_killed_processes_leave_what_was_done_and_the_next_run_finishes(tmp_path, works, count):
    rows = trials(count, tmp_path, seed=7, works=works)
    assert all(row.trials for row in rows.values())
    assert [(work, row) for work, row in rows.items() if row.faults] == []


def test_the_command_ends_with_the_same_bytes_when_one_that_reads_is_killed(tmp_path):
    rows = kills.trials(1, tmp_path, articles=3, seed=3, ways=["worker"])
    assert rows["worker"] == Row(trials=1, killed=rows["worker"].killed)


@pytest.mark.parametrize("work", ["add", "remove", "judge"])
def test_what_stops_before_the_conclusions_is_concluded_by_the_next_run(tmp_path, work):
    stopped, whole = tmp_path / "stopped", tmp_path / "whole"
    for place in (stopped, whole):
        prepared(work, place)
    with mock.patch("kg.graph.infer", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        do(work, stopped)
    with graph.write(stopped / "graph") as held:
        assert held.concludes()
    for place in (stopped, whole):
        do(work, place)
    for name in FILES:
        assert (stopped / "graph" / name).read_bytes() == (whole / "graph" / name).read_bytes(), name


def test_the_state_before_is_kept_by_whoever_goes_on_after_a_kill(tmp_path):
    place, folder = tmp_path / "place", tmp_path / "place" / "graph"
    prepared("remove", place)
    old = (folder / "graph.trig").read_bytes()

    def stopped(path, content):
        if path.name == "graph.trig":
            raise KeyboardInterrupt
        replace(path, content)

    with mock.patch("kg.files.replace", stopped), pytest.raises(KeyboardInterrupt):
        do("remove", place)
    assert (folder / BEFORE).read_bytes() == old
    do("remove", place)
    assert (folder / BEFORE).read_bytes() == old != (folder / "graph.trig").read_bytes()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
