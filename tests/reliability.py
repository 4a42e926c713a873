#!/usr/bin/env python3
"""Whether confidence means something: of the statements with a confidence of about 0.8, how many are right?

    python tests/reliability.py          builds the sets with gold statements and prints the table
    python tests/reliability.py --fit    fits ontologies/confidence.yaml on the sets that rules were written on

A statement is right when it is in the gold file, required or optional. ``read`` are the sets that rules were written
on, ``held-out`` is the one that nobody read.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml
from gold.score import INVERSE, GoldArticle, matches
from quality import GOLD, ROOT, build

READ, HELD_OUT = ("seeds", "articles", "dev"), ("held-out",)
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
FILE = ROOT / "ontologies" / "confidence.yaml"

Judged = list[tuple[float, bool]]


def judged(name: str, folder: Path) -> Judged:
    """(confidence, right) of each statement of a set that is built already; open relations are not judged."""
    specs = yaml.safe_load((GOLD / f"{name}.yaml").read_text("utf-8"))["articles"]
    articles = {spec["file"]: GoldArticle(spec) for spec in specs}
    found: Judged = []
    for line in (folder / "statements.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        gold = articles.get(Path(one["source"]).name)
        if gold is None or one["relation"] == "relatedTo":
            continue
        subject, object_ = (gold.entity(one[side], one.get(f"{side}_mention")) for side in ("subject", "object"))
        relation = one["relation"]
        if relation in INVERSE:
            subject, relation, object_ = object_, INVERSE[relation], subject
        found.append((one["confidence"], any(matches(g, subject, relation, object_) for g in gold.statements)))
    return found


def table(columns: dict[str, Judged]) -> str:
    """Share right by confidence, and how far the two are apart on average (expected calibration error)."""
    lines = ["| confidence | " + " | ".join(f"{name}: statements | mean | right" for name in columns) + " |"]
    lines.append("|---" * (1 + 3 * len(columns)) + "|")
    for low, high in pairwise(EDGES):
        cells = []
        for pairs in columns.values():
            inside = [pair for pair in pairs if low <= pair[0] < high]
            cells.append(f"{len(inside)} | {_mean(c for c, _ in inside)} | {_mean(r for _, r in inside)}")
        lines.append(f"| {low:.1f} to {min(high, 1):.1f} | " + " | ".join(cells) + " |")
    errors = " | ".join(f"{len(pairs)} | {error(pairs):.2f} |" for pairs in columns.values())
    return "\n".join([*lines, f"| apart on average | {errors}"]) + "\n"


def _mean(values: Iterable[float]) -> str:
    several = list(values)
    return f"{sum(several) / len(several):.2f}" if several else ""


def error(pairs: Judged) -> float:
    """The mean distance of confidence and share right, over the bins, weighted by their size."""
    total = 0.0
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        total += abs(sum(c - r for c, r in inside))
    return total / max(1, len(pairs))


def fit(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift that make the pairs likeliest (logistic regression, with a weak pull towards 1 and 0)."""
    sure = np.clip(np.array([c for c, _ in pairs]), 0.01, 0.99)
    odds = np.stack([np.log(sure / (1 - sure)), np.ones(len(sure))], 1)
    right = np.array([float(r) for _, r in pairs])
    line, start = np.array([1.0, 0.0]), np.array([1.0, 0.0])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-odds @ line))
        slope = odds.T @ (right - guess) - (line - start)
        curve = (odds * (guess * (1 - guess))[:, None]).T @ odds + np.eye(2)
        line = line + np.linalg.solve(curve, slope)
    return round(float(line[0]), 3), round(float(line[1]), 3)


def raw(pairs: Judged) -> Judged:
    """The confidences before the line of ontologies/confidence.yaml was drawn."""
    line = yaml.safe_load(FILE.read_text("utf-8"))
    undone = []
    for confidence, right in pairs:
        sure = min(max(confidence, 0.01), 0.99)
        odds = (math.log(sure / (1 - sure)) - line["shift"]) / line["slope"]
        undone.append((1 / (1 + math.exp(-odds)), right))
    return undone


def main() -> None:
    """See the module."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--fit", action="store_true", help="write ontologies/confidence.yaml")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        sets = {name: judged(name, build(name, Path(made, name))) for name in (*READ, *HELD_OUT)}
    read = [pair for name in READ for pair in sets[name]]
    if args.fit:
        slope, shift = fit(raw(read))
        text = re.sub(r"(?m)^slope: .*$", f"slope: {slope}", FILE.read_text("utf-8"))
        FILE.write_text(re.sub(r"(?m)^shift: .*$", f"shift: {shift}", text), "utf-8")
    print(table({"read": read, "held-out": sets["held-out"]}), end="")


if __name__ == "__main__":
    main()
