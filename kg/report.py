"""What is in a graph, what a build left out and why, and what it may have missed: for people and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.model import Extraction, Skipped, Status, merged

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """A graph in figures. ``str()`` gives the summary that ``kg build`` prints.

    ``extractions`` are in the order of their sources. ``skipped`` is what the build did not take, ``written`` and
    ``removed`` are the sources whose content it changed, ``replaced`` those of ``written`` that the graph had held
    before; empty where the graph was opened and not built.
    """

    extractions: tuple[Extraction, ...]
    entities: int
    skipped: tuple[Skipped, ...] = ()
    written: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """How many articles the graph holds."""
        return len(self.extractions)

    @property
    def statements(self) -> dict[Status, int]:
        """How many different statements there are of each status, in the order of ``Status``."""
        every = (statement for extraction in self.extractions for statement in extraction.statements)
        found = Counter(statement.status for statement in merged(every))
        return {status: found[status] for status in Status}

    @property
    def gaps(self) -> int:
        """How many sentences name two actors and gave no statement."""
        return sum(len(extraction.gaps) for extraction in self.extractions)

    @property
    def dropped(self) -> int:
        """How many stretches of text were left out as boilerplate."""
        return sum(len(extraction.article.dropped) for extraction in self.extractions)

    def json(self) -> str:
        """All of it, with the text of what was left out and missed; the same for the same graph."""
        value = {
            "articles": [_article(extraction) for extraction in self.extractions],
            "entities": self.entities,
            "statements": {status.value: count for status, count in self.statements.items()},
            "skipped": [asdict(skip) for skip in _sorted(self.skipped)],
        }
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

    def __str__(self) -> str:
        by_status = self.statements
        statuses = ", ".join(f"{count} {status.value}" for status, count in by_status.items() if count)
        lines = [
            f"{_count(self.articles, 'article')}, {_count(self.entities, 'entity', 'entities')}",
            _count(sum(by_status.values()), "statement") + (f": {statuses}" if statuses else ""),
            f"{_count(self.gaps, 'sentence')} with two actors and no statement, "
            f"{_count(self.dropped, 'stretch', 'stretches')} of boilerplate left out",
        ]
        if self.skipped:
            lines.append(f"{len(self.skipped)} skipped:")
            lines += [f"  {skip.source}: {skip.reason}" for skip in _sorted(self.skipped)]
        return "\n".join(lines)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _sorted(skipped: Sequence[Skipped]) -> list[Skipped]:
    return sorted(skipped, key=lambda skip: (not skip.failed, skip.source, skip.reason))


def _article(extraction: Extraction) -> dict[str, Any]:
    article = extraction.article
    return {
        "source": article.source,
        "title": article.title,
        "published": str(article.published) if article.published else None,
        "statements": len(extraction.statements),
        "dropped": [
            {**asdict(piece.span), "reason": piece.reason, "text": article.text[piece.span.start : piece.span.end]}
            for piece in article.dropped
        ],
        "gaps": [{**asdict(gap.span), "text": gap.text, "actors": list(gap.actors)} for gap in extraction.gaps],
    }
