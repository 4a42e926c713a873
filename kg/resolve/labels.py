"""Name labels corrected by what the rest of the article tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.authority import Authority, Known, comparable
from kg.resolve.name import Name

__all__ = ["company_names", "relabelled"]


def relabelled(names: Sequence[Name], known: Iterable[int]) -> list[Name]:
    """A lone word that is the surname of somebody named in full is a person, whatever its label; known ones stay."""
    surnames = {
        comparable(name.text).split()[-1] for name in names if name.label == "PERSON" and len(name.text.split()) > 1
    }
    sure = set(known)
    return [
        replace(name, label="PERSON") if name.index not in sure and comparable(name.text) in surnames else name
        for name in names
    ]


def company_names(names: Sequence[Name], known: Mapping[int, Known], authority: Authority) -> dict[int, Known]:
    """A lone "person" who is called as an organization that the article names is that organization.

    Not where the article names somebody of that surname in full.
    """
    surnames = {part for name in names if name.label == "PERSON" for part in comparable(name.text).split()[1:]}
    ids = {one.id for one in known.values() if not authority.allows(one.type, "LOC")}
    found = {}
    for name in names:
        if name.label == "PERSON" and " " not in name.text and comparable(name.text) not in surnames:
            called = [one for one in authority.candidates(name.text) if one.id in ids]
            if len(called) == 1:
                found[name.index] = called[0]
    return found
