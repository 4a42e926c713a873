"""Every actor of the annotated seeds is one node of the right type, and no two share one."""

from __future__ import annotations

import random
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from kg import graph, identity
from kg.authority import comparable

UNNAMED = {"Position"}
"""Types of the gold file that are no nodes of ours: a post is a statement's role."""


@pytest.fixture(scope="module")
def appearances(seeds_graph: Path) -> dict[str, dict[str, set[tuple[str, str]]]]:
    """Source -> name in comparable form -> the entities (id, type) that the article names so."""
    found: dict[str, dict[str, set[tuple[str, str]]]] = {}
    with graph.read(seeds_graph) as store:
        for extraction in store.extractions():
            names = found.setdefault(Path(extraction.article.source).name, defaultdict(set))
            for appearance in extraction.appearances:
                entity = appearance.entity
                for name in (entity.label, *entity.aliases, *appearance.names):
                    names[_plain(name)].add((entity.id, entity.type))
    return found


def _plain(name: str) -> str:
    return comparable(unicodedata.normalize("NFKC", name))


def test_every_actor_is_one_node_of_its_type_and_no_two_share_one(root: Path, appearances) -> None:
    gold = yaml.safe_load((root / "tests" / "gold" / "seeds.yaml").read_text(encoding="utf-8"))
    several, wrong, missing, count = [], [], [], 0
    for article in gold["articles"]:
        names = appearances[article["file"]]
        bearers: dict[str, set[str]] = defaultdict(set)
        for key, entity in article["entities"].items():
            count += 1
            found = set().union(*(names.get(_plain(name), set()) for name in entity["names"]))
            typed = {one for one in found if one[1] == entity["type"]}
            missing += [(article["file"], key)] if not found and entity["type"] not in UNNAMED else []
            several += [(article["file"], key, typed)] if len(typed) > 1 else []
            wrong += [(article["file"], key, found)] if found and not typed else []
            for id, _ in typed:
                bearers[id].add(key)
        several += [(article["file"], id, keys) for id, keys in bearers.items() if len(keys) > 1]
    assert several == []
    assert wrong == []
    assert len(missing) <= 5, missing  # authors in the page's frame, things without a name, one cut short
    assert count > 80


def test_other_names_of_the_seeds_mean_the_same_node(seeds_graph: Path) -> None:
    with graph.read(seeds_graph) as store:
        ids = defaultdict(set)
        for entity in store.entities():
            for name in (entity.label, *entity.aliases):
                ids[name].add((entity.id, entity.type))
    for one, other in (
        ("Hikmat Hajiyev", "Hikmet Hajiyev"),
        ("NATO", "North Atlantic Alliance"),
        ("Türkiye", "Turkey"),
    ):
        assert len(ids[one] & ids[other]) == 1, (one, other)
    assert {type_ for name in ids for _, type_ in ids[name] if "newspaper" in name} <= {"MediaOutlet"}


def test_the_order_in_which_articles_come_does_not_matter(seeds_graph: Path) -> None:
    with graph.read(seeds_graph) as store:
        readings, expected = list(store.readings()), set(store.store)
    assert len(readings) == 5
    for seed in (1, 2):
        random.Random(seed).shuffle(readings)
        other = graph.memory()
        for number, reading in enumerate(readings):
            other.put(reading)
            if number == 2:
                identity.settle(other)
        identity.settle(other)
        assert set(other.store) == expected
