"""What pyvis offers and our page has otherwise: such a method says so instead of doing nothing in silence."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from pyvis.network import Network as PyvisNetwork

__all__ = ["WITHOUT_EFFECT", "telling"]

_LAYOUT = "the layout is computed when the page is made, and does not move"
_LOOK = "the page draws lines and nodes by its own legend"
_TEMPLATE = "the page has its own template, which escapes what it is given"

WITHOUT_EFFECT = MappingProxyType(
    {
        **dict.fromkeys(("barnes_hut", "force_atlas_2based", "hrepulsion", "repulsion"), _LAYOUT),
        **dict.fromkeys(("toggle_physics", "toggle_stabilization"), _LAYOUT),
        **dict.fromkeys(("inherit_edge_colors", "set_edge_smooth", "set_options"), _LOOK),
        **dict.fromkeys(("toggle_hide_edges_on_drag", "toggle_hide_nodes_on_drag"), _LOOK),
        "toggle_drag_nodes": "nodes can always be dragged, and stay where they are put",
        "show_buttons": "the page has its own filters",
        "from_DOT": "the page knows nodes and edges alone; networkx.nx_pydot reads DOT for from_nx",
        **dict.fromkeys(("prep_notebook", "set_template", "set_template_dir"), _TEMPLATE),
    }
)
"""Method of pyvis -> why it has no effect on the page."""


def telling(name: str) -> Callable[..., None]:
    """The method of that name, which warns that it has no effect and does nothing."""

    @functools.wraps(getattr(PyvisNetwork, name))
    def method(self: PyvisNetwork, *values: Any, **options: Any) -> None:
        warnings.warn(f"Network.{name} has no effect: {WITHOUT_EFFECT[name]}", UserWarning, stacklevel=2)

    return method
