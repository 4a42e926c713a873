"""What changed from one graph to another, each change with its reason.

sides        the articles that differ: nothing else is read
entities     who became whom
statements   which statement became which
reasons      why: told from the articles, the rules and the decisions about who is who
values       what comes out, one by one
result       and as a whole
text, data, rdf   the same for people, as JSON and RDF Patch, and as Turtle
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.diff.data import patch, to_json
from kg.diff.entities import kinship
from kg.diff.rdf import to_turtle
from kg.diff.reasons import Reasons, decisions
from kg.diff.result import Diff
from kg.diff.sides import Sides, sides
from kg.diff.statements import fields, kind, moved_on, paired
from kg.diff.values import (
    ArticleChange,
    Cause,
    Change,
    DecisionChange,
    EntityChange,
    Kind,
    Reason,
)
from kg.graph import Graph
from kg.model import Statement

__all__ = [
    "ArticleChange",
    "Cause",
    "Change",
    "DecisionChange",
    "Diff",
    "EntityChange",
    "Kind",
    "Reason",
    "diff",
    "patch",
    "to_json",
    "to_turtle",
]


def diff(old: Graph, new: Graph) -> Diff:
    """What changed from ``old`` to ``new``. Costs a look at each article's digest, and what there is to tell."""
    found = sides(old, new)
    kin, reasons = kinship(found), Reasons(found)
    entities = [
        EntityChange(kind, before, after, reasons.of_entities(kind, before, after))
        for kind, before, after in kin.changes()
    ]
    order = list(Kind)
    return Diff(
        articles=tuple(
            ArticleChange(source, cause) for source, cause in found.causes.items() if cause is not Cause.IDENTITY
        ),
        statements=_statements(found, kin.families(), reasons),
        entities=tuple(
            sorted(
                entities,
                key=lambda one: (order.index(one.kind), *((e.label, e.id) for e in (*one.before, *one.after))),
            )
        ),
        decisions=decisions(found),
        names=(old.names, new.names),
    )


def _statements(found: Sides, family: Mapping[str, str], reasons: Reasons) -> tuple[Change, ...]:
    both = found.statements()
    gone = [before for before, after in both if before and not after]
    come = [after for before, after in both if after and not before]
    pairs = [*paired(gone, come, family), *((before, after) for before, after in both if before and after)]
    changes = (_change(before, after, family, reasons) for before, after in pairs)
    order = list(Kind)
    return tuple(
        sorted(
            (change for change in changes if change),
            key=lambda change: (order.index(change.kind), change.statement.content()),
        )
    )


def _change(
    before: Statement | None, after: Statement | None, family: Mapping[str, str], reasons: Reasons
) -> Change | None:
    """What became of one statement; None where it stands as it stood."""
    one, other = (state.evidence if state else () for state in (before, after))
    lost, gained = moved_on(one, other)
    different: tuple[str, ...] = ()
    shown = lost, gained
    if before is None or after is None:
        what = Kind.ADDED if after else Kind.REMOVED
    elif before.content() == after.content():
        what = Kind.EVIDENCE
        if not lost and not gained:
            return None
    else:
        different, shown = fields(before, after, family), (one, other)
        what = kind(different)
    return Change(what, before, after, different, lost, gained, reasons.of_statement(before, after, *shown))
