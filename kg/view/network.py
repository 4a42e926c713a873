"""``Network``: pyvis' class with our page. What pyvis users know still works, offline."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network as PyvisNetwork
from pyvis.node import Node

from kg.model import Entity, Identities, Published, Statement
from kg.view.inherited import WITHOUT_EFFECT, telling
from kg.view.looks import looks_of
from kg.view.page import NETWORK, Page, environment
from kg.view.render import framed
from kg.view.texts import LANGUAGE, texts

__all__ = ["Network"]


class Network(PyvisNetwork):  # type: ignore[misc]  # pyvis has no types
    """A ``pyvis.network.Network`` whose page is one file, works offline and escapes what it is given.

    Made ``from_statements`` it shows every fact with its sentences. Nodes and edges that are added by pyvis' own
    methods are shown beside them: ``group`` of a node becomes its type, ``label`` of an edge its relation, ``title``
    is plain text, among the names of a node and the qualifiers of an edge. Edges are directed; parallel ones stay.
    Methods for what our page does otherwise (physics, options, templates) warn that they have no effect.
    Without a ``title`` (or pyvis' ``heading``) the page is called after the actors with the most facts.
    """

    def __init__(
        self,
        height: str = "720px",
        width: str = "100%",
        *,
        title: str = "",
        notebook: bool = False,
        language: str = LANGUAGE,
        **options: Any,
    ) -> None:
        texts(language)  # a language that there is not is told here, not when the page is made
        options = {"directed": True, **options, "cdn_resources": "in_line"}
        super().__init__(height=height, width=width, heading=title, notebook=notebook, **options)
        self.templateEnv = environment()
        self.templateEnv.globals["page"] = self._page
        self.path = NETWORK
        self.template = self.templateEnv.get_template(NETWORK)
        self._entities: dict[str, Entity] = {}
        self._statements: dict[str, Statement] = {}
        self._articles: tuple[Published, ...] = ()
        self._labels: Mapping[str, str] = {}
        self._symmetric: Collection[str] = ()
        self._language = language
        self._start = ""
        self._report = ""
        self._identities: Identities | None = None
        self.left_out = ""
        """What of the graph the page does not show, as a sentence; told once the page is made."""

    @classmethod
    def from_statements(
        cls,
        entities: Sequence[Entity],
        statements: Sequence[Statement],
        articles: Sequence[Published] = (),
        *,
        statement_id: Callable[[Statement], str],
        title: str = "",
        labels: Mapping[str, str] | None = None,
        symmetric: Collection[str] = (),
        language: str = LANGUAGE,
        start: str = "",
        identities: Identities | None = None,
        report: str = "",
    ) -> Network:
        """The network of ``statements``, one edge each; ``entities`` may hold more than they name.

        ``statement_id`` gives the stable key of a statement, for links to it. ``labels`` are words for relations
        and types by local name; ``symmetric`` names the relations that are drawn without an arrow.
        ``language`` is that of the page's own words; ``start`` the state that it opens in, as its address
        tells it behind the ``#``; ``report`` the file name of a report in the same folder, to link to.
        """
        network = cls(title=title, language=language)
        network._start, network._identities, network._report = start, identities, report
        network._labels, network._symmetric = dict(labels or {}), frozenset(symmetric)
        network._articles = tuple(articles)
        ends = [end for s in statements for end in (s.subject, s.object)]
        known = {entity.id: entity for entity in (*reversed([*entities, *ends]),)}
        looks = looks_of(entity.type for entity in known.values())
        for key in sorted(known):
            network._put_entity(known[key], looks[known[key].type].shape, looks[known[key].type].colour)
        for name, statement in sorted(((statement_id(s), s) for s in statements), key=lambda fact: fact[0]):
            network._put_statement(name, statement)
        return network

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page to ``name`` (it must end in ``.html``): UTF-8 on every machine, and no folder beside it."""
        html = self.generate_html(name, local=local, notebook=notebook)
        Path(name).write_text(html, encoding="utf-8", newline="\n")
        if open_browser:
            webbrowser.open(Path(name).resolve().as_uri())

    def _put_entity(self, entity: Entity, shape: str, colour: str) -> None:
        # Not add_node: it looks through a list for each node, which is minutes at 10,000 of them.
        node = Node(entity.id, shape, label=entity.label, color=colour, font_color=self.font_color).options
        self._entities[entity.id] = entity
        self.nodes.append(node)
        self.node_ids.append(entity.id)
        self.node_map[entity.id] = node

    def _put_statement(self, name: str, statement: Statement) -> None:
        self._statements[name] = statement
        edge = Edge(statement.subject.id, statement.object.id, True, id=name, label=statement.relation)
        self.edges.append(edge.options)

    def _page(self) -> Page:
        """What the template asks for when pyvis renders it."""
        entities = {node["id"]: self._entities.get(node["id"]) or _entity(node) for node in self.nodes}
        facts = [
            (str(edge.get("id", f"edge-{index}")), self._statements.get(edge.get("id")) or _statement(edge, entities))
            for index, edge in enumerate(self.edges)
        ]
        page, self.left_out = framed(
            list(entities.values()),
            facts,
            self._articles,
            title=str(self.heading or ""),
            labels=self._labels,
            symmetric=self._symmetric,
            language=self._language,
            start=self._start,
            identities=self._identities,
            report=self._report,
        )
        return page


for _name in WITHOUT_EFFECT:
    setattr(Network, _name, telling(_name))


def _entity(node: Mapping[str, Any]) -> Entity:
    """A node that was added by pyvis' own methods."""
    label, kind, title = node.get("label"), node.get("group"), node.get("title")
    return Entity(
        id=str(node["id"]),
        label=str(node["id"] if label is None else label),
        type=str(kind) if kind else "Node",
        aliases=(str(title),) if title else (),
    )


def _statement(edge: Mapping[str, Any], entities: Mapping[Any, Entity]) -> Statement:
    """An edge that was added by pyvis' own methods: no evidence, its hover text as topic."""
    title = edge.get("title")
    return Statement(
        subject=entities[edge["from"]],
        relation=str(edge.get("label") or "linked"),
        object=entities[edge["to"]],
        evidence=(),
        topic=str(title) if title else None,
    )
