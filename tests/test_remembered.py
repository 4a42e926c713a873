"""What the graph holds as the same tools read it is not read again; anything else is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

import kg
from kg.model import Read, Refused, Skipped
from tests.benchmarks.generated import extractions

EVERY = list(extractions(40))
SOURCES = [one.article.source for one in EVERY]


def build(folder: Path, given=EVERY, *, told=lambda source: (), mark="these tools", **options):
    """A build of these articles; the sources of those that were read, and the summary."""
    read = []

    def reader(*_):
        known = {one.article: one for one in given}

        def reading(articles):
            for article in articles:
                read.append(article.source)
                yield Read(known[article], told(article.source))

        return reading

    with (
        mock.patch("kg.ingest.read", return_value=[one.article for one in given]),
        mock.patch("kg.pipeline.reader", reader),
        mock.patch("kg.fingerprint.fingerprint", return_value=mark),
        kg.build(["given"], folder, **options) as graph,
    ):
        return read, graph.report


def contents(folder: Path) -> dict[str, object]:
    """What each file holds; of ``kg-graph.state`` all but the generation of the store, new each session."""
    found: dict[str, object] = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    state = json.loads((folder / "kg-graph.state").read_text())
    return found | {"kg-graph.state": {key: value for key, value in state.items() if key != "generation"}}


def test_a_second_build_reads_nothing_and_leaves_the_same_bytes(tmp_path: Path):
    assert build(tmp_path)[0] == SOURCES
    before = contents(tmp_path)
    read, report = build(tmp_path)
    assert read == []
    assert (report.unchanged, report.written) == (4, ())
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "change", [{"title": "Other"}, {"published": None}, {"publisher": "Other"}, {"place": "Oslo"}]
)
def test_an_article_of_which_anything_is_otherwise_is_read_again(tmp_path: Path, change):
    build(tmp_path)
    other = replace(EVERY[1], article=replace(EVERY[1].article, **change))
    read, report = build(tmp_path, [EVERY[0], other, *EVERY[2:]])
    assert read == [SOURCES[1]] == list(report.written)


def test_other_tools_read_everything_again_once(tmp_path: Path):
    build(tmp_path)
    assert build(tmp_path, mark="other tools")[0] == SOURCES
    assert build(tmp_path, mark="other tools")[0] == []
    assert build(tmp_path)[0] == SOURCES


def test_tools_of_which_nobody_can_tell_read_everything(tmp_path: Path):
    build(tmp_path, mark=None)
    assert build(tmp_path, mark=None)[0] == SOURCES


def test_everything_is_read_again_where_that_is_asked_for(tmp_path: Path):
    build(tmp_path)
    assert build(tmp_path, again=True)[0] == SOURCES
    assert build(tmp_path)[0] == []


def test_what_failed_is_read_again(tmp_path: Path):
    assert build(tmp_path, told=lambda source: (Skipped(source, "no answer"),))[0] == SOURCES
    assert build(tmp_path)[0] == SOURCES


def test_what_was_dropped_stays_told(tmp_path: Path):
    build(tmp_path, told=lambda source: (Refused(source, "no such words", 3), Refused(source, "ä", 1)))
    before = (tmp_path / "report.json").read_bytes()
    read, report = build(tmp_path)
    assert (read, len(report.refused)) == ([], 8)
    assert (tmp_path / "report.json").read_bytes() == before


def test_an_article_that_came_by_another_way_is_read(tmp_path: Path):
    build(tmp_path)
    with kg.graph.write(tmp_path) as held:
        held.put(replace(EVERY[0], statements=EVERY[0].statements[1:]))
    assert build(tmp_path)[0] == [SOURCES[0]]


def test_who_is_who_may_be_decided_meanwhile(tmp_path: Path):
    build(tmp_path)
    one, other = sorted({one.entity.id for one in EVERY[0].appearances if one.entity.type == "Person"})[:2]
    kg.judge(one, other, "same", tmp_path).close()
    assert build(tmp_path)[0] == []
    kg.remove(SOURCES[2], tmp_path).close()
    assert build(tmp_path)[0] == [SOURCES[2]]
