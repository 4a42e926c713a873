"""Networks of pyvis, and what a notebook gets."""

from __future__ import annotations

import networkx
import pytest
from pyvis.network import Network as PyvisNetwork

from kg.view import Network, mimebundle, to_srcdoc
from tests.view.parsed import Page, page_of

# ---------------------------------------------------------------------------------------------- pyvis


def test_network_is_a_pyvis_network_with_every_fact_as_an_edge(world, key):
    network = Network.from_statements(world.entities, world.statements, world.articles, statement_id=key, title="T")
    assert isinstance(network, PyvisNetwork)
    assert network.num_edges() == len(world.statements)
    assert set(network.get_nodes()) == {entity.id for entity in world.entities}
    assert network.get_node("verana")["label"] == "Verana"
    assert "solmark" in network.neighbors("verana")
    assert network.generate_html() == page_of(world, key, title="T")


def test_edges_of_pyvis_are_facts_of_the_page_parallel_ones_too():
    network = Network(title="Mine")
    network.add_node(1, label="One", group="Person", title="a <b>note</b> with href")
    network.add_node("two")
    network.add_edge(1, "two", label="knows")
    network.add_edge(1, "two", label="likes")
    network.add_edge("two", 1)
    data = Page(network.generate_html()).data
    assert [(e["id"], e["label"]) for e in data["entities"]] == [("1", "One"), ("two", "two")]
    assert [data["relations"][fact["r"]]["id"] for fact in data["facts"]] == ["knows", "likes", "linked"]
    assert data["entities"][0]["aliases"] == ["a <b>note</b> with href"]


def test_from_nx_works():
    network = Network()
    network.from_nx(networkx.path_graph(4))
    assert len(Page(network.generate_html()).data["facts"]) == 3


@pytest.mark.parametrize("notebook", [True, False])
def test_show_writes_one_file_and_nothing_beside_it(world, key, tmp_path, monkeypatch, notebook):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.chdir(tmp_path)
    network = Network.from_statements(world.entities, world.statements, statement_id=key)
    network.show("net.html", notebook=notebook)
    assert [path.name for path in tmp_path.iterdir()] == ["net.html"]
    assert (tmp_path / "net.html").read_text(encoding="utf-8") == network.generate_html()
    assert len(opened) == (not notebook)


# ---------------------------------------------------------------------------------------------- notebooks


def test_srcdoc_carries_the_page_unchanged_and_shut_off(world, key):
    text = page_of(world, key)
    [frame] = Page(to_srcdoc(text, height=500)).all("iframe")
    assert frame["srcdoc"] == text
    assert frame["height"] == "500"
    assert "allow-scripts" in frame["sandbox"]
    assert "allow-same-origin" not in frame["sandbox"]


def test_mimebundle_has_a_text_for_terminals():
    bundle = mimebundle("<p>", plain="26 entities")
    assert bundle["text/plain"] == "26 entities"
    assert "&lt;p&gt;" in bundle["text/html"]
