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
        ("seeds", {"f1": 0.89, "precision": 0.91, "pair_f1": 0.90}),
        ("articles", {"f1": 0.75, "precision": 0.90, "pair_f1": 0.74}),
    ],
)
def test_scores_stay_above_their_floors(quality: ModuleType, name: str, floors, request) -> None:
    scores = quality.score(name, request.getfixturevalue(f"{name}_graph"))
    assert {key: scores[key] for key in floors if scores[key] < floors[key]} == {}


@pytest.mark.parametrize("name", ["seeds", "articles"])
def test_nothing_forbidden_is_said(quality: ModuleType, name: str, request) -> None:
    assert quality.score(name, request.getfixturevalue(f"{name}_graph"))["violations"] == 0
