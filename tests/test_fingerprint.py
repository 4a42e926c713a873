"""The tools are the same only where nothing that they are made of has changed."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import grimp
import pytest

from kg import fingerprint, relate
from kg.fingerprint import CODE, VERSIONS

NOT_READING = {
    "dask",
    "distributed",
    "fsspec",
    "markupsafe",
    "pandas",
    "requests",
    "urllib3",
}  # for answers, and the ways to servers


def told(**changes) -> str | None:
    options = {"model": None, "ner": None, "authorities": [], "extractor": relate.choose(), **changes}
    return fingerprint.fingerprint(**options)


def test_all_code_that_reading_and_storing_stand_on_is_in_it():
    below = grimp.build_graph("kg", include_external_packages=True, cache_dir=None).find_upstream_modules(
        "kg.pipeline"
    )
    ours = {name.split(".")[1] for name in below if name.startswith("kg.")}
    assert ours <= {name.removesuffix(".py") for name in CODE}
    others = {name for name in below if name.split(".")[0] not in {"kg", *sys.stdlib_module_names}}
    installed = metadata.packages_distributions()
    known = {name.casefold() for name in VERSIONS}
    assert {name for name in others - NOT_READING if not known & {one.casefold() for one in installed[name]}} == set()


def test_it_is_the_same_as_long_as_nothing_changes():
    assert told() == told() != told(extractor=relate.choose("llm", endpoint="http://localhost:1/v1"))
    other = relate.choose("llm", endpoint="http://localhost:1/v1", model="other")
    assert told(extractor=other) != told(extractor=relate.choose("llm", endpoint="http://localhost:1/v1"))


@pytest.mark.parametrize("what", ["model", "ner"])
def test_another_pipeline_counts_with_its_files(tmp_path: Path, what):
    place = tmp_path / "pipeline"
    place.mkdir()
    (place / "weights").write_bytes(b"1")
    first = told(**{what: str(place)})
    (place / "weights").write_bytes(b"2")
    assert len({first, told(**{what: str(place)}), told(), None}) == 4
    assert told(**{what: "en_core_web_sm"}) not in {first, told(**{what: str(place)})}


def test_of_a_pipeline_that_is_not_there_nothing_is_known():
    assert told(model="no_such_pipeline") is None


def test_an_authority_file_counts_by_its_content(tmp_path: Path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("id,label,type\na,A,Person\n")
    other.write_text("id,label,type\na,A,Person\n")
    assert told(authorities=[one]) == told(authorities=[other]) != told()
    other.write_text("id,label,type\na,B,Person\n")
    assert told(authorities=[one]) != told(authorities=[other])


@pytest.mark.parametrize("changed", ["ontologies/cues.yaml", "kg/relate/when.py", "kg/language/weights/labels.json"])
def test_code_and_data_count(monkeypatch, changed):
    before = told()
    fingerprint.own.cache_clear()
    path = Path(fingerprint.__file__).parents[1] / changed
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read(self) + b"#" * (self == path))
    try:
        assert told() != before
    finally:
        monkeypatch.undo()
        fingerprint.own.cache_clear()
    assert told() == before
