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
    from kg.api import Answer, Entity, Explanation, Graph, Report, Statement, add, build, open, remove
    from kg.errors import KgError
    from kg.notebook import load_ipython_extension

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
    "load_ipython_extension",
    "open",
    "remove",
]

_ELSEWHERE = {"KgError": "kg.errors", "load_ipython_extension": "kg.notebook"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_ELSEWHERE.get(name, "kg.api")), name)
    return value


def __dir__() -> list[str]:
    return __all__
