"""The few lines that a change of a graph is told in: what is in it now, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.graph.counts import Counts
from kg.model import Refused, Skipped

__all__ = ["Summary", "counted", "in_order"]


@dataclass(frozen=True, slots=True)
class Summary:
    """A graph in figures; all but ``counts`` as in ``Report``."""

    counts: Counts
    skipped: tuple[Skipped, ...] = ()
    refused: tuple[Refused, ...] = ()
    written: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    def __str__(self) -> str:
        counts = self.counts
        statuses = ", ".join(f"{count} {status.value}" for status, count in counts.statements.items() if count)
        lines = [
            f"{counted(counts.articles, 'article')}, {counted(counts.entities, 'entity', 'entities')}",
            counted(sum(counts.statements.values()), "statement") + (f": {statuses}" if statuses else ""),
            f"{counted(counts.gaps, 'sentence')} with two actors and no statement, "
            f"{counted(counts.dropped, 'stretch', 'stretches')} of boilerplate left out",
        ]
        if counts.undecided:
            lines.append(f"{counted(counts.undecided, 'pair')} that may be one actor: kg review shows them")
        if self.refused:
            total: Counter[str] = Counter()
            for one in self.refused:
                total[one.reason] += one.count
            lines.append(f"{counted(total.total(), 'proposed statement')} dropped:")
            lines += [f"  {count}: {reason}" for reason, count in sorted(total.items())]
        if self.skipped:
            lines.append(f"{len(self.skipped)} skipped:")
            lines += [f"  {skip.source}: {skip.reason}" for skip in in_order(self.skipped)]
        return "\n".join(lines)


def in_order(skipped: Sequence[Skipped]) -> list[Skipped]:
    """What failed first, then by source."""
    return sorted(skipped, key=lambda skip: (not skip.failed, skip.source, skip.reason))


def counted(number: int, one: str, many: str = "") -> str:
    """``1 pair``, ``2 pairs``; ``many`` where that is no ``s`` more."""
    return f"{number} {one if number == 1 else many or one + 's'}"
