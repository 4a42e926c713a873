"""The notebooks run from a clean kernel, show what they should, and are committed as written."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def test_there_is_a_notebook_to_explore_with() -> None:
    assert "explore.ipynb" in {path.name for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_committed_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert cells
    assert not [cell for cell in cells if cell.outputs or cell.execution_count]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the kernel's own libraries
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_the_network(path: Path, root: Path, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(root))
    book = nbformat.read(path, as_version=4)
    NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    shown = [output.get("data", {}).get("text/html", "") for cell in book.cells for output in cell.get("outputs", [])]
    assert any("<iframe" in html and "sandbox=" in html for html in shown)
    printed = "".join(o.get("text", "") for cell in book.cells for o in cell.get("outputs", []))
    assert "[Azerbaijan] *joined* " in printed
    assert not [o for cell in book.cells for o in cell.get("outputs", []) if o.output_type == "error"]
