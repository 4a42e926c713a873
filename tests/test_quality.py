"""Measured quality may not fall. Lowering a floor needs a reason in the change that does it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def quality(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", root / "tests" / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("seeds", {"f1": 0.90, "precision": 0.92, "pair_f1": 0.92}),
        ("articles", {"f1": 0.82, "precision": 0.92, "pair_f1": 0.82}),
        ("dev", {"f1": 0.71, "precision": 0.90, "pair_f1": 0.73}),
        ("held-out", {"f1": 0.63, "precision": 0.83, "pair_f1": 0.66}),
    ],
)
def test_scores_stay_above_their_floors(quality: ModuleType, name: str, floors, gold_graphs) -> None:
    scores = quality.score(name, gold_graphs[name])
    assert {key: scores[key] for key in floors if scores[key] < floors[key]} == {}


@pytest.mark.parametrize("name", ["seeds", "articles"])
def test_nothing_forbidden_is_said(quality: ModuleType, name: str, gold_graphs) -> None:
    assert quality.score(name, gold_graphs[name])["violations"] == 0
