"""The table of formats: what chooses one, and the places that speak of it."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest

from kg import export, graph
from kg.cli import main
from kg.errors import UsageError
from tests.build import entity, statement
from tests.export.graphs import of, written


@pytest.mark.parametrize(
    ("name", "format"),
    [
        *(("graph.ttl", "turtle"), ("graph.12.ttl", "turtle12"), ("a.void.ttl", "void"), ("A.NQ", "nquads")),
        *(("x.ftm.json", "ftm"), ("x.jsonl", "jsonl"), ("deep/graph.rdf", "rdfxml"), ("g.cypherl", "memgraph")),
    ],
)
def test_the_name_of_a_file_tells_its_format(name: str, format: str) -> None:
    assert export.format_of(name) == export.format_of(Path(name)) == format


@pytest.mark.parametrize("name", ["graph", "tables/", "graph.xml", "graph.docx"])
def test_a_name_that_tells_none_is_refused_with_the_list(name: str) -> None:
    with pytest.raises(UsageError, match="give --format, one of turtle, trig"):
        export.format_of(name)


def test_no_two_formats_claim_one_ending() -> None:
    endings = [suffix for format in export.WRITERS.values() for suffix in format.suffixes]
    assert len(endings) == len(set(endings))


def test_the_help_lists_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    shown = capsys.readouterr().out
    for name, format in export.WRITERS.items():
        assert re.search(rf"^  {name} +{re.escape(format.what)}", shown, re.MULTILINE)


def test_the_page_on_exports_tells_of_every_format(root: Path) -> None:
    page = (root / "docs" / "how-to" / "exports.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", page, re.MULTILINE))
    assert rows == {name: format.what for name, format in export.WRITERS.items()}


def test_the_order_of_articles_leaves_no_trace(held, hostile) -> None:
    said = [*held.extractions(), *hostile.extractions()]
    one, again = graph.memory(said), graph.memory(reversed(said))
    for name in export.WRITERS:
        assert written(one, name) == written(again, name)


def test_a_large_graph_goes_to_the_file_in_pieces() -> None:
    actors = [entity(f"Actor {number}", wikidata=f"Q{number + 1}") for number in range(150)]
    large = of(*(statement(one, "borders", other) for one, other in pairwise(actors)), title="Neighbours")
    for name, format in export.WRITERS.items():
        pieces = Pieces()
        format.write(large, pieces)
        # what is in a graph is little, and a table comes by 20,000 rows
        assert pieces.longest < pieces.total / 2 or name in ("void", "parquet"), name


class Pieces(io.BytesIO):
    """Notes how long what is written is."""

    longest = total = 0

    def write(self, data: bytes, /) -> int:
        self.longest, self.total = max(self.longest, len(data)), self.total + len(data)
        return len(data)

    def writelines(self, lines, /) -> None:
        for line in lines:
            self.write(line)
