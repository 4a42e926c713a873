"""Of an entity that very many articles name, no more is read than a change asks for; and it is told the same."""

from __future__ import annotations

import contextlib
import pickle
from collections import Counter
from pathlib import Path

import pytest

from kg import graph, identity
from kg.graph.place import identity_file
from kg.identity import index, settling
from kg.identity.follow import known
from kg.identity.index import Index
from kg.model import Appearance, Entity, Extraction
from tests.build import article, evidence, statement

NORWAY = Entity("norway", "Norway", "Country")
BANK = Entity("orion-bank-11111111", "Orion Bank", "Company")
NAMES = ("Ada", "Berit", "Cilla", "Dagny", "Eldbjorg", "Frida", "Gunhild", "Hjordis", "Ingunn", "Jorunn")


def reading(number: int) -> Extraction:
    """An article that names Norway and a bank, as all do, and somebody of its own."""
    name = f"{NAMES[number % 10]} {NAMES[number // 10 % 10]}{'abcdefghij'[number // 100]}son"
    person = Entity(f"{name.lower().replace(' ', '-')}-{number:08x}", name, "Person")
    source = f"{number:03}.txt"
    piece = evidence(f"{name} says so.", source)
    said = ((BANK, "locatedIn", NORWAY), (person, "criticized", BANK), (person, "metWith", NORWAY))
    return Extraction(
        article(f"{name} says so.", source=source),
        tuple(statement(one, relation, other, piece) for one, relation, other in said),
        tuple(Appearance(one, (one.label,)) for one in (NORWAY, BANK, person)),
    )


def filled(folder: Path, articles: int) -> Path:
    with graph.write(folder) as store:
        store.load(map(reading, range(articles)))
        identity.settle(store)
    return folder


@pytest.fixture
def read(monkeypatch) -> Counter:
    """How often what was asked for."""
    asked: Counter[str] = Counter()

    def counting(what, work):
        def count(*given):
            asked[what] += 1
            return work(*given)

        return count

    monkeypatch.setattr("kg.identity.follow._MANY", 10)
    for where, what in ((index, "unpacked"), (settling, "outline_of"), (settling, "digests")):
        monkeypatch.setattr(where, what, counting(what, getattr(where, what)))
    return asked


def test_an_article_more_or_less_reads_as_much_of_a_large_graph_as_of_a_small_one(tmp_path, read):
    asked = []
    for size in (20, 80):
        folder = filled(tmp_path / str(size), size)
        with graph.write(folder) as store:
            store.put(reading(200))
            identity.settle(store)
        read.clear()
        with graph.write(folder) as store:
            store.put(reading(201))
            identity.settle(store)
        asked.append(dict(read))
        read.clear()
        with graph.write(folder) as store:
            store.remove("200.txt")
            identity.settle(store)
        asked.append(dict(read))
    assert asked[:2] == asked[2:]
    assert asked[0]["outline_of"] == 1
    assert "digests" not in asked[0]  # nor is it asked of each article what it says now


def test_what_is_counted_is_what_the_articles_tell(tmp_path, monkeypatch):
    folder = filled(tmp_path, 12)
    ids = [NORWAY.id, BANK.id, reading(3).statements[1].subject.id]
    told = []
    for many in (1000, 0):
        monkeypatch.setattr("kg.identity.follow._MANY", many)
        with contextlib.closing(Index(identity_file(folder))) as held:
            told.append(known(held, ids))
            assert held.traits.ids == (set() if many else set(ids))
            if not many:
                counted = told[1][BANK.id]
                assert {"norway", "nobody"} & counted.met == counted.met & {"norway", "nobody"} == {"norway"}
                assert len(counted.sources) == 12
                told[1] = pickle.loads(pickle.dumps(told[1]))  # as another process gets it: all of it
    assert told[0] == told[1]
