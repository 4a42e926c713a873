"""How many cores and how much memory there are, as systems tell it."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from kg import machine

GB = 10**9


def system(root: Path, files: dict[str, str]) -> Path:
    """A system that tells this of itself, for a process in the group /a/b."""
    own = {"proc/meminfo": f"MemTotal: {64 * GB // 1024} kB\nMemAvailable:   {32 * GB // 1024} kB\n"}
    own["proc/self/cgroup"] = "1:cpu:/elsewhere\n0::/a/b\n"
    for name, content in (own | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def test_without_limits_there_is_what_the_machine_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(16)), raising=False)
    root = system(tmp_path, {"sys/fs/cgroup/a/b/cpu.max": "max 100000\n", "sys/fs/cgroup/a/b/memory.max": "max\n"})
    assert machine.cores(root) == 16
    assert machine.memory(root) == pytest.approx(32 * GB, rel=0.01)


def test_a_group_above_may_set_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(16)), raising=False)
    groups = {
        "a/b/cpu.max": "800000 100000\n",
        "a/cpu.max": "150000 100000\n",
        "a/memory.max": f"{4 * GB}\n",
        "a/memory.current": f"{3 * GB}\n",
        "a/memory.stat": f"anon {GB}\ninactive_file {2 * GB}\nactive_file 7\n",
    }
    root = system(tmp_path, {f"sys/fs/cgroup/{name}": content for name, content in groups.items()})
    assert machine.cores(root) == 2
    assert machine.memory(root) == 3 * GB
    assert [machine.fitting(each, root) for each in (GB, 2 * GB, 4 * GB)] == [2, 1, 1]


def test_what_no_system_tells_is_not_known(tmp_path: Path) -> None:
    assert machine.memory(tmp_path) is None
    assert machine.fitting(GB, tmp_path) == machine.cores(tmp_path) >= 1


def test_this_machine_has_something() -> None:
    assert machine.cores() >= 1
    assert machine.memory() is None or machine.memory() > 0


HELD = """
import ctypes, sys
from pathlib import Path
from kg import machine

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
if sys.argv[1] == "gives back":
    machine.gives_back()
libc.free(libc.malloc(30_000_000))  # from here on glibc cuts pieces of up to that size from what it keeps
large = []
for _ in range(60):
    large.append(libc.malloc(1 << 20))
    ctypes.memset(large[-1], 1, 1 << 20)
    libc.malloc(100_000)  # stays, so that what is free is never at the end
for one in large:
    libc.free(one)
status = Path("/proc/self/status").read_text()
print(next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_memory_that_is_free_goes_back_to_the_system() -> None:
    kept, back = (
        int(subprocess.run([sys.executable, "-c", HELD, how], check=True, capture_output=True, text=True).stdout)
        for how in ("keeps it", "gives back")
    )
    assert kept - back > 50_000  # kB
