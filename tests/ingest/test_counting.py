"""How many articles there are, about, before they are read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kg import ingest

TEXT = 'He said: "We stay."\nThen they left, "all of them".\n'


def written(path: Path, count: int) -> Path:
    """That many records, as many lines each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".jsonl":
            file.writelines(json.dumps({"text": f"{n} {TEXT}"}) + "\n" for n in range(count))
        else:
            rows = csv.writer(file, delimiter=";" if "semicolon" in path.name else ",")
            rows.writerow(["title", "text"])
            rows.writerows([f"Title {n}", TEXT] for n in range(count))
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "semicolon.csv"])
def test_a_small_file_is_counted(tmp_path: Path, name: str) -> None:
    assert ingest.count([written(tmp_path / name, 7)]) == 7


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_large_file_is_told_by_its_beginning(tmp_path: Path, name: str) -> None:
    assert ingest.count([written(tmp_path / name, 20_000)]) == pytest.approx(20_000, rel=0.1)


def test_other_inputs_are_one_and_those_that_are_not_read_are_none(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.json", "d.pdf", "README.md"):
        (tmp_path / name).write_text("Words.\n\nMore words.\n", encoding="utf-8")
    (tmp_path / "empty.jsonl").touch()
    written(tmp_path / "e.jsonl", 5)
    assert ingest.count([tmp_path, "https://example.org/story", tmp_path / "none.txt"]) == 10
