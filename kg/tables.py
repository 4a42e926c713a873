"""Tables: HTML for a notebook, a pandas ``DataFrame`` for those who want one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg.errors import UsageError

if TYPE_CHECKING:
    import pandas

__all__ = ["frame", "html"]


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
    """An HTML table with everything in it escaped, but what is ``Markup`` already; ``more`` stands below."""
    head = Markup("").join(Markup("<th>{}</th>").format(name) for name in columns)
    lines = (
        Markup("").join(Markup("<td>{}</td>").format("" if cell is None else cell) for cell in row) for row in rows
    )
    body = Markup("").join(Markup("<tr>{}</tr>").format(line) for line in lines)
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
    return table + Markup("<p>{}</p>").format(more) if more else table
