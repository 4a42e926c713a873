"""Articles go into the graph several at once: the first at once, then more and more, and none waits for long."""

from __future__ import annotations

import pytest

from kg import graph, storing
from kg.graph.canonical import canonical
from kg.model import Extraction, Read, Skipped
from kg.storing import Shelf
from tests.benchmarks.generated import extractions

EVERY = [Read(one) for one in extractions(200)]


class Told:
    """A graph, and what was stored in it at one moment."""

    def __init__(self) -> None:
        self.graph, self.moments = graph.memory(), []
        put_all = self.graph.put_all
        self.graph.put_all = lambda reads: self.moments.append(len(reads)) or put_all(reads)
        self.results = {}

    def shelf(self) -> Shelf:
        return Shelf(self.graph, "mark", self.results.__setitem__)


def test_more_and_more_are_stored_together(monkeypatch):
    monkeypatch.setattr(storing, "MOST", 8)
    told = Told()
    with told.shelf() as shelf:
        for read in EVERY:
            shelf.add(read)
    assert told.moments == [1, 4, 8, 7]
    assert told.results == dict.fromkeys((one.extraction.article.source for one in EVERY), True)
    assert told.graph.sources() == sorted(told.results)


@pytest.mark.parametrize("limits", [{"_PATIENCE": -1, "_PART": -1}, {"_CHARACTERS": 1}])
def test_who_reads_slowly_or_long_texts_has_each_stored_alone(monkeypatch, limits):
    for name, value in limits.items():
        monkeypatch.setattr(storing, name, value)
    told = Told()
    with told.shelf() as shelf:
        for read in EVERY[:5]:
            shelf.add(read)
    assert set(told.moments) <= {0, 1}
    assert sum(told.moments) == 5


def test_what_was_read_is_stored_when_reading_ends_with_an_error():
    told = Told()

    def stopped() -> None:
        with told.shelf() as shelf:
            for read in EVERY[:4]:
                shelf.add(read)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert told.moments == [1, 3]
    assert len(told.graph.sources()) == 4


def test_what_could_not_be_read_takes_the_place_of_nothing():
    told = Told()
    first, other = EVERY[:2]
    source = first.extraction.article.source
    empty = Read(Extraction(first.extraction.article, (), ()), (Skipped(source, "no"),))
    with told.shelf() as shelf:
        for read in (other, first, empty):
            shelf.add(read)
    assert told.results[source] is False
    assert told.graph.extraction(source) == canonical(first.extraction)
