"""The page's data as tables: nothing is lost, and little said twice."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.view.data import as_json, page_data
from kg.view.packed import KINDS, packed
from tests.view.tables import unpacked


def data_of(world):
    facts = [(f"f{number}", statement) for number, statement in enumerate(world.statements)]
    return page_data("t", world.entities, facts, world.articles, labels={}, symmetric=())


def test_the_tables_tell_all_and_are_much_shorter(world):
    data = data_of(world)
    text = as_json(packed(data))
    assert unpacked(json.loads(text)) == json.loads(as_json(data))
    assert len(text) < 0.8 * len(as_json(data))


def test_hostile_text_comes_back(hostile):
    data = data_of(hostile)
    assert unpacked(json.loads(as_json(packed(data)))) == json.loads(as_json(data))


parts = st.lists(st.tuples(st.sampled_from(KINDS), st.text(min_size=1)).map(list), min_size=1)


@given(parts, st.tuples(st.text(), st.text()), st.lists(st.text(min_size=1), min_size=1, max_size=2))
def test_stretches_are_cut_where_a_browser_counts(stretches, mentions, dated):
    piece = {"a": 0, "parts": stretches, "mentions": list(mentions), "rule": "r", "confidence": 0.5, "dated": dated}
    fact = {"id": "f", "s": 0, "o": 0, "r": 0, "status": "x", "by": None, "when": {}, "words": {}}
    fact["evidence"] = [piece]
    data = {"entities": [], "articles": [], "statuses": [{"id": "x"}], "facts": [fact]}
    assert unpacked(packed(data)) == data
