"""Who is one actor comes to the same wherever pairs are compared, whatever becomes of those who compare them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from kg import cluster, ontology, pool
from kg.cluster import Cluster
from kg.errors import ExtractorError
from kg.graph.canonical import canonical
from kg.identity.bundles import Bundle, Comparer, Decided, Through, alone, beyond_few
from kg.identity.follow import decided, follow
from kg.identity.index import Index
from kg.identity.tellings import tellings
from kg.identity.version import version
from kg.model import Identities
from tests.benchmarks.generated import news
from tests.clusters import dask
from tests.identity.comparers import dying

TOLD = [(one.article.source, tellings(canonical(one), ontology.load())) for one in news(60)]
LATER = TOLD[:3]


def identities(folder: Path, through: Through, size: int) -> list[Identities]:
    """What is decided of some articles, and once three of them are gone and are there again."""
    found = []
    index = Index(Path(tempfile.mkdtemp(dir=folder), "index"))
    with mock.patch("kg.identity.bundles.PAIRS", size):
        for articles in (TOLD, [(source, {}) for source, _ in LATER], LATER):
            follow(index, articles, (), through)
            found.append(decided(index, ()))
    index.close()
    return found


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Identities]:
    found = identities(tmp_path_factory.mktemp("here"), alone, 10_000)
    assert len(found[0].decisions) > 20
    assert found[0] == found[2] != found[1]
    return found


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_bundles_may_be_of_any_size(tmp_path: Path, expected: list[Identities], size: int) -> None:
    assert identities(tmp_path, alone, size) == expected


def test_all_that_is_on_the_way_may_be_sent_before_anything_is_answered(
    tmp_path: Path, expected: list[Identities]
) -> None:
    def late(
        tasks: Iterator[Bundle], making: Callable[[], Comparer], lost: Callable[[Bundle, str], Decided]
    ) -> Iterator[Decided]:
        return alone(iter(list(tasks)), making, lost)

    assert identities(tmp_path, late, 3) == expected


def test_several_processes_come_to_the_same(tmp_path: Path, expected: list[Identities]) -> None:
    assert identities(tmp_path, partial(pool.done, jobs=2), 7) == expected


def test_the_first_are_compared_here_and_all_others_elsewhere(tmp_path: Path, expected: list[Identities]) -> None:
    sent = []

    def elsewhere(
        tasks: Iterator[Bundle], making: Callable[[], Comparer], lost: Callable[[Bundle, str], Decided]
    ) -> Iterator[Decided]:
        every = list(tasks)
        sent.append(len(every))
        return alone(iter(every), making, lost)

    assert identities(tmp_path, beyond_few(elsewhere, 4), 20) == expected
    assert sent[0] > 0
    assert len(sent) == 3


@pytest.mark.parametrize("times", [1, 99])
def test_workers_may_die_in_the_middle(tmp_path: Path, expected: list[Identities], times: int) -> None:
    (tmp_path / "deaths").mkdir()

    def through(
        tasks: Iterator[Bundle], making: Callable[[], Comparer], lost: Callable[[Bundle, str], Decided]
    ) -> Iterator[Decided]:
        return pool.done(tasks, partial(dying, tmp_path / "deaths", times), lost, jobs=2)

    assert identities(tmp_path, through, 60) == expected
    assert len(list((tmp_path / "deaths").iterdir())) >= min(times, 2)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_of_a_scheduler_come_to_the_same_and_others_are_refused(
    tmp_path: Path, expected: list[Identities]
) -> None:
    with dask(tmp_path / "dask", workers=2) as running:
        on = Cluster(running.address, version)
        assert identities(tmp_path, partial(cluster.done, on=on), 20) == expected
        other = Cluster(running.address, partial(os.getpid))
        with pytest.raises(ExtractorError, match="has other code"):
            identities(tmp_path, partial(cluster.done, on=other), 20)
