"""A page as a value, to save or inside a notebook: an ``<iframe>`` that is shut off from what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from kg import files

__all__ = ["Page", "mimebundle", "to_srcdoc"]

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


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """An offline HTML page; a notebook shows it."""

    html: str
    left_out: str = ""
    """What of its graph the page does not show, as a sentence; empty where it shows everything."""

    def save(self, path: str | Path) -> None:
        """Writes the page, in one step; it needs no other file."""
        with files.writing(Path(path)) as stream:
            stream.write(self.html.encode())

    def __repr__(self) -> str:
        return f"<kg page: {len(self.html):,} characters of HTML; .save('graph.html') writes it>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return mimebundle(self.html, plain=repr(self))
