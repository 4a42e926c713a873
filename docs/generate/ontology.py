"""The ontology: a page for each relation and type, the words for statements, how patterns are read."""

from __future__ import annotations

from generate import relations, types
from generate.markdown import block, code, escaped, joined, table
from generate.terms import others
from kg import ontology

__all__ = ["pages"]

_INDEX = """
# Ontology

What a graph can say: the types of its entities, and the relations between them. All of it stands in
`ontologies/kg.ttl`, the wordings of a relation in `ontologies/relations/<name>.yaml`, and these pages are made from
them. [A new relation](../../how-to/new-relation.md) is one stanza and one file.
"""

_VOCABULARY = """
# Vocabulary

The words of `kg.ttl` that are no type of entity and no relation: those for statements, evidence, articles, decisions
and changes. [The RDF model](../rdf-model.md) shows how they hang together.
"""

_PATTERNS = """
# How patterns are written

A relation is told by the patterns of its file in `ontologies/relations/`. This is the comment that explains their
keys, as it stands in `memberOf.yaml`; [a new relation](../../how-to/new-relation.md) shows one being written.
"""


def pages() -> dict[str, str]:
    """Path below ``reference/ontology`` -> text."""
    known = ontology.load()
    found = {"index.md": _index(), "vocabulary.md": _vocabulary(), "patterns.md": _patterns()}
    found |= {f"relations/{name}.md": text for name, text in relations.pages().items()}
    return found | {f"types/{one.name}.md": types.page(one) for one in known.classes.values()}


def _index() -> str:
    contents = ("patterns", "vocabulary", *(f"relations/{name}" for name in ontology.load().relations))
    further = (f"types/{name}" for name in ontology.load().classes)
    hidden = block("{toctree}", "\n".join([":hidden:", "", *contents, *further]))
    return joined([_INDEX, "## Relations", relations.listed(), "## Types of entities", types.listed(), hidden])


def _vocabulary() -> str:
    rows = (
        (code(name), code(has) if has else "", code(values) if values else "", escaped(means))
        for name, has, values, means in others()
    )
    return joined([_VOCABULARY, table(("term", "of a", "value", "what it means"), rows)])


def _patterns() -> str:
    text = (ontology.folder() / "relations" / "memberOf.yaml").read_text(encoding="utf-8")
    comment = text.partition("\nrelation:")[0]
    lines = [line.removeprefix("#").removeprefix(" ") for line in comment.splitlines()]
    return joined([_PATTERNS, block("text", "\n".join(lines))])
