"""Name labels corrected by what the rest of the article tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.authority import Authority, Known, comparable
from kg.resolve.name import Name

__all__ = ["company_names", "relabelled", "without_surnames"]

_OFTEN = 4
"""Times that a surname must be told as a body's name before it is no person's."""


def relabelled(names: Sequence[Name], known: Iterable[int]) -> list[Name]:
    """A lone word that is the surname of somebody named in full is a person, whatever its label; known ones stay.

    So does one that stands for a body each of several times: a company that bears its founder's name.
    """
    surnames = {
        comparable(name.text).split()[-1] for name in names if name.label == "PERSON" and len(name.text.split()) > 1
    }
    sure = set(known)
    labels: dict[str, list[str]] = {}
    for name in names:
        labels.setdefault(comparable(name.text), []).append(name.label)
    surnames -= {word for word, told in labels.items() if set(told) == {"ORG"} and len(told) >= _OFTEN}
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


def without_surnames(names: Sequence[Name], known: Mapping[int, Known]) -> dict[int, Known]:
    """The known ones without a country by whose name alone the article calls somebody whom it named in full before.

    Not where it speaks of that country by another name or people too, or does so before.
    """
    full = [name for name in names if name.label == "PERSON" and " " in name.text]
    bearers = {comparable(name.text).split()[-1]: name.start for name in reversed(full)}
    called: dict[str, set[bool]] = {}
    for name in names:
        if (one := known.get(name.index)) is not None and one.type == "Country":
            first = bearers.get(comparable(name.text))
            called.setdefault(one.id, set()).add(first is not None and first < name.start)
    return {index: one for index, one in known.items() if called.get(one.id) != {True}}
