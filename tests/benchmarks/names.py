"""Measures name matching on pairs of names, beside nomenklatura's logic-v2 where that is installed:

    python tests/benchmarks/names.py [--show] FILE.csv

The file has the columns schema, name1, name2 and is_match (true, false), as nomenklatura's own name_bench does. Ours
counts as the same from ``SURE`` on, logic-v2 from its default threshold on and, a second time, from the one that is
best on this very file.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.resolve.likeness import SURE, alike

DEFAULT = 0.7
"""The threshold that nomenklatura's documentation gives for its scores."""


def main() -> int:
    """Prints the table; with ``--show`` every pair that ours gets wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--show", action="store_true", help="print what went wrong")
    args = options.parse_args()
    with args.file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    true = [row["is_match"] == "true" for row in rows]
    persons = [row["schema"] == "Person" for row in rows]
    found = [alike(row["name1"], row["name2"], person=person) for row, person in zip(rows, persons, strict=True)]
    scores = {f"ours, from {SURE}": ([one.score for one in found], SURE)}
    theirs = logic_v2(rows)
    if theirs:
        best = max((f1([s >= t / 100 for s in theirs], true), t / 100) for t in range(30, 100))[1]
        scores |= {f"logic-v2, from {DEFAULT}": (theirs, DEFAULT), f"logic-v2, from {best}": (theirs, best)}
    print(f"{len(rows)} pairs, {sum(true)} of them one{'' if theirs else '; nomenklatura is not installed'}")
    for name, (values, threshold) in scores.items():
        said = [value >= threshold for value in values]
        mine = [(a, b) for a, b, person in zip(said, true, persons, strict=True) if person]
        print(f"{name:22}  all: {figures(said, true)}   persons: {figures(*zip(*mine, strict=True))}")
    for row, one in zip(rows, found, strict=True):
        if args.show and (one.score >= SURE) != (row["is_match"] == "true"):
            print(f"{row['is_match']:5} {one.score:.2f}  {row['name1']} | {row['name2']}  ({one.because})")
    return 0


def f1(said: Sequence[bool], true: Sequence[bool]) -> float:
    right = sum(a and b for a, b in zip(said, true, strict=True))
    return 2 * right / max(1, sum(said) + sum(true))


def figures(said: Sequence[bool], true: Sequence[bool]) -> str:
    """Precision, recall and F1 in words."""
    right = sum(a and b for a, b in zip(said, true, strict=True))
    return f"P {right / max(1, sum(said)):.3f}  R {right / max(1, sum(true)):.3f}  F1 {f1(said, true):.3f}"


def logic_v2(rows: Sequence[dict[str, str]]) -> list[float]:
    """The scores that logic-v2 gives two entities with nothing but these names; empty where it is not installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2
    except ImportError:
        return []
    config = LogicV2.default_config()

    def entity(key: str, schema: str, name: str) -> object:
        return model.get_proxy({"id": key, "schema": schema, "properties": {"name": [name]}})

    pairs = [
        (entity(f"a{i}", row["schema"], row["name1"]), entity(f"b{i}", row["schema"], row["name2"]))
        for i, row in enumerate(rows)
    ]  # an id of its own for each: logic-v2 remembers what it has seen by id
    return [LogicV2.compare(one, other, config).score for one, other in pairs]


if __name__ == "__main__":
    sys.exit(main())
