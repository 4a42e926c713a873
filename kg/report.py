"""What is in a graph, what a build left out and why, and what it may have missed: for people and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from kg import tables
from kg.graph.counts import Counts
from kg.missed import LISTED, Missed, missed
from kg.model import Decision, Extraction, Gap, Refused, Skipped, Status, Verdict, merged
from kg.summary import Summary, counted, in_order

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """A graph in figures. ``str()`` gives the summary that ``kg build`` prints.

    ``extractions`` are in the order of their sources. ``skipped`` is what the build did not take, ``written`` and
    ``removed`` are the sources whose content it changed, ``replaced`` those of ``written`` that the graph had held
    before; ``refused`` is what an extractor proposed and dropped, ``unchanged`` how many articles did
    not have to be read again. Empty where the graph was opened and not built. ``decisions`` are those about who is
    one actor.
    """

    extractions: tuple[Extraction, ...]
    entities: int
    skipped: tuple[Skipped, ...] = ()
    written: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unchanged: int = 0

    @property
    def undecided(self) -> list[Decision]:
        """The pairs of entities that may be one actor, the likeliest first."""
        found = [one for one in self.decisions if one.verdict is Verdict.UNDECIDED]
        return sorted(found, key=lambda one: (-(one.score or 0.0), one.one, one.other))

    @cached_property
    def typed_differently(self) -> dict[str, tuple[str, ...]]:
        """The entities that articles take for different kinds of things: id -> the types, sorted."""
        told: dict[str, set[str]] = {}
        for extraction in self.extractions:
            for appearance in extraction.appearances:
                told.setdefault(appearance.entity.id, set()).add(appearance.entity.type)
        return {id: tuple(sorted(types)) for id, types in sorted(told.items()) if len(types) > 1}

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

    @cached_property
    def missed(self) -> Missed:
        """What the graph may have missed, and why."""
        return missed(self.extractions)

    def json(self) -> str:
        """All of it, with the text of what was left out and missed (in part); the same for the same graph."""
        value = {
            "articles": [_article(extraction) for extraction in self.extractions],
            "entities": self.entities,
            "statements": {status.value: count for status, count in self.statements.items()},
            "skipped": [asdict(skip) for skip in in_order(self.skipped)],
            "undecided": [
                {"one": one.one, "other": one.other, "likeness": one.score, "because": one.because}
                for one in self.undecided
            ],
            "typed_differently": {id: list(types) for id, types in self.typed_differently.items()},
            "missed": _missed(self.missed),
        }
        if self.refused:
            value["refused"] = [asdict(one) for one in sorted(self.refused, key=lambda one: (one.source, one.reason))]
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

    def text(self, limit: int = 20) -> str:
        """The summary, then what may be missing and why: at most ``limit`` entries of each list."""
        found = self.missed
        lists = (
            _sentences(found, limit),
            _pairs(found, limit),
            _verbs(found, limit),
            _lost(found, limit),
            _silent(found),
            _undecided(self.undecided, limit),
            _typed(self.typed_differently, limit),
        )
        return "\n\n".join([str(self), *("\n".join(lines) for lines in lists)])

    @property
    def summary(self) -> Summary:
        """The figures alone."""
        held = Counts(self.articles, self.entities, self.statements, self.gaps, self.dropped, len(self.undecided))
        left_out, did = (self.skipped, self.refused), (self.written, self.replaced, self.removed)
        return Summary(held, *left_out, *did, self.unchanged)

    def __str__(self) -> str:
        return str(self.summary)

    def _repr_html_(self) -> str:
        """The summary as a table."""
        rows: list[tuple[object, object]] = [("articles", self.articles), ("entities", self.entities)]
        by_status = self.statements
        rows.append(("statements", sum(by_status.values())))
        rows += [(f"… {status.value}", count) for status, count in by_status.items() if count]
        rows.append(("sentences with two actors and no statement", self.gaps))
        rows.append(("stretches of boilerplate left out", self.dropped))
        if self.undecided:
            rows.append(("pairs that may be one actor", len(self.undecided)))
        rows += [(f"skipped: {skip.source}", skip.reason) for skip in in_order(self.skipped)]
        rows += [(f"dropped in {one.source}: {one.reason}", one.count) for one in self.refused]
        return tables.html((), rows)


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
        "gaps": len(extraction.gaps),
        "unresolved": len(extraction.unresolved),
    }


def _missed(found: Missed) -> dict[str, Any]:
    return {
        "sentences": {
            "count": len(found.gaps),
            "without_words_of_a_pattern": found.unknown,
            "listed": [
                {
                    "source": source,
                    **asdict(gap.span),
                    **{key: value for key, value in asdict(gap).items() if key != "span"},
                }
                for source, gap in found.sentences(LISTED)
            ],
        },
        "pairs": {"count": len(found.pairs), "listed": [asdict(pair) for pair in found.pairs[:LISTED]]},
        "verbs": {"count": len(found.verbs), "listed": dict(found.verbs[:LISTED])},
        "unresolved": {
            "count": sum(words.times for words in found.lost),
            "different": len(found.lost),
            "listed": [asdict(words) for words in found.lost[:LISTED]],
        },
        "patterns": {
            "count": found.rules,
            "fired": found.fired,
            "silent": {silent.relation: list(silent.patterns) for silent in found.silent},
        },
    }


def _sentences(found: Missed, limit: int) -> list[str]:
    shown = found.sentences(limit)
    number, known = len(found.gaps), len(found.gaps) - found.unknown
    lines = [f"{counted(number, 'sentence')} with two actors and no statement{_of(len(shown), number)}"]
    if number:
        lines.append(f"  no pattern has words for {found.unknown}; for {known} one has, with nobody where it looks")
    before = None
    for source, gap in shown:
        lines += [f"  {source}"] if source != before else []
        before = source
        where = f"{gap.span.start}-{gap.span.end}"
        lines += [f"    {' '.join(gap.text.split())}", f"      {where} · {', '.join(gap.actors)}"]
        lines.append(f"      {_because(gap)}")
    return lines


_NO_PATTERN = "no pattern has words for it"


def _because(gap: Gap) -> str:
    """Why a sentence gave nothing, as far as the patterns tell."""
    more = f" and {len(gap.tried) - 3} more" if len(gap.tried) > 3 else ""
    told = [f"words of {', '.join(gap.tried[:3])}{more}, and nobody where they look" if gap.tried else _NO_PATTERN]
    told += [f"verbs that no pattern knows: {', '.join(gap.verbs)}"] if gap.verbs else []
    return " · ".join(told)


def _pairs(found: Missed, limit: int) -> list[str]:
    shown = found.pairs[:limit]
    lines = [f"{counted(len(found.pairs), 'pair')} of actors in them{_of(len(shown), len(found.pairs))}"]
    for pair in shown:
        linked = "linked by another sentence" if pair.linked else "nothing links them"
        lines.append(f"  {' – '.join(pair.actors)}: {counted(pair.sentences, 'sentence')}, {linked}")
    return lines


def _verbs(found: Missed, limit: int) -> list[str]:
    shown = found.verbs[:limit]
    lines = [f"{counted(len(found.verbs), 'verb')} in them that no pattern knows{_of(len(shown), len(found.verbs))}"]
    return lines + ([f"  {', '.join(f'{verb} ({times})' for verb, times in shown)}"] if shown else [])


def _lost(found: Missed, limit: int) -> list[str]:
    shown = found.lost[:limit]
    times = sum(words.times for words in found.lost)
    lines = [f"{counted(times, 'mention')} that found no entity{_of(len(shown), len(found.lost))}"]
    for words in shown:
        what = " ".join(filter(None, (words.kind, words.label)))
        where = f"{words.source}:{words.span.start}-{words.span.end}"
        lines.append(f"  “{' '.join(words.text.split())}” ({what}): {words.times} ×, first {where}")
    return lines


def _silent(found: Missed) -> list[str]:
    lines = [f"{found.rules - found.fired} of {found.rules} patterns are behind no statement"]
    for silent in found.silent:
        which = "none of its" if len(silent.patterns) == silent.of else f"{silent.of - len(silent.patterns)} of"
        lines.append(f"  {silent.relation} ({which} {silent.of} fired): {', '.join(silent.patterns)}")
    return lines


def _undecided(found: Sequence[Decision], limit: int) -> list[str]:
    lines = [f"{counted(len(found), 'pair')} that may be one actor{_of(len(found[:limit]), len(found))}"]
    return lines + [f"  {one.one}, {one.other}: {one.because}" for one in found[:limit]]


def _typed(found: Mapping[str, tuple[str, ...]], limit: int) -> list[str]:
    shown = list(found.items())[:limit]
    several = counted(len(found), "entity", "entities")
    lines = [f"{several} of which articles disagree what it is{_of(len(shown), len(found))}"]
    return lines + [f"  {id}: {' or '.join(types)}" for id, types in shown]


def _of(shown: int, every: int) -> str:
    return "" if shown == every else f" ({shown} of {every} shown)"
