"""The command, run inside of the tests' own process."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from kg.cli import main


class Done(NamedTuple):
    """What a run of the command left."""

    returncode: int
    stdout: str
    stderr: str


Kg = Callable[..., Done]


@pytest.fixture
def kg(capsys) -> Kg:
    """Runs the command in this process, where the language model is loaded once."""

    def run(*arguments: object) -> Done:
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def printed(kg: Kg) -> Callable[..., str]:
    """Runs the command, which has to do well, and gives what it prints."""

    def run(*arguments: object) -> str:
        done = kg(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
