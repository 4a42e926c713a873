"""kg doctor, kg completion."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from kg.cli.terminal import Paint, painter, say
from kg.doctor import Finding, State, examine

__all__ = ["completion", "doctor"]

_PAINT = {State.OK: "new", State.MISSING: "trigger", State.BROKEN: "gone"}


def doctor(options: argparse.Namespace) -> int:
    """Prints what was looked at, a line each; 1 where something has to be mended."""
    paint, found = painter(options.color), []
    for finding in examine(options.graph):
        found.append(finding)
        if not options.json:
            _print(finding, paint)
    broken = [finding for finding in found if finding.state is State.BROKEN]
    if options.json:
        told = {"ok": not broken, "found": [asdict(finding) for finding in found]}
        say(json.dumps(told, ensure_ascii=False, indent=1))
    return 1 if broken else 0


def _print(finding: Finding, paint: Paint | None) -> None:
    line = f"  {finding.what:16} {finding.told}" + (f"; {finding.remedy}" if finding.remedy else "")
    if paint:
        print(paint(_PAINT[finding.state], f"{finding.state:8}") + paint("plain", line))
    else:
        say(f"{finding.state:8}{line}")


def completion(options: argparse.Namespace) -> int:
    """Prints the script for a shell."""
    from argcomplete.shell_integration import shellcode

    say(shellcode(["kg"], shell=options.shell), end="")
    return 0
