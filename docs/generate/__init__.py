"""The pages of the documentation that are written by what they tell of, each time the documentation is built.

They are never committed: the command line, the relations and types, the saved queries are read where they are
declared, so that no page can say something else.

commands    reference/commands.md       from the arguments of the ``kg`` command
ontology    reference/ontology/         from ``ontologies/kg.ttl`` and ``ontologies/relations/``
queries     reference/queries.md        from ``ontologies/queries/``
markdown    tables, links, what must be escaped
"""

from __future__ import annotations

import shutil
from pathlib import Path

from generate import commands, ontology, queries

__all__ = ["pages", "write"]


def pages() -> dict[str, str]:
    """Every generated page: its path below ``docs/``, and its text."""
    return {"reference/commands.md": commands.page(), "reference/queries.md": queries.page()} | {
        f"reference/ontology/{path}": text for path, text in ontology.pages().items()
    }


def write(docs: Path) -> None:
    """Writes them; what is there already with the same text is left, what no page is any more goes."""
    wanted = {docs / path: text for path, text in pages().items()}
    folder = docs / "reference" / "ontology"
    if any(path not in wanted for path in folder.rglob("*.md")):
        shutil.rmtree(folder)
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
