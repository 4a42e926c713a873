"""What goes in comes out, and any sequence of changes ends where a rebuild would."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import memory
from kg.graph.bulk import n_quads
from kg.graph.canonical import canonical
from kg.graph.document import encode
from kg.graph.filling import fill
from kg.graph.names import Names
from kg.graph.putting import Incoming, ready
from kg.graph.shapes.literals import characters, literal
from kg.model import (
    Appearance,
    Article,
    Attribution,
    Entity,
    Evidence,
    Extraction,
    Identities,
    Interval,
    Statement,
    Status,
    TextSpan,
)
from tests.strategies import extractions


@pytest.fixture(autouse=True, scope="module")
def _whatever_the_shapes_say():
    """Random values need not make sense here; ``test_validate.py`` is about what does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.putting.validate", lambda *_: None)
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
    id=st.sampled_from(["norway", "nato", "norge"]),
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


SEVERAL = st.lists(small_extractions(), min_size=1, max_size=4)


@settings(QUICK, max_examples=250)
@given(st.lists(small_extractions() | SEVERAL | SOURCES, max_size=6))
def test_any_sequence_of_changes_equals_a_rebuild(changes):
    """Articles come, change and go in any order, also several at once; a source alone means that it goes."""
    graph, kept = memory(), {}
    for change in changes:
        if isinstance(change, str):
            assert graph.remove(change) == (kept.pop(change, None) is not None)
        elif isinstance(change, list):
            before = {source: canonical(one) for source, one in kept.items()}
            kept |= {one.article.source: one for one in change}
            results = graph.put_all([Incoming(one, None, ready(one, graph.names)) for one in change])
            changed = {source for source, one in kept.items() if before.get(source) != canonical(one)}
            assert changed <= {one.article.source for one, result in zip(change, results, strict=True) if result}
        else:
            kept[change.article.source] = change
            graph.put(change)
    assert set(graph.store) == set(memory(kept.values()).store)
    assert sorted(kept) == graph.sources()
    assert list(graph.extractions()) == [canonical(kept[source]) for source in sorted(kept)]


def naming_norway(source: str) -> Extraction:
    text = "Norway is in."
    article = Article(source, text, hashlib.sha256(text.encode()).hexdigest(), (TextSpan(0, len(text)),))
    return Extraction(article, (), (Appearance(Entity("norway", "NO", "Country"), ()),))


WHO_IS_WHO = st.sampled_from(
    [
        Identities(),
        Identities({"norge": "norway"}),
        Identities({"norway": "norge"}),
        Identities({"norge": "norway", "nato": "norway"}),
        Identities({}, {("norway", "a.txt"): "norway-1", ("norway", "b.txt"): "norway-2"}),
        Identities({"norway-1": "norge"}, {("norway", "a.txt"): "norway-1", ("nato", "b.txt"): "norway-2"}),
    ]
)


@settings(QUICK, max_examples=250)
@given(st.lists(small_extractions() | SEVERAL | SOURCES | WHO_IS_WHO, max_size=7), WHO_IS_WHO)
def test_who_is_one_actor_may_change_at_any_time_and_be_taken_back(changes, at_last):
    """Articles come and go, entities become one and two again: what is left is what a rebuild makes."""
    graph, kept = memory(), {}
    for change in [*changes, at_last]:
        if isinstance(change, Identities):
            graph.identify(change)
        elif isinstance(change, str):
            graph.remove(change)
            kept.pop(change, None)
        elif isinstance(change, list):
            graph.put_all([Incoming(one, None, ready(one, graph.names)) for one in change])
            kept |= {one.article.source: one for one in change}
        else:
            kept[change.article.source] = change
            graph.put(change)
    encoded = [encode(one, graph.names, at_last) for one in kept.values()]
    assert {quad for quad in graph.store if quad.graph_name != graph.names.identity} == {
        quad for piece in n_quads(encoded, graph.names) for quad in ox.parse(piece, format=ox.RdfFormat.N_QUADS)
    }
    assert graph.identities == at_last
    new = memory()
    fill(new, [Incoming(one, None, ready(one, new.names)) for one in kept.values()], at_last)
    assert set(new.store) == set(graph.store)
    assert [*graph.readings()] == [canonical(kept[source]) for source in sorted(kept)]
    graph.identify(Identities())
    assert set(graph.store) == set(memory(kept.values()).store)


def test_an_entity_goes_when_the_last_article_that_was_read_to_name_it_means_another():
    """The articles that came first mean the other already, and still say by which id they were read."""
    graph = memory()
    for source in ("b.txt", "a.txt"):
        graph.put(naming_norway(source))
    graph.identify(Identities({"norway": "norge"}))
    assert [entity.id for entity in graph.entities()] == ["norge"]
    assert not list(graph.store.quads_for_pattern(graph.names.entity("norway"), None, None, graph.names.facts))


@QUICK
@given(extractions())
def test_terms_are_written_as_the_engine_writes_them(extraction):
    store, new = memory([extraction]).store, encode(extraction, Names())
    assert {" ".join(one) for one in new.document} == {
        str(quad.triple) for quad in store.quads_for_pattern(None, None, None, new.doc)
    }


def test_every_character_is_escaped_as_the_engine_does_and_comes_back():
    for code in [*range(0xD800), *range(0xE000, 0x11000), 0x1FFFE, 0x10FFFF]:
        assert literal(chr(code)) == str(ox.Literal(chr(code)))
        assert characters(literal(chr(code))) == chr(code)


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
        tuple(random.sample(extraction.unresolved, len(extraction.unresolved))),
    )
    assert encode(shuffled, Names()).digest == encode(extraction, Names()).digest
