#!/usr/bin/env python3
"""How well the graph says what the articles say: builds those with gold statements and prints the scores.

    python tests/quality.py                         builds both sets, then prints the table of README.md
    python tests/quality.py SEEDS ARTICLES          scores graphs that are built already

Each set is ``tests/gold/<set>.yaml``; what the columns mean stands in ``tests/gold/score.py``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
SETS = {"seeds": GOLD.parent.parent / "seeds", "articles": GOLD / "articles"}


def build(name: str, folder: Path) -> Path:
    """Builds one set by the command that users have."""
    subprocess.run([sys.executable, "-m", "kg", "build", SETS[name], "--out", folder], check=True, stdout=sys.stderr)
    return folder


def score(name: str, folder: Path) -> dict[str, Any]:
    """The scores of a graph that was built from the set of this name."""
    gold, statements = GOLD / f"{name}.yaml", folder / "statements.jsonl"
    command = [sys.executable, GOLD / "score.py", gold, statements, "--json"]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def table(scores: dict[str, dict[str, Any]]) -> str:
    """The scores as they stand in README.md."""
    columns = ("precision", "recall", "F1", "pairs", "time", "role", "status", "speaker", "forbidden")
    lines = [f"| articles | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, one in scores.items():
        right = [one[key] for key in ("precision", "recall", "f1", "pair_f1")]
        right += [one["qualifiers"][key] for key in ("time", "role", "status", "by")]
        lines.append(f"| {name} | {' | '.join(f'{value:.2f}' for value in right)} | {one['violations']} |")
    return "\n".join(lines)


def main() -> None:
    """See the module."""
    with tempfile.TemporaryDirectory() as temporary:
        given = [Path(folder) for folder in sys.argv[1:]]
        folders = given or [build(name, Path(temporary, name)) for name in SETS]
        print(table({name: score(name, folder) for name, folder in zip(SETS, folders, strict=True)}))


if __name__ == "__main__":
    main()
