"""Lists that show themselves, and whose slices do, too."""

from __future__ import annotations

from typing import Protocol, Self, SupportsIndex, TypeVar, overload

from markupsafe import Markup

from kg import tables

__all__ = ["SHOWN", "Listed", "Shown", "more"]

SHOWN = 20
"""values that a notebook or a prompt shows"""

T = TypeVar("T")


class Listed(list[T]):
    """A list; a slice of it is of the same kind."""

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> T: ...

    @overload
    def __getitem__(self, at: slice, /) -> Self: ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> T | Self:
        return self._like(super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)

    def _like(self, found: list[T]) -> Self:
        return type(self)(found)


class _Showable(Protocol):
    def _repr_html_(self) -> str: ...


S = TypeVar("S", bound=_Showable)


class Shown(Listed[S]):
    """A list whose values are shown one below the other."""

    def __repr__(self) -> str:
        """As ``print`` shows each."""
        lines = [str(one) for one in self[:SHOWN]]
        return "\n".join([*lines, *([rest] if (rest := more(self, "")) else [])]) or "<none>"

    def _repr_html_(self) -> str:
        each = Markup("").join(Markup(one._repr_html_()) for one in self[:SHOWN])
        rest = more(self, "")
        return tables.block(each + (Markup("<p>{}</p>").format(rest) if rest else "")) if self else "none"


def more(found: list[T], advice: str = "; to_pandas() has them all") -> str:
    """What is said below those that are shown; empty where all are."""
    return f"… and {len(found) - SHOWN} more{advice}" if len(found) > SHOWN else ""
