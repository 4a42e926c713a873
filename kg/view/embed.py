"""A page inside a notebook: an ``<iframe>`` that carries the whole page and is shut off from the notebook."""

from __future__ import annotations

from markupsafe import Markup

__all__ = ["mimebundle", "to_srcdoc"]

# No allow-same-origin: the page may run its own code, but reads nothing of the notebook around it.
_FRAME = Markup(
    '<iframe title="Network" sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"'
    ' srcdoc="{page}" width="100%" height="{height}" style="border:1px solid #d0d7de;border-radius:6px"></iframe>'
)


def to_srcdoc(html: str, *, height: int = 640) -> str:
    """An ``<iframe srcdoc sandbox>`` with ``html`` in it; ``height`` in pixels. Needs no file beside the notebook."""
    return str(_FRAME.format(page=html, height=height))


def mimebundle(html: str, *, height: int = 640, plain: str = "Network (an HTML page)") -> dict[str, str]:
    """What ``_repr_mimebundle_`` returns: the page for a notebook, ``plain`` for a terminal."""
    return {"text/html": to_srcdoc(html, height=height), "text/plain": plain}
