"""graph -> interactive HTML: one file, offline, every edge with its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.view.cut import Cut, cut
from kg.view.embed import mimebundle, to_srcdoc
from kg.view.page import Html
from kg.view.render import render
from kg.view.report import report
from kg.view.texts import LANGUAGE, languages

if TYPE_CHECKING:
    from kg.view.network import Network

__all__ = ["LANGUAGE", "Cut", "Html", "Network", "cut", "languages", "mimebundle", "render", "report", "to_srcdoc"]


def __getattr__(name: str) -> Any:
    """``Network``: pyvis brings networkx and IPython, half a second for everybody who does not use it."""
    if name != "Network":
        raise AttributeError(f"module 'kg.view' has no attribute {name!r}")
    from kg.view.network import Network

    return Network
