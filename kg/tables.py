"""What a notebook shows as HTML, tables above all, and a pandas ``DataFrame`` for those who want one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg.errors import UsageError

if TYPE_CHECKING:
    import pandas

__all__ = ["block", "frame", "html"]

# Notebooks read what stands between two dollar signs as a formula; the news speak of dollars.
_TEXT = "tex2jax_ignore mathjax_ignore"


def frame(columns: Mapping[str, Sequence[Any]], days: Iterable[str] = ()) -> pandas.DataFrame:
    """A ``DataFrame`` of these columns; those in ``days`` hold dates (None: no such day) and become ``datetime64``.

    Raises UsageError where pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise UsageError("a DataFrame needs pandas: pip install 'kg[frames]'") from error
    made = pandas.DataFrame({name: list(values) for name, values in columns.items()})
    for name in days:
        made[name] = made[name].astype("datetime64[s]")  # nanoseconds would end in 1677
    return made


def html(columns: Sequence[str], rows: Iterable[Sequence[object]], *, more: str = "") -> Markup:
    """An HTML table with everything in it escaped, but what is ``Markup`` already; ``more`` stands below.

    Without ``columns`` it has no head.
    """
    head = Markup("").join(Markup('<th style="text-align:left">{}</th>').format(name) for name in columns)
    lines = (Markup("").join(_cell(cell) for cell in row) for row in rows)
    body = Markup("").join(Markup("<tr>{}</tr>").format(line) for line in lines)
    table = Markup("<table>{}<tbody>{}</tbody></table>").format(
        Markup("<thead><tr>{}</tr></thead>").format(head) if columns else "", body
    )
    return block(table + Markup("<p>{}</p>").format(more) if more else table)


def block(content: Markup) -> Markup:
    """What a cell shows, on its own; what is too wide can be moved."""
    return Markup('<div class="{}" style="overflow-x:auto">{}</div>').format(_TEXT, content)


def _cell(cell: object) -> Markup:
    """Words begin at the left, whatever the notebook's own style says of tables; numbers end at the right."""
    side = "right" if isinstance(cell, (int, float)) else "left"
    return Markup('<td style="text-align:{}">{}</td>').format(side, "" if cell is None else cell)
