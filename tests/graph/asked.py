"""Articles that saved questions are asked of, in one line each."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Entity, Extraction, PartialDate

SWEDEN = Entity("sweden", "Sweden", "Country")
OLE = Entity("ole-1", "Ole Berg", "Person")


def day(value):
    return PartialDate(value)


def at(**values):
    return {"when": values}


def told(world, source, changes, *statements) -> Extraction:
    """An article with these statements; ``changes`` are values of the article, ``text`` among them."""
    text = {"text": changes["text"]} if "text" in changes else {}
    made = world.extraction(source, *statements, **text)
    return replace(made, article=replace(made.article, **{**changes, **text}))


def post(world, person, role, **values):
    return {"subject": person, "relation": "holdsPositionIn", "role": role, **values}
