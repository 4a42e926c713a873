"""A terminal: what is painted there, how far a build is, and that no text steers it."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from kg import api, graph
from kg.cli import main
from kg.cli.terminal import Progress, complain
from kg.model import Appearance, Article, Entity, Evidence, Extraction, Statement, TextSpan


def on_screen(terminal: int, patience: float = 0.5) -> str:
    """All that a pseudo-terminal shows: it hands over what was written in pieces of its own."""
    shown = b""
    while select.select([terminal], [], [], patience)[0]:
        try:
            shown += os.read(terminal, 10_000)
        except OSError:  # the other end is closed
            break
    return shown.decode()


@contextlib.contextmanager
def screen(stream: str) -> Iterator[Callable[[], str]]:
    """Puts a pseudo-terminal in the place of ``stdout`` or ``stderr``; gives what says all that it shows."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal, mock.patch.object(sys, stream, terminal):
        yield partial(on_screen, ours)
    os.close(ours)


def lines_of(shown: str) -> list[str]:
    """The progress lines, each of which replaces the one before."""
    return [line.strip() for line in re.split(r"\r|\x1b\[K", shown) if "done" in line]


def test_colours_are_for_terminals_only(seeds_graph: Path, root: Path, kg) -> None:
    command = ["why", str(seeds_graph), "Azerbaijan", "memberOf", "Partnership for Peace"]
    assert "\x1b" not in kg(*command).stdout
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "kg", *command], cwd=root, stdout=theirs, check=True)
    os.close(theirs)
    assert b"\x1b[" in os.read(ours, 100_000)
    os.close(ours)


@pytest.mark.parametrize("colours", [True, False])
def test_article_text_does_not_steer_a_terminal(colours: bool, monkeypatch) -> None:
    text = "Norway\x1b]0;evil\x07 joined \u202eNATO."
    article = Article("a.txt", text, "0" * 64, (TextSpan(0, len(text)),))
    spans = (TextSpan(0, 6), TextSpan(len(text) - 5, len(text) - 1), TextSpan(16, 22))
    names = ("Norway", "NATO")
    piece = Evidence("a.txt", TextSpan(0, len(text)), text, *spans, *names, rule="by/hand", confidence=0.9)
    ends = (Entity("norway", "Norway\x1b[2J", "Country"), Entity("nato", "NATO", "InternationalOrganization"))
    said = Statement(ends[0], "memberOf", ends[1], (piece,))
    held = graph.memory([Extraction(article, (said,), tuple(Appearance(end, (end.label,)) for end in ends))])
    monkeypatch.setattr(api, "open", lambda folder: api.Graph(held))
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    with screen("stdout") as shows:
        assert main(["why", "any", "norway", "memberOf", "nato"]) == 0
        shown = shows()
    assert "evil" in shown
    assert ("\x1b[1;36m" in shown) is colours
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert not set(plain) & set("\x1b\x07\u202e")


def test_errors_do_not_steer_a_terminal() -> None:
    with screen("stderr") as shows:
        complain("nobody is called \x1b[2J\u202eNATO")
        shown = shows()
    assert shown.strip() == "kg: nobody is called \ufffd[2J\ufffdNATO"


def test_progress_is_for_terminals_only_and_harmless(capsys) -> None:
    with Progress() as progress:
        progress("piped.txt")
    assert capsys.readouterr() == ("", "")
    with screen("stderr") as shows:
        with Progress() as progress:
            progress("seen\x1b]0;evil\x07.txt")
        shown = shows()
    assert "1 done: seen\ufffd]0;evil\ufffd.txt" in shown
    assert shown.endswith("\x1b[K")


def test_progress_tells_how_fast_it_is_and_how_long_the_rest_takes(monkeypatch) -> None:
    now = 0.0
    monkeypatch.setattr("kg.cli.terminal.time.monotonic", lambda: now)
    with screen("stderr") as shows:
        with Progress(lambda: 700) as progress:
            for number in range(100):  # four a second, those of the last minute slower: one a second
                now += 0.25 if number < 30 else 1
                progress(f"{number}.txt")
        shown = shows()
    lines = lines_of(shown)
    assert lines[2] == "3 of 700 done: 2.txt"
    assert lines[28] == "29 of 700 done, 4.0 a second, 3 min left: 28.txt"
    assert lines[99] == "100 of 700 done, 1.0 a second, 10 min left: 99.txt"


def test_progress_does_not_tell_what_it_cannot_know(monkeypatch) -> None:
    now = 0.0
    monkeypatch.setattr("kg.cli.terminal.time.monotonic", lambda: now)
    with screen("stderr") as shows:
        with Progress(lambda: 3) as progress:
            for number in range(8):  # an array of JSON holds more than one article
                now += 1
                progress(f"a.json#{number}")
                progress("too soon after the last")
        shown = shows()
    lines = lines_of(shown)
    assert len(lines) == 8
    assert lines[-1] == "15 done, 2.0 a second: a.json#7"


def test_a_wide_table_fits_the_terminal_and_a_pipe_gets_all(seeds_graph: Path, root: Path, kg) -> None:
    asked = ["query", str(seeds_graph), "sentences-of", "-p", "actor=NATO"]
    assert max(map(len, kg(*asked).stdout.splitlines())) > 200
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 90))
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    command = [sys.executable, "-m", "kg", *asked]
    with subprocess.Popen(command, cwd=root, stdout=theirs, env=environment):
        os.close(theirs)
        shown = on_screen(ours, patience=30)
    os.close(ours)
    assert len(shown.splitlines()) > 3
    assert max(map(len, shown.splitlines())) <= 90
