"""GraphML and GEXF: for Gephi, Cytoscape, yEd, igraph, networkx. Lists are joined by `` | ``.

Written as it goes, for no tree of a large graph has to be in memory. XML cannot hold control characters: U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from kg.export.network import Value, edges, nodes
from kg.graph import Graph
from kg.graph.asking.answer import xml_text

__all__ = ["gexf", "graphml"]

_NODE: Final = {"label": "string", "type": "string", "aliases": "string", "wikidata": "string"}
_EDGE: Final = {
    **dict.fromkeys(("label", "relation", "predicate", "status", "by", "start", "end", "at"), "string"),
    "ended": "boolean",
    **dict.fromkeys(("role", "topic", "place"), "string"),
    "confidence": "double",
    **dict.fromkeys(("evidence", "sources"), "string"),
}
_HEAD: Final = "<?xml version='1.0' encoding='utf-8'?>\n"


def graphml(graph: Graph, stream: BinaryIO) -> None:
    """GraphML; the type and the IRI-safe id of each edge stand with it."""
    stream.writelines(line.encode() for line in _graphml(graph))


def gexf(graph: Graph, stream: BinaryIO) -> None:
    """GEXF 1.2.

    ``start`` and ``end`` are called ``since`` and ``until``: under their own names Gephi would take the graph for a
    dynamic one and show what has no date at no time.
    """
    stream.writelines(line.encode() for line in _gexf(graph))


def _graphml(graph: Graph) -> Iterator[str]:
    yield f'{_HEAD}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, columns in (("node", _NODE), ("edge", _EDGE)):
        for name, type in columns.items():
            yield f'  <key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for id, values in nodes(graph):
        yield f"    <node id={_quoted(id)}>{_data('node', values)}</node>\n"
    for id, source, target, values in edges(graph):
        ends = f"id={_quoted(id)} source={_quoted(source)} target={_quoted(target)}"
        yield f"    <edge {ends}>{_data('edge', {'label': values['relation'], **values})}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(kind: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{kind}-{name}">{_escaped(_words(value))}</data>' for name, value in values.items())


def _gexf(graph: Graph) -> Iterator[str]:
    yield f'{_HEAD}<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '  <graph defaultedgetype="directed" mode="static">\n'
    for kind, columns in (("node", _NODE), ("edge", _EDGE)):
        yield f'    <attributes class="{kind}" mode="static">\n'
        for name, type in columns.items():
            if name != "label":
                yield f'      <attribute id="{_gexf_name(name)}" title="{_gexf_name(name)}" type="{type}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for id, values in nodes(graph):
        yield f"      <node id={_quoted(id)} label={_quoted(_words(values['label']))}>{_attvalues(values)}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for id, source, target, values in edges(graph):
        ends = f"id={_quoted(id)} source={_quoted(source)} target={_quoted(target)}"
        yield f"      <edge {ends} label={_quoted(_words(values['relation']))}>{_attvalues(values)}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attvalues(values: Mapping[str, Value]) -> str:
    found = "".join(
        f'<attvalue for="{_gexf_name(name)}" value={_quoted(_words(value))}/>'
        for name, value in values.items()
        if name != "label"
    )
    return f"<attvalues>{found}</attvalues>"


def _gexf_name(name: str) -> str:
    return {"start": "since", "end": "until"}.get(name, name)


def _words(value: Value) -> str:
    if isinstance(value, tuple):
        return " | ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text), {"\r": "&#13;"})


def _escaped(text: str) -> str:
    return escape(xml_text(text), {"\r": "&#13;"})
