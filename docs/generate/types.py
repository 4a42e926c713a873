"""A page for each type of entity: what it is, what stands above and below it, which relations it can have."""

from __future__ import annotations

from collections.abc import Iterator

from generate.markdown import block, code, escaped, joined, table
from generate.terms import alignments
from kg import ontology
from kg.ontology import EntityType

__all__ = ["listed", "page"]

_NARROWER = """
An entity has one type, the narrowest that is known. In a graph that was built with `--infer` it has the wider ones,
too, and the query finds all kinds of it.
"""


def listed() -> str:
    """The table of all types."""
    rows = (
        (f"[{one.name}](types/{one.name}.md)", ", ".join(one.parents), escaped(one.definition))
        for one in ontology.load().classes.values()
    )
    return table(("type", "a kind of", "what it is"), rows)


def page(one: EntityType) -> str:
    """The page of a type."""
    heads = ontology.sections("authority/heads.yaml")["heads"].get(one.name, [])
    return joined(
        [
            f"# {one.name}",
            escaped(one.definition),
            table(("", ""), _facts(one)),
            "## Ask for them",
            block("sparql", f"SELECT ?name {{ ?entity a kg:{one.name} ; skos:prefLabel ?name }} ORDER BY ?name"),
            _NARROWER if _below(one) else "",
            "## Relations",
            table(
                ("it can be", "of"), (("the subject", _sides(one, "domain")), ("the object", _sides(one, "range")))
            ),
            "## Words that tell it" if heads else "",
            "At the head of a name (`ontologies/authority/heads.yaml`): " + escaped(", ".join(heads))
            if heads
            else "",
            "## In other vocabularies" if list(alignments(one.name)) else "",
            table(("term", "compared with this one"), alignments(one.name)),
        ]
    )


def _facts(one: EntityType) -> Iterator[tuple[str, str]]:
    yield "term", f"{code('kg:' + one.name)}, “{escaped(one.label)}”"
    if one.parents:
        yield "a kind of", ", ".join(map(_type, one.parents))
    if below := _below(one):
        yield "kinds of it", ", ".join(map(_type, below))


def _below(one: EntityType) -> list[str]:
    return [other.name for other in ontology.load().classes.values() if one.name in other.parents]


def _type(name: str) -> str:
    return f"[{name}]({name}.md)"


def _sides(one: EntityType, side: str) -> str:
    """The relations that an entity of this type can have on a side: named for it, or for a type above it."""
    known = ontology.load()
    return ", ".join(
        f"[{relation.name}](../relations/{relation.name}.md)"
        for relation in known.relations.values()
        if any(known.is_a(one.name, allowed) for allowed in getattr(relation, side))
    )
