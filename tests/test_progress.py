"""How far a build is: shown below a cell, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from kg.progress import bar


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a kernel's front end is given, the first look and each change of it."""
    looks: list[str] = []

    class Handle:
        def update(self, look: dict[str, str], **_: Any) -> None:
            looks.append(look["text/html"])

    def display(look: dict[str, str], **_: Any) -> Handle:
        looks.append(look["text/html"])
        return Handle()

    shell = InteractiveShell()
    shell.history_manager.enabled = False
    monkeypatch.setattr(shell, "kernel", object(), raising=False)
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.setattr("IPython.display.display", display)
    monkeypatch.setattr("kg.progress.EVERY", 0)
    return looks


def test_a_notebook_shows_how_many_of_how_many_are_done(shown: list[str]) -> None:
    with bar(lambda: 2) as done:
        done("a.txt")
        done("<b>.txt")
    assert '<progress value="1" max="2"></progress> 1 done: a.txt' in shown[1]
    assert "&lt;b&gt;.txt" in shown[2]
    assert "2 articles read" in shown[-1]
    assert "<progress" not in shown[-1]


def test_what_holds_more_articles_than_inputs_is_only_counted(shown: list[str]) -> None:
    with bar(lambda: 1) as done:
        done("a.jsonl#1")
        done("a.jsonl#2")
    assert "<progress></progress> 2 done" in shown[2]


def test_an_interrupted_build_leaves_no_bar(shown: list[str]) -> None:
    watched = bar(lambda: 3)
    watched.__enter__()("a.txt")
    assert not watched.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)  # the build's caller gets it
    assert "1 article read" in shown[-1]


def test_elsewhere_nothing_is_counted_or_shown(capsys: pytest.CaptureFixture[str]) -> None:
    def never() -> int:
        raise AssertionError

    with bar(never) as done:
        done("a.txt")
    assert capsys.readouterr() == ("", "")
