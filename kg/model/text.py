"""Texts: stretches of them, dates as precise as they tell them, and what was read from an input."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

__all__ = ["Article", "Citation", "Dropped", "PartialDate", "Published", "Refused", "Skipped", "TextSpan"]


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A stretch of ``Article.text``: ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __contains__(self, other: object) -> bool:
        """True where ``other`` (a span or an offset) lies inside."""
        if isinstance(other, TextSpan):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def overlaps(self, other: TextSpan) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its words and no more: ``2024``, ``2024-03`` or ``2024-03-17`` (ISO 8601)."""

    value: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", self.value):
            raise ValueError(f"not a date of year, month or day precision: {self.value!r}")
        _ = self.earliest, self.latest  # a month 13 or a day 31 April fails here, where it was made

    def __str__(self) -> str:
        return self.value

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        year, month, day = self._parts()
        return date(year, 1 if month is None else month, 1 if day is None else day)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        year, month, day = self._parts()
        month = 12 if month is None else month
        return date(year, month, calendar.monthrange(year, month)[1] if day is None else day)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return {4: "year", 7: "month", 10: "day"}[len(self.value)]

    def _parts(self) -> tuple[int, int | None, int | None]:
        numbers = [int(part) for part in self.value.split("-")]
        return numbers[0], numbers[1] if len(numbers) > 1 else None, numbers[2] if len(numbers) > 2 else None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of an article that extraction does not read, and why (teaser, share bar, disclaimer, ...)."""

    span: TextSpan
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one publisher.

    ``source`` is its path relative to the root that was given, ``/`` between folders (or its URL, or
    ``name.jsonl#3`` for the third record of a file). ``text`` is the stored text: for a text file the file's own
    characters, for HTML and records what was taken out of them. ``body`` are the paragraphs that extraction reads,
    in order; what lies between them is white space or listed in ``dropped``. ``published`` anchors relative dates
    and is None when the text does not tell. ``place`` is that of a dateline. ``sha256`` is of the UTF-8 ``text``.
    """

    source: str
    text: str
    sha256: str
    body: tuple[TextSpan, ...]
    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    place: str | None = None
    dropped: tuple[Dropped, ...] = ()


class Published(Protocol):
    """Where and when a text appeared: what is cited of an ``Article``, or of one whose text nobody has read."""

    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> PartialDate | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Citation:
    """``Published`` alone."""

    source: str
    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article, or an article that no statements could be got from: where, and why.

    ``failed`` is False where nothing is wrong with it (a copy of another article). ``reached`` is False where the
    input could not even be opened, so that nobody knows which articles it holds (a path that is missing today).
    """

    source: str
    reason: str
    failed: bool = True
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """How many statements that an extractor proposed for an article were dropped for one reason."""

    source: str
    reason: str
    count: int
