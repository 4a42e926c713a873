"""The canonical file: the same graph, the same bytes; others read the same quads."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg import graph
from kg.model import Decision, Identities, Verdict

HOSTILE = 'He said "no\\yes"\n\t<script>\x7f\u2028 @en ^^xsd:date .'


def with_everything(world):
    by = replace(world.envoy, id="-odd./é id", label="x.")
    return graph.memory(
        [
            world.extraction("a/b c.txt", {"when": {"start": "1949", "at": "2001-02-03"}, "by": by, "role": HOSTILE}),
            world.extraction(
                "https://news.example/?q=1#top", {"interval": world.statement(world.article()).interval}
            ),
        ]
    )


def test_oxigraph_reads_the_same_quads(world):
    held = with_everything(world)
    assert set(ox.parse(graph.trig(held), format=ox.RdfFormat.TRIG)) == set(held.store)


def test_rdflib_reads_the_same_quads(world):
    held = with_everything(world)
    read = rdflib.Dataset().parse(data=graph.trig(held), format="trig")
    lines = rdflib.Dataset().parse(data=ox.serialize(held.store, format=ox.RdfFormat.N_QUADS), format="nquads")
    assert set(read.quads()) == set(lines.quads())
    assert len(set(read.quads())) == len(held.store)


def test_it_is_made_for_reading_and_comparing(world):
    text = graph.trig(graph.memory([world.extraction()])).decode()
    assert "  id:norway\n    a kg:Country ;\n    kg:memberOf id:atlantic-alliance ;\n" in text
    assert "kg:confidence 0.93 ;" in text
    assert text == graph.trig(graph.memory([world.extraction()])).decode()


def test_one_statement_more_adds_lines_and_changes_none(world):
    one = graph.trig(graph.memory([world.extraction("a.txt")])).decode().splitlines()
    both = [world.extraction("a.txt"), world.extraction("b.txt", {"relation": "supports"})]
    two = graph.trig(graph.memory(both)).decode().splitlines()
    assert set(one) <= set(two)


def test_the_bytes_do_not_depend_on_the_hash_seed(world):
    code = "from tests.graph.conftest import World; from kg import graph; import sys;"
    code += "e=[World().extraction(n, {}, {'status': 'negated'}, names=('N', 'M')) for n in ('b', 'a')];"
    code += "sys.stdout.buffer.write(graph.trig(graph.memory(e)))"
    root = Path(__file__).parents[2]
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert b"kg:memberOf" in made.pop()


def test_a_graph_that_was_emptied_leaves_no_trace(world):
    held = graph.memory([world.extraction("a.txt")])
    before = graph.trig(held)
    held.identify(Identities(decisions=(Decision("norway", "sweden", Verdict.DIFFERENT, "judged so"),)))
    assert graph.trig(held) != before
    held.identify(Identities())
    assert graph.trig(held) == before
