#!/usr/bin/env python3
"""How well the graph says what the articles say: builds those with gold statements and prints the scores.

    python tests/quality.py                         builds all sets, then prints the table of README.md
    python tests/quality.py SEEDS ARTICLES ...      scores graphs that are built already
    python tests/quality.py --readme                writes the table into README.md instead

Each set is ``tests/gold/<set>.yaml``; what the columns mean stands in ``tests/gold/score.py``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
SETS = {name: GOLD / name for name in ("seeds", "articles", "dev", "held-out")} | {"seeds": ROOT / "seeds"}
MARKS = ("<!-- quality -->\n", "<!-- /quality -->")


def build(name: str, folder: Path) -> Path:
    """Builds one set by the command that users have."""
    command = [sys.executable, "-m", "kg", "build", SETS[name], "--out", folder]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return folder


def score(name: str, folder: Path) -> dict[str, Any]:
    """The scores of a graph that was built from the set of this name."""
    command = [sys.executable, GOLD / "score.py", GOLD / f"{name}.yaml", folder / "statements.jsonl", "--json"]
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
    return "".join(f"{line}\n" for line in lines)


def written(readme: str, table: str) -> str:
    """The README with this table in its place."""
    before, mark, rest = readme.partition(MARKS[0])
    return before + mark + table + MARKS[1] + rest.partition(MARKS[1])[2]


def main() -> None:
    """See the module."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("graphs", nargs="*", type=Path)
    arguments.add_argument("--readme", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folders = options.graphs or [build(name, Path(temporary, name)) for name in SETS]
        found = table({name: score(name, folder) for name, folder in zip(SETS, folders, strict=True)})
    if options.readme:
        readme = ROOT / "README.md"
        readme.write_text(written(readme.read_text(encoding="utf-8"), found), encoding="utf-8")
    else:
        print(found, end="")


if __name__ == "__main__":
    main()
