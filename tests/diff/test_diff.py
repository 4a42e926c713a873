"""What changed between two graphs: laws that hold for any two, and what people do to a graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.diff import Cause, Change, Diff, EntityChange, Kind, diff, patch
from kg.graph import GraphWriter, memory, trig
from kg.model import Appearance, Decision, Extraction, Identities, Verdict
from tests import build

MIRROR = {
    Kind.ADDED: Kind.REMOVED,
    Kind.MERGED: Kind.SPLIT,
    Kind.APPEARED: Kind.VANISHED,
    Cause.ARTICLE_ADDED: Cause.ARTICLE_REMOVED,
}
MIRROR |= {other: one for one, other in MIRROR.items()}

LABELS = ["Norway", "Norge", "League", "Union"]
TEXTS = ["Norway joined the League. It left the Union.", "Norway joined the League in May. It left the Union."]


@pytest.fixture(autouse=True, scope="module")
def unvalidated():
    """Random values need not make sense here; ``test_validate.py`` is about what does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.putting.validate", lambda *_: None)
        yield


@st.composite
def extractions(draw) -> Extraction:
    """An article of few possible ones: what it says collides with what others say."""
    article = build.article(draw(st.sampled_from(TEXTS)), source=draw(st.sampled_from(["a.txt", "b.txt"])))
    one = st.builds(build.entity, st.sampled_from(LABELS), st.sampled_from(["Country", "Region"]))
    statements = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.sampled_from([0, article.text.index("It")]))
        piece = build.evidence(
            article.text[start : start + 20],
            article.source,
            start,
            rule=draw(st.sampled_from(["x/a", "x/b"])),
            confidence=draw(st.sampled_from([0.5, 0.9])),
        )
        made = build.statement(
            draw(one),
            "memberOf",
            draw(one),
            piece,
            status=draw(st.sampled_from(["asserted", "reported"])),
            by=draw(st.none() | one),
            interval=draw(st.sampled_from([build.interval(), build.interval("1949"), build.interval(at="1950")])),
            role=draw(st.sampled_from([None, "", "head"])),
        )
        statements.append(made)
    return Extraction(article, tuple(statements), tuple(Appearance(draw(one), ("N",)) for _ in range(2)))


@st.composite
def graphs(draw) -> GraphWriter:
    """A few articles of few sources, few actors, some of them one by some decision."""
    graph = memory()
    for extraction in draw(st.lists(extractions(), max_size=2)):
        graph.put(extraction)
    losers = draw(st.sets(st.sampled_from(["norge", "union"])))
    score = draw(st.sampled_from([None, 0.9]))
    decisions = (Decision(*sorted((one, "norway")), Verdict.SAME, "so", score) for one in sorted(losers))
    graph.identify(Identities(dict.fromkeys(sorted(losers), "norway"), {}, tuple(decisions)))
    return graph


def contents(graph: GraphWriter) -> set[tuple[str, ...]]:
    return {statement.content() for statement in graph.statements()}


def turned(found: Diff) -> tuple[object, ...]:
    """The same seen from the other side, for comparing."""

    def reasons(change: Change | EntityChange) -> list[object]:
        return sorted((MIRROR.get(one.cause, one.cause), one.sources) for one in change.reasons)

    return (
        [(one.source, MIRROR.get(one.cause, one.cause)) for one in found.articles],
        {
            (MIRROR.get(one.kind, one.kind), one.after, one.before, one.fields, one.gained, one.lost, *reasons(one))
            for one in found.statements
        },
        {(MIRROR.get(one.kind, one.kind), one.after, one.before, *reasons(one)) for one in found.entities},
        {(one.after, one.before) for one in found.decisions},
    )


def seen(found: Diff) -> tuple[object, ...]:
    def reasons(change: Change | EntityChange) -> list[object]:
        return sorted((one.cause, one.sources) for one in change.reasons)

    return (
        [(one.source, one.cause) for one in found.articles],
        {
            (one.kind, one.before, one.after, one.fields, one.lost, one.gained, *reasons(one))
            for one in found.statements
        },
        {(one.kind, one.before, one.after, *reasons(one)) for one in found.entities},
        {(one.before, one.after) for one in found.decisions},
    )


@settings(max_examples=60, deadline=None)
@given(graphs(), graphs())
def test_the_laws_of_a_difference(old, new):
    found = diff(old, new)
    assert bool(found) == (trig(old) != trig(new))
    assert seen(found) == turned(diff(new, old))
    gone = [change.before.content() for change in found.statements if change.before]
    come = [change.after.content() for change in found.statements if change.after]
    assert len(gone) == len(set(gone))
    assert len(come) == len(set(come))
    assert contents(old) - set(gone) | set(come) == contents(new)
    told = {state for change in found.statements for state in (change.before, change.after)}
    whole = {one.content(): one for one in old.statements()}, {one.content(): one for one in new.statements()}
    for content in contents(old) | contents(new):
        if (content in whole[0]) != (content in whole[1]):
            assert told & {whole[0].get(content), whole[1].get(content)} - {None}
    assert all(change.reasons for change in found.statements)


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_nothing_differs_from_itself(graph):
    found = diff(graph, graph)
    assert not found
    assert found.counts() == {}
    assert str(found) == "nothing changed\n"


@settings(max_examples=25, deadline=None)
@given(graphs(), graphs())
def test_a_patch_makes_one_graph_the_other(old, new):
    first, *lines, last = b"".join(patch(old, new)).splitlines(keepends=True)
    assert (first, last) == (b"TX .\n", b"TC .\n")
    for line in lines:
        (quad,) = ox.parse(line[2:], format=ox.RdfFormat.N_QUADS)
        assert (quad in old.store) == line.startswith(b"D ")
        (old.store.remove if line.startswith(b"D ") else old.store.add)(quad)
    assert set(old.store) == set(new.store)
