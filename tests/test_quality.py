"""Measured quality may not fall. Lowering a floor needs a reason in the change that does it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

Script = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def script(root: Path) -> Iterator[Script]:
    """The scripts beside this file, which import each other as scripts do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(root / "tests")
        yield importlib.import_module


@pytest.fixture(scope="module")
def quality(script: Script) -> ModuleType:
    return script("quality")


@pytest.fixture(scope="module")
def reliability(script: Script) -> ModuleType:
    return script("reliability")


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


@pytest.mark.parametrize("name", ["seeds", "articles", "dev", "held-out"])
def test_a_confidence_is_about_the_share_that_is_right(reliability: ModuleType, name: str, gold_graphs) -> None:
    judged = reliability.judged(name, gold_graphs[name])
    assert len(judged) > 50
    assert reliability.error(judged) <= 0.10
