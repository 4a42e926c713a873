"""The public surface: short, and nothing loads before it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import kg


def test_the_public_names_are_at_most_a_dozen_and_all_there() -> None:
    assert len(kg.__all__) <= 12
    assert sorted(kg.__all__) == kg.__all__
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    assert dir(kg) == kg.__all__


def test_every_public_name_tells_what_it_is() -> None:
    assert all(getattr(kg, name).__doc__ for name in kg.__all__)


def test_importing_loads_nothing(root: Path) -> None:
    program = "import sys, kg; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert not {"spacy", "rdflib", "pyoxigraph", "networkx", "numpy", "pyvis"} & set(ast.literal_eval(loaded.stdout))


def test_what_draws_nothing_loads_nothing_to_draw_with(root: Path) -> None:
    program = "import sys, kg.api; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert not {"spacy", "rdflib", "networkx", "pyvis", "IPython", "trafilatura", "pandas"} & set(
        ast.literal_eval(loaded.stdout)
    )


def test_only_the_command_line_prints(root: Path) -> None:
    printing = {
        str(path.relative_to(root))
        for path in (root / "kg").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert {path for path in printing if not path.startswith(("kg/cli/", "kg/language/train/"))} == set()
