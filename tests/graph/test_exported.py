"""Exports read back as graphs."""

from __future__ import annotations

import pytest

from kg import graph
from kg.errors import GraphError
from kg.export import export_to


@pytest.mark.parametrize(("format", "ending"), [("trig", "trig"), ("nquads", "nq"), ("jsonld", "jsonld")])
def test_a_whole_graph_comes_back_from_its_file(world, tmp_path, format, ending):
    held = graph.memory([world.extraction()], base="https://own.example/")
    path = tmp_path / f"export.{ending}"
    export_to(held, format, path)
    with graph.opened(path) as found:
        assert set(found.store) == set(held.store)
        assert found.names == held.names
        assert found.statements() == held.statements()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("plain.ttl", "<a:a> <a:b> <a:c> .", "is no file of a whole graph"),
        ("other.nq", "<a:a> <a:b> <a:c> <a:d> .\n", "was not written by `kg export`"),
        ("broken.trig", "<a:a> {", "cannot be read"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path, name, text, told):
    (tmp_path / name).write_text(text)
    with pytest.raises(GraphError, match=told):
        graph.opened(tmp_path / name)
