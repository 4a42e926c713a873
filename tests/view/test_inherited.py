"""Every public method of pyvis' Network: it works on ours, or says why it has no effect."""

from __future__ import annotations

import inspect
import json
import re

import networkx
import pytest
from pyvis.network import Network as PyvisNetwork

from kg.errors import UsageError
from kg.view import Network
from kg.view.inherited import WITHOUT_EFFECT
from tests.view.tables import unpacked

WORKING = {
    "add_edge": lambda n, _: n.add_edge("a", "c"),
    "add_edges": lambda n, _: n.add_edges([("a", "c"), ("b", "c", 3)]),
    "add_node": lambda n, _: n.add_node("d", label="D"),
    "add_nodes": lambda n, _: n.add_nodes(["d", "e"], label=["D", "E"]),
    "from_nx": lambda n, _: n.from_nx(networkx.path_graph(3)),
    "generate_html": lambda n, _: n.generate_html(),
    "get_adj_list": lambda n, _: n.get_adj_list(),
    "get_edges": lambda n, _: n.get_edges(),
    "get_network_data": lambda n, _: n.get_network_data(),
    "get_node": lambda n, _: n.get_node("a"),
    "get_nodes": lambda n, _: n.get_nodes(),
    "neighbors": lambda n, _: n.neighbors("a"),
    "num_edges": lambda n, _: n.num_edges(),
    "num_nodes": lambda n, _: n.num_nodes(),
    "save_graph": lambda n, path: n.save_graph(str(path / "x.html")),
    "show": lambda n, path: n.show(str(path / "x.html"), notebook=False),
    "to_json": lambda n, _: n.to_json(keys=True),
    "write_html": lambda n, path: n.write_html(str(path / "x.html")),
}


def small(kind=Network):
    network = kind(directed=True, cdn_resources="in_line")
    network.add_nodes(["a", "b", "c"])
    network.add_edge("a", "b")
    return network


def shown(network) -> dict:
    page = network.generate_html()
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return unpacked(json.loads(data[1]))


def test_each_public_method_is_in_one_of_the_lists():
    public = {name for name, _ in inspect.getmembers(PyvisNetwork, inspect.isfunction) if not name.startswith("_")}
    assert public == WORKING.keys() | WITHOUT_EFFECT.keys()
    assert not WORKING.keys() & WITHOUT_EFFECT.keys()


@pytest.mark.parametrize("name", sorted(WORKING))
def test_a_method_works_as_that_of_pyvis(name, tmp_path, capsys):
    ours, theirs = small(), small(PyvisNetwork)
    found = WORKING[name](ours, tmp_path)
    if name in ("generate_html", "save_graph", "show", "write_html"):
        page = found if name == "generate_html" else (tmp_path / "x.html").read_text(encoding="utf-8")
        assert 'id="data"' in page
        return
    expected = WORKING[name](theirs, tmp_path)
    if name.startswith(("get_adj", "get_edges", "get_node", "num", "neigh")):
        assert found == expected
    assert (ours.get_nodes(), ours.num_edges()) == (theirs.get_nodes(), theirs.num_edges())
    assert (len(shown(ours)["entities"]), len(shown(ours)["facts"])) == (ours.num_nodes(), ours.num_edges())


@pytest.mark.parametrize("name", sorted(WITHOUT_EFFECT))
def test_a_method_without_effect_says_why(name):
    network = small()
    before = network.generate_html()
    with pytest.warns(UserWarning, match=f"Network.{name} has no effect: ."):
        getattr(network, name)("x")
    assert network.generate_html() == before


def test_a_network_speaks_german_and_no_language_that_there_is_not():
    assert shown(small(lambda **options: Network(language="de", **options)))["texts"]["filters"] == "Filter"
    with pytest.raises(UsageError, match="xx"):
        Network(language="xx")
