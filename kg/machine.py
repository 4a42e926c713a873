"""What of the machine this process may use: processor cores and memory, in a container as far as that goes."""

from __future__ import annotations

import contextlib
import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["cores", "fitting", "gives_back", "memory"]

_ROOT: Final = Path("/")
_THRESHOLD: Final = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE: Final = 1 << 18  # bytes


def fitting(each: int, root: Path = _ROOT) -> int:
    """How many processes of so many bytes there is room for, one for each core at most, and one at least."""
    free = memory(root)
    return cores(root) if free is None else max(1, min(cores(root), free // each))


def cores(root: Path = _ROOT) -> int:
    """The processor cores that this process may use.

    :param root: where the files of the system begin (Linux: ``proc``, ``sys``)
    """
    allowed = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    for group in _groups(root):
        quota, _, period = _read(group / "cpu.max").partition(" ")  # microseconds, of so many
        if quota.isdigit() and period.strip().isdigit():
            allowed = min(allowed, math.ceil(int(quota) / int(period)))
    return max(1, allowed)


def memory(root: Path = _ROOT) -> int | None:
    """Bytes that this process and its children can still take; None where the system does not tell."""
    free = [
        int(words[1]) * 1024
        for line in _read(root / "proc" / "meminfo").splitlines()
        if (words := line.split())[:1] == ["MemAvailable:"]
    ]
    for group in _groups(root):
        most, used = _read(group / "memory.max").strip(), _read(group / "memory.current").strip()
        if most.isdigit() and used.isdigit():
            free.append(int(most) - int(used) + _given_back(group))
    return max(0, min(free)) if free else None


def gives_back() -> None:
    """Has the C library give a large piece of memory back as soon as it is free.

    Else it keeps such pieces and cuts small ones from them, so that what a store held before it wrote stays for good.
    To be called by programs of our own, since it is for all that is in the process. Nothing where the library is not
    glibc.
    """
    import ctypes  # not wanted by who only asks

    with contextlib.suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).mallopt(_THRESHOLD, _LARGE)


def _groups(root: Path) -> Iterator[Path]:
    """The folders of the control groups (version 2) that this process is in, from its own to the topmost."""
    top = root / "sys" / "fs" / "cgroup"
    for line in _read(root / "proc" / "self" / "cgroup").splitlines():
        if line.startswith("0::/"):
            own = top / line.removeprefix("0::/")
            yield from (group for group in (own, *own.parents) if group.is_relative_to(top))


def _given_back(group: Path) -> int:
    """Bytes of files that the system holds for quick reading, and gives back when they are wanted."""
    lines = (line.split() for line in _read(group / "memory.stat").splitlines())
    return sum(int(words[1]) for words in lines if words[:1] == ["inactive_file"])


def _read(path: Path) -> str:
    with contextlib.suppress(OSError, UnicodeError):
        return path.read_text(encoding="utf-8")
    return ""
