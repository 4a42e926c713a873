"""Killed at any moment: nothing partial, nothing acknowledged lost, and the next run finishes the work."""

from __future__ import annotations

from tests.benchmarks.kill import trials


def test_killed_processes_leave_what_was_done_and_the_next_run_finishes(tmp_path):
    rows = trials(8, tmp_path, seed=7, works=("build", "add", "remove"))
    assert sum(row.trials for row in rows.values()) == 8
    assert [
        (work, row.unreadable, row.partial, row.lost, row.unmended) for work, row in rows.items() if row.faults
    ] == []
