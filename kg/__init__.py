"""News articles in, a graph of who is related to whom out.

>>> import kg
>>> graph = kg.build(["seeds"])
>>> graph.query("SELECT ?o { id:azerbaijan kg:memberOf ?o }")

Importing this loads nothing; each name is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Answer, Entity, Explanation, Graph, Report, Statement, open
    from kg.errors import KgError
    from kg.making import add, build, judge, remove

__all__ = [
    "Answer",
    "Entity",
    "Explanation",
    "Graph",
    "KgError",
    "Report",
    "Statement",
    "add",
    "build",
    "judge",
    "open",
    "remove",
]

_ELSEWHERE = {"KgError": "kg.errors", "load_ipython_extension": "kg.notebook"} | dict.fromkeys(
    ("add", "build", "judge", "remove"), "kg.making"
)


def __getattr__(name: str) -> Any:
    if name not in (*__all__, *_ELSEWHERE):  # IPython looks for its own name
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_ELSEWHERE.get(name, "kg.api")), name)
    return value


def __dir__() -> list[str]:
    return __all__
