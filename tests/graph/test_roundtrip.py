"""What goes in comes out, and any sequence of changes ends where a rebuild would."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import memory
from kg.graph.document import encode
from kg.graph.identity import canonical
from kg.graph.names import Names
from kg.model import (
    Appearance,
    Article,
    Attribution,
    Dropped,
    Entity,
    Evidence,
    Extraction,
    Gap,
    Interval,
    PartialDate,
    Statement,
    Status,
    TextSpan,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
LABELS = st.sampled_from(["Oslo", "Norway", "Kingdom of Norway", "NO", 'ä"\\\n<b>', "x\x00\x1f\x85"])
DATES = st.one_of(
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.dates().map(lambda day: f"{day:%m}" and day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()),
).map(PartialDate)


def maybe(strategy):
    return st.none() | strategy


entities = st.builds(
    Entity,
    id=st.sampled_from(["norway", "nato", "jens-1f", "é/?#"]),
    label=LABELS,
    type=st.sampled_from(["Country", "Organization", "Person"]),
    aliases=st.lists(LABELS, max_size=2).map(tuple),
    wikidata=maybe(st.sampled_from(["Q1", "Q2"])),
    because=st.sampled_from(["", "same name", "authority"]),
)
appearances = st.builds(Appearance, entity=entities, names=st.lists(LABELS, max_size=2).map(tuple))
intervals = st.builds(Interval, start=maybe(DATES), end=maybe(DATES), at=maybe(DATES), ended=st.booleans())


@st.composite
def spans(draw, text):
    start = draw(st.integers(0, len(text)))
    return TextSpan(start, draw(st.integers(start, len(text))))


@st.composite
def evidence(draw, source, text):
    span = draw(spans(text))
    return Evidence(
        source=source,
        span=span,
        text=text[span.start : span.end],
        subject=draw(spans(text)),
        object=draw(spans(text)),
        trigger=draw(spans(text)),
        subject_mention=draw(WORDS),
        object_mention=draw(WORDS),
        rule=draw(st.sampled_from(["memberOf/joined", "open"])),
        confidence=draw(st.floats(0, 1)),
        start_text=draw(maybe(WORDS)),
        end_text=draw(maybe(WORDS)),
        at_text=draw(maybe(WORDS)),
    )


@st.composite
def statements(draw, source, text):
    few = st.sampled_from(["", "head", "guest"])
    return Statement(
        subject=draw(entities),
        relation=draw(st.sampled_from(["memberOf", "supports", "relatedTo"])),
        object=draw(entities),
        evidence=tuple(draw(st.lists(evidence(source, text), min_size=1, max_size=2))),
        interval=draw(st.just(Interval()) | intervals),
        attribution=draw(st.builds(Attribution, status=st.sampled_from(Status), by=maybe(entities))),
        predicate=draw(maybe(few)),
        role=draw(maybe(few)),
        topic=draw(maybe(few)),
        place=draw(maybe(few)),
    )


@st.composite
def extractions(draw, sources=WORDS):
    source, text = draw(sources), draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
    article = Article(
        source=source,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        body=tuple(draw(st.lists(spans(text), max_size=2))),
        title=draw(maybe(WORDS)),
        published=draw(maybe(DATES)),
        publisher=draw(maybe(WORDS)),
        url=draw(maybe(WORDS)),
        authors=tuple(draw(st.lists(WORDS, max_size=2))),
        place=draw(maybe(WORDS)),
        dropped=tuple(draw(st.lists(st.builds(Dropped, span=spans(text), reason=WORDS), max_size=2))),
    )
    gap = spans(text).map(lambda span: Gap(span, text[span.start : span.end], ("B", "A")))
    return Extraction(
        article=article,
        statements=tuple(draw(st.lists(statements(source, text), max_size=3))),
        appearances=tuple(
            draw(
                st.lists(
                    st.builds(Appearance, entity=entities, names=st.lists(LABELS, max_size=2).map(tuple)), max_size=3
                )
            )
        ),
        gaps=tuple(draw(st.lists(gap, max_size=2))),
    )


@pytest.fixture(autouse=True, scope="module")
def _whatever_the_shapes_say():
    """Random values need not make sense here; ``test_validate.py`` is about what does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.store.validate", lambda new, names: None)
        yield


QUICK = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@QUICK
@given(extractions())
def test_what_goes_in_comes_out(extraction):
    graph = memory(base="https://news.example/")
    assert graph.put(extraction)
    assert graph.extraction(extraction.article.source) == canonical(extraction)
    assert not graph.put(extraction)
    assert not graph.put(canonical(extraction))


@QUICK
@given(extractions())
def test_the_canonical_form_is_its_own(extraction):
    assert canonical(canonical(extraction)) == canonical(extraction)


# A world so small that articles keep telling the same things: two entities, one relation, a handful of names.
FEW_ENTITIES = st.builds(
    Entity,
    id=st.sampled_from(["norway", "nato"]),
    label=st.sampled_from(["NO", "Norway"]),
    type=st.sampled_from(["Country", "Region"]),
    aliases=st.sampled_from([(), ("Norge",), ("NO",)]),
    wikidata=st.sampled_from([None, "Q1", "Q2"]),
    because=st.sampled_from(["", "same name", "authority"]),
)
FEW_STATEMENTS = st.builds(
    Statement,
    subject=FEW_ENTITIES,
    relation=st.just("memberOf"),
    object=FEW_ENTITIES,
    evidence=st.just(()),
    interval=st.sampled_from([Interval(), Interval(ended=True)]),
    attribution=st.sampled_from([Attribution(), Attribution(Status.REPORTED), Attribution(Status.NEGATED)]),
)
FEW_APPEARANCES = st.builds(
    Appearance, entity=FEW_ENTITIES, names=st.sampled_from([(), ("NO",), ("Norge",), ("Norge", "Norway")])
)
SOURCES = st.sampled_from(["a.txt", "b.txt", "c.txt"])


@st.composite
def small_extractions(draw):
    source = draw(SOURCES)
    text = draw(st.sampled_from(["Norway is in.", "Norway is out."]))
    span = TextSpan(0, len(text))
    piece = Evidence(source, span, text, TextSpan(0, 6), TextSpan(0, 6), TextSpan(7, 9), "Norway", "Norway", "r", 0.5)
    return Extraction(
        article=Article(source, text, hashlib.sha256(text.encode()).hexdigest(), (span,)),
        statements=tuple(replace(one, evidence=(piece,)) for one in draw(st.lists(FEW_STATEMENTS, max_size=2))),
        appearances=tuple(draw(st.lists(FEW_APPEARANCES, max_size=2))),
    )


@settings(QUICK, max_examples=250)
@given(st.lists(small_extractions() | small_extractions() | SOURCES, max_size=6))
def test_any_sequence_of_changes_equals_a_rebuild(changes):
    """Articles come, change and go in any order; a source alone means that it goes."""
    graph, kept = memory(), {}
    for change in changes:
        if isinstance(change, str):
            assert graph.remove(change) == (kept.pop(change, None) is not None)
        else:
            kept[change.article.source] = change
            graph.put(change)
    assert set(graph.store) == set(memory(kept.values()).store)
    assert sorted(kept) == graph.sources()
    assert list(graph.extractions()) == [canonical(kept[source]) for source in sorted(kept)]


@QUICK
@given(extractions())
def test_no_blank_nodes_and_no_triple_in_two_graphs(extraction):
    store = memory([extraction]).store
    assert not any(isinstance(term, ox.BlankNode) for quad in store for term in (quad.subject, quad.object))
    assert len(store) == len({quad.triple for quad in store})


@QUICK
@given(extractions(), st.randoms(use_true_random=False))
def test_the_digest_does_not_depend_on_order(extraction, random):
    shuffled = Extraction(
        extraction.article,
        tuple(random.sample(extraction.statements, len(extraction.statements))),
        tuple(random.sample(extraction.appearances, len(extraction.appearances))),
        tuple(random.sample(extraction.gaps, len(extraction.gaps))),
    )
    assert encode(shuffled, Names()).digest == encode(extraction, Names()).digest
